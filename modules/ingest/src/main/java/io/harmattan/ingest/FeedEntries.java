package io.harmattan.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.Published;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * A feed as it was read: RSS, Atom (by Rome, without document types, so that no entity expands) or JSON Feed 1.x.
 *
 * @param title what it calls itself
 * @param entries in the feed's own order
 */
record FeedEntries(@Nullable String title, List<Entry> entries) {
    /** An entry with fewer characters of text is a summary. */
    private static final int ARTICLE_LENGTH = 600;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * An entry of a feed.
     *
     * @param id hash of what tells it from the others: its id, else its address, else its words
     * @param html what it says, as markup; empty where it says nothing
     */
    record Entry(
            String id,
            @Nullable String url,
            @Nullable String title,
            String html,
            @Nullable Published published) {
        boolean isSummary() {
            return Jsoup.parse(html).text().length() < ARTICLE_LENGTH;
        }
    }

    static FeedEntries parse(Fetched.Content content) throws Refusal {
        byte[] body = content.body();
        int first = 0;
        while (first < body.length && (body[first] <= ' ')) {
            first++;
        }
        if (first == body.length) {
            throw new Refusal("is empty; expected RSS, Atom or JSON Feed");
        }
        try {
            return body[first] == '{' ? json(content) : xml(content);
        } catch (RuntimeException | StackOverflowError e) { // what the parsers did not foresee is the feed's fault too
            throw new Refusal("is no feed that can be understood ("
                    + e.getClass().getSimpleName() + "); expected RSS, Atom or JSON Feed");
        }
    }

    private static FeedEntries xml(Fetched.Content content) throws Refusal {
        SyndFeed feed;
        try {
            SyndFeedInput input = new SyndFeedInput();
            input.setAllowDoctypes(false);
            feed = input.build(new XmlReader(
                    new ByteArrayInputStream(content.body()),
                    content.mediaType() == null
                            ? "application/xml"
                            : content.mediaType() + (content.charset() == null ? "" : "; charset=" + content.charset()),
                    true));
        } catch (FeedException | IOException | IllegalArgumentException e) {
            throw new Refusal("is no feed: " + e.getMessage() + "; expected RSS, Atom or JSON Feed");
        }
        List<Entry> entries = new ArrayList<>();
        for (SyndEntry e : feed.getEntries()) {
            String url = absolute(content.address(), e.getLink());
            Date date = e.getPublishedDate() == null ? e.getUpdatedDate() : e.getPublishedDate();
            String html = longest(e);
            entries.add(new Entry(
                    id(e.getUri(), url, e.getTitle(), html),
                    url,
                    plain(e.getTitle()),
                    html,
                    date == null ? null : published(date.toInstant())));
        }
        return new FeedEntries(plain(feed.getTitle()), entries);
    }

    /** The content or the description, whichever says more. */
    private static String longest(SyndEntry entry) {
        String best = entry.getDescription() == null || entry.getDescription().getValue() == null
                ? ""
                : entry.getDescription().getValue();
        for (SyndContent content : entry.getContents()) {
            if (content.getValue() != null && content.getValue().length() > best.length()) {
                best = content.getValue();
            }
        }
        return best;
    }

    private static FeedEntries json(Fetched.Content content) throws Refusal {
        JsonNode feed;
        try {
            feed = JSON.readTree(Decoding.text(content.body()));
        } catch (JsonProcessingException e) {
            throw new Refusal("is no JSON: " + e.getOriginalMessage());
        }
        if (!feed.path("version").asText().contains("jsonfeed.org")
                || !feed.path("items").isArray()) {
            throw new Refusal("is JSON but no JSON Feed; expected version https://jsonfeed.org/… and items");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode item : feed.path("items")) {
            String url = absolute(content.address(), text(item, "url"));
            String title = text(item, "title");
            String html = text(item, "content_html");
            if (html == null) {
                String words = text(item, "content_text");
                words = words == null ? text(item, "summary") : words;
                html = words == null ? "" : "<p>" + escaped(words) + "</p>";
            }
            String date = text(item, "date_published");
            entries.add(new Entry(
                    id(text(item, "id"), url, title, html), url, plain(title), html, PublishedField.lenient(date)));
        }
        return new FeedEntries(plain(text(feed, "title")), entries);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "</p><p>");
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }

    private static String id(@Nullable String given, @Nullable String url, @Nullable String title, String html) {
        return given != null && !given.isBlank()
                ? ArticleId.hash("entry", given)
                : url != null ? ArticleId.hash("entry", url) : ArticleId.contentHash(title, html);
    }

    private static @Nullable String absolute(URI feed, @Nullable String link) {
        if (link == null || link.isBlank()) {
            return null;
        }
        try {
            return feed.resolve(link.strip().replace(" ", "%20")).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String plain(@Nullable String title) {
        if (title == null) {
            return null;
        }
        String text = Jsoup.parse(title).text().strip();
        return text.isEmpty() ? null : text;
    }

    private static Published published(Instant at) {
        return new Published(
                at.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC), true, true, Published.Origin.SOURCE);
    }
}
