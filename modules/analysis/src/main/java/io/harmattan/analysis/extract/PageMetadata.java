package io.harmattan.analysis.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.harmattan.domain.Published;
import io.harmattan.domain.Published.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a page says about itself, in JSON-LD, OpenGraph, meta tags, {@code time} elements and its address. */
record PageMetadata(
        @Nullable Sourced title,
        @Nullable Sourced byline,
        @Nullable Sourced outlet,
        @Nullable Sourced canonicalUrl,
        List<Published> dates,
        List<Published> updates) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();
    private static final Pattern ARTICLE_TYPE = Pattern.compile(".*(?:Article|Posting|Report|Review|Recipe)");
    private static final int MOST_NODES = 20_000;

    private static final List<String> OPEN_GRAPH_DATES = List.of(
            "article:published_time",
            "og:published_time",
            "article:published",
            "og:article:published_time",
            "article:post_date",
            "rnews:datepublished");
    private static final List<String> META_DATES = List.of(
            "datepublished",
            "date_published",
            "datecreated",
            "parsely-pub-date",
            "sailthru.date",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "publication-date",
            "pubdate",
            "pub_date",
            "published_time",
            "published-date",
            "article_date_original",
            "article.published",
            "article_publish_date",
            "originalpublicationdate",
            "cxenseparse:recs:publishtime",
            "bt:pubdate",
            "citation_publication_date",
            "citation_date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.created",
            "dcterms.issued",
            "dc.date.created",
            "dc.date",
            "dcsext.articlefirstpublished",
            "prism.publicationdate",
            "displaydate",
            "date",
            "created",
            "timestamp",
            "release_date",
            "creation_date",
            "pdate",
            "ptime",
            "gentime",
            "weibo: article:create_at");
    private static final Pattern URL_DATE = Pattern.compile(
            "(?<![\\d])(?<year>(?:19|20)\\d{2})[/._-](?<month>0?[1-9]|1[0-2]|[a-z]{3})[/._-](?<day>0?[1-9]|[12]\\d|3[01])(?![\\d])");

    /** Day and month of which only one can be the day, then the year. */
    private static final Pattern URL_DAY_FIRST = Pattern.compile(
            "(?<![\\d])(?:(?<day>1[3-9]|2\\d|3[01])[._-](?<month>0?[1-9]|1[0-2])|(?<month2>0?[1-9]|1[0-2])[._-](?<day2>1[3-9]|2\\d|3[01]))[._-](?<year>(?:19|20)\\d{2})(?![\\d])");

    private static final Pattern URL_MONTH = Pattern.compile("/(?<year>(?:19|20)\\d{2})/(?<month>0[1-9]|1[0-2])(?=/)");

    /** Local times are off from UTC by whole quarters of an hour, at most fourteen hours. */
    private static final long QUARTER = 15 * 60;

    private static final long FARTHEST = 14 * 60 * 60;

    /** The address that an archive puts before that of the page it keeps, with the day of the copy. */
    private static final Pattern ARCHIVE = Pattern.compile("^https?://[^/]+/(?:web/)?\\d{8,14}\\w*/(?=https?:)");

    private static final Pattern BROKEN_DATE = Pattern.compile("\"datePublished\"\\s*:\\s*\"([^\"]{8,40})\"");
    private static final List<String> UPDATES = List.of(
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "last-modified",
            "dcterms.modified",
            "dc.date.modified",
            "revised");

    static PageMetadata of(Document document, @Nullable String url) {
        Map<String, String> tags = metaTags(document);
        List<JsonNode> linked = linkedData(document);
        List<JsonNode> articles =
                linked.stream().filter(PageMetadata::isArticle).toList();
        List<Published> dates = new ArrayList<>();
        for (JsonNode node : articles) {
            addField(dates, text(node.get("datePublished")), Origin.JSON_LD);
        }
        for (JsonNode node : linked) {
            if (!isArticle(node)) {
                addField(dates, text(node.get("datePublished")), Origin.JSON_LD);
            }
        }
        for (Element script : document.select("script[type*=ld+json]")) {
            Matcher m = BROKEN_DATE.matcher(script.data());
            if (dates.isEmpty() && m.find()) {
                addField(dates, m.group(1), Origin.JSON_LD);
            }
        }
        for (String property : OPEN_GRAPH_DATES) {
            addField(dates, tags.get(property), Origin.OPEN_GRAPH);
        }
        for (String name : META_DATES) {
            addField(dates, tags.get(name), Origin.META);
        }
        PageDates.ofElements(document).ifPresent(date -> dates.add(date.published(Origin.TIME_ELEMENT)));
        Sourced canonical = canonical(document, tags);
        String address = url != null && !url.isBlank() ? url : canonical == null ? null : canonical.value();
        if (address != null) {
            dateOfAddress(address).ifPresent(date -> dates.add(date.published(Origin.URL)));
        }
        PageDates.ofText(document)
                .filter(date -> address == null || !contradicts(address, date.date()))
                .ifPresent(date -> dates.add(date.published(Origin.TEXT)));
        List<Published> updates = new ArrayList<>();
        for (JsonNode node : articles) {
            addField(updates, text(node.get("dateModified")), Origin.JSON_LD);
        }
        for (String name : UPDATES) {
            addField(updates, tags.get(name), Origin.META);
        }
        Sourced outlet = sourced(clean(tags.get("og:site_name")), Origin.OPEN_GRAPH);
        if (outlet == null) {
            outlet = articles.stream()
                    .map(node -> name(node.get("publisher")))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(name -> new Sourced(name, Origin.JSON_LD))
                    .orElseGet(() -> sourced(clean(tags.get("application-name")), Origin.META));
        }
        return new PageMetadata(
                title(document, tags, articles, outlet == null ? null : outlet.value()),
                byline(document, tags, articles),
                outlet,
                canonical,
                inLocalTime(dates),
                updates);
    }

    /**
     * The same with the first date in local time, where it is in UTC and another field tells the same moment in the local
     * time of the page, with its offset or so that minutes and seconds agree.
     */
    private static List<Published> inLocalTime(List<Published> dates) {
        if (dates.isEmpty()
                || !dates.get(0).offsetKnown()
                || dates.get(0).at().getOffset().getTotalSeconds() != 0) {
            return dates;
        }
        Published first = dates.get(0);
        for (Published other : dates) {
            long ahead = Duration.between(
                            first.at().toLocalDateTime(), other.at().toLocalDateTime())
                    .getSeconds();
            boolean quarters = ahead != 0 && Math.abs(ahead) <= FARTHEST && ahead % QUARTER == 0;
            boolean same = other.offsetKnown()
                    ? ahead == other.at().getOffset().getTotalSeconds()
                    : first.at().getSecond() != 0 || first.at().getMinute() % 15 != 0;
            if (other.timeKnown() && quarters && same) {
                List<Published> local = new ArrayList<>(dates);
                local.set(
                        0,
                        new Published(
                                first.at().withOffsetSameInstant(ZoneOffset.ofTotalSeconds((int) ahead)),
                                true,
                                true,
                                first.origin()));
                return local;
            }
        }
        return dates;
    }

    /** Whether the address names a month and the date is not of it, nor of one beside it. */
    private static boolean contradicts(String address, LocalDate date) {
        Matcher m = URL_MONTH.matcher(ARCHIVE.matcher(address).replaceFirst(""));
        return m.find()
                && Math.abs(ChronoUnit.MONTHS.between(
                                YearMonth.of(Integer.parseInt(m.group("year")), Integer.parseInt(m.group("month"))),
                                YearMonth.from(date)))
                        > 1;
    }

    private static @Nullable Sourced sourced(@Nullable String value, Origin origin) {
        return value == null ? null : new Sourced(value, origin);
    }

    private static @Nullable Sourced title(
            Document document, Map<String, String> tags, List<JsonNode> articles, @Nullable String outlet) {
        String heading = null;
        List<Element> headings = document.select("h1");
        if (headings.size() == 1) {
            heading = clean(headings.get(0).text());
        }
        String open = clean(tags.get("og:title"));
        String linked = null;
        for (JsonNode article : articles) {
            linked = linked == null ? clean(text(article.get("headline"))) : linked;
        }
        String head = clean(document.title());
        if (heading != null && heading.length() >= 10 && (matches(heading, open) || matches(heading, head))) {
            return new Sourced(heading, Origin.TEXT);
        }
        for (Sourced candidate : Arrays.asList(
                sourced(open, Origin.OPEN_GRAPH),
                sourced(linked, Origin.JSON_LD),
                sourced(head, Origin.META),
                sourced(heading, Origin.TEXT))) {
            if (candidate != null) {
                return new Sourced(withoutOutlet(candidate.value(), outlet), candidate.origin());
            }
        }
        return null;
    }

    private static boolean matches(String heading, @Nullable String other) {
        return other != null
                && (Characters.skeleton(other).contains(Characters.skeleton(heading))
                        || Similarity.of(heading, other) > 0.6);
    }

    /** Without the name of the site that many put after the headline. */
    private static String withoutOutlet(String title, @Nullable String outlet) {
        int cut = Math.max(title.lastIndexOf(" | "), Math.max(title.lastIndexOf(" - "), title.lastIndexOf(" – ")));
        if (cut < 10) {
            return title;
        }
        String tail = title.substring(cut + 3);
        boolean site = outlet != null && Similarity.of(tail, outlet) > 0.5
                || Credits.isOutlet(tail)
                || title.charAt(cut + 1) == '|' && Boilerplate.words(tail) <= 4;
        return site ? title.substring(0, cut).strip() : title;
    }

    private static @Nullable Sourced byline(Document document, Map<String, String> tags, List<JsonNode> articles) {
        for (JsonNode article : articles) {
            JsonNode author = article.get("author");
            if (author == null) {
                continue;
            }
            List<String> names = new ArrayList<>();
            for (JsonNode one : author.isArray() ? author : List.of(author)) {
                name(one).filter(Names::isName).filter(n -> !names.contains(n)).ifPresent(names::add);
            }
            if (!names.isEmpty()) {
                return new Sourced(String.join(", ", names), Origin.JSON_LD);
            }
        }
        for (String property : List.of(
                "author",
                "article:author",
                "parsely-author",
                "sailthru.author",
                "byl",
                "dc.creator",
                "citation_author")) {
            String value = clean(tags.get(property));
            if (value != null && !value.startsWith("http")) {
                String authors = Names.byline(value);
                authors = authors == null ? Names.authors(value) : authors;
                if (authors != null) {
                    return new Sourced(authors, Origin.META);
                }
            }
        }
        for (Element element :
                document.select("[rel=author], [itemprop=author], .byline, .author-name, .byline-name")) {
            String value = clean(element.text());
            if (value != null && value.length() <= 120) {
                String authors = Names.byline(value);
                authors = authors == null ? Names.authors(value) : authors;
                if (authors != null) {
                    return new Sourced(authors, Origin.TEXT);
                }
            }
        }
        return null;
    }

    private static @Nullable Sourced canonical(Document document, Map<String, String> tags) {
        for (Element link : document.select("link[rel=canonical][href]")) {
            String address = web(link.absUrl("href").isEmpty() ? link.attr("href") : link.absUrl("href"));
            if (address != null) {
                return new Sourced(address, Origin.META);
            }
        }
        return sourced(web(tags.get("og:url")), Origin.OPEN_GRAPH);
    }

    private static @Nullable String web(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            URI uri = new URI(address.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https")) ? uri.toString() : null;
        } catch (URISyntaxException e) {
            // an address that is none: the page has no canonical one
            return null;
        }
    }

    static Optional<FoundDate> dateOfAddress(String address) {
        String own = ARCHIVE.matcher(address).replaceFirst("");
        Matcher m = URL_DATE.matcher(own.toLowerCase(Locale.ROOT));
        while (m.find()) {
            String month = m.group("month");
            Optional<FoundDate> date = Character.isDigit(month.charAt(0))
                    ? Dates.find(m.group("year") + "-" + month + "-" + m.group("day"))
                    : Dates.find(m.group("day") + " " + month + " " + m.group("year"));
            if (date.isPresent()) {
                return date;
            }
        }
        Matcher dayFirst = URL_DAY_FIRST.matcher(own);
        if (dayFirst.find()) {
            boolean first = dayFirst.group("day") != null;
            return Dates.find(
                    dayFirst.group("year") + "-" + (first ? dayFirst.group("month") : dayFirst.group("month2")) + "-"
                            + (first ? dayFirst.group("day") : dayFirst.group("day2")));
        }
        return Dates.compact(own.replaceAll("[?#].*$", ""));
    }

    private static void addField(List<Published> dates, @Nullable String value, Origin origin) {
        if (value != null && !value.isBlank()) {
            Dates.ofField(value).ifPresent(date -> dates.add(date.published(origin)));
        }
    }

    /** The first content of each meta tag by its property, name or itemprop, in small letters. */
    private static Map<String, String> metaTags(Document document) {
        Map<String, String> tags = new HashMap<>();
        for (Element meta : document.select("meta[content]")) {
            for (String attribute : List.of("property", "name", "itemprop")) {
                String key = meta.attr(attribute).strip().toLowerCase(Locale.ROOT);
                if (!key.isEmpty() && !meta.attr("content").isBlank()) {
                    tags.putIfAbsent(key, meta.attr("content"));
                }
            }
        }
        return tags;
    }

    private static boolean isArticle(JsonNode node) {
        JsonNode type = node.get("@type");
        if (type == null) {
            return false;
        }
        for (JsonNode one : type.isArray() ? type : List.of(type)) {
            if (ARTICLE_TYPE.matcher(one.asText()).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> name(@Nullable JsonNode node) {
        if (node == null) {
            return Optional.empty();
        }
        JsonNode one = node.isArray() && !node.isEmpty() ? node.get(0) : node;
        return Optional.ofNullable(clean(one.isTextual() ? one.asText() : text(one.get("name"))));
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        JsonNode one = node != null && node.isArray() && !node.isEmpty() ? node.get(0) : node;
        return one != null && one.isValueNode() && !one.isNull() ? one.asText() : null;
    }

    private static @Nullable String clean(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String text = value.indexOf('&') >= 0 ? org.jsoup.parser.Parser.unescapeEntities(value, false) : value;
        String clean = Characters.squeeze(Characters.normalise(text));
        return clean.isEmpty() ? null : clean;
    }

    /** All objects of the page's JSON-LD, outermost first. Blocks that are no JSON are passed over, as browsers do. */
    private static List<JsonNode> linkedData(Document document) {
        List<JsonNode> objects = new ArrayList<>();
        for (Element script : document.select("script[type*=ld+json]")) {
            try {
                Deque<JsonNode> queue = new ArrayDeque<>();
                queue.add(
                        JSON.readTree(script.data().strip().replaceAll("^<!--|-->$|^//<!\\[CDATA\\[|//\\]\\]>$", "")));
                while (!queue.isEmpty() && objects.size() < MOST_NODES) {
                    JsonNode node = queue.remove();
                    if (node.isObject()) {
                        objects.add(node);
                    }
                    node.forEach(child -> {
                        if (child.isContainerNode()) {
                            queue.add(child);
                        }
                    });
                }
            } catch (JsonProcessingException e) {
                continue;
            }
        }
        return objects;
    }
}
