package io.harmattan.dashboard;

import io.harmattan.domain.Alerts;
import io.harmattan.domain.NewsSearch;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscriptions;
import io.javalin.http.Context;

/**
 * {@code /api/v1/alerts}: what was told, which record and which version of the subscription fired it, and every attempt to
 * deliver it. For whoever keeps subscriptions or operates the platform. The list comes from the topics, whether Elasticsearch
 * is up or not; a query is asked of the index, which knows the words of all alerts and not what became of them.
 */
final class AlertApi {
    static final String PATH = "/api/v1/alerts";
    static final String ONE = PATH + "/{id}";
    static final String FEED = SubscriptionApi.ONE + "/feed";
    static final String RESEND = ONE + "/resend";

    private static final int CARDS = 20;
    private static final int FEED_ENTRIES = 50;

    private final NewsSearch search;
    private final Alerts alerts;
    private final Subscriptions subscriptions;
    private final Access access;

    AlertApi(NewsSearch search, Alerts alerts, Subscriptions subscriptions, Access access) {
        this.search = search;
        this.alerts = alerts;
        this.subscriptions = subscriptions;
        this.access = access;
    }

    void list(Context context) {
        require(context);
        Parameters parameters = new Parameters(context, "q", "subscription", "limit", "after");
        String query = parameters.anyQuery();
        String after = parameters.text("after");
        String subscription = parameters.text("subscription");
        int limit = parameters.limit(CARDS);
        if (query == null && after != null) {
            throw new ApiFault(400, "parameter after is given without q; expected the query that its page was of");
        }
        AlertViews.Cards cards = query == null
                ? AlertViews.Cards.of(alerts.newest(subscription, limit))
                : AlertViews.Cards.of(Api.asked(
                        () -> search.alerts(new NewsSearch.AlertQuestion(query, subscription, limit, after))));
        context.contentType(Api.JSON).result(Api.json(cards));
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
