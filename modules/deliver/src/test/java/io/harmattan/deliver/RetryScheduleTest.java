package io.harmattan.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    @Test
    void makesTenTriesOverAboutThreeDays() {
        Instant at = Samples.NOW;
        int tries = 1;
        for (var next = RetrySchedule.next(1, "a", at, null); next.isPresent(); tries++) {
            assertThat(next.get()).isAfter(at);
            at = next.get();
            next = RetrySchedule.next(tries + 1, "a", at, null);
        }
        assertThat(tries).isEqualTo(10);
        assertThat(Duration.between(Samples.NOW, at)).isBetween(Duration.ofHours(72), Duration.ofHours(92));
    }

    @Test
    void hasJitterThatIsTheSameForTheSameAttempt() {
        assertThat(RetrySchedule.next(3, "a", Samples.NOW, null))
                .isEqualTo(RetrySchedule.next(3, "a", Samples.NOW, null))
                .isNotEqualTo(RetrySchedule.next(3, "b", Samples.NOW, null));
    }

    @Test
    void honoursAWishWithinADay() {
        assertThat(RetrySchedule.next(1, "a", Samples.NOW, Duration.ofMinutes(7)))
                .contains(Samples.NOW.plus(Duration.ofMinutes(7)));
        assertThat(RetrySchedule.next(1, "a", Samples.NOW, Duration.ofDays(400)))
                .contains(Samples.NOW.plus(Duration.ofHours(24)));
    }
}
