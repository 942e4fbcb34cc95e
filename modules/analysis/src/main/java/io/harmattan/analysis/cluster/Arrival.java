package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.LiveCluster.Lead;
import io.harmattan.analysis.cluster.Outcome.Oddity;
import io.harmattan.analysis.compare.Said;
import io.harmattan.analysis.compare.SaidFinder;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Features;
import io.harmattan.domain.Features.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An article on its way in, with what is worked out once.
 *
 * @param as the member that it becomes
 * @param ingested when it came in
 * @param epoch of its record
 * @param desk whose it is
 * @param oddities what is odd about its time
 * @param note what is to be said about its time; empty if nothing
 * @param title the terms of its title
 * @param exemplar what others are compared with of it
 * @param meaning its vector, if it has one
 * @param counts how often each of its terms occurs
 * @param mentioned the entities that it mentions, as far as they are known
 * @param entityNumbers the entities as numbers, in their order
 * @param words its terms as they are written, for whoever is told why; empty where nobody is
 */
@SuppressWarnings("ArrayRecordComponent") // made for one step, compared with nothing
record Arrival(
        LiveMember as,
        Instant ingested,
        int epoch,
        String desk,
        Set<Oddity> oddities,
        String note,
        TermVector title,
        Exemplar exemplar,
        @Nullable Meaning meaning,
        List<Lead> leads,
        Facets counts,
        List<Entity> mentioned,
        long[] entityNumbers,
        Set<String> words,
        String stopgapTitle) {
    /** A snapshot lists hundreds of members and must fit a record. */
    private static final int LONGEST_TITLE = 500;

    private static final int LONGEST_OUTLET = 200;
    private static final int LONGEST_ADDRESS = 4000;

    private static final int SHARED = 5;

    String id() {
        return as.member().articleId();
    }

    int revision() {
        return as.member().revision();
    }

    /** Its place in event time. */
    Instant when() {
        return as.member().eventTime();
    }

    /** Whether that is its own. */
    boolean timed() {
        return as.member().timed();
    }

    /** Whether the stream had passed its window. */
    boolean late() {
        return as.member().late();
    }

    /** Its terms, each side of length 1. */
    Facets facets() {
        return as.facets();
    }

    TermVector vector() {
        return as.facets().words();
    }

    /** Whether it is too short to be compared by anything but all of its words. */
    boolean isHeadline(ClusterSettings settings) {
        return vector().size() <= settings.headlineTerms();
    }

    /** Ids of the entities it mentions, in their order. */
    List<String> entities() {
        return as.entities();
    }

    /** The words that it shares with a cluster, those first that make the two most alike. */
    List<String> shared(Centre cluster) {
        long[] shared = vector().shared(cluster.words(), SHARED);
        String[] spelled = new String[shared.length];
        for (String word : words) {
            long term = Terms.of(word);
            for (int i = 0; i < shared.length; i++) {
                spelled[i] = shared[i] == term ? word : spelled[i];
            }
        }
        return Arrays.stream(spelled).filter(Objects::nonNull).toList();
    }

    private static String stopgapTitle(EnrichedArticle article) {
        String title = article.title();
        return title == null || title.isBlank()
                ? Leads.stopgapTitle(article.id(), Sentences.beginning(article.text()))
                : title;
    }

    private static long[] numbers(Stream<String> entities) {
        return entities.mapToLong(Terms::ofEntity).distinct().sorted().toArray();
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest) + '…';
    }

    static Arrival of(
            EnrichedArticle article, Clocks clocks, Instant order, Rarities rarities, ClusterSettings settings) {
        boolean believed = !article.eventTime().isAfter(article.ingestTime().plus(settings.maxAhead()));
        Instant when = believed ? article.eventTime() : article.ingestTime();
        boolean late = clocks.passed(when, settings.gap());
        boolean leaps = clocks.leaps(article.ingestTime(), settings.gap());
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        if (late) {
            oddities.add(Oddity.BEHIND);
        }
        if (!believed) {
            oddities.add(Oddity.AHEAD);
        }
        if (leaps) {
            oddities.add(Oddity.LEAP);
        }
        String note = (late
                        ? "; late: more than " + Telling.words(settings.gap()) + " behind the stream time "
                                + clocks.streamTime()
                        : "")
                + (believed
                        ? ""
                        : "; its event time " + article.eventTime() + " is more than "
                                + Telling.words(settings.maxAhead())
                                + " after its ingest time and was not believed")
                + (leaps
                        ? "; its ingest time " + article.ingestTime() + " is more than "
                                + Telling.words(settings.gap()) + " after all before it, the newest "
                                + clocks.ingestTime() + ", and moves no clock until the next agrees"
                        : "");
        Features features = article.features();
        Facets counts = Facets.counts(features);
        EventCluster.Member member = new EventCluster.Member(
                article.id(),
                article.revision(),
                when,
                believed && article.timed(),
                cut(article.title(), LONGEST_TITLE),
                cut(article.outlet(), LONGEST_OUTLET),
                article.url() == null || article.url().length() > LONGEST_ADDRESS ? null : article.url(),
                late,
                article.copyGroup(),
                EventCluster.Role.INDEPENDENT);
        LiveMember as = new LiveMember(
                member,
                order,
                counts.weighed(rarities),
                Meaning.of(article),
                article.entities().stream().map(Entity::id).distinct().sorted().toList(),
                article.credits(),
                SaidFinder.of(article),
                features.beginning().sentences().stream().map(Sentence::text).toList());
        return new Arrival(
                as,
                article.ingestTime(),
                article.epoch(),
                article.desk(),
                oddities,
                note,
                rarities.vector(features.title()),
                Exemplar.of(as, rarities),
                Meaning.plus(null, Meaning.of(article)),
                Leads.of(article, rarities),
                counts,
                article.entities(),
                numbers(article.entities().stream().map(Entity::id)),
                features.body().keySet(),
                stopgapTitle(article));
    }

    /**
     * A member for a state that nobody is shown: what decides counts, and all that it mentions, however it is called.
     *
     * @param counts how often each of its terms occurs
     * @param rarities of that state
     */
    static Arrival unshown(LiveMember member, Facets counts, int epoch, String desk, Rarities rarities) {
        EventCluster.Member shown = member.member();
        EventCluster.Member bare = new EventCluster.Member(
                shown.articleId(),
                shown.revision(),
                shown.eventTime(),
                shown.timed(),
                null,
                null,
                null,
                shown.late(),
                shown.copyGroup(),
                shown.role());
        LiveMember as = new LiveMember(
                bare,
                member.order(),
                counts.weighed(rarities),
                member.meaning(),
                member.entities(),
                List.of(),
                Said.NOTHING,
                List.of());
        return new Arrival(
                as,
                member.order(),
                epoch,
                desk,
                Set.of(),
                "",
                TermVector.EMPTY,
                Exemplar.of(as, rarities),
                Meaning.plus(null, member.meaning()),
                List.of(),
                counts,
                member.entities().stream()
                        .map(id -> new Entity(id, id, EntityType.ORGANISATION, null, null, null))
                        .toList(),
                numbers(member.entities().stream()),
                Set.of(),
                "");
    }

    /** A member of a cluster on its way to another. */
    static Arrival again(LiveMember member, LiveCluster from, String desk, Rarities rarities, Leads leads) {
        List<Entity> mentioned = new ArrayList<>();
        SortedMap<String, EventCluster.EntityCount> known = from.entities();
        for (String id : member.entities()) {
            EventCluster.EntityCount count = known.get(id);
            if (count != null) {
                mentioned.add(count.entity());
            }
        }
        return new Arrival(
                member,
                member.order(),
                from.epoch(),
                desk,
                Set.of(),
                "",
                leads.title(member.member().title(), rarities),
                Exemplar.of(member, rarities),
                Meaning.plus(null, member.meaning()),
                leads.of(member, rarities),
                Facets.EMPTY,
                mentioned,
                numbers(member.entities().stream()),
                Set.of(),
                Leads.stopgapTitle(member.member().articleId(), member.leads()));
    }
}
