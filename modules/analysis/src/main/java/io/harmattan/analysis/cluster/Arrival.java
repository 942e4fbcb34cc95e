package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Lead;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article on its way in, with what is worked out once.
 *
 * @param when its place in event time
 * @param timed whether that is its own
 * @param late whether the stream had passed its window
 * @param note what is to be said about its time; empty if nothing
 * @param facets its terms, each side of length 1
 * @param title the terms of its title
 * @param meaning its vector, if it has one
 * @param entities ids of the entities it mentions, in their order
 */
record Arrival(
        EnrichedArticle article,
        Instant when,
        boolean timed,
        boolean late,
        String note,
        Facets facets,
        TermVector title,
        @Nullable Meaning meaning,
        List<Lead> leads,
        List<String> entities) {

    TermVector vector() {
        return facets.words();
    }

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
                                + " after its ingest time and was not believed")
                + (clocks.leaps(article.ingestTime(), settings.gap())
                        ? "; its ingest time " + article.ingestTime() + " is more than "
                                + Telling.words(settings.gap()) + " after all before it, the newest "
                                + clocks.ingestTime() + ", and moves no clock until the next agrees"
                        : "");
        List<String> sentences = Leads.beginning(article);
        return new Arrival(
                article,
                when,
                believed && article.timed(),
                late,
                note,
                new Facets(
                        rarities.vector(article.features().body()).unit(),
                        leads.terms(article, sentences, rarities).unit(),
                        leads.names(sentences, rarities).unit()),
                rarities.vector(article.features().title()),
                Meaning.plus(null, Meaning.of(article)),
                leads.of(article, sentences, rarities),
                article.entities().stream().map(Entity::id).distinct().sorted().toList());
    }
}
