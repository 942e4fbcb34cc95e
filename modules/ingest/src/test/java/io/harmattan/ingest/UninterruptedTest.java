package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
    @Test
    void goes_on_after_an_interrupt_and_leaves_the_thread_interrupted() {
        List<Boolean> tries = new ArrayList<>();
        Thread.currentThread().interrupt();
        Uninterrupted.run(() -> {
            tries.add(Thread.currentThread().isInterrupted());
            if (tries.size() < 3) {
                throw new InterruptException("Flush interrupted."); // sets the flag, as a producer's does
            }
        });
        assertThat(tries).containsExactly(false, false, false);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void leaves_other_failures_and_quiet_threads_as_they_are() {
        assertThatThrownBy(() -> Uninterrupted.run(() -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(Thread.interrupted()).isFalse();
    }
}
