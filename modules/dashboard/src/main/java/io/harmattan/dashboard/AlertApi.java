package io.harmattan.dashboard;

import io.harmattan.domain.Alerts;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions;
import io.javalin.http.Context;

/**
 * {@code /api/v1/alerts}: what was told, which record and which version of the subscription fired it, and every attempt to
 * deliver it. For whoever keeps subscriptions or operates the platform.
 */
final class AlertApi {
    static final String PATH = "/api/v1/alerts";
    static final String ONE = PATH + "/{id}";
    static final String FEED = SubscriptionApi.ONE + "/feed";
    static final String RESEND = ONE + "/resend";

    private static final int CARDS = 20;
    private static final int FEED_ENTRIES = 50;

    private final Alerts alerts;
    private final Subscriptions subscriptions;
    private final Access access;

    AlertApi(Alerts alerts, Subscriptions subscriptions, Access access) {
        this.alerts = alerts;
        this.subscriptions = subscriptions;
        this.access = access;
    }

    void list(Context context) {
        require(context);
        int limit = new Parameters(context, "subscription", "limit").limit(CARDS);
        context.contentType(Api.JSON)
                .result(Api.json(AlertViews.Cards.of(alerts.newest(context.queryParam("subscription"), limit))));
    }

    void get(Context context) {
        require(context);
        String id = new Parameters(context).id();
        context.contentType(Api.JSON)
                .result(Api.json(AlertViews.Alert.of(alerts.get(id).orElseThrow(() -> missing(id)))));
    }

    void resend(Context context) {
        require(context);
        String id = new Parameters(context).id();
        Alerts.Entry entry;
        try {
            entry = alerts.resend(id, subscriptions).orElseThrow(() -> missing(id));
        } catch (IllegalStateException e) {
            throw new ApiFault(409, String.valueOf(e.getMessage()));
        }
        context.status(202).contentType(Api.JSON).result(Api.json(AlertViews.Alert.of(entry)));
    }

    void feed(Context context) {
        require(context);
        new Parameters(context);
        String id = context.pathParam("id");
        Subscription subscription = subscriptions
                .get(id)
                .orElseThrow(() -> new ApiFault(404, "there is no subscription '" + Parameters.shown(id) + "'"));
        context.contentType(AlertFeed.TYPE)
                .result(AlertFeed.write(subscription, alerts.newest(id, FEED_ENTRIES), context.url()));
    }

    private void require(Context context) {
        access.require(context, AccessControl.Scope.SUBSCRIBE, AccessControl.Scope.OPERATE);
    }

    private static ApiFault missing(String id) {
        return new ApiFault(404, "there is no alert '" + id + "'");
    }
}
