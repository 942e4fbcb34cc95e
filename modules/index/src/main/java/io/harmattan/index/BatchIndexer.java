package io.harmattan.index;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.harmattan.domain.DeadLetter;
import io.harmattan.index.Answer.Outcome;
import io.harmattan.wire.DeadLetters;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the records of one poll into the index, however long that takes. */
final class BatchIndexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchIndexer.class);

    private final IndexSink.Settings settings;
    private final IndexCounters counters;
    private final String address;
    private final RecordReader reader;
    private final BulkWriter writer;
    private final Serde<DeadLetter> deadLetters;
    private final Producer<byte[], byte[]> producer;
    private final FailsafeExecutor<Object> patiently;

    BatchIndexer(
            SearchNode node,
            Wire wire,
            IndexSink.Settings settings,
            IndexCounters counters,
            Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.counters = counters;
        this.address = node.address();
        this.reader = new RecordReader(wire, settings.naming(), node.settings().indexPrefix(), settings.meanings());
        this.writer = new BulkWriter(node);
        this.deadLetters = wire.serde(Topics.DEAD_LETTERS);
        this.producer = producer;
        this.patiently = Failsafe.with(RetryPolicy.builder()
                .handleIf(e -> !(e instanceof SerializationException))
                .withBackoff(settings.firstBackOff(), settings.longestBackOff())
                .withJitter(0.25)
                .withMaxAttempts(-1)
                .withMaxDuration(Duration.ofDays(10_000))
                .onRetryScheduled(e -> sayAloud(Objects.requireNonNull(e.getLastException()), e.getDelay()))
                .build());
    }

    private void sayAloud(Throwable why, Duration delay) {
        counters.retried();
        counters.waitFor(why.getMessage());
        LOG.warn("{}; trying again in {} ms", why.getMessage(), delay.toMillis());
    }

    List<String> topics() {
        return reader.topics();
    }

    /**
     * Returns when each record is in the index or safe among the dead letters.
     *
     * @throws InterruptedException when it was told to leave it
     */
    void index(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        IdentityHashMap<Document, ConsumerRecord<byte[], byte[]>> origins = new IdentityHashMap<>();
        List<Document> documents = new ArrayList<>();
        List<DeadLetter> dead = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Document document = untilDone(() -> reader.document(record));
                documents.add(document);
                origins.put(document, record);
            } catch (SerializationException e) {
                dead.add(letter(record, e));
            }
        }
        for (List<Document> bulk : BulkWriter.bulks(documents, settings.bulkDocuments(), settings.bulkBytes())) {
            for (Answer refused : write(bulk)) {
                ConsumerRecord<byte[], byte[]> record = Objects.requireNonNull(origins.get(refused.document()));
                dead.add(letter(record, new DocumentRefusedException("Elasticsearch " + refused.reason())));
            }
        }
        setAside(dead);
    }

    /** Writes all of a bulk; returns what was refused. */
    private List<Answer> write(List<Document> bulk) throws InterruptedException {
        List<Document> left = new ArrayList<>(bulk);
        List<Answer> refused = new ArrayList<>();
        untilDone(() -> {
            long begin = System.nanoTime();
            List<Answer> answers = writer.write(left);
            counters.answered(left, System.nanoTime() - begin);
            left.clear();
            String reason = "";
            for (Answer answer : answers) {
                switch (answer.outcome()) {
                    case INDEXED -> counters.indexed();
                    case STALE -> counters.stale();
                    case REFUSED -> refused.add(answer);
                    case UNANSWERED -> {
                        left.add(answer.document());
                        reason = answer.reason();
                    }
                }
            }
            if (!left.isEmpty()) {
                throw new UnansweredException(
                        "Elasticsearch at " + address + " " + reason + ", " + left.size() + " documents wait");
            }
            return Outcome.INDEXED;
        });
        return refused;
    }

    private void setAside(List<DeadLetter> letters) throws InterruptedException {
        if (letters.isEmpty()) {
            return;
        }
        String topic = Topics.DEAD_LETTERS.name(settings.naming());
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (DeadLetter letter : letters) {
            byte[] value = untilDone(() -> deadLetters.serializer().serialize(topic, letter));
            byte[] key = letter.origin().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>(topic, key, value)));
            LOG.warn("record {} is set aside: {}", letter.origin(), letter.message());
        }
        producer.flush();
        for (Future<RecordMetadata> receipt : sent) {
            try {
                receipt.get();
            } catch (ExecutionException e) {
                throw new UnansweredException("dead letters cannot be written to " + topic + ": "
                        + Objects.requireNonNull(e.getCause()).getMessage());
            }
        }
        counters.dead(letters.size());
    }

    private DeadLetter letter(ConsumerRecord<byte[], byte[]> record, Exception cause) {
        return DeadLetters.of(
                IndexSink.STAGE,
                settings.naming().epoch(),
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                cause);
    }

    private <T> T untilDone(dev.failsafe.function.CheckedSupplier<T> step) throws InterruptedException {
        try {
            T done = patiently.get(step);
            counters.waitFor(null);
            return done;
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        reader.close();
        deadLetters.close();
    }
}
