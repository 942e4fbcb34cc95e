package io.harmattan.dashboard;

import io.harmattan.dashboard.AccessControl.Grant;
import io.harmattan.dashboard.AccessControl.Scope;
import io.javalin.http.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bearer token of a request, as in RFC 6750. */
final class Access {
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([A-Za-z0-9._~+/=-]{1,512})");

    private final AccessControl control;

    Access(AccessControl control) {
        this.control = control;
    }

    /** Who asks, if that may be done with the token; else the fault that says what is missing. */
    Grant require(Context request, Scope scope) {
        String header = request.header("Authorization");
        if (header == null) {
            request.header("WWW-Authenticate", "Bearer scope=\"" + scope.label() + "\"");
            throw new ApiFault(
                    401,
                    "there is no token; expected a header 'Authorization: Bearer TOKEN' with the scope " + scope.label()
                            + " (harmattan token create)");
        }
        Matcher bearer = BEARER.matcher(header.strip());
        Grant grant = bearer.matches() ? control.grant(bearer.group(1)).orElse(null) : null;
        if (grant == null) {
            request.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            throw new ApiFault(
                    401,
                    bearer.matches()
                            ? "the token is not known; it may have been revoked"
                            : "the header Authorization is not 'Bearer TOKEN'");
        }
        if (!grant.scopes().contains(scope)) {
            request.header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope.label() + "\"");
            throw new ApiFault(
                    403,
                    "the token '" + grant.name() + "' is good for "
                            + grant.scopes().stream().sorted().map(Scope::label).toList() + "; expected the scope "
                            + scope.label());
        }
        return grant;
    }
}
