package io.harmattan.analysis;

import io.harmattan.domain.EntityType;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links who is quoted to the entities that an article names. */
final class Holders {
    private Holders() {}

    /** The quotes, each with the entity of its speaker where one is named or described beside it or is meant by its name. */
    static List<Quote> link(List<Quote> quotes, List<Mention> mentions) {
        return quotes.stream()
                .map(quote -> {
                    String entity = entity(quote, mentions);
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

    private static @Nullable String entity(Quote quote, List<Mention> mentions) {
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
            return best == null ? null : best.entityId();
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
