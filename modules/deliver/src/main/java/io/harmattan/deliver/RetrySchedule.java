package io.harmattan.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * When an attempt is made again: ten tries over about three days, as the Standard Webhooks specification recommends
 * (section "Retry schedule"), each wait up to a fifth longer by chance, so that endpoints that broke together do not come
 * back together. The chance is drawn from the attempt itself: the same attempt has the same wait.
 */
final class RetrySchedule {
    /** Waits after the first, the second … attempt. */
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** The longest that an endpoint may ask us to wait. */
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    private static final double JITTER = 0.2;

    private RetrySchedule() {}

    /**
     * When to try again; empty after the last attempt.
     *
     * @param number of the attempt that failed, from 1
     * @param seed of the attempt, for the jitter
     * @param wish how long the endpoint asked to be left alone
     */
    static Optional<Instant> next(int number, String seed, Instant now, @Nullable Duration wish) {
        if (number > WAITS.size()) {
            return Optional.empty();
        }
        Duration wait = WAITS.get(number - 1);
        double stretch = 1 + JITTER * new SplittableRandom(seed.hashCode() * 31L + number).nextDouble();
        wait = Duration.ofMillis(Math.round(wait.toMillis() * stretch));
        if (wish != null) {
            Duration bounded = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
            wait = wait.compareTo(bounded) > 0 ? wait : bounded;
        }
        return Optional.of(now.plus(wait));
    }
}
