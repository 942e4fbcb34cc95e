package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class KafkaPatienceTest {
    @Test
    void aBrokerThatIsAwayIsWaitedForAloudAndThenNamed() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        // a port that is taken and answers nothing: a broker that hangs
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Admin admin = Admin.create(Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + silent.getLocalPort(),
                        "default.api.timeout.ms",
                        "500",
                        "request.timeout.ms",
                        "400"))) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            assertThatThrownBy(() -> KafkaPatience.await(admin, address, Duration.ofSeconds(2), said::add))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining(address)
                    .hasMessageContaining("kafka.bootstrap-servers");
        }
        assertThat(said).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("for Kafka at 127.0.0.1:"));
    }
}
