package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.ArticleIntake.Form;
import io.harmattan.domain.ArticleIntake.Receipt;
import io.harmattan.testkit.MemoryArticlePublisher;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever a program sends or a feed holds, each line is taken or refused, and nothing is thrown. */
class HttpBodyFuzzTest {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\\",
            "\\u0000",
            "\\ud83d",
            "\"text\"",
            "\"title\"",
            "\"html\"",
            "\"url\"",
            "\"published\"",
            "\"id\"",
            "\"a\"",
            "\"\"",
            "null",
            "true",
            "-1e999",
            "12345678901234567890",
            "{\"text\":\"words\"}",
            "{\"title\":\"t\",\"text\":\"\"}",
            "{\"text\":\"a\",\"published\":\"2024-13-45\"}",
            "{\"text\":\"a\",\"url\":\"http://[::1\"}",
            "\n",
            "\r\n",
            "\u0000",
            "\ufeff",
            "\u202e",
            "[[[[[[[[",
            "NaN",
            " ",
            "<rss version='2.0'>",
            "<channel>",
            "<item>",
            "</item>",
            "</channel></rss>",
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            "<entry>",
            "</feed>",
            "<!DOCTYPE x [<!ENTITY a 'b'>]>",
            "&a;",
            "<?xml version='1.0' encoding='x'?>",
            "<![CDATA[",
            "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{}]}",
            "<pubDate>no date</pubDate>",
            "<link>::</link>");

    private static final MemoryArticlePublisher MEMORY = new MemoryArticlePublisher();
    private static final HttpIntake INTAKE =
            new HttpIntake(() -> MEMORY, Clock.systemUTC(), 300, Duration.ofSeconds(20));

    @AfterContainer
    static void close() {
        INTAKE.close();
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(600),
                Arbitraries.of(PIECES).list().ofMaxSize(25).map(pieces -> String.join("", pieces)
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 1500, seed = "20261127")
    void eachLineIsTakenOrRefused(@ForAll("bodies") byte[] body) throws Exception {
        Receipt lines = INTAKE.take(new ByteArrayInputStream(body), Form.LINES, "api/fuzz");
        assertThat(lines.busy()).isFalse();
        long last = 0;
        for (int i = 0; i < body.length; i++) {
            last += body[i] == '\n' ? 1 : 0;
        }
        assertThat((long) lines.accepted().size() + lines.refused().size()).isLessThanOrEqualTo(last + 1);
        assertThat(lines.refused())
                .allSatisfy(refused -> assertThat(refused.reason()).isNotBlank());

        Receipt one = INTAKE.take(new ByteArrayInputStream(body), Form.ONE, "api/fuzz");
        assertThat(one.accepted().size() + one.refused().size()).isEqualTo(1);
    }

    @Property(tries = 1500, seed = "20261127")
    void aFeedIsReadOrRefused(@ForAll("bodies") byte[] body) {
        try {
            FeedEntries.parse(new Fetched.Content(
                            URI.create("https://news.example/feed"), body, "application/rss+xml", null, null, null))
                    .entries()
                    .forEach(entry -> assertThat(entry.id()).isNotBlank());
        } catch (Refusal e) {
            assertThat(e.reason()).isNotBlank();
        }
    }
}
