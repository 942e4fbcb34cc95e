package io.harmattan.pipeline.alert;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Firing;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Kind;
import io.harmattan.domain.Subscription.Limits;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what fired, or holds it back as the limits of its subscription say, and counts what only together makes an
 * alert: rates, balances of stances, silences. One subscription's firings come in one order, to one task.
 */
final class LimitProcessor implements Processor<String, Firing, Object, Object> {
    private static final Duration TICK = Duration.ofSeconds(1);

    /** The most alerts of a subscription that are held; of more, the oldest are told as they are. */
    private static final int MOST_HELD = 200;

    /** Without any article for so long, nobody can say that a story is silent. */
    private static final Duration GAP = Duration.ofHours(6);

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Comparator<Alert> OLDEST_FIRST = Comparator.comparing(Alert::ingestTime)
            .thenComparingInt(Alert::partition)
            .thenComparingLong(Alert::offset)
            .thenComparing(Alert::id);

    private final LiveSubscriptions subscriptions;
    private final AlertWriter writer;
    private final Serializer<Alert> writeAlert;
    private final Deserializer<Alert> readAlert;
    private final Deserializer<Subscription> readSubscription;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, byte[]> limits;
    private KeyValueStore<String, byte[]> held;
    private Sensor sent;
    private Sensor heldBack;
    private Sensor gone;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private LimitProcessor(LiveSubscriptions subscriptions, AlertSettings settings, Wire wire) {
        this.subscriptions = subscriptions;
        this.writer = new AlertWriter(settings.epoch(), settings.pages());
        this.writeAlert = wire.serde(Topics.ALERTS).serializer();
        this.readAlert = wire.serde(Topics.ALERTS).deserializer();
        this.readSubscription = wire.serde(Topics.SUBSCRIPTIONS).deserializer();
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.limits = context.getStateStore(AlertStores.LIMITS);
        this.held = context.getStateStore(AlertStores.HELD);
        this.sent = sensor("sent");
        this.heldBack = sensor("held");
        this.gone = sensor("gone");
        subscriptions.load(context.getStateStore(AlertStores.SUBSCRIPTIONS), readSubscription);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick(Instant.ofEpochMilli(now)));
    }

    private Sensor sensor(String what) {
        return context.metrics()
                .addRateTotalSensor(
                        "stage",
                        "alert",
                        what,
                        Sensor.RecordingLevel.INFO,
                        "task",
                        context.taskId().toString());
    }

    @Override
    public void process(Record<String, Firing> record) {
        Firing firing = record.value();
        Alert alert = firing.alert();
        Subscription subscription = subscriptions.get(alert.subscriptionId());
        if (subscription == null) {
            gone.record();
            return;
        }
        Rates rates = Rates.of(limits.get(subscription.id()));
        long time = alert.ingestTime().toEpochMilli();
        rates.heard = Math.max(rates.heard, time);
        switch (firing.kind()) {
            case FIRED -> limit(subscription, alert, rates, alert.ingestTime());
            case MATCHED -> count(subscription, firing, rates);
            case PULSE -> silence(subscription, rates, alert.ingestTime());
        }
        limits.put(subscription.id(), rates.bytes());
    }

    private void count(Subscription subscription, Firing firing, Rates rates) {
        Alert match = firing.alert();
        rates.matched = Math.max(rates.matched, match.ingestTime().toEpochMilli());
        Alert alert =
                switch (subscription.trigger().kind()) {
                    case SPIKE -> spike(subscription, match, rates);
                    case STANCE_SHIFT -> shift(subscription, firing, rates);
                    default -> null;
                };
        if (alert != null) {
            limit(subscription, alert, rates, match.ingestTime());
        }
    }

    private @Nullable Alert spike(Subscription subscription, Alert match, Rates rates) {
        Rates.Spike spike = rates.count(match.eventTime(), subscription.trigger());
        if (spike == null) {
            return null;
        }
        return writer.ofRate(
                subscription,
                match,
                "spike " + spike.window(),
                AlertWriter.count(spike.count(), "article") + " in " + AlertWriter.duration(spike.length()) + ": "
                        + name(subscription),
                List.of(
                        "Usual is " + String.format(Locale.ROOT, "%.1f", spike.usual()) + " in the same time.",
                        "The newest: “" + match.title() + "”."));
    }

    private @Nullable Alert shift(Subscription subscription, Firing firing, Rates rates) {
        Alert match = firing.alert();
        Rates.Turn turn = rates.lean(match.eventTime(), firing.favourable(), firing.opposed(), subscription.trigger());
        if (turn == null) {
            return null;
        }
        String target = subscription.trigger().target();
        List<String> lines = new ArrayList<>();
        lines.add("Of " + AlertWriter.count(turn.favourable() + turn.opposed(), "stance") + ", " + turn.favourable()
                + " are in favour and " + turn.opposed() + " against.");
        lines.add("What turned it: “" + match.title() + "”.");
        lines.addAll(match.lines());
        return writer.ofRate(
                subscription,
                match,
                "turn " + turn.side() + " " + match.articleId(),
                (target == null ? "The balance" : AlertWriter.named(target) + ": the balance") + " has turned "
                        + (turn.side() > 0 ? "in favour: " : "against: ") + name(subscription),
                lines);
    }

    private static String name(Subscription subscription) {
        return subscription.name().isBlank() ? subscription.query() : subscription.name();
    }

    /** Tells of silence when it has lasted long enough; of a gap in coverage, when nothing at all came. */
    private void silence(Subscription subscription, Rates rates, Instant now) {
        if (subscription.trigger().kind() != Kind.SILENCE || !LiveSubscriptions.isAwake(subscription, now)) {
            return;
        }
        long since = Math.max(rates.matched, subscription.created().toEpochMilli());
        Duration wanted = subscription.trigger().within() == null
                ? Duration.ofDays(1)
                : subscription.trigger().within();
        if (now.toEpochMilli() - since < wanted.toMillis()) {
            return;
        }
        long heard = Math.max(rates.heard, subscription.created().toEpochMilli());
        long without = now.toEpochMilli() - heard;
        String last = MINUTE.format(Instant.ofEpochMilli(since));
        if (without >= Math.min(GAP.toMillis(), wanted.toMillis())) {
            if (rates.gap != heard) {
                rates.gap = heard;
                String from = MINUTE.format(Instant.ofEpochMilli(heard));
                limit(
                        subscription,
                        writer.ofTime(
                                subscription,
                                now,
                                "gap " + heard,
                                "Nothing is coming in: " + name(subscription),
                                List.of(
                                        "No article of any kind has come since " + from + ".",
                                        "This is a gap in coverage; whether the story itself is silent cannot be said.")),
                        rates,
                        now);
            }
        } else if (rates.silence != since) {
            rates.silence = since;
            limit(
                    subscription,
                    writer.ofTime(
                            subscription,
                            now,
                            "silence " + since,
                            "Silent for " + AlertWriter.duration(Duration.ofMillis(now.toEpochMilli() - since)) + ": "
                                    + name(subscription),
                            List.of(
                                    rates.matched == 0
                                            ? "Nothing has matched since the subscription was made, " + last + "."
                                            : "Nothing has matched since " + last + ".",
                                    "Other articles do come in, the last at "
                                            + MINUTE.format(Instant.ofEpochMilli(heard)) + ".")),
                    rates,
                    now);
        }
    }

    /** Sends it now or holds it until it may be sent. */
    private void limit(Subscription subscription, Alert alert, Rates rates, Instant now) {
        Instant due = due(subscription.limits(), alert, rates, now);
        List<KeyValue<String, byte[]>> waiting = held(subscription.id());
        Duration digest = subscription.limits().digestEvery();
        if (digest != null && !waiting.isEmpty()) {
            Instant gathered = Instant.ofEpochMilli(Bytes.millis(time(waiting.get(0).key)));
            due = gathered.isAfter(now) ? gathered : due;
        }
        if (!due.isAfter(now)) {
            send(alert, rates, now);
            return;
        }
        heldBack.record();
        held.put(
                Bytes.key(subscription.id(), Bytes.time(due.toEpochMilli()), alert.id()),
                writeAlert.serialize(AlertStores.HELD, alert));
        if (waiting.size() >= MOST_HELD) {
            KeyValue<String, byte[]> oldest = waiting.get(0);
            held.delete(oldest.key);
            send(readAlert.deserialize(AlertStores.HELD, oldest.value), rates, now);
        }
    }

    /** When it may be sent: not in quiet hours, not too soon after the last, not before the digest. */
    private static Instant due(Limits limits, Alert alert, Rates rates, Instant now) {
        Instant due = now;
        Duration digest = limits.digestEvery();
        if (digest != null) {
            due = later(due, rates.told, digest);
        }
        if (limits.perSubscription() != null) {
            due = later(due, rates.told, limits.perSubscription());
        }
        String cluster = alert.clusterId();
        if (limits.perCluster() != null && cluster != null) {
            due = later(due, rates.toldOf.getOrDefault(cluster, 0L), limits.perCluster());
        }
        return limits.quiet() == null ? due : limits.quiet().wakes(due);
    }

    private static Instant later(Instant due, long told, Duration least) {
        Instant allowed = Instant.ofEpochMilli(told).plus(least);
        return told > 0 && allowed.isAfter(due) ? allowed : due;
    }

    private static String time(String key) {
        return key.split(String.valueOf(Bytes.PART), -1)[1];
    }

    private List<KeyValue<String, byte[]>> held(String subscriptionId) {
        List<KeyValue<String, byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries =
                held.range(subscriptionId + Bytes.PART, Bytes.after(subscriptionId))) {
            entries.forEachRemaining(all::add);
        }
        return all;
    }

    /** Sends what was held until now, and looks for silences. */
    private void tick(Instant now) {
        Map<String, List<Alert>> due = new TreeMap<>();
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = held.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (Bytes.millis(time(entry.key)) <= now.toEpochMilli()) {
                    Alert alert = readAlert.deserialize(AlertStores.HELD, entry.value);
                    due.computeIfAbsent(alert.subscriptionId(), id -> new ArrayList<>())
                            .add(alert);
                    keys.add(entry.key);
                }
            }
        }
        keys.forEach(held::delete);
        due.forEach((id, alerts) -> {
            Subscription subscription = subscriptions.get(id);
            if (subscription == null || !LiveSubscriptions.isAwake(subscription, now)) {
                gone.record(alerts.size());
                return;
            }
            Rates rates = Rates.of(limits.get(id));
            alerts.sort(OLDEST_FIRST);
            if (alerts.size() == 1) {
                send(alerts.get(0), rates, now);
            } else {
                alerts.forEach(alert -> rates.tell(now.toEpochMilli(), alert.clusterId()));
                send(writer.digest(subscription, alerts, now), rates, now);
            }
            limits.put(id, rates.bytes());
        });
        for (Subscription subscription : subscriptions.ofSilence()) {
            if (isOurs(subscription.id())) {
                byte[] before = limits.get(subscription.id());
                Rates rates = Rates.of(before);
                silence(subscription, rates, now);
                byte[] after = rates.bytes();
                if (!Arrays.equals(before, after)) {
                    limits.put(subscription.id(), after);
                }
            }
        }
    }

    /** Whether firings of the subscription come to this task. */
    private boolean isOurs(String subscriptionId) {
        try (StringSerializer keys = new StringSerializer()) {
            byte[] key = keys.serialize(Topics.FIRINGS.stem(), subscriptionId);
            return Utils.toPositive(Utils.murmur2(key)) % Topics.FIRINGS.partitions()
                    == context.taskId().partition();
        }
    }

    private void send(Alert alert, Rates rates, Instant now) {
        sent.record();
        rates.tell(now.toEpochMilli(), alert.clusterId());
        Alert due = alert.due().isBefore(now) ? alert.dueAt(now) : alert;
        // Kafka knows no time before 1970
        context.forward(
                new Record<>(due.id(), due, Math.max(0, due.ingestTime().toEpochMilli())), Topics.ALERTS.stem());
    }

    /** Makes processors, each with the stores they share by name. */
    record Supplier(LiveSubscriptions subscriptions, AlertSettings settings, Wire wire)
            implements ProcessorSupplier<String, Firing, Object, Object> {
        @Override
        public Set<StoreBuilder<?>> stores() {
            return AlertStores.limiting();
        }

        @Override
        public Processor<String, Firing, Object, Object> get() {
            return new LimitProcessor(subscriptions, settings, wire);
        }
    }
}
