package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> notices = new ArrayList<>();
    private final Waiting waiting = new Waiting("Kafka at host:1", notices::add);

    @Test
    void silenceIsNoticedAfterFiveSecondsThenLessAndLessOften() {
        waiting.handedOver(0);
        waiting.handedOver(2 * SECOND);
        LongStream.rangeClosed(1, 60).forEach(s -> waiting.look(s * SECOND));

        assertThat(notices).hasSize(3);
        assertThat(notices.get(0))
                .isEqualTo("Kafka at host:1: no answer for 5 s, 2 articles wait; is it up, can it be reached, does the"
                        + " topic exist?");
        assertThat(notices.get(1)).contains("for 15 s");
        assertThat(notices.get(2)).contains("for 35 s");
    }

    @Test
    void theReturnIsNoticedOnce() {
        waiting.handedOver(0);
        waiting.handedOver(0);
        waiting.look(6 * SECOND);
        waiting.settled(8 * SECOND);
        waiting.settled(8 * SECOND);

        assertThat(notices).hasSize(2).last().isEqualTo("Kafka at host:1: answers again after 8 s");
    }

    @Test
    void nothingIsSaidWhileArticlesGoThroughOrNoneIsThere() {
        waiting.look(100 * SECOND);
        for (long s = 100; s < 130; s++) {
            waiting.handedOver(s * SECOND);
            waiting.look(s * SECOND);
            waiting.settled(s * SECOND);
        }
        waiting.look(200 * SECOND);

        assertThat(notices).isEmpty();
    }
}
