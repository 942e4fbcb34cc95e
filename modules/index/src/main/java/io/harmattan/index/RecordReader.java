package io.harmattan.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import io.harmattan.wire.registry.RegistryRefusedException;
import io.harmattan.wire.registry.RegistryUnreachableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Makes the document of a record; one without a value is the deletion of what its key is the id of. */
final class RecordReader implements AutoCloseable {
    private final String articleTopic;
    private final String clusterTopic;
    private final String changeTopic;
    private final String alertTopic;
    private final String articleIndex;
    private final String clusterIndex;
    private final String changeIndex;
    private final String alertIndex;
    private final int epoch;
    private final @Nullable MeaningEncoder meanings;
    private final Serde<EnrichedArticle> articles;
    private final Serde<EventCluster> clusters;
    private final Serde<ClusterChange> changes;
    private final Serde<Alert> alerts;

    /** @param meanings makes the vectors of articles; null: none are made */
    RecordReader(Wire wire, Topic.Naming naming, String indexPrefix, @Nullable MeaningEncoder meanings) {
        this.meanings = meanings;
        epoch = naming.epoch();
        articleTopic = Topics.ENRICHED_ARTICLES.name(naming);
        clusterTopic = Topics.EVENT_CLUSTERS.name(naming);
        changeTopic = Topics.CLUSTER_CHANGES.name(naming);
        alertTopic = Topics.ALERTS.name(naming);
        articleIndex = NewsIndex.ARTICLES.name(indexPrefix, naming.epoch());
        clusterIndex = NewsIndex.EVENT_CLUSTERS.name(indexPrefix, naming.epoch());
        changeIndex = NewsIndex.CLUSTER_CHANGES.name(indexPrefix, naming.epoch());
        alertIndex = NewsIndex.ALERTS.name(indexPrefix, naming.epoch());
        alerts = wire.serde(Topics.ALERTS);
        articles = wire.serde(Topics.ENRICHED_ARTICLES);
        clusters = wire.serde(Topics.EVENT_CLUSTERS);
        changes = wire.serde(Topics.CLUSTER_CHANGES);
    }

    List<String> topics() {
        return List.of(articleTopic, clusterTopic, changeTopic, alertTopic);
    }

    /**
     * The document of a record.
     *
     * @throws SerializationException when the record is to blame; any other exception is a server's fault
     */
    Document document(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return deletion(record);
        }
        try {
            if (record.topic().equals(articleTopic)) {
                return Documents.of(
                        articleIndex, withMeaning(articles.deserializer().deserialize(record.topic(), record.value())));
            } else if (record.topic().equals(clusterTopic)) {
                return Documents.of(clusterIndex, clusters.deserializer().deserialize(record.topic(), record.value()));
            } else if (record.topic().equals(alertTopic)) {
                return Documents.of(alertIndex, alerts.deserializer().deserialize(record.topic(), record.value()));
            }
            return Documents.of(
                    changeIndex,
                    changeId(record.partition(), record.offset()),
                    changes.deserializer().deserialize(record.topic(), record.value()));
        } catch (JsonProcessingException e) {
            throw new SerializationException("the record has no JSON: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            if (e instanceof SerializationException || isServersFault(e)) {
                throw e;
            }
            throw new SerializationException("the record cannot be read: " + e, e);
        }
    }

    /** The article with its vector; the encoder reads English alone. */
    private EnrichedArticle withMeaning(EnrichedArticle article) {
        if (meanings == null || article.features().vector() != null || !"en".equals(article.language())) {
            return article;
        }
        return article.toBuilder()
                .features(article.features().with(meanings.encode(article.title(), article.text())))
                .build();
    }

    /** The id of the document of a change. */
    static String changeId(int partition, long offset) {
        return partition + "@" + offset;
    }

    /** A record without a value takes back what its key names. */
    private Document deletion(ConsumerRecord<byte[], byte[]> record) {
        String id = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (id.isBlank() || record.topic().equals(changeTopic)) {
            throw new SerializationException(
                    "the record has no value; expected an article, a cluster, a change or an alert, or the id of the"
                            + " article, cluster or alert that is to be deleted as the key");
        }
        String index = record.topic().equals(articleTopic)
                ? articleIndex
                : record.topic().equals(alertTopic) ? alertIndex : clusterIndex;
        return Document.deletion(index, id, epoch);
    }

    /** Serdes of other makers have exceptions of their own; what they share are the causes. */
    private static boolean isServersFault(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof RegistryUnreachableException
                    || t instanceof RegistryRefusedException
                    || t instanceof RetriableException
                    || t instanceof AuthenticationException
                    || t instanceof AuthorizationException
                    || t instanceof InterruptException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        articles.close();
        clusters.close();
        changes.close();
        alerts.close();
    }
}
