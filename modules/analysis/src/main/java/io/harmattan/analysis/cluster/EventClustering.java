package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.Decision.Match;
import io.harmattan.analysis.cluster.Decision.Union;
import io.harmattan.analysis.cluster.Storylines.Earlier;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.EnrichedArticle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The articles of one desk, one after the other, to event clusters. An article is compared with the few clusters that
 * its most telling terms and entities lead to, and joins the one that it is most like, if it is like it enough; else it
 * opens one. The same records in the same order give the same clusters, ids and changes.
 *
 * <p>Time. An article is placed by its event time; one without a time of its own by its ingest time, as a stand-in, and
 * then content alone decides. Between timed articles the gap of the {@link ClusterSettings} parts events. A desk has two
 * clocks, both from records: a cluster closes when the stream time has passed its last event time and the gap, and the
 * ingest time has passed its newest member's and the grace. An ingest time that leaps ahead of all before it moves the clocks
 * only when the next one agrees. An article that is older than the stream time and the gap is
 * late: it is marked, and treated like any other in its own time.
 *
 * <p>A storyline is not an event: a new event that is much like one that was over before is linked to it and stays apart.
 *
 * <p>Holds no state of its own; safe for use by several threads on different desks.
 */
public final class EventClustering {
    private final ClusterSettings settings;
    private final BackgroundFrequencies background = BackgroundFrequencies.shipped();
    private final DecisionWeights weights;
    private final Leads leads = new Leads();

    public EventClustering(ClusterSettings settings) {
        this(settings, DecisionWeights.shipped());
    }

    EventClustering(ClusterSettings settings, DecisionWeights weights) {
        this.settings = settings;
        this.weights = weights;
    }

    /** Takes the next article of a desk into its state. */
    public Outcome on(EnrichedArticle article, DeskState state) {
        ArticleRef known = state.article(article.id());
        if (known != null && article.revision() <= known.revision()) {
            return Outcome.NONE;
        }
        Step step = new Step(state, article.desk());
        Arrival arrival = Arrival.of(article, step.clocks, step.rarities, leads, settings);
        step.clocks = step.clocks.with(arrival.when(), article.ingestTime(), settings.gap());
        step.closeDue(step.clocks);
        LiveCluster home = known == null ? null : state.cluster(known.clusterId());
        if (known != null && home != null) {
            step.update(arrival, known, home);
        } else {
            step.place(arrival);
        }
        return step.finish();
    }

    /**
     * Closes what is due at these times, for a desk that gets no articles; they count for this call only, so that what is
     * late stays a matter of records.
     *
     * @param desk the desk of the state
     */
    public Outcome advance(String desk, Instant eventTime, Instant ingestTime, DeskState state) {
        if (state.status() == null) {
            return Outcome.NONE;
        }
        Step step = new Step(state, desk);
        step.closeDue(step.clocks.atLeast(eventTime, ingestTime));
        return step.finish();
    }

    /** One article or one moment. */
    private final class Step {
        private final DeskState state;
        private final String desk;
        private final Rarities rarities;
        private final Candidates candidates;
        private final Decision decision;
        private final Growth growth;
        private final Window window;
        private final Storylines storylines;
        private final Telling telling;
        private Clocks clocks;

        Step(DeskState state, String desk) {
            DeskStatus status = state.status();
            this.state = state;
            this.desk = desk;
            this.clocks = Clocks.of(status);
            this.rarities = new Rarities(settings, background, state, status == null ? 0 : status.liveClusters());
            this.candidates = new Candidates(settings, state, rarities);
            this.decision = new Decision(settings, weights, rarities);
            this.growth = new Growth(settings, state, rarities, candidates);
            this.window = new Window(settings, state, desk, rarities, candidates);
            this.storylines = new Storylines(settings, state, rarities, status);
            this.telling = new Telling(settings, state, desk);
        }

        void closeDue(Clocks now) {
            window.closeDue(now, cluster -> {
                telling.closed(cluster, now);
                storylines.remember(cluster, now.ingestTime());
            });
            storylines.forget(now.ingestTime());
        }

        Outcome finish() {
            DeskStatus status = new DeskStatus(
                    clocks.streamTime(),
                    clocks.ingestTime(),
                    clocks.leap(),
                    rarities.liveClusters(),
                    storylines.remembered());
            if (!status.equals(state.status())) {
                state.putStatus(status);
            }
            return telling.outcome();
        }

