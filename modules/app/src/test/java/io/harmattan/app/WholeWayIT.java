package io.harmattan.app;

import io.harmattan.local.stack.LocalStack;
import io.harmattan.testkit.LocalStackTest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on the laptop stack: real servers in processes of their own. */
@LocalStackTest
class WholeWayIT {
    @TempDir
    Path data;

    @Test
    void theSeedsBecomeOneEventClusterAndStayOne(LocalStack stack, @TempDir Path scratch) throws Exception {
        Settings settings = WholeWay.settings(
                data,
                Map.of(
                        "kafka.bootstrap-servers", stack.bootstrapServers(),
                        "registry.url", stack.registryUrl(),
                        "elasticsearch.url", stack.elasticsearchUrl()));
        new WholeWay(Servers.find(settings)).walk(scratch);
    }
}
