package io.harmattan.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing and checks those that are there. */
public final class TopicSetup {
    private final Topic.Naming naming;
    private final short replication;

    /**
     * @param replication copies of each new topic; -1 for the broker's default
     */
    public TopicSetup(Topic.Naming naming, short replication) {
        this.naming = naming;
        this.replication = replication;
    }

    /**
     * Makes every topic exist as declared.
     *
     * @return the names of those that were created
     * @throws TopicMismatchException when one exists with other settings; nothing is changed then
     */
    public List<String> ensure(Admin admin) {
        Set<String> existing = new HashSet<>(get(admin.listTopics().names()));
        List<Topic<?>> missing = Topics.ALL.stream()
                .filter(t -> !existing.contains(t.name(naming)))
                .toList();
        check(
                admin,
                Topics.ALL.stream()
                        .filter(t -> existing.contains(t.name(naming)))
                        .toList());
        List<NewTopic> wanted = missing.stream()
                .map(t -> new NewTopic(t.name(naming), t.partitions(), replication).configs(t.config()))
                .toList();
        var results = admin.createTopics(wanted).values();
        List<String> created = new ArrayList<>();
        results.forEach((name, result) -> {
            try {
                get(result);
                created.add(name);
            } catch (TopicExistsException e) {
                // another instance was quicker: it declares the same topic
            }
        });
        return created.stream().sorted().toList();
    }

    private void check(Admin admin, List<Topic<?>> topics) {
        if (topics.isEmpty()) {
            return;
        }
        List<String> names = topics.stream().map(t -> t.name(naming)).toList();
        Map<String, TopicDescription> descriptions =
                get(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs = get(admin.describeConfigs(names.stream()
                        .map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n))
                        .toList())
                .all());
        List<String> faults = new ArrayList<>();
        for (Topic<?> topic : topics) {
            String name = topic.name(naming);
            TopicDescription description = descriptions.get(name);
            int partitions = description == null ? 0 : description.partitions().size();
            if (partitions != topic.partitions()) {
                faults.add(name + " has " + partitions + " partitions; expected " + topic.partitions());
            }
            Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name));
            topic.config().forEach((key, expected) -> {
                ConfigEntry entry = config == null ? null : config.get(key);
                String actual = entry == null ? "nothing" : entry.value();
                if (!expected.equals(actual)) {
                    faults.add(name + " has " + key + "=" + actual + "; expected " + expected);
                }
            });
        }
        if (!faults.isEmpty()) {
            throw new TopicMismatchException(faults);
        }
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaException("the broker's answer is an error", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
