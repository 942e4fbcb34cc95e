package io.harmattan.deliver;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Attempt;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Subscription;
import io.harmattan.wire.DeadLetters;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * delivery-due → deliver → endpoints, a receipt on deliveries for each attempt, and delivery-waiting for what is to be tried
 * again.
 *
 * <p>An offset is committed when every attempt below it has its receipt; what a crash interrupts is tried again with the
 * same id. The subscription is looked up when the attempt is made: one that was removed or paused meanwhile gets nothing.
 */
public final class Deliverer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GOODBYE = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofSeconds(2);

    private final Settings settings;
    private final Wire wire;
    private final Clock clock;
    private final Map<Subscription.Channel, Carrier> carriers = new EnumMap<>(Subscription.Channel.class);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Http http;
    private final Thread thread;
    private final String group;

    /**
     * What deliver runs with.
     *
     * @param kafka client settings, {@code bootstrap.servers} at least
     * @param privateAddresses whether webhooks may go to loopback, link-local and private addresses and over plain http
     * @param patience the longest that an attempt may take
     * @param queued most attempts that wait for one endpoint in memory; what is more waits in Kafka
     * @param atOnce most attempts under way to one endpoint
     * @param inFlight most attempts under way or waiting in memory
     * @param stale an alert whose cause was taken in longer ago than that is not sent: after a replay or a long outage it
     *     would be old news
     * @param mail how mail is sent; null where no mail server is known
     */
    public record Settings(
            Map<String, Object> kafka,
            Topic.Naming naming,
            boolean privateAddresses,
            Duration patience,
            int queued,
            int atOnce,
            int inFlight,
            Duration stale,
            @Nullable Mail mail) {
        public Settings {
            kafka = Map.copyOf(kafka);
        }
    }

    /**
     * How mail is sent.
     *
     * @param user null where the server asks for none
     * @param startTls whether the connection must be upgraded to TLS before anything is sent
     * @param unsubscribe address that ends a subscription, {@code {subscription}} stands for its id; null for none
     */
    public record Mail(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            boolean startTls,
            String from,
            @Nullable String unsubscribe) {}

    /** @param clock the wall clock */
    public Deliverer(Wire wire, Settings settings, Clock clock) {
        this.settings = settings;
        this.wire = wire;
        this.clock = clock;
        this.group = settings.naming().prefix() + "harmattan-deliver-carry";
        this.http = new Http(settings.privateAddresses(), settings.patience());
        carriers.put(Subscription.Channel.WEBHOOK, new WebhookCarrier(http));
        carriers.put(Subscription.Channel.CHAT, new ChatCarrier(http));
        Mail mail = settings.mail();
        carriers.put(
                Subscription.Channel.MAIL,
                mail == null
                        ? (alert, subscription, delivery, now) ->
                                Outcome.failed("no mail server is set; expected deliver.mail.host")
                        : new MailCarrier(new MailCarrier.Settings(
                                mail.host(),
                                mail.port(),
                                mail.user(),
                                mail.password(),
                                mail.startTls(),
                                mail.from(),
                                mail.unsubscribe(),
                                settings.patience())));
        this.thread = new Thread(this::run, "deliver");
    }

    /** Begins, or goes on where the group had come to. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Work work = new Work()) {
                work.go();
            } catch (RuntimeException e) {
                LOG.warn("stage deliver broke off and starts again where it last committed: {}", e.toString());
                try {
                    if (closing.await(REST.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private Carrier carrier(Subscription.Channel channel) {
        Carrier carrier = carriers.get(channel);
        if (carrier == null) {
            throw new IllegalStateException("nothing carries " + channel);
        }
        return carrier;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    /** One life of the consumer, from subscribing to the fault or the end. */
    private final class Work implements AutoCloseable {
        private final Consumer<String, byte[]> consumer;
        private final Producer<String, byte[]> producer;
        private final SubscriptionTable subscriptions;
        private final Endpoints endpoints = new Endpoints(settings.queued(), settings.atOnce());
        private final OpenOffsets open = new OpenOffsets();
        private final Deserializer<Attempt> attempts =
                wire.serde(Topics.DELIVERY_DUE).deserializer();
        private final Serializer<Attempt> waiting =
                wire.serde(Topics.DELIVERY_WAITING).serializer();
        private final Serializer<Receipt> receipts =
                wire.serde(Topics.DELIVERIES).serializer();
        private final Serializer<Subscription> changed =
                wire.serde(Topics.SUBSCRIPTIONS).serializer();
        private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();

        Work() {
            Map<String, Object> c = new HashMap<>(settings.kafka());
            c.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            c.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            Map<String, Object> p = new HashMap<>(settings.kafka());
            p.remove(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG);
            p.remove(CommonClientConfigs.HEARTBEAT_INTERVAL_MS_CONFIG);
            p.put(ProducerConfig.ACKS_CONFIG, "all");
            p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_DEAD_LETTER_BYTES);
            subscriptions = new SubscriptionTable(settings.kafka(), settings.naming(), wire);
            consumer = new KafkaConsumer<>(c, new StringDeserializer(), new ByteArrayDeserializer());
            producer = new KafkaProducer<>(p, new StringSerializer(), new ByteArraySerializer());
        }

        void go() {
            consumer.subscribe(List.of(Topics.DELIVERY_DUE.name(settings.naming())), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                    commit();
                    partitions.forEach(open::forget);
                }

                @Override
                public void onPartitionsLost(Collection<TopicPartition> partitions) {
                    partitions.forEach(open::forget);
                }
            });
            while (closing.getCount() > 0) {
                if (open.size() >= settings.inFlight()) {
                    consumer.pause(consumer.assignment());
                } else {
                    consumer.resume(consumer.paused());
                }
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    subscriptions.refresh();
                }
                for (ConsumerRecord<String, byte[]> record : records) {
                    take(record);
                }
                RuntimeException broken = fault.get();
                if (broken != null) {
                    throw broken;
                }
                commit();
            }
        }

        private void commit() {
            Map<TopicPartition, OffsetAndMetadata> offsets = open.committable();
            offsets.keySet().retainAll(consumer.assignment());
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets);
            }
        }

        private void take(ConsumerRecord<String, byte[]> record) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Attempt attempt;
            try {
                attempt = attempts.deserialize(record.topic(), record.value());
            } catch (SerializationException e) {
                setAside(record, e);
                open.begin(partition, record.offset(), 0);
                return;
            }
            Alert alert = attempt.alert();
            if (isOldNews(attempt)) {
                open.begin(partition, record.offset(), 0);
                drop(
                        attempt,
                        "old news: its cause was taken in at " + alert.ingestTime() + "; expected within the last "
                                + settings.stale() + " (deliver.stale)");
                return;
            }
            Optional<Subscription> subscription =
                    subscriptions.get(alert.subscriptionId()).filter(s -> !s.paused());
            List<Subscription.Delivery> deliveries = new ArrayList<>();
            for (Subscription.Delivery delivery :
                    subscription.map(Subscription::deliveries).orElse(List.of())) {
                if (attempt.address() == null
                        || attempt.address().equals(delivery.address().toString())) {
                    deliveries.add(delivery);
                }
            }
            if (deliveries.isEmpty()) {
                open.begin(partition, record.offset(), 0);
                if (subscription.isEmpty() || attempt.address() != null) {
                    drop(
                            attempt,
                            subscription.isEmpty()
                                    ? "the subscription was removed or paused"
                                    : "the subscription has no such delivery any more");
                }
                return;
            }
            open.begin(partition, record.offset(), deliveries.size());
            for (Subscription.Delivery delivery : deliveries) {
                Duration room = endpoints.offer(
                        delivery.address(),
                        () -> carry(attempt, subscription.orElseThrow(), delivery, partition, record.offset()));
                if (!room.isZero()) {
                    Instant later = clock.instant().plus(room);
                    wait(attempt.later(delivery.address().toString(), attempt.number(), later));
                    open.done(partition, record.offset());
                }
            }
        }

        /** Whether it is the first attempt of an alert that nobody asked for again, long after its cause. */
        private boolean isOldNews(Attempt attempt) {
            return attempt.number() == 1
                    && attempt.address() == null
                    && attempt.first().equals(attempt.alert().due())
                    && attempt.alert().ingestTime().isBefore(clock.instant().minus(settings.stale()));
        }

        /** A receipt that says why it was not tried. */
        private void drop(Attempt attempt, String why) {
            receipt(
                    attempt,
                    Subscription.Channel.WEBHOOK,
                    attempt.address() == null ? "" : attempt.address(),
                    Receipt.Status.DROPPED,
                    Outcome.failed(why),
                    0,
                    clock.instant(),
                    null);
        }

        private void carry(
                Attempt attempt,
                Subscription subscription,
                Subscription.Delivery delivery,
                TopicPartition partition,
                long offset) {
            try {
                Instant began = clock.instant();
                long since = System.nanoTime();
                Outcome outcome = carrier(delivery.channel()).carry(attempt.alert(), subscription, delivery, began);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
                if (Thread.currentThread().isInterrupted()) {
                    return; // it is told to stop: the attempt is made again by the next life
                }
                settle(attempt, subscription, delivery, outcome, millis, began);
                open.done(partition, offset);
            } catch (RuntimeException e) {
                fault.compareAndSet(null, e);
            }
        }

        private void settle(
                Attempt attempt,
                Subscription subscription,
                Subscription.Delivery delivery,
                Outcome outcome,
                long millis,
                Instant began) {
            String address = delivery.address().toString();
            Optional<Instant> next = outcome.kind() == Outcome.Kind.FAILED
                    ? RetrySchedule.next(attempt.number(), attempt.key() + address, began, outcome.retryAfter())
                    : Optional.empty();
            Receipt.Status status =
                    switch (outcome.kind()) {
                        case DELIVERED -> Receipt.Status.DELIVERED;
                        case GONE -> Receipt.Status.GONE;
                        case REFUSED -> Receipt.Status.FAILED;
                        case FAILED -> next.isPresent() ? Receipt.Status.RETRYING : Receipt.Status.FAILED;
                    };
            next.ifPresent(due -> wait(attempt.later(address, attempt.number() + 1, due)));
            receipt(attempt, delivery.channel(), address, status, outcome, millis, began, next.orElse(null));
            if (outcome.kind() == Outcome.Kind.GONE) {
                drop(subscription, delivery.address(), began);
            }
        }

        /** The endpoint wants no more: the subscription goes on without it. */
        private void drop(Subscription subscription, URI address, Instant now) {
            Subscription current = subscriptions.get(subscription.id()).orElse(subscription);
            Subscription without = new Subscription(
                    current.id(),
                    current.version() + 1,
                    current.owner(),
                    current.name(),
                    current.query(),
                    current.trigger(),
                    current.limits(),
                    current.deliveries().stream()
                            .filter(d -> !d.address().equals(address))
                            .toList(),
                    current.paused(),
                    current.created(),
                    now);
            String topic = Topics.SUBSCRIPTIONS.name(settings.naming());
            send(topic, current.id(), changed.serialize(topic, without));
            LOG.warn("an endpoint answered 410 and is dropped: subscription={} address={}", current.id(), address);
        }

        private void wait(Attempt attempt) {
            String topic = Topics.DELIVERY_WAITING.name(settings.naming());
            send(topic, attempt.alert().id(), waiting.serialize(topic, attempt));
        }

        private void receipt(
                Attempt attempt,
                Subscription.Channel channel,
                String address,
                Receipt.Status status,
                Outcome outcome,
                long millis,
                Instant began,
                @Nullable Instant next) {
            String topic = Topics.DELIVERIES.name(settings.naming());
            Receipt receipt = new Receipt(
                    attempt.alert().id(),
                    attempt.alert().subscriptionId(),
                    channel,
                    address,
                    attempt.number(),
                    status,
                    outcome.code(),
                    millis,
                    began,
                    next,
                    outcome.message());
            send(topic, receipt.alertId(), receipts.serialize(topic, receipt));
            LOG.info(
                    "attempt: alert={} address={} number={} status={} cause={}",
                    receipt.alertId(),
                    address,
                    receipt.attempt(),
                    status,
                    outcome.message());
        }

        private void setAside(ConsumerRecord<String, byte[]> record, SerializationException e) {
            byte[] key = record.key() == null ? null : record.key().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            var letter = DeadLetters.of(
                    "deliver",
                    settings.naming().epoch(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    key,
                    record.value(),
                    e);
            String topic = Topics.DEAD_LETTERS.name(settings.naming());
            send(
                    topic,
                    letter.origin(),
                    wire.serde(Topics.DEAD_LETTERS).serializer().serialize(topic, letter));
        }

        /** Safe when it returns: what comes after it, the commit of an offset, stands on it. */
        private void send(String topic, String key, byte[] value) {
            try {
                producer.send(new ProducerRecord<>(topic, key, value)).get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while sending to " + topic, e);
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException("topic " + topic + " did not take a record: " + e.getCause(), e);
            }
        }

        @Override
        public void close() {
            endpoints.close();
            try {
                if (closing.getCount() == 0) {
                    commit();
                }
            } finally {
                consumer.close();
                producer.close();
                subscriptions.close();
            }
        }
    }
}
