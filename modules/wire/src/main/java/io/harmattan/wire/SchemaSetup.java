package io.harmattan.wire;

import io.harmattan.wire.registry.CompatibilityLevel;
import io.harmattan.wire.registry.RegistryRefusedException;
import io.harmattan.wire.registry.SchemaRegistryClient;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificData;

/** Registers the schema of each topic's values, each under {@code TOPIC-value}, to be kept compatible both ways. */
public final class SchemaSetup {
    private final SchemaRegistryClient registry;
    private final Topic.Naming naming;

    public SchemaSetup(SchemaRegistryClient registry, Topic.Naming naming) {
        this.registry = registry;
        this.naming = naming;
    }

    /**
     * Registers what is missing.
     *
     * @return the id of each subject's schema
     * @throws RegistryRefusedException when a registered version is not compatible with ours
     */
    public Map<String, Integer> ensure() {
        Map<String, Integer> ids = new TreeMap<>();
        for (Topic<?> topic : Topics.ALL) {
            String subject = topic.name(naming) + "-value";
            ids.put(
                    subject,
                    registry.register(
                            subject,
                            SpecificData.get().getSchema(topic.mapping().avro())));
            registry.setCompatibility(subject, CompatibilityLevel.FULL_TRANSITIVE);
        }
        return ids;
    }
}
