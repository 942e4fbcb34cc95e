package io.harmattan.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    @Test
    void aWebhookBodyIsJsonWithTheWordsAsTheyAre() throws Exception {
        JsonNode body =
                new ObjectMapper().readTree(AlertText.json(Samples.alert("al", "Troops \"enter\" <b>base</b>")));
        assertThat(body.path("type").asText()).isEqualTo("alert.new-cluster");
        assertThat(body.at("/data/title").asText()).isEqualTo("Troops \"enter\" <b>base</b>");
        assertThat(body.at("/data/lines")).hasSize(2);
    }

    @Test
    void aHeadlineCannotMentionAChannelOrMarkUp() throws Exception {
        String text = new ObjectMapper()
                .readTree(AlertText.chat(Samples.alert("al", "<!channel> @here *bold* <https://evil.example|click>")))
                .path("text")
                .asText();
        assertThat(text)
                .doesNotContain("<!channel>", "@here", "*bold*", "<https")
                .contains("&lt;!channel&gt;");
    }

    @Test
    void htmlIsEscaped() {
        assertThat(AlertText.html(Samples.alert("al", "<script>alert('x')</script>")))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;")
                .contains("Air Base &lt;101&gt;")
                .contains("href=\"https://news.example/c?a=1&amp;b=2\"");
    }

    @Test
    void aSubjectIsOneLineOfBoundedLength() {
        assertThat(AlertText.subject(Samples.alert("al", "One\r\nBcc: all@example.org\u2028two")))
                .isEqualTo("One Bcc: all@example.org two");
        assertThat(AlertText.subject(Samples.alert("al", "😀".repeat(400))))
                .endsWith("…")
                .hasSize(149 * 2 + 1);
    }
}
