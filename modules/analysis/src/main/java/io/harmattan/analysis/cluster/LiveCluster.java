package io.harmattan.analysis.cluster;

import io.harmattan.domain.EventCluster.EntityCount;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a desk keeps of an open cluster, of bounded size however many articles it has; the members are kept apart.
 *
 * @param centre what articles are compared with
 * @param revision of the newest change
 * @param numbers how many members it has been given: the number of the next
 * @param sources how many independent sources they are
 * @param posted the posting lists that lead to it
 * @param entities by id, with how many members and sources mention each
 * @param headlines the most central titles, the best first
 * @param leads the most central lead sentences, the best first
 * @param stopgapTitle what it is called while no member has a title
 * @param first the member that told of the event first
 * @param takenOver the clusters whose addresses lead here, the newest last, so many at most
 * @param continues the earlier event of the same storyline
 * @param sides by target, the side that the balance of stances was last seen on
 * @param waiting where it is queued for closing
 */
public record LiveCluster(
        Centre centre,
        int revision,
        int epoch,
        int numbers,
        int sources,
        Posted posted,
        SortedMap<String, EntityCount> entities,
        List<Headline> headlines,
        List<Lead> leads,
        String stopgapTitle,
        First first,
        List<TakenOver> takenOver,
        @Nullable String continues,
        SortedMap<String, Integer> sides,
        Wait waiting) {

    /** From the first to the last moment, both included. */
    public record Span(Instant first, Instant last) {
        Span with(Instant when) {
            return new Span(when.isBefore(first) ? when : first, when.isAfter(last) ? when : last);
        }

        static Span with(@Nullable Span span, Instant when) {
            return span == null ? new Span(when, when) : span.with(when);
        }
    }

    /** The title of a member and its terms. */
    public record Headline(String articleId, String title, TermVector vector) {}

    /**
     * A sentence from the beginning of a member, and its terms.
     *
     * @param text verbatim
     */
    public record Lead(String articleId, @Nullable String outlet, String text, TermVector vector) {}

    /**
     * The member that told first: the earliest of those with a time of their own, else of all; of equal times the one that
     * joined first.
     *
     * @param number its place among the members
     */
    public record First(int number, boolean timed, Instant when) {
        First or(First other) {
            boolean mine = timed != other.timed
                    ? timed
                    : !when.equals(other.when) ? when.isBefore(other.when) : number <= other.number;
            return mine ? this : other;
        }
    }

    /**
     * A cluster whose address leads here.
     *
     * @param revision of its last snapshot, which says so
     * @param since the place, in the order of ingest times, of the article at whose arrival the two merged; null once the order of
     *     ingest times has confirmed it
     */
    public record TakenOver(
            String id, int revision, @Nullable Instant since) {}

    /** A place in a {@link DeskState.Queue}. */
    public record Wait(DeskState.Queue queue, Instant since) {}

    public LiveCluster {
        entities = Collections.unmodifiableSortedMap(new TreeMap<>(entities));
        headlines = List.copyOf(headlines);
        leads = List.copyOf(leads);
        takenOver = List.copyOf(takenOver);
        sides = Collections.unmodifiableSortedMap(new TreeMap<>(sides));
    }

    public String id() {
        return centre.id();
    }

    /** How many members it has. */
    public int articles() {
        return centre.articles();
    }

    /** The sum of the members' words. */
    public TermVector centroid() {
        return centre.words();
    }

    /** From the earliest to the latest event time of the members that have a time of their own. */
    public @Nullable Span timedSpan() {
        return centre.timedSpan();
    }

    /** The same of all members, stand-ins included. */
    public Span span() {
        return centre.span();
    }

    /** When, in ingest time, its newest member came. */
    public Instant lastIngest() {
        return centre.lastIngest();
    }

    /** This cluster, to be changed. */
    Draft draft() {
        return new Draft(this);
    }

    /** A cluster while it is being changed: the fields of {@link LiveCluster}, set one by one. */
    static final class Draft {
        private final SortedMap<String, EntityCount> entitiesBefore;
        private final Mentioned mentionedBefore;
        final String id;
        final int epoch;
        final String stopgapTitle;
        final Instant opened;
        int revision;
        int numbers;
        int articles;
        int sources;
        TermVector words;
        List<Exemplar> exemplars;

        @Nullable
        Meaning meaning;

        Posted posted;
        SortedMap<String, EntityCount> entities;
        List<Headline> headlines;
        List<Lead> leads;

        @Nullable
        Span timedSpan;

        Span span;
        First first;
        List<TakenOver> takenOver;

        @Nullable
        String continues;

        Instant lastIngest;
        SortedMap<String, Integer> sides;
        Wait waiting;

        private Draft(LiveCluster from) {
            entitiesBefore = from.entities;
            mentionedBefore = from.centre.mentioned();
            id = from.centre.id();
            epoch = from.epoch;
            stopgapTitle = from.stopgapTitle;
            opened = from.centre.opened();
            revision = from.revision;
            numbers = from.numbers;
            articles = from.centre.articles();
            sources = from.sources;
            words = from.centre.words();
            exemplars = from.centre.exemplars();
            meaning = from.centre.meaning();
            posted = from.posted;
            entities = from.entities;
            headlines = from.headlines;
            leads = from.leads;
            timedSpan = from.centre.timedSpan();
            span = from.centre.span();
            first = from.first;
            takenOver = from.takenOver;
            continues = from.continues;
            lastIngest = from.centre.lastIngest();
            sides = from.sides;
            waiting = from.waiting;
        }

        LiveCluster done() {
            Mentioned mentioned = entities == entitiesBefore ? mentionedBefore : Mentioned.of(entities.values());
            return new LiveCluster(
                    new Centre(id, articles, words, exemplars, meaning, mentioned, timedSpan, span, opened, lastIngest),
                    revision,
                    epoch,
                    numbers,
                    sources,
                    posted,
                    entities,
                    headlines,
                    leads,
                    stopgapTitle,
                    first,
                    takenOver,
                    continues,
                    sides,
                    waiting);
        }
    }
}
