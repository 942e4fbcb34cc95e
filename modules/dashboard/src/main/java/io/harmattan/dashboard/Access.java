package io.harmattan.dashboard;

import io.harmattan.dashboard.AccessControl.Grant;
import io.harmattan.dashboard.AccessControl.Scope;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The bearer token of a request, as in RFC 6750; or the password of basic authentication (RFC 7617), whatever the user is
 * called, since that is all that feed readers know.
 */
final class Access {
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([A-Za-z0-9._~+/=-]{1,512})");

    private static final Pattern BASIC = Pattern.compile("(?i)Basic +([A-Za-z0-9+/=]{1,1024})");

    private final AccessControl control;
    private final boolean openReads;

    /** @param openReads whether articles and clusters may be read without a token */
    Access(AccessControl control, boolean openReads) {
        this.control = control;
        this.openReads = openReads;
    }

    /**
     * A handler for whoever may read: everybody, or the holder of a token. A browser is asked for it as for a password.
     */
    Handler reading(Handler handler) {
        return context -> {
            if (!openReads) {
                if (context.header("Authorization") == null) {
                    context.res().addHeader("WWW-Authenticate", "Basic realm=\"Harmattan: a token as the password\"");
                }
                require(context, Scope.READ, Scope.OPERATE);
            }
            handler.handle(context);
        };
    }

    private static @Nullable String token(String header) {
        Matcher basic = BASIC.matcher(header);
        Matcher bearer = BEARER.matcher(header);
        if (basic.matches()) {
            try {
                String pair = new String(Base64.getDecoder().decode(basic.group(1)), StandardCharsets.UTF_8);
                return pair.indexOf(':') < 0 ? null : pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return bearer.matches() ? bearer.group(1) : null;
    }

    /** Who asks, if that may be done with the token, which one of the scopes allows; else the fault that says what is missing. */
    Grant require(Context request, Scope... scopes) {
        Set<Scope> any = EnumSet.copyOf(Arrays.asList(scopes));
        String wanted = any.stream().map(Scope::label).collect(Collectors.joining(" or "));
        String scope = any.stream().map(Scope::label).collect(Collectors.joining(" "));
        String header = request.header("Authorization");
        if (header == null) {
            request.res().addHeader("WWW-Authenticate", "Bearer scope=\"" + scope + "\"");
            throw new ApiFault(
                    401,
                    "there is no token; expected a header 'Authorization: Bearer TOKEN' with the scope " + wanted
                            + " (harmattan token create)");
        }
        String token = token(header.strip());
        Grant grant = token == null ? null : control.grant(token).orElse(null);
        if (grant == null) {
            request.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            throw new ApiFault(
                    401,
                    token != null
                            ? "the token is not known; it may have been revoked"
                            : "the header Authorization is not 'Bearer TOKEN', nor 'Basic' with a token as the password");
        }
        if (grant.scopes().stream().noneMatch(any::contains)) {
            request.header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
            throw new ApiFault(
                    403,
                    "the token '" + grant.name() + "' is good for "
                            + grant.scopes().stream().sorted().map(Scope::label).toList() + "; expected the scope "
                            + wanted);
        }
        return grant;
    }
}
