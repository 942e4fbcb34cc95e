package io.harmattan.local.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The log folder of the node: formatted once, left as it is from then on. */
final class Storage {
    private Storage() {}

    /**
     * Formats the folder unless that was done before.
     *
     * @throws IOException if the folder cannot be written, or holds something that is not this node's data
     */
    static void prepare(KafkaConfig config) throws IOException {
        String folder = config.metadataLogDir();
        Optional<String> known = clusterId(folder);
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(config.nodeId())
                .setClusterId(known.orElseGet(() -> Uuid.randomUuid().toString()))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(config.controllerListenerNames().get(0))
                .setDirectories(List.of(folder))
                .setMetadataLogDirectory(folder)
                .setIgnoreFormatted(true);
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException("the Kafka folder " + folder + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private static Optional<String> clusterId(String folder) throws IOException {
        MetaPropertiesEnsemble found = new MetaPropertiesEnsemble.Loader()
                .addMetadataLogDir(folder)
                .addLogDirs(List.of(folder))
                .load();
        if (!found.errorLogDirs().isEmpty()) {
            throw new IOException("meta.properties in the Kafka folder " + folder + " cannot be read");
        }
        return found.clusterId();
    }
}
