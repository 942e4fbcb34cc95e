package io.harmattan.analysis.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            "comment|related|sidebar|widget|footer|recent|teaser|most-read|popular|trending|recommend",
            Pattern.CASE_INSENSITIVE);
    private static final String DATED =
            "[itemprop=datePublished], [property=datePublished], [class*=date], [class*=publish], [class*=time], [class*=posted], [class*=byline], [class*=meta], [id*=date], [id*=publish], [class*=datum], abbr.published";
    private static final int LONGEST = 120;
    private static final int MOST_ELEMENTS = 4_000;

    private PageDates() {}

    /** The date of the {@code time} element that speaks of publication, else of the first that does not speak of an update. */
    static Optional<FoundDate> ofElements(Document document) {
        List<FoundDate> dates = new ArrayList<>();
        List<FoundDate> updates = new ArrayList<>();
        for (Element time : document.select("time, [itemprop=datePublished]")) {
            if (isAside(time)) {
                continue;
            }
            String value = time.hasAttr("datetime")
                    ? time.attr("datetime")
                    : time.hasAttr("content") ? time.attr("content") : time.text();
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
        FoundDate first = null;
        int seen = 0;
        for (Element element : document.select(DATED)) {
            if (++seen > MOST_ELEMENTS) {
                break;
            }
            String text = Characters.squeeze(Characters.normalise(element.text()));
            if (text.isEmpty() || text.length() > LONGEST || isAside(element)) {
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
        return Optional.ofNullable(first);
    }

    private static boolean isAside(Element element) {
        Element at = element;
        for (int depth = 0; at != null && depth < 12; depth++) {
            if (ASIDE.matcher(at.className() + " " + at.id()).find() && !at.nameIs("body") && !at.nameIs("html")
                    || at.nameIs("aside")
                    || at.nameIs("footer")) {
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
