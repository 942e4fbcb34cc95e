package io.harmattan.wire;

import static io.harmattan.wire.Topic.MAX_DEAD_LETTER_BYTES;
import static io.harmattan.wire.Topic.MAX_RECORD_BYTES;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleDecision;
import io.harmattan.domain.Attempt;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.FeedState;
import io.harmattan.domain.FileState;
import io.harmattan.domain.Firing;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Subscription;
import io.harmattan.wire.Topic.Keep;
import java.util.List;

/** Every topic, in the order in which an article meets them. */
public final class Topics {
    /** Where ingest is with each feed; key = address of the feed. */
    public static final Topic<FeedState> FEED_STATES =
            new Topic<>("feed-states", false, 1, Keep.NEWEST, MAX_RECORD_BYTES, Mappings.FEED_STATE);

    /** How far ingest has read each file; key = source. */
    public static final Topic<FileState> FILE_STATES =
            new Topic<>("file-states", false, 1, Keep.NEWEST, MAX_RECORD_BYTES, Mappings.FILE_STATE);

    /** What ingest took in; key = article id. */
    public static final Topic<Article> ARTICLES =
            new Topic<>("articles", false, 4, Keep.ALL, MAX_RECORD_BYTES, Mappings.ARTICLE);

    /** Each article once, with what it says, before it is compared with the others of its desk; key = desk. */
    public static final Topic<EnrichedArticle> DISTINCT_ARTICLES =
            new Topic<>("distinct-articles", true, 4, Keep.ALL, MAX_RECORD_BYTES, Mappings.ENRICHED_ARTICLE);

    /** What enrich decided about articles that had something to be compared with; key = article id. */
    public static final Topic<ArticleDecision> ARTICLE_DECISIONS =
            new Topic<>("article-decisions", true, 4, Keep.ALL, MAX_RECORD_BYTES, Mappings.ARTICLE_DECISION);

    /** What enrich made of it; key = desk, so that each desk is one order. */
    public static final Topic<EnrichedArticle> ENRICHED_ARTICLES =
            new Topic<>("enriched-articles", true, 4, Keep.ALL, MAX_RECORD_BYTES, Mappings.ENRICHED_ARTICLE);

    /** Every change of a cluster, in the order of its desk; key = desk. */
    public static final Topic<ClusterChange> CLUSTER_CHANGES =
            new Topic<>("cluster-changes", true, 4, Keep.ALL, MAX_RECORD_BYTES, Mappings.CLUSTER_CHANGE);

    /** The newest snapshot of each cluster; key = cluster id, in the partition of its desk. */
    public static final Topic<EventCluster> EVENT_CLUSTERS =
            new Topic<>("event-clusters", true, 4, Keep.NEWEST, MAX_RECORD_BYTES, Mappings.EVENT_CLUSTER);

    /** What any stage set aside; key = topic-partition@offset of the record that failed. */
    public static final Topic<DeadLetter> DEAD_LETTERS =
            new Topic<>("dead-letters", false, 1, Keep.ALL, MAX_DEAD_LETTER_BYTES, Mappings.DEAD_LETTER);

    /** Who wants to be told of what: the newest version of each; key = subscription id. */
    public static final Topic<Subscription> SUBSCRIPTIONS =
            new Topic<>("subscriptions", false, 1, Keep.NEWEST, MAX_RECORD_BYTES, Mappings.SUBSCRIPTION);

    /** What met a subscription, before its limits; key = subscription id, so that each has one order. */
    public static final Topic<Firing> FIRINGS =
            new Topic<>("firings", true, 4, Keep.MONTH, MAX_RECORD_BYTES, Mappings.FIRING);

    /** What fired; key = alert id. */
    public static final Topic<Alert> ALERTS =
            new Topic<>("alerts", true, 4, Keep.ALL, MAX_RECORD_BYTES, Mappings.ALERT);

    /** Alerts that must wait, for their hour or to be tried again; key = alert id. */
    public static final Topic<Attempt> DELIVERY_WAITING =
            new Topic<>("delivery-waiting", false, 4, Keep.MONTH, MAX_RECORD_BYTES, Mappings.ATTEMPT);

    /** Alerts that are due; key = alert id. */
    public static final Topic<Attempt> DELIVERY_DUE =
            new Topic<>("delivery-due", false, 4, Keep.MONTH, MAX_RECORD_BYTES, Mappings.ATTEMPT);

    /** A receipt of every attempt to deliver an alert; key = alert id. */
    public static final Topic<Receipt> DELIVERIES =
            new Topic<>("deliveries", false, 4, Keep.ALL, MAX_RECORD_BYTES, Mappings.RECEIPT);

    /** All of them. */
    public static final List<Topic<?>> ALL = List.of(
            FEED_STATES,
            FILE_STATES,
            ARTICLES,
            DISTINCT_ARTICLES,
            ARTICLE_DECISIONS,
            ENRICHED_ARTICLES,
            CLUSTER_CHANGES,
            EVENT_CLUSTERS,
            SUBSCRIPTIONS,
            FIRINGS,
            ALERTS,
            DELIVERY_WAITING,
            DELIVERY_DUE,
            DELIVERIES,
            DEAD_LETTERS);

    private Topics() {}
}
