package io.harmattan.pipeline.alert;

import io.harmattan.analysis.compare.Balance;
import io.harmattan.domain.Subscription.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is kept of one subscription: how often it matched, how the stances lay, when it was last told. */
final class Rates {
    private static final Duration SPIKE_WINDOW = Duration.ofHours(1);
    private static final double SPIKE_FACTOR = 3;
    private static final int SPIKE_LEAST = 5;
    private static final int BASELINE_LEAST = 6;
    private static final int BASELINE_WINDOWS = 48;
    private static final Duration STANCE_WINDOW = Duration.ofDays(7);
    private static final int STANCES_MOST = 500;
    private static final int CLUSTERS_MOST = 1000;

    /** When it was last told, of anything; in milliseconds, as all times here; 0 for never. */
    long told;

    /** When it was last told of each cluster. */
    final Map<String, Long> toldOf = new TreeMap<>();

    /** When it last matched, and when the last article of any kind came. */
    long matched;

    long heard;

    /** Since when the silence lasts that was told of last. */
    long silence;

    /** Since when the gap in coverage lasts that was told of last. */
    long gap;

    /** Matches by window of event time. */
    private final TreeMap<Long, Integer> windows = new TreeMap<>();

    private long firstWindow = Long.MIN_VALUE;
    private long spike = Long.MIN_VALUE;

    /** The newest stances, and the side that the balance was last seen on: -1, 0 or 1. */
    private final List<Leaning> stances = new ArrayList<>();

    private int side;

    private record Leaning(long time, int favourable, int opposed) {}

    /** Notes that it was told. */
    void tell(long now, @Nullable String clusterId) {
        told = Math.max(told, now);
        if (clusterId != null) {
            toldOf.merge(clusterId, now, Math::max);
            if (toldOf.size() > CLUSTERS_MOST) {
                long oldest = toldOf.values().stream()
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(now);
                toldOf.values().removeIf(time -> time == oldest);
            }
        }
    }

    /**
     * What a spike looks like.
     *
     * @param window its number, which tells it from others
     * @param usual matches in a window until now
     */
    record Spike(long window, int count, double usual, Duration length) {}

    /**
     * Counts a match. The rate of its window is held against the mean of up to {@value #BASELINE_WINDOWS} windows before,
     * of which there must have been {@value #BASELINE_LEAST}; windows in a row are one spike.
     */
    @Nullable
    Spike count(Instant eventTime, Trigger trigger) {
        Duration length = trigger.within() == null ? SPIKE_WINDOW : trigger.within();
        double factor = trigger.factor() == null ? SPIKE_FACTOR : trigger.factor();
        long window = Math.floorDiv(eventTime.toEpochMilli(), Math.max(1000, length.toMillis()));
        firstWindow = firstWindow == Long.MIN_VALUE ? window : Math.min(firstWindow, window);
        int count = windows.merge(window, 1, Integer::sum);
        windows.headMap(windows.lastKey() - BASELINE_WINDOWS).clear();
        long known = Math.min(window - firstWindow, BASELINE_WINDOWS);
        if (known < BASELINE_LEAST) {
            return null;
        }
        double usual = windows.subMap(window - known, window).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                / (double) known;
        if (count < Math.max(SPIKE_LEAST, factor * usual)) {
            return null;
        }
        boolean goesOn = spike != Long.MIN_VALUE && window - spike <= 1;
        spike = Math.max(spike, window);
        return goesOn ? null : new Spike(window, count, usual, length);
    }

    /**
     * What a turn looks like.
     *
     * @param side 1 for a balance in favour, -1 against
     */
    record Turn(int side, int favourable, int opposed) {}

    /** Takes in the stances of an article; tells when their balance has come to the other side. */
    @Nullable
    Turn lean(Instant eventTime, int favourable, int opposed, Trigger trigger) {
        if (favourable + opposed == 0) {
            return null;
        }
        long time = eventTime.toEpochMilli();
        Duration within = trigger.within() == null ? STANCE_WINDOW : trigger.within();
        stances.add(new Leaning(time, favourable, opposed));
        long newest = stances.stream().mapToLong(Leaning::time).max().orElse(time);
        stances.removeIf(s -> s.time() < newest - within.toMillis());
        while (stances.size() > STANCES_MOST) {
            stances.remove(0);
        }
        int inFavour = stances.stream().mapToInt(Leaning::favourable).sum();
        int against = stances.stream().mapToInt(Leaning::opposed).sum();
        int now = new Balance(inFavour, against).side();
        if (now == 0) {
            return null;
        }
        boolean turned = side != 0 && now != side;
        side = now;
        return turned ? new Turn(now, inFavour, against) : null;
    }

    byte[] bytes() {
        return Bytes.write(out -> {
            out.writeLong(told);
            out.writeInt(toldOf.size());
            for (Map.Entry<String, Long> entry : toldOf.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeLong(entry.getValue());
            }
            out.writeLong(matched);
            out.writeLong(heard);
            out.writeLong(silence);
            out.writeLong(gap);
            out.writeInt(windows.size());
            for (Map.Entry<Long, Integer> entry : windows.entrySet()) {
                out.writeLong(entry.getKey());
                out.writeInt(entry.getValue());
            }
            out.writeLong(firstWindow);
            out.writeLong(spike);
            out.writeInt(stances.size());
            for (Leaning leaning : stances) {
                out.writeLong(leaning.time());
                out.writeInt(leaning.favourable());
                out.writeInt(leaning.opposed());
            }
            out.writeInt(side);
        });
    }

    static Rates of(byte @Nullable [] bytes) {
        Rates rates = new Rates();
        if (bytes == null) {
            return rates;
        }
        return Bytes.read(AlertStores.LIMITS, bytes, in -> {
            rates.told = in.readLong();
            for (int i = in.readInt(); i > 0; i--) {
                String cluster = in.readUTF();
                rates.toldOf.put(cluster, in.readLong());
            }
            rates.matched = in.readLong();
            rates.heard = in.readLong();
            rates.silence = in.readLong();
            rates.gap = in.readLong();
            for (int i = in.readInt(); i > 0; i--) {
                long window = in.readLong();
                rates.windows.put(window, in.readInt());
            }
            rates.firstWindow = in.readLong();
            rates.spike = in.readLong();
            for (int i = in.readInt(); i > 0; i--) {
                rates.stances.add(new Leaning(in.readLong(), in.readInt(), in.readInt()));
            }
            rates.side = in.readInt();
            return rates;
        });
    }
}
