package io.harmattan.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {

    @Test
    void readsAddressesAsTextOrAsAList() {
        List<URI> two = List.of(URI.create("http://a:8081"), URI.create("https://b/registry"));

        assertThat(RegistryConfig.of("http://a:8081, https://b/registry/").urls())
                .isEqualTo(two);
        assertThat(RegistryConfig.of(Map.of(RegistryConfig.URL, List.of("http://a:8081", "https://b/registry")))
                        .urls())
                .isEqualTo(two);
    }

    @Test
    void takesNameAndPasswordFromTheAddressAndHidesThem() {
        RegistryConfig config = RegistryConfig.of("https://ann:secret@host:1/x");

        assertThat(config.urls()).containsExactly(URI.create("https://host:1/x"));
        assertThat(config.authorization()).isEqualTo("Basic YW5uOnNlY3JldA==");
        assertThat(config.toString()).doesNotContain("secret", "YW5u").contains("hidden");
    }

    @Test
    void readsSecretsThatKafkaWrapped() {
        RegistryConfig config = RegistryConfig.of(Map.of(
                RegistryConfig.URL, "http://a",
                RegistryConfig.BEARER_SOURCE, "STATIC_TOKEN",
                RegistryConfig.TOKEN, new Password("t")));

        assertThat(config.authorization()).isEqualTo("Bearer t");
    }

    @Test
    void hasAMinuteOfPatienceUnlessToldOtherwise() {
        assertThat(RegistryConfig.of("http://a").patience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(RegistryConfig.of(Map.of(RegistryConfig.URL, "http://a", RegistryConfig.PATIENCE, 250))
                        .patience())
                .isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void namesTheKeyAndTheValueThatAreWrong() {
        refused(Map.of(), "schema.registry.url");
        refused(Map.of(RegistryConfig.URL, "localhost:8081"), "schema.registry.url", "localhost:8081", "http(s)://");
        refused(Map.of(RegistryConfig.URL, "http://a,,http://b"), "schema.registry.url", "http(s)://");
        refused(Map.of(RegistryConfig.URL, "http://a b"), "http://a b");
        refused(with(RegistryConfig.BASIC_SOURCE, "SASL_INHERIT"), "SASL_INHERIT", "USER_INFO or URL");
        refused(with(RegistryConfig.BASIC_SOURCE, "USER_INFO"), RegistryConfig.USER_INFO);
        refused(with(RegistryConfig.BEARER_SOURCE, "OAUTHBEARER"), "OAUTHBEARER", "STATIC_TOKEN");
        refused(with(RegistryConfig.BEARER_SOURCE, "STATIC_TOKEN"), RegistryConfig.TOKEN);
        refused(with(RegistryConfig.PATIENCE, "-1"), "-1", "0 or more");
        refused(with(RegistryConfig.PATIENCE, "long"), "long", "milliseconds");
    }

    private static Map<String, String> with(String key, String value) {
        return Map.of(RegistryConfig.URL, "http://a", key, value);
    }

    private static void refused(Map<String, ?> config, String... parts) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RegistryConfig.of(config))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
