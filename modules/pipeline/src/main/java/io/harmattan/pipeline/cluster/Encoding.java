package io.harmattan.pipeline.cluster;

import io.harmattan.analysis.cluster.ArticleRef;
import io.harmattan.analysis.cluster.Centre;
import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.DeskStatus;
import io.harmattan.analysis.cluster.Exemplar;
import io.harmattan.analysis.cluster.Facets;
import io.harmattan.analysis.cluster.LiveCluster;
import io.harmattan.analysis.cluster.LiveCluster.First;
import io.harmattan.analysis.cluster.LiveCluster.Headline;
import io.harmattan.analysis.cluster.LiveCluster.Lead;
import io.harmattan.analysis.cluster.LiveCluster.Span;
import io.harmattan.analysis.cluster.LiveCluster.TakenOver;
import io.harmattan.analysis.cluster.LiveCluster.Wait;
import io.harmattan.analysis.cluster.LiveGroup;
import io.harmattan.analysis.cluster.LiveMember;
import io.harmattan.analysis.cluster.Meaning;
import io.harmattan.analysis.cluster.Mentioned;
import io.harmattan.analysis.cluster.PastCluster;
import io.harmattan.analysis.cluster.Posted;
import io.harmattan.analysis.cluster.ShownMember;
import io.harmattan.analysis.cluster.TermVector;
import io.harmattan.analysis.compare.Said;
import io.harmattan.analysis.compare.Statement;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.EntityCount;
import io.harmattan.domain.Figure;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Stance;
import io.harmattan.pipeline.UnusableStateException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of the cluster stores as bytes: a version, then the fields in the order of the records. Whole numbers take
 * seven bits a byte, the low ones first, terms eight bytes; texts are UTF-8 behind their length; identities of 32 hex digits take 16 bytes.
 */
final class Encoding {
    /** To be raised with every change of what is written. */
    static final byte VERSION = 11;

