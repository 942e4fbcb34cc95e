package io.harmattan.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.testkit.LocalStackTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Topics on a real broker: created as declared, left alone when they are, refused when they are not. */
@LocalStackTest(Part.KAFKA)
class TopicSetupIT {
    private static final short DEFAULT_REPLICATION = -1;

    @Test
    void topicsAreCreatedOnceAsDeclared(LocalStack stack) {
        TopicSetup setup = new TopicSetup(new Topic.Naming("created-", 7), DEFAULT_REPLICATION);
        try (Admin admin = admin(stack)) {
            assertThat(setup.ensure(admin))
                    .containsExactlyElementsOf(Topics.ALL.stream()
                            .map(t -> t.name(new Topic.Naming("created-", 7)))
                            .sorted()
                            .toList())
                    .contains("created-articles", "created-enriched-articles-7");
            assertThat(setup.ensure(admin)).isEmpty();
        }
    }

    @Test
    void aTopicWithOtherSettingsIsAnErrorThatSaysWhich(LocalStack stack) throws Exception {
        TopicSetup setup = new TopicSetup(new Topic.Naming("other-", 1), DEFAULT_REPLICATION);
        try (Admin admin = admin(stack)) {
            admin.createTopics(List.of(new NewTopic("other-articles", 2, DEFAULT_REPLICATION)
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            await().until(() -> admin.listTopics().names().get().contains("other-articles"));
            assertThatThrownBy(() -> setup.ensure(admin))
                    .isInstanceOf(TopicMismatchException.class)
                    .hasMessageContaining("other-articles has 2 partitions; expected 4")
                    .hasMessageContaining("other-articles has cleanup.policy=compact; expected delete");
            assertThat(admin.listTopics().names().get()).doesNotContain("other-dead-letters");
        }
    }

    private static Admin admin(LocalStack stack) {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }
}
