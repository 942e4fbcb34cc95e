package io.harmattan.analysis;

import io.harmattan.domain.EntityType;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Stance;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Links who is quoted to the entities that an article names. */
final class Holders {
    private static final int SHORTEST_DESCRIPTION = 8;

    private Holders() {}

    /** The quotes, each with the entity of its speaker where one is named or described beside it or is meant by its name. */
    static List<Quote> link(String text, List<Quote> quotes, List<Mention> mentions) {
        return quotes.stream()
                .map(quote -> {
                    String entity = entity(text, quote, mentions);
                    return entity == null
                            ? quote
                            : new Quote(
                                    quote.start(),
                                    quote.end(),
                                    quote.text(),
                                    quote.holder(),
                                    quote.holderStart(),
                                    quote.holderEnd(),
                                    entity,
                                    quote.verb(),
                                    quote.kind());
                })
                .toList();
    }

    private static @Nullable String entity(String text, Quote quote, List<Mention> mentions) {
        if (quote.holder() == null || quote.holderStart() == null || quote.holderEnd() == null) {
            return null;
        }
        Mention best = null;
        for (Mention mention : mentions) {
            boolean inside = mention.start() >= quote.holderStart() && mention.end() <= quote.holderEnd();
            boolean whole = mention.start() == quote.holderStart() && mention.end() == quote.holderEnd();
            // "a resident of Niamey" is not Niamey, "a spokesman for the Pentagon" speaks for the Pentagon
            boolean speaks = whole || mention.type() == EntityType.PERSON || mention.type() == EntityType.ORGANISATION;
            if (inside && speaks && mention.entityId() != null && better(mention, best)) {
                best = mention;
            }
        }
        boolean pronoun =
                quote.holderEnd() - quote.holderStart() != quote.holder().length();
        if (best != null || !pronoun) {
            return best == null ? described(text, quote.holder(), mentions) : best.entityId();
        }
        // whom the name that it stands for meant last before it
        for (Mention mention : mentions) {
            if (mention.entityId() != null
                    && mention.end() <= quote.holderEnd()
                    && (quote.holder().equals(mention.surface())
                            || mention.type() != EntityType.PLACE
                                    && quote.holder().endsWith(mention.surface()))) {
                best = mention;
            }
        }
        return best == null ? null : best.entityId();
    }

    /**
     * Who is meant by a description that the text gives elsewhere together with a name: "the defence secretary" where it says
     * "Defence Secretary Ada Sample". Null where it goes with no name or with several.
     */
    static @Nullable String described(String text, String holder, List<Mention> mentions) {
        String core = holder.toLowerCase(Locale.ROOT).replaceFirst("^the ", "").strip();
        String found = null;
        if (core.length() < SHORTEST_DESCRIPTION || core.indexOf(' ') < 0) {
            return null;
        }
        for (Mention mention : mentions) {
            int from = mention.start() - core.length() - 1;
            if (mention.type() == EntityType.PERSON
                    && mention.entityId() != null
                    && from >= 0
                    && text.startsWith(" ", mention.start() - 1)
                    && text.regionMatches(true, from, core, 0, core.length())
                    && (from == 0 || !Character.isLetter(text.charAt(from - 1)))) {
                if (found != null && !found.equals(mention.entityId())) {
                    return null;
                }
                found = mention.entityId();
            }
        }
        return found;
    }

    /** The stances, each with the entity of its holder where that is found by {@link #described}. */
    static List<Stance> name(String text, List<Stance> stances, List<Mention> mentions) {
        return stances.stream()
                .map(stance -> {
                    String entity =
                            stance.holderEntity() != null || stance.holder().equals(Stance.AUTHOR)
                                    ? null
                                    : described(text, stance.holder(), mentions);
                    return entity == null
                            ? stance
                            : new Stance(
                                    stance.target(),
                                    stance.holder(),
                                    entity,
                                    stance.label(),
                                    stance.confidence(),
                                    stance.start(),
                                    stance.end(),
                                    stance.manner());
                })
                .toList();
    }

    /** A person before what the person belongs to; of others the last: of "US Defence Department" the department. */
    private static boolean better(Mention mention, @Nullable Mention best) {
        if (best == null) {
            return true;
        }
        boolean person = mention.type() == EntityType.PERSON;
        boolean bestPerson = best.type() == EntityType.PERSON;
        return person == bestPerson ? mention.end() > best.end() : person;
    }
}
