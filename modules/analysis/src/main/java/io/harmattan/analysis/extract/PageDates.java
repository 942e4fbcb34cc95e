package io.harmattan.analysis.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Dates that a page shows: in {@code time} elements, in elements named for them, in short lines of its text. */
final class PageDates {
    private static final Pattern UPDATE = Pattern.compile(
            "updat|modif|edited|aktualis|mise? à jour|stand", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern PUBLISHED = Pattern.compile(
            "publish|pubdate|posted|publi[ée]|entry-date|post-date|article-date|veröffentlicht|erschienen|created|dateline",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern ASIDE = Pattern.compile(
            "(?:^|[\\s_-])(?:comments?|related|sidebar|widget|footer|recent|teasers?|most-read|popular|trending|recommend\\w*|latest|events?|calendar|weather|copyright)(?:$|[\\s_-])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL = Pattern.compile(
            "\\b(?:published|posted|publié|veröffentlicht|erschienen|datum|date|submitted|gespeichert|dieser artikel wurde)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final String DATED =
            "[itemprop=datePublished], [property=datePublished], [class*=date], [class*=publish], [class*=time], [class*=posted], [class*=byline], [class*=meta], [id*=date], [id*=publish], [class*=datum], abbr.published";
    private static final int LONGEST = 120;
    /** Elements with more in them are parts of the page, not the place of a date. */
    private static final int MOST_INSIDE = 40;

    private static final int MOST_ELEMENTS = 4_000;

    private PageDates() {}

    /** The date of the {@code time} element that speaks of publication, else of the first that does not speak of an update. */
    static Optional<FoundDate> ofElements(Document document) {
        List<FoundDate> dates = new ArrayList<>();
        List<FoundDate> updates = new ArrayList<>();
        Set<Element> headed = aboveHeadings(document);
        for (Element time : document.select("time, [itemprop=datePublished], abbr.published")) {
            if (isAside(time, headed) && !isOfTheArticle(document, time)) {
                continue;
            }
            String value = time.hasAttr("datetime")
                    ? time.attr("datetime")
                    : time.hasAttr("content")
                            ? time.attr("content")
                            : time.hasAttr("title") ? time.attr("title") : time.text();
            Optional<FoundDate> date = Dates.ofField(value);
            if (date.isEmpty()) {
                date = Dates.find(time.text());
            }
            if (date.isEmpty()) {
                continue;
            }
            String about = describe(time);
            if (PUBLISHED.matcher(about).find()) {
                return date;
            }
            (UPDATE.matcher(about).find() ? updates : dates).add(date.get());
        }
        return dates.isEmpty() ? updates.stream().findFirst() : dates.stream().findFirst();
    }

    /** A date in a short element whose name speaks of dates. */
    static Optional<FoundDate> ofText(Document document) {
        Set<Element> headed = aboveHeadings(document);
        FoundDate first = null;
        int seen = 0;
        for (Element element : document.select(DATED)) {
            if (++seen > MOST_ELEMENTS) {
                break;
            }
            if (element.stream().limit(MOST_INSIDE).count() >= MOST_INSIDE) {
                continue;
            }
            String text = Characters.squeeze(Characters.normalise(element.text()));
            if (text.isEmpty() || text.length() > LONGEST || isAside(element, headed)) {
                continue;
            }
            Optional<FoundDate> date = Dates.find(text);
            if (date.isPresent()) {
                String about = describe(element) + " " + text;
                if (PUBLISHED.matcher(about).find() && !UPDATE.matcher(about).find()) {
                    return date;
                }
                if (first == null) {
                    first = date.get();
                }
            }
        }
        return first == null ? ofBlocks(document, headed) : Optional.of(first);
    }

    /** The first date in a short piece of text at or after the headline, else the first on the page; labels win. */
    private static Optional<FoundDate> ofBlocks(Document document, Set<Element> headed) {
        List<Element> headings = document.select("h1");
        Element heading = headings.isEmpty() ? null : headings.get(headings.size() - 1);
        boolean past = false;
        FoundDate before = null;
        FoundDate after = null;
        for (Element element : document.body().getAllElements()) {
            past |= element == heading;
            String text = Characters.squeeze(Characters.normalise(element.ownText()));
            if (text.length() < 8
                    || text.length() > LONGEST
                    || (after != null && !LABEL.matcher(text).find())) {
                continue;
            }
            Optional<FoundDate> date = Dates.find(text);
            if (date.isEmpty()
                    || isAside(element, headed)
                    || element.nameIs("option")
                    || UPDATE.matcher(text).find()) {
                continue;
            }
            if (LABEL.matcher(text).find()) {
                return date;
            }
            if (past && after == null) {
                after = date.get();
            } else if (!past && before == null) {
                before = date.get();
            }
        }
        return Optional.ofNullable(after != null ? after : before);
    }

    private static Set<Element> aboveHeadings(Document document) {
        Set<Element> above = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Element heading : document.select("h1")) {
            Element at = heading;
            while (at != null && above.add(at)) {
                at = at.parent();
            }
        }
        return above;
    }

    /** Whether an element stands beside the article: in something named so that does not hold the headline as well. */
    /** Whether it is marked up as the date of the only article that is marked up on the page. */
    private static boolean isOfTheArticle(Document document, Element time) {
        Element article = time.attr("itemprop").equals("datePublished") ? time.closest("[itemtype$=Article]") : null;
        return article != null && document.select("[itemtype$=Article]").size() == 1;
    }

    private static boolean isAside(Element element, Set<Element> headed) {
        Element at = element;
        for (int depth = 0; at != null && depth < 8 && !at.nameIs("body"); depth++) {
            boolean named = at.nameIs("aside")
                    || at.nameIs("footer")
                    || ASIDE.matcher(at.className() + " " + at.id()).find();
            if (named && !headed.contains(at)) {
                return true;
            }
            at = at.parent();
        }
        return false;
    }

    private static String describe(Element element) {
        Element parent = element.parent();
        String around = parent == null || parent.nameIs("body") ? "" : parent.className() + " " + parent.ownText();
        return (element.className() + " " + element.id() + " " + element.attr("itemprop") + " " + around)
                .toLowerCase(Locale.ROOT);
    }
}
