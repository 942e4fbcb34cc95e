package io.harmattan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void picksADifferentFreePortForEachZero() {
        Map<String, Integer> ports = Ports.take(Map.of("a", 0, "b", 0, "c", 0));
        assertThat(ports.values()).doesNotContain(0).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void saysWhichPortIsInUseAndHowToChangeIt() throws Exception {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = used.getLocalPort();
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> Ports.take(Map.of("local.kafka-port", port)))
                    .withMessageContaining("Port " + port + " (local.kafka-port)")
                    .withMessageContaining("--set local.kafka-port=PORT");
            assertThat(Ports.take(Map.of("local.kafka-port", 0)).values()).doesNotContain(port);
        }
    }

    @Test
    void refusesOnePortForTwoParts() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> Ports.take(Map.of("local.kafka-port", free, "local.registry-port", free)))
                .withMessageContaining("Port " + free + " is given to both")
                .withMessageContaining("local.kafka-port")
                .withMessageContaining("local.registry-port");
    }
}