        void place(Arrival arrival) {
            List<String> keys = candidates.keys(arrival);
            List<LiveCluster> found = candidates.find(keys).stream()
                    .filter(cluster -> !window.passed(cluster, clocks))
                    .toList();
            List<LiveCluster> tooFar = new ArrayList<>();
            Match best = null;
            for (LiveCluster candidate : found) {
                Match match = decision.match(arrival, candidate);
                if (match == null) {
                    tooFar.add(candidate);
                } else if (best == null || match.margin() > best.margin()) {
                    best = match;
                }
            }
            if (best != null && best.margin() >= 0) {
                String home = best.cluster().id();
                LiveCluster cluster = join(arrival, keys, best, found.size());
                unite(
                        arrival,
                        cluster,
                        found.stream().filter(other -> !other.id().equals(home)).toList());
            } else {
                open(arrival, keys, best, found.size(), tooFar);
            }
        }

        private void open(
                Arrival arrival, List<String> keys, @Nullable Match best, int compared, List<LiveCluster> tooFar) {
            Earlier earlier = storylines.before(arrival, tooFar);
            LiveCluster cluster = growth.found(arrival, keys);
            String reason = best == null
                    ? "opened: nothing open is like it"
                    : "opened: most like " + best.cluster().id() + ", " + Telling.number(best.score())
                            + " of the needed " + Telling.number(best.needed());
            telling.changed(
                    Kind.OPENED,
                    cluster,
                    null,
                    arrival,
                    reason + arrival.note(),
                    best == null
                            ? Map.of("threshold", decision.needed(arrival), "candidates", (double) compared)
                            : best.scores(compared));
            if (earlier != null) {
                telling.changed(
                        Kind.CONTINUED,
                        growth.link(cluster, earlier.id()),
                        earlier.id(),
                        arrival,
                        "continued: an event that was over on " + earlier.last() + " is like it, "
                                + Telling.number(earlier.similarity()) + " in words, and shares "
                                + String.join(", ", earlier.shared()),
                        earlier.scores());
            }
        }

        private LiveCluster join(Arrival arrival, List<String> keys, Match best, int compared) {
            LiveCluster cluster = growth.join(arrival, keys, best.cluster());
            String shared =
                    String.join(", ", arrival.vector().shared(best.cluster().centroid(), 5));
            String time = best.days() == null
                    ? "; time did not count, as " + (arrival.timed() ? "the cluster" : "the article")
                            + " has none of its own"
                    : best.days() == 0 ? "; within its time" : "; " + Telling.number(best.days()) + " days from it";
            telling.changed(
                    Kind.JOINED,
                    cluster,
                    null,
                    arrival,
                    "joined: " + Telling.number(best.score()) + " of the needed " + Telling.number(best.needed())
                            + (shared.isEmpty() ? "" : "; shares " + shared) + time + arrival.note(),
                    best.scores(compared));
            return cluster;
        }

        /** Merges a cluster that grew with one that turns out to be the same event: the smaller into the larger. */
        private void unite(Arrival arrival, LiveCluster grown, List<LiveCluster> others) {
            Union union = decision.union(grown, others);
            if (union == null) {
                return;
            }
            LiveCluster other = union.other();
            boolean stays = grown.articles() != other.articles()
                    ? grown.articles() > other.articles()
                    : grown.id().compareTo(other.id()) < 0;
            LiveCluster kept = stays ? grown : other;
            LiveCluster gone = stays ? other : grown;
            telling.merged(
                    growth.merge(kept, gone, window),
                    gone,
                    arrival,
                    "merged: took over " + gone.id() + ", as the two are alike, " + Telling.number(union.words())
                            + " in words"
                            + (union.meaning() == null
                                    ? ""
                                    : " and " + Telling.number(union.meaning()) + " in meaning"),
                    union.scores());
        }

        void update(Arrival arrival, ArticleRef known, LiveCluster cluster) {
            LiveMember former = Growth.member(state, cluster.id(), known.number());
            if (former == null) {
                throw new IllegalStateException("cluster " + cluster.id() + " of desk " + desk + " has no member "
                        + known.number() + ", where article "
                        + arrival.article().id()
                        + " should be; rebuild the cluster stores");
            }
            telling.changed(
                    Kind.UPDATED,
                    growth.replace(arrival, candidates.keys(arrival), former, known.number(), cluster),
                    null,
                    arrival,
                    "updated: revision " + arrival.article().revision() + " of a member took the place of revision "
                            + known.revision() + arrival.note(),
                    Map.of("similarity", arrival.vector().cosine(former.facets().words())));
        }
    }
}
