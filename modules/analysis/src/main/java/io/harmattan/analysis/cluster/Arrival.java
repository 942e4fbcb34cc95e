package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Lead;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import java.time.Instant;
import java.util.List;

/**
 * An article on its way in, with what is worked out once.
 *
 * @param when its place in event time
 * @param timed whether that is its own
 * @param late whether the stream had passed its window
 * @param note what is to be said about its time; empty if nothing
 * @param vector its terms, of length 1
 * @param title the terms of its title
 * @param entities ids of the entities it mentions, in their order
 */
record Arrival(
        EnrichedArticle article,
        Instant when,
        boolean timed,
        boolean late,
        String note,
        TermVector vector,
        TermVector title,
        List<Lead> leads,
        List<String> entities) {

    static Arrival of(
            EnrichedArticle article, Clocks clocks, Rarities rarities, Leads leads, ClusterSettings settings) {
        boolean believed = !article.eventTime().isAfter(article.ingestTime().plus(settings.maxAhead()));
        Instant when = believed ? article.eventTime() : article.ingestTime();
        boolean late = clocks.passed(when, settings.gap());
        String note = (late
                        ? "; late: more than " + Telling.words(settings.gap()) + " behind the stream time "
                                + clocks.streamTime()
                        : "")
                + (believed
                        ? ""
                        : "; its event time " + article.eventTime() + " is more than "
                                + Telling.words(settings.maxAhead())
                                + " after its ingest time and was not believed");
        return new Arrival(
                article,
                when,
                believed && article.timed(),
                late,
                note,
                rarities.vector(article.features().body()).unit(),
                rarities.vector(article.features().title()),
                leads.of(article, rarities),
                article.entities().stream().map(Entity::id).distinct().sorted().toList());
    }
}