    private static final String DIGITS = "0123456789abcdef";
    private static final int IDENTITY_BYTES = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.BIG_ENDIAN);

    private Encoding() {}

    static byte[] status(DeskStatus status) {
        return write(64, out -> {
            out.instant(status.streamTime());
            out.instant(status.ingestTime());
            out.optional(status.leap(), out::instant);
            out.optional(status.order(), out::instant);
            out.number(status.liveClusters());
            out.number(status.pastClusters());
        });
    }

    static DeskStatus status(String store, byte[] bytes) {
        return read(
                store,
                bytes,
                in -> new DeskStatus(
                        in.instant(),
                        in.instant(),
                        in.optional(in::instant),
                        in.optional(in::instant),
                        in.number(),
                        in.number()));
    }

    static byte[] article(ArticleRef ref) {
        return write(32, out -> {
            out.identity(ref.clusterId());
            out.number(ref.number());
            out.number(ref.revision());
        });
    }

    static ArticleRef article(String store, byte[] bytes) {
        return read(store, bytes, in -> new ArticleRef(in.identity(), in.number(), in.number()));
    }

    static byte[] member(LiveMember member) {
        return write(2048, out -> {
            EventCluster.Member shown = member.member();
            out.identity(shown.articleId());
            out.number(shown.revision());
            out.instant(shown.eventTime());
            out.flag(shown.timed());
            out.optional(shown.title(), out::text);
            out.optional(shown.outlet(), out::text);
            out.optional(shown.url(), out::text);
            out.flag(shown.late());
            out.identity(shown.copyGroup());
            out.text(shown.role().name());
            out.list(member.credits(), out::text);
            out.said(member.said());
            // so far what a snapshot needs
            out.instant(member.order());
            out.facets(member.facets());
            out.optional(member.meaning(), vector -> {
                out.text(vector.model());
                byte[] values = new byte[vector.dimensions()];
                vector.values().get(values);
                out.number(values.length);
                out.octets(values);
            });
            out.list(member.entities(), out::text);
            out.list(member.leads(), out::text);
        });
    }

    static LiveMember member(String store, byte[] bytes) {
        return read(store, bytes, in -> {
            ShownMember shown = in.shown();
            return new LiveMember(
                    shown.member(),
                    in.instant(),
                    in.facets(),
                    in.optional(() -> new Embedding(in.text(), ByteBuffer.wrap(in.octets(in.number())))),
                    in.list(in::text),
                    shown.credits(),
                    shown.said(),
                    in.list(in::text));
        });
    }

    /** How often the terms of an article occur. */
    static byte[] counts(Facets counts) {
        return write(2048, out -> {
            out.counts(counts.words());
            out.counts(counts.lead());
            out.counts(counts.names());
        });
    }

    static Facets counts(String store, byte[] bytes) {
        return read(store, bytes, in -> new Facets(in.counts(), in.counts(), in.counts()));
    }

    /** What a snapshot needs of a member: the beginning of what {@link #member(LiveMember)} writes. */
    static ShownMember shown(String store, byte[] bytes) {
        return read(store, bytes, In::shown);
    }

    static byte[] group(LiveGroup group) {
        return write(256, out -> {
            out.number(group.articles());
            out.list(List.copyOf(group.entities().entrySet()), entry -> {
                out.text(entry.getKey());
                out.number(entry.getValue());
            });
        });
    }

    static LiveGroup group(String store, byte[] bytes) {
        return read(store, bytes, in -> {
            int articles = in.number();
            SortedMap<String, Integer> entities = new TreeMap<>();
            for (int left = in.number(); left > 0; left--) {
                entities.put(in.text(), in.number());
            }
            return new LiveGroup(articles, entities);
        });
    }

    static byte[] past(PastCluster cluster) {
        return write(1024, out -> {
            out.identity(cluster.id());
            out.vector(cluster.vector());
            out.list(cluster.entities(), out::text);
            out.span(cluster.span());
            out.instant(cluster.closed());
            out.posted(cluster.posted());
        });
    }

    static PastCluster past(String store, byte[] bytes) {
        return read(
                store,
                bytes,
                in -> new PastCluster(
                        in.identity(), in.vector(), in.list(in::text), in.span(), in.instant(), in.posted()));
    }

    static byte[] cluster(LiveCluster cluster) {
        return write(8192, out -> {
            out.centre(cluster.centre());
            // so far what an article is compared with
            out.number(cluster.revision());
            out.number(cluster.epoch());
            out.number(cluster.numbers());
            out.number(cluster.sources());
            out.posted(cluster.posted());
            out.list(List.copyOf(cluster.entities().values()), out::count);
            out.list(cluster.headlines(), headline -> {
                out.identity(headline.articleId());
                out.text(headline.title());
                out.vector(headline.vector());
            });
            out.list(cluster.leads(), lead -> {
                out.identity(lead.articleId());
                out.optional(lead.outlet(), out::text);
                out.text(lead.text());
                out.vector(lead.vector());
            });
            out.text(cluster.stopgapTitle());
            out.number(cluster.first().number());
            out.flag(cluster.first().timed());
            out.instant(cluster.first().when());
            out.list(cluster.takenOver(), taken -> {
                out.identity(taken.id());
                out.number(taken.revision());
                out.optional(taken.since(), out::instant);
            });
            out.optional(cluster.continues(), out::identity);
            out.list(List.copyOf(cluster.sides().entrySet()), side -> {
                out.text(side.getKey());
                out.flag(side.getValue() > 0);
            });
            out.text(cluster.waiting().queue().name());
            out.instant(cluster.waiting().since());
        });
    }

    static LiveCluster cluster(String store, byte[] bytes) {
        return read(
                store,
                bytes,
                in -> new LiveCluster(
                        in.centre(),
                        in.number(),
                        in.number(),
                        in.number(),
                        in.number(),
                        in.posted(),
                        byId(in.list(in::count)),
                        in.list(() -> new Headline(in.identity(), in.text(), in.vector())),
                        in.list(() -> new Lead(in.identity(), in.optional(in::text), in.text(), in.vector())),
                        in.text(),
                        new First(in.number(), in.flag(), in.instant()),
                        in.list(() -> new TakenOver(in.identity(), in.number(), in.optional(in::instant))),
                        in.optional(in::identity),
                        in.sides(),
                        new Wait(Queue.valueOf(in.text()), in.instant())));
    }

    /** What an article is compared with of a cluster: the beginning of what {@link #cluster(LiveCluster)} writes. */
    static Centre centre(String store, byte[] bytes) {
        return read(store, bytes, In::centre);
    }

    private static SortedMap<String, EntityCount> byId(List<EntityCount> counts) {
        SortedMap<String, EntityCount> byId = new TreeMap<>();
        counts.forEach(count -> byId.put(count.entity().id(), count));
        return byId;
    }

    private static byte[] write(int expected, Consumer<Out> fields) {
        Out out = new Out(expected);
        out.octet(VERSION);
        fields.accept(out);
        return out.bytes();
    }

    private static <T> T read(String store, byte[] bytes, Function<In, T> fields) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new UnusableStateException("store " + store + " holds a value of encoding version "
                    + (bytes.length == 0 ? "none" : bytes[0]) + "; expected " + VERSION
                    + ": it was written by another release; rebuild it in a new epoch, or go back to that release");
        }
        try {
            return fields.apply(new In(bytes));
        } catch (IndexOutOfBoundsException e) {
            throw new UnusableStateException(
                    "store " + store + " holds a value that ends early, after " + bytes.length
                            + " bytes; rebuild it in a new epoch",
                    e);
        }
    }

    private static final class Out {
        private byte[] buffer;
        private int size;

        Out(int expected) {
            buffer = new byte[Math.max(16, expected)];
        }

        byte[] bytes() {
            return Arrays.copyOf(buffer, size);
        }

        private void room(int more) {
            if (size + more > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
            }
        }

        void octet(int value) {
            room(1);
            buffer[size++] = (byte) value;
        }

        void octets(byte[] values) {
            room(values.length);
            System.arraycopy(values, 0, buffer, size, values.length);
            size += values.length;
        }

        void number(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                octet((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            octet((int) rest);
        }

        void flag(boolean value) {
            octet(value ? 1 : 0);
        }

        void precise(double value) {
            number(Double.doubleToLongBits(value));
        }

        void real(float value) {
            room(Float.BYTES);
            FLOAT.set(buffer, size, value);
            size += Float.BYTES;
        }

        void text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            octets(utf8);
        }

        void identity(String value) {
            int before = size;
            flag(true);
            room(IDENTITY_BYTES);
            for (int i = 0; i < value.length() && value.length() == 2 * IDENTITY_BYTES; i += 2) {
                int high = DIGITS.indexOf(value.charAt(i));
                int low = DIGITS.indexOf(value.charAt(i + 1));
                if (high < 0 || low < 0) {
                    break;
                }
                octet(high << 4 | low);
            }
            if (size != before + 1 + IDENTITY_BYTES) {
                size = before;
                flag(false);
                text(value);
            }
        }

        void instant(Instant value) {
            long seconds = value.getEpochSecond();
            number(seconds << 1 ^ seconds >> 63);
            number(value.getNano());
        }

        void span(Span value) {
            instant(value.first());
            instant(value.last());
        }

        void whole(long value) {
            room(Long.BYTES);
            LONG.set(buffer, size, value);
            size += Long.BYTES;
        }

        void vector(TermVector value) {
            number(value.size());
            for (int i = 0; i < value.size(); i++) {
                whole(value.term(i));
                real(value.weight(i));
            }
        }

        void counts(TermVector value) {
            number(value.size());
            for (int i = 0; i < value.size(); i++) {
                whole(value.term(i));
                number((long) value.weight(i));
            }
        }

        void posted(Posted value) {
            number(value.size());
            for (int i = 0; i < value.size(); i++) {
                whole(value.key(i));
                number(value.tick(i));
            }
        }

        void centre(Centre value) {
            identity(value.id());
            number(value.articles());
            vector(value.words());
            list(value.exemplars(), this::exemplar);
            optional(value.meaning(), this::meaning);
            number(value.mentioned().size());
            for (int i = 0; i < value.mentioned().size(); i++) {
                whole(value.mentioned().entity(i));
                number(value.mentioned().articles(i));
            }
            optional(value.timedSpan(), this::span);
            span(value.span());
            instant(value.opened());
            instant(value.lastIngest());
        }

        void exemplar(Exemplar value) {
            identity(value.articleId());
            vector(value.lead());
            vector(value.names());
            vector(value.entities());
            flag(value.timed());
            instant(value.when());
        }

        void facets(Facets value) {
            vector(value.words());
            vector(value.lead());
            vector(value.names());
        }

        void meaning(Meaning value) {
            text(value.model());
            number(value.articles());
            number(value.size());
            for (int i = 0; i < value.size(); i++) {
                real(value.component(i));
            }
        }

        void said(Said value) {
            list(value.figures(), statement -> {
                text(statement.subject());
                text(statement.of());
                optional(statement.ofWhom(), this::text);
                optional(statement.unit(), this::text);
                flag(statement.toll());
                precise(statement.value());
                optional(statement.upTo(), upTo -> precise(upTo));
                text(statement.bound().name());
                text(statement.surface());
                optional(statement.says(), this::text);
            });
            list(value.quoted(), quoted -> {
                text(quoted.holder());
                optional(quoted.holderEntity(), this::text);
            });
            list(value.sides(), side -> {
                text(side.target());
                text(side.holder());
                optional(side.holderEntity(), this::text);
                text(side.label().name());
                precise(side.confidence());
                text(side.evidence());
            });
        }

        void count(EntityCount value) {
            Entity entity = value.entity();
            text(entity.id());
            text(entity.name());
            text(entity.type().label());
            optional(entity.kind(), this::text);
            optional(entity.country(), this::text);
            optional(entity.location(), point -> {
                precise(point.lat());
                precise(point.lon());
            });
            number(value.articles());
            number(value.sources());
        }

        <T> void list(List<T> values, Consumer<T> each) {
            number(values.size());
            values.forEach(each);
        }

        <T> void optional(@Nullable T value, Consumer<T> some) {
            flag(value != null);
            if (value != null) {
                some.accept(value);
            }
        }
    }

    private static final class In {
        private final byte[] bytes;

        /** Behind the version. */
        private int at = 1;

        In(byte[] bytes) {
            this.bytes = bytes;
        }

        int number() {
            return (int) longNumber();
        }

        long longNumber() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        boolean flag() {
            return bytes[at++] != 0;
        }

        private byte[] octets(int length) {
            int from = pass(length);
            return Arrays.copyOfRange(bytes, from, at);
        }

        /** Goes on behind so many bytes; gives where they begin. */
        private int pass(int length) {
            int from = at;
            Objects.checkFromIndexSize(from, length, bytes.length);
            at += length;
            return from;
        }

        String text() {
            int length = number();
            return new String(bytes, pass(length), length, StandardCharsets.UTF_8);
        }

        String identity() {
            return flag() ? HexFormat.of().formatHex(bytes, pass(IDENTITY_BYTES), at) : text();
        }

        float real() {
            return (float) FLOAT.get(bytes, pass(Float.BYTES));
        }

        ShownMember shown() {
            return new ShownMember(
                    new EventCluster.Member(
                            identity(),
                            number(),
                            instant(),
                            flag(),
                            optional(this::text),
                            optional(this::text),
                            optional(this::text),
                            flag(),
                            identity(),
                            EventCluster.Role.valueOf(text())),
                    list(this::text),
                    said());
        }

        Instant instant() {
            long seconds = longNumber();
            return Instant.ofEpochSecond(seconds >>> 1 ^ -(seconds & 1), number());
        }

        Span span() {
            return new Span(instant(), instant());
        }

        long whole() {
            return (long) LONG.get(bytes, pass(Long.BYTES));
        }

        /** So many of something, each of at least so many bytes. */
        private int size(int bytesEach) {
            int size = number();
            Objects.checkFromIndexSize((long) at, (long) size * bytesEach, bytes.length);
            return size;
        }

        TermVector vector() {
            int size = size(Long.BYTES + Float.BYTES);
            long[] terms = new long[size];
            float[] weights = new float[size];
            for (int i = 0; i < size; i++) {
                terms[i] = whole();
                weights[i] = real();
            }
            return TermVector.of(terms, weights);
        }

        TermVector counts() {
            int size = size(Long.BYTES + 1);
            long[] terms = new long[size];
            float[] counts = new float[size];
            for (int i = 0; i < size; i++) {
                terms[i] = whole();
                counts[i] = number();
            }
            return TermVector.of(terms, counts);
        }

        Posted posted() {
            int size = size(Long.BYTES + 1);
            long[] keys = new long[size];
            long[] ticks = new long[size];
            for (int i = 0; i < size; i++) {
                keys[i] = whole();
                ticks[i] = longNumber();
            }
            return Posted.of(keys, ticks);
        }

        private Mentioned mentioned() {
            int size = size(Long.BYTES + 1);
            long[] entities = new long[size];
            int[] articles = new int[size];
            for (int i = 0; i < size; i++) {
                entities[i] = whole();
                articles[i] = number();
            }
            return Mentioned.of(entities, articles);
        }

        Centre centre() {
            return new Centre(
                    identity(),
                    number(),
                    vector(),
                    list(this::exemplar),
                    optional(this::meaning),
                    mentioned(),
                    optional(this::span),
                    span(),
                    instant(),
                    instant());
        }

        Exemplar exemplar() {
            return new Exemplar(identity(), vector(), vector(), vector(), flag(), instant());
        }

        Facets facets() {
            return new Facets(vector(), vector(), vector());
        }

        Meaning meaning() {
            String model = text();
            int articles = number();
            int size = size(Float.BYTES);
            float[] sum = new float[size];
            for (int i = 0; i < sum.length; i++) {
                sum[i] = real();
            }
            return Meaning.of(model, articles, sum);
        }

        Said said() {
            return new Said(
                    list(() -> new Statement(
                            text(),
                            text(),
                            optional(this::text),
                            optional(this::text),
                            flag(),
                            precise(),
                            optional(this::precise),
                            Figure.Bound.valueOf(text()),
                            text(),
                            optional(this::text))),
                    list(() -> new Said.Quoted(text(), optional(this::text))),
                    list(() -> new Said.Side(
                            text(), text(), optional(this::text), Stance.Label.valueOf(text()), precise(), text())));
        }

        SortedMap<String, Integer> sides() {
            SortedMap<String, Integer> sides = new TreeMap<>();
            for (int left = number(); left > 0; left--) {
                sides.put(text(), flag() ? 1 : -1);
            }
            return sides;
        }

        private double precise() {
            return Double.longBitsToDouble(longNumber());
        }

        EntityCount count() {
            return new EntityCount(
                    new Entity(
                            text(),
                            text(),
                            EntityType.of(text()),
                            optional(this::text),
                            optional(this::text),
                            optional(() -> new GeoPoint(precise(), precise()))),
                    number(),
                    number());
        }

        <T> List<T> list(java.util.function.Supplier<T> each) {
            int size = number();
            List<T> values = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                values.add(each.get());
            }
            return values;
        }

        <T> @Nullable T optional(java.util.function.Supplier<T> some) {
            return flag() ? some.get() : null;
        }
    }
}
