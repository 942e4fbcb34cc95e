package io.harmattan.pipeline.cluster;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.pipeline.ClusterTopology;
import io.harmattan.pipeline.StreamsStage;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The cluster stage in a process of its own, which can be killed: {@code broker registry prefix folder threads standby}. */
final class ClusterInstance {
    private ClusterInstance() {}

    public static void main(String[] args) throws InterruptedException {
        Topic.Naming naming = new Topic.Naming(args[2], 1);
        StreamsStage stage = new StreamsStage(
                ClusterTopology.STAGE,
                ClusterTopology.build(
                        new Wire(Wire.BUILT_IN_SERDE, Map.of("schema.registry.url", args[1])),
                        naming,
                        new ClusterProcessor.Supplier(ClusterSettings.DEFAULTS, Duration.ofDays(1))),
                new StreamsStage.Settings(
                        group(naming),
                        args[0],
                        Path.of(args[3]),
                        Integer.parseInt(args[4]),
                        1,
                        Duration.ofSeconds(6),
                        Map.of("commit.interval.ms", "80", "num.standby.replicas", args[5])),
                trouble -> System.err.println(trouble),
                end -> System.err.println(end));
        stage.start();
        Thread.currentThread().join(); // until it is killed
    }

    static String group(Topic.Naming naming) {
        return naming.prefix() + ClusterTopology.STAGE;
    }
}
