package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ArticlePublisher;
import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.ArticlePublisherContract;
import io.harmattan.testkit.LocalStackTest;
import io.harmattan.wire.Topic;
import io.harmattan.wire.TopicSetup;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LocalStackTest({Part.KAFKA, Part.REGISTRY})
class KafkaArticlePublisherIT extends ArticlePublisherContract {
    private static final Topic.Naming NAMING = new Topic.Naming("publisher-it-", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalStack stack;
    private final Map<String, String> connection;
    private final Wire wire;
    private final ConcurrentLinkedQueue<String> notices = new ConcurrentLinkedQueue<>();

    KafkaArticlePublisherIT(LocalStack stack) {
        this.stack = stack;
        this.connection = Map.of("bootstrap.servers", stack.bootstrapServers());
        this.wire = new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", stack.registryUrl()));
    }

    @BeforeEach
    void topics() {
        try (Admin admin = Admin.create(Map.copyOf(connection))) {
            new TopicSetup(NAMING, (short) 1).ensure(admin);
        }
    }

    @Override
    protected ArticlePublisher open() {
        return new KafkaArticlePublisher(connection, NAMING, wire, PATIENCE, notices::add);
    }

    @Override
    protected List<Article> arrived(List<String> ids) {
        return records().stream()
                .map(ConsumerRecord::value)
                .filter(article -> ids.contains(article.id()))
                .toList();
    }

    @Test
    void theRecordHasTheIdAsItsKeyAndTheEventTimeAsItsTimestamp() {
        Article article = article("stamped", "text");
        try (ArticlePublisher publisher = open()) {
            var unused = publisher.publish(article);
            publisher.flush();
        }
        assertThat(records())
                .filteredOn(r -> r.value().equals(article))
                .singleElement()
                .returns(article.id(), ConsumerRecord::key)
                .returns(article.eventTime().toEpochMilli(), ConsumerRecord::timestamp);
    }

    @Test
    void aBrokerThatIsKilledAndComesBackLosesNothing() {
        List<Article> articles = IntStream.range(0, 3000)
                .mapToObj(i -> article("killed " + i % 1000, "Revision " + i))
                .toList();
        long pid = stack.pid(Part.KAFKA);
        Ingest.Summary summary;
        try (ArticlePublisher publisher = open()) {
            Ingest.Listener killer = new Ingest.Listener() {
                private boolean killed;

                @Override
                public void progress(Ingest.Summary soFar) {
                    if (soFar.sent() >= 500 && !killed) {
                        killed = true;
                        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                    }
                }
            };
            summary = new Ingest(publisher, killer)
                    .run(to -> articles.forEach(a -> to.accept(new Reading.Found(a.id(), a))));
        }

        assertThat(stack.pid(Part.KAFKA)).isNotEqualTo(pid);
        assertThat(summary).isEqualTo(new Ingest.Summary(3000, 0, 0, 0, 0, null));
        List<Article> arrived =
                arrived(articles.stream().map(Article::id).distinct().toList());
        // a batch may be there twice: see KafkaArticlePublisher
        assertThat(Set.copyOf(arrived)).isEqualTo(Set.copyOf(articles));
        assertThat(newest(arrived)).isEqualTo(newest(articles));
    }

    private static Map<String, Article> newest(List<Article> articles) {
        return articles.stream().collect(Collectors.toMap(Article::id, a -> a, (before, after) -> after));
    }

    private List<ConsumerRecord<String, Article>> records() {
        List<ConsumerRecord<String, Article>> records = new ArrayList<>();
        try (KafkaConsumer<String, Article> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                wire.serde(Topics.ARTICLES).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ARTICLES.name(NAMING)).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    private static Article article(String name, String content) {
        Instant event = Instant.parse("2024-05-03T12:30:00Z");
        return new Article(
                ArticleId.hash("publisher-it", name),
                0,
                1,
                event,
                event.plusSeconds(60),
                null,
                name,
                Article.ContentType.TEXT,
                null,
                content,
                null,
                null);
    }
}
