package io.harmattan.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    /** The example that the libraries of the Standard Webhooks specification test themselves with. */
    @Test
    void isWhatTheSpecificationSays() {
        assertThat(WebhookSignature.of(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void givesOneForEachSecretWhileOneIsRotatedOut() {
        String both = WebhookSignature.of(
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                "i",
                1,
                "b");
        assertThat(both.split(" ")).hasSize(2).allMatch(s -> s.startsWith("v1,"));
    }

    @Test
    void refusesASecretWithoutTellingIt() {
        assertThatThrownBy(() -> WebhookSignature.key("hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected whsec_")
                .message()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> WebhookSignature.key("whsec_AAAA")).hasMessageContaining("3 bytes; expected 24 to 64");
    }
}
