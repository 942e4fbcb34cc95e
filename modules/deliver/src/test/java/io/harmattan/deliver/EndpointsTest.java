package io.harmattan.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final URI HANGING = URI.create("https://hanging.example/a");
    private static final URI QUICK = URI.create("https://quick.example/b");

    @Test
    void aHangingEndpointFillsItsOwnQueueAlone() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (Endpoints endpoints = new Endpoints(3, 2)) {
            int taken = 0;
            for (int i = 0; i < 10; i++) {
                Duration room = endpoints.offer(HANGING, () -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                taken += room.isZero() ? 1 : 0;
                assertThat(room).isIn(Duration.ZERO, Duration.ofSeconds(1));
            }
            assertThat(taken).isBetween(3, 5);
            for (int i = 0; i < 1000; i++) {
                int number = i;
                assertThat(endpoints.offer(URI.create("https://quick" + number + ".example/"), done::incrementAndGet))
                        .isZero();
            }
            await().until(() -> done.get() == 1000);
            over.countDown();
        }
    }

    @Test
    void roomIsPromisedByThePaceOfTheEndpoint() throws Exception {
        try (Endpoints endpoints = new Endpoints(100, 2)) {
            CountDownLatch first = new CountDownLatch(1);
            Runnable slow = () -> {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                first.countDown();
            };
            for (int i = 0; i < 50; i++) {
                assertThat(endpoints.offer(QUICK, slow)).isZero();
            }
            first.await();
            Thread.sleep(50);
            Duration room = Duration.ZERO;
            for (int i = 0; i < 200 && room.isZero(); i++) {
                room = endpoints.offer(QUICK, slow);
            }
            // a hundred wait, two at once, a tenth of a second each
            assertThat(room).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
        }
    }
}
