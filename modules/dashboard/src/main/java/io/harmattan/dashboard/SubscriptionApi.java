package io.harmattan.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/subscriptions}: who wants to be told of what. Every version has an ETag; a change names the one that it
 * follows ({@code If-Match}), a new one says that there is none ({@code If-None-Match: *}), so nobody overwrites what they
 * have not seen.
 */
final class SubscriptionApi {
    static final String PATH = "/api/v1/subscriptions";
    static final String ONE = PATH + "/{id}";
    static final String TEST = ONE + "/test";

    private static final int LARGEST_BODY = 64 << 10;
    private static final int DAYS = 7;
    private static final int RETRY_SECONDS = 5;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Subscriptions subscriptions;
    private final Consumer<Subscription> check;
    private final SubscriptionTrial trial;

    /** A trial reads the topics through: one at a time. */
    private final Semaphore trying = new Semaphore(1);

    private final Access access;
    private final Clock clock;

    /** @param check throws an {@link IllegalArgumentException} for one that could never be told of anything */
    SubscriptionApi(
            Subscriptions subscriptions,
            Consumer<Subscription> check,
            SubscriptionTrial trial,
            Access access,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.check = check;
        this.trial = trial;
        this.access = access;
        this.clock = clock;
    }

    /** Whether a request to that address may have a body. */
    static boolean takesBody(Context context) {
        return context.path().startsWith(PATH + "/") && context.contentLength() <= LARGEST_BODY;
    }

    void list(Context context) {
        access.require(context, AccessControl.Scope.SUBSCRIBE);
        new Parameters(context);
        List<Map<String, Object>> all = subscriptions.all().stream()
                .map(s -> SubscriptionForm.write(s, false))
                .toList();
        context.contentType(Api.JSON).result(Api.json(Map.of("subscriptions", all)));
    }

    void get(Context context) {
        access.require(context, AccessControl.Scope.SUBSCRIBE);
        new Parameters(context);
        String id = context.pathParam("id");
        answer(context, 200, subscriptions.get(id).orElseThrow(() -> missing(id)));
    }

    void put(Context context) {
        AccessControl.Grant grant = access.require(context, AccessControl.Scope.SUBSCRIBE);
        new Parameters(context);
        String id = context.pathParam("id");
        Subscription before = subscriptions.get(id).orElse(null);
        precondition(context, id, before, true);
        Subscription next = checked(form(context, grant, id), id, before);
        try {
            subscriptions.put(next);
        } catch (Subscriptions.Conflict e) {
            throw new ApiFault(412, String.valueOf(e.getMessage()));
        }
        answer(context, before == null ? 201 : 200, next);
    }

    private Subscription checked(JsonNode form, String id, @Nullable Subscription before) {
        Subscription next;
        try {
            next = SubscriptionForm.read(form, id, before, now());
            check.accept(next);
        } catch (IllegalArgumentException e) {
            throw new ApiFault(400, String.valueOf(e.getMessage()));
        }
        if (!next.id().equals(id)) {
            throw new ApiFault(400, "id is '" + next.id() + "'; expected '" + id + "', as in the address");
        }
        return next;
    }

    /** What a subscription would have told of the last days: that of the body, or without one that which is there. */
    void test(Context context) {
        AccessControl.Grant grant = access.require(context, AccessControl.Scope.SUBSCRIBE);
        int days = new Parameters(context, "days").number("days", 1, SubscriptionTrial.MOST_DAYS, DAYS);
        String id = context.pathParam("id");
        Subscription tried = context.bodyAsBytes().length == 0
                ? subscriptions.get(id).orElseThrow(() -> missing(id))
                : checked(form(context, grant, id), id, null);
        if (!trying.tryAcquire()) {
            context.header("Retry-After", String.valueOf(RETRY_SECONDS));
            throw new ApiFault(429, "another subscription is being tried out; expected one at a time");
        }
        try {
            context.contentType(Api.JSON).result(Api.json(AlertViews.Trial.of(tried, days, trial.run(tried, days))));
        } finally {
            trying.release();
        }
    }

    private static ApiFault missing(String id) {
        return new ApiFault(404, "there is no subscription '" + Parameters.shown(id) + "'");
    }

    void delete(Context context) {
        access.require(context, AccessControl.Scope.SUBSCRIBE);
        new Parameters(context);
        String id = context.pathParam("id");
        Subscription there = subscriptions.get(id).orElseThrow(() -> missing(id));
        precondition(context, id, there, false);
        try {
            subscriptions.remove(id, there.version());
        } catch (Subscriptions.Conflict e) {
            throw new ApiFault(412, String.valueOf(e.getMessage()));
        }
        context.status(204);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static JsonNode form(Context context, AccessControl.Grant grant, String id) {
        JsonNode form;
        try {
            form = MAPPER.readTree(context.bodyAsBytes());
        } catch (JsonProcessingException e) {
            throw new ApiFault(400, "the body is no JSON: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new ApiFault(400, "the body breaks off: " + e.getMessage());
        }
        if (form instanceof ObjectNode object) {
            if (!object.hasNonNull("owner")) {
                object.put("owner", grant.name());
            }
            if (!object.hasNonNull("id")) {
                object.put("id", id);
            }
        }
        return form;
    }

    private static String tag(Subscription subscription) {
        return "\"v" + subscription.version() + "\"";
    }

    private static void precondition(Context context, String id, @Nullable Subscription there, boolean mayBeNew) {
        String match = context.header("If-Match");
        String none = context.header("If-None-Match");
        if (match == null && there != null && !"*".equals(none)) {
            throw new ApiFault(
                    428,
                    "subscription '" + id + "' is there, as version " + there.version()
                            + "; expected a header If-Match: " + tag(there)
                            + " with the ETag of the version that is to be changed");
        }
        if (match == null && there == null && mayBeNew) {
            return;
        }
        boolean holds =
                match == null ? there == null : there != null && (match.equals("*") || match.equals(tag(there)));
        if (!holds) {
            throw new ApiFault(
                    412,
                    "subscription '" + id + "' " + (there == null ? "is not there" : "is version " + there.version())
                            + "; the request expected " + (match == null ? "none" : Parameters.shown(match))
                            + ": read it again and repeat the change");
        }
    }

    private static void answer(Context context, int status, Subscription subscription) {
        context.status(status)
                .header("ETag", tag(subscription))
                .contentType(Api.JSON)
                .result(Api.json(SubscriptionForm.write(subscription, false)));
    }
}
