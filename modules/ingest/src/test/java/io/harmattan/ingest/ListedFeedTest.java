package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListedFeedTest {
    private static List<ListedFeed> parse(String list) {
        return ListedFeed.parse("feeds.csv", new StringReader(list));
    }

    @Test
    void readsAListWithASchedule() {
        assertThat(
                        parse(
                                "url,every,outlet,pages\n# a remark\nhttps://a.example/feed,90s,\"A, B\",never\nhttps://b.example/,,,\n"))
                .containsExactly(
                        new ListedFeed(
                                "https://a.example/feed", Duration.ofSeconds(90), "A, B", ListedFeed.Pages.NEVER),
                        new ListedFeed("https://b.example/", Duration.ofMinutes(15), null, ListedFeed.Pages.AUTO));
        assertThat(parse("url\nhttps://a.example/feed\n")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url;ftp://a.example/|feeds.csv:2: url is 'ftp://a.example/'; expected http:// or https://",
                "url,every;https://a.example/,soon|feeds.csv:2: every is 'soon'; expected such as 90s",
                "url,every;https://a.example/,0s|expected a second or more",
                "url,pages;https://a.example/,perhaps|feeds.csv:2: pages is 'perhaps'; expected auto, always or never",
                "url;https://a.example/;https://a.example/|feeds.csv:3: the feed https://a.example/ is there already",
                "address;https://a.example/|feeds.csv:1: unknown column 'address'",
                "url|lists no feed"
            })
    void saysWhatIsWrongAndWhere(String list, String message) {
        assertThatThrownBy(() -> parse(list.replace(';', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
