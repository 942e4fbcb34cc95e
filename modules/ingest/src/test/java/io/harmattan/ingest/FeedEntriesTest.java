package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FeedEntriesTest {
    private static FeedEntries parse(String body, String type, Charset charset) throws Refusal {
        return FeedEntries.parse(new Fetched.Content(
                URI.create("https://news.example/feed/"), body.getBytes(charset), type, charset.name(), null, null));
    }

    private static FeedEntries parse(String body) throws Refusal {
        return parse(body, "application/xml", StandardCharsets.UTF_8);
    }

    @Test
    void readsRssInItsOwnEncoding() throws Exception {
        FeedEntries feed = parse("""
                <?xml version="1.0" encoding="ISO-8859-1"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
                <title>L'été</title><link>https://news.example/</link><description>d</description>
                <item><title>Un &amp; deux</title><link>/a b</link><guid>1</guid>
                <pubDate>Fri, 03 May 2024 14:30:00 +0100</pubDate><description>short</description>
                <content:encoded>&lt;p&gt;à long text&lt;/p&gt;</content:encoded></item>
                </channel></rss>
                """.strip(), "text/xml", StandardCharsets.ISO_8859_1);
        assertThat(feed.title()).isEqualTo("L'été");
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("Un & deux");
            assertThat(entry.url()).isEqualTo("https://news.example/a%20b");
            assertThat(entry.html()).isEqualTo("<p>à long text</p>");
            assertThat(entry.published().at().toInstant()).hasToString("2024-05-03T13:30:00Z");
            assertThat(entry.isSummary()).isTrue();
        });
    }

    @Test
    void readsAtom() throws Exception {
        FeedEntries feed = parse("""
                <feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>x</id><updated>2024-05-03T00:00:00Z</updated>
                <entry><title>T</title><id>urn:1</id><link href="https://news.example/1"/>
                <updated>2024-05-03T13:30:00Z</updated><content type="html">&lt;p&gt;text&lt;/p&gt;</content></entry></feed>
                """);
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.url()).isEqualTo("https://news.example/1");
            assertThat(entry.html()).isEqualTo("<p>text</p>");
            assertThat(entry.published()).isNotNull();
        });
    }

    @Test
    void readsJsonFeedAndForgivesADateThatIsNone() throws Exception {
        FeedEntries feed = parse("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
                 {"id": 7, "url": "/7", "title": "<b>T</b>", "content_text": "a < b", "date_published": "yesterday"},
                 {"id": "8", "content_html": "<p>h</p>", "date_published": "2024-05-03T14:30:00+01:00"}]}
                """, "application/feed+json", StandardCharsets.UTF_8);
        assertThat(feed.entries()).hasSize(2);
        assertThat(feed.entries().get(0).html()).isEqualTo("<p>a &lt; b</p>");
        assertThat(feed.entries().get(0).title()).isEqualTo("T");
        assertThat(feed.entries().get(0).published()).isNull();
        assertThat(feed.entries().get(1).published()).isNotNull();
    }

    @Test
    void expandsNoEntityAndReadsNoFile() {
        String laughs = """
                <?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
                <rss version="2.0"><channel><title>&c;&f;</title><link>x</link><description>d</description></channel></rss>
                """;
        assertThatThrownBy(() -> parse(laughs)).isInstanceOf(Refusal.class).hasMessageContaining("DOCTYPE");
    }

    @Test
    void refusesWhatIsNoFeed() {
        assertThatThrownBy(() -> parse("<html><body>no</body></html>")).hasMessageContaining("is no feed");
        assertThatThrownBy(() -> parse("{\"a\": 1}")).hasMessageContaining("no JSON Feed");
        assertThatThrownBy(() -> parse("{")).hasMessageContaining("is no JSON");
        assertThatThrownBy(() -> parse("  ")).hasMessageContaining("is empty");
    }
}
