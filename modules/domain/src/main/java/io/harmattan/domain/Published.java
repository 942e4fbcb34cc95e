package io.harmattan.domain;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * When an article says it was published. Never invented: an article that does not say has no {@code Published}.
 *
 * @param at the time; UTC where the source gave no offset, midnight where it gave no time of day
 * @param offsetKnown whether the source gave the offset
 * @param timeKnown whether the source gave a time of day
 * @param origin what gave the date
 */
public record Published(OffsetDateTime at, boolean offsetKnown, boolean timeKnown, Origin origin) {

    /** What a publication date was read from, the most trusted first. */
    public enum Origin {
        /** Given beside the content: a field of JSONL, a feed entry. */
        SOURCE,
        /** JSON-LD in the page. */
        JSON_LD,
        /** An OpenGraph or {@code article:} property. */
        OPEN_GRAPH,
        /** Another meta tag. */
        META,
        /** A {@code time} element. */
        TIME_ELEMENT,
        /** The address of the page. */
        URL,
        /** A date line in the visible text. */
        TEXT
    }

    /** As printed for people and scripts: ISO-8601, with the parts that are known and no others. */
    @Override
    public String toString() {
        if (!timeKnown) {
            return at.toLocalDate().toString();
        }
        return offsetKnown
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at)
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at);
    }
}
