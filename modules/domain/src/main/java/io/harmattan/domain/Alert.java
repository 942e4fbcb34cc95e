package io.harmattan.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The firing of a subscription.
 *
 * @param id hash of subscription, cluster and instance of the trigger: the same firing has the same id for ever
 * @param epoch generation of derived data
 * @param subscriptionVersion which version of the subscription fired
 * @param clusterId the cluster that it is about; null for a single article or silence
 * @param clusterRevision its revision
 * @param articleId the article that fired it; null when time did
 * @param topic where the record that fired it lies, with {@code partition} and {@code offset}
 * @param eventTime event time of the cause
 * @param ingestTime ingest time of the cause
 * @param due when it is to be delivered: the ingest time of the cause, or later where limits hold it
 * @param title the headline
 * @param lines what is new, where, which sources, the stance with a quoted line: plain text, one sentence each
 * @param url page of the cluster or article, where there is one
 * @param sources independent sources of the cluster
 * @param gathered ids of the alerts that a digest carries; empty for a single alert
 */
public record Alert(
        String id,
        int epoch,
        String subscriptionId,
        int subscriptionVersion,
        String subscriptionName,
        String owner,
        Subscription.Kind trigger,
        @Nullable String clusterId,
        int clusterRevision,
        @Nullable String articleId,
        String topic,
        int partition,
        long offset,
        Instant eventTime,
        Instant ingestTime,
        Instant due,
        String title,
        List<String> lines,
        @Nullable String url,
        int sources,
        List<String> gathered) {
    public Alert {
        Check.notBlank(id, "alert id");
        Check.atLeast(1, epoch, "epoch of alert " + id);
        Check.notBlank(subscriptionId, "subscription of alert " + id);
        lines = List.copyOf(lines);
        gathered = List.copyOf(gathered);
    }

    /** The same alert, to be delivered then. */
    public Alert dueAt(Instant due) {
        return new Alert(
                id,
                epoch,
                subscriptionId,
                subscriptionVersion,
                subscriptionName,
                owner,
                trigger,
                clusterId,
                clusterRevision,
                articleId,
                topic,
                partition,
                offset,
                eventTime,
                ingestTime,
                due,
                title,
                lines,
                url,
                sources,
                gathered);
    }
}
