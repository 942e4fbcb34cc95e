package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.Vocabulary;
import io.harmattan.dashboard.SubscriptionForm;
import io.harmattan.domain.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples, read with the profile that they are for; and what the form refuses. */
class SubscriptionSeedsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void theExamplesCanBeUsed() throws Exception {
        QueryLanguage language = new QueryLanguage(new Vocabulary(
                Analysis.profile(Path.of("..", "..", "ops", "profiles", "sahel")),
                List.of("us-presence", "russian-presence")));
        Set<Subscription.Kind> kinds = EnumSet.noneOf(Subscription.Kind.class);
        try (Stream<Path> files = Files.list(Path.of("..", "..", "seeds", "subscriptions"))) {
            for (Path file : files.toList()) {
                Subscription read = SubscriptionForm.read(YAML.readTree(Files.readString(file)), "x", null, NOW);
                assertThat(language.parse(read.query()).condition().fields())
                        .as(file.toString())
                        .isNotEmpty();
                JsonNode again = YAML.valueToTree(SubscriptionForm.write(read, true));
                assertThat(SubscriptionForm.read(again, "x", null, NOW)).isEqualTo(read);
                kinds.add(read.trigger().kind());
            }
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        Subscription.Kind.NEW_CLUSTER,
                        Subscription.Kind.GROWS,
                        Subscription.Kind.STANCE_SHIFT,
                        Subscription.Kind.SILENCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "{name: x} => query is missing",
                "{query: x, colour: red} => there is no field 'colour' of a subscription",
                "{query: x, id: 'A B'} => id is \"A B\"; expected 1 to 64",
                "{query: x, trigger: sometimes} => trigger is 'sometimes'; expected one of new-cluster",
                "{query: x, trigger: {kind: grows}} => trigger is {\"kind\":\"grows\"}; expected articles or sources",
                "{query: x, trigger: {kind: new-cluster, sources: 2}} => trigger.sources is 2; expected nothing, since new-cluster",
                "{query: x, trigger: {kind: spike, target: a}} => trigger.target is \"a\"; expected one of factor, within for spike",
                "{query: x, deliveries: [{webhook: 'https://x.example/', secrets: [whsec_short]}]} => deliveries[0].secrets has one",
                "{query: x, deliveries: [{mail: 'a@b.example', secrets: [x]}]} => deliveries[0].secrets has one",
                "{query: x, limits: {per-cluster: soon}} => limits.per-cluster is \"soon\"; expected a time such as 90m",
                "{query: x, limits: {quiet: {from: '22', until: '7', zone: X}}} => limits.quiet is",
                "{query: x, deliveries: [{webhook: 'ftp://x.example/'}]} => deliveries[0] is",
                "{query: x, deliveries: [{mail: \"a@b.example\\nBcc: c@d.example\"}]} => deliveries[0] is",
                "{query: x, name: \"a\\r\\nb\"} => name is",
            })
    void theFormSaysWhatItRefuses(String form, String message) throws Exception {
        JsonNode tree = YAML.readTree(form);
        assertThatThrownBy(() -> SubscriptionForm.read(tree, "x", null, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(message);
    }
}
