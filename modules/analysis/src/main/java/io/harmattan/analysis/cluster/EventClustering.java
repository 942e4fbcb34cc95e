package io.harmattan.analysis.cluster;

import io.harmattan.analysis.cluster.Decision.Match;
import io.harmattan.analysis.cluster.Desk.Found;
import io.harmattan.analysis.cluster.Desk.Merger;
import io.harmattan.analysis.cluster.DeskState.Queue;
import io.harmattan.analysis.cluster.Outcome.Oddity;
import io.harmattan.analysis.cluster.Storylines.Earlier;
import io.harmattan.analysis.profile.Background;
import io.harmattan.domain.ClusterChange.Kind;
import io.harmattan.domain.EnrichedArticle;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

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
 * <p>Order. What is decided at arrival is settled an hour later by the order of ingest times ({@link Settling}); where records
 * come in that order, which is the rule, that changes nothing. Members that were put where they are before others of their event
 * came are looked at again then, and may go over.
 *
 * <p>Holds no state of its own; safe for use by several threads on different desks.
 */
public final class EventClustering {
    /** A step of a desk that gets no articles does as much of what is due as so many articles would. */
    private static final int STEPS_WHEN_QUIET = 100;

    private final ClusterSettings settings;
    private final BackgroundFrequencies background;
    private final DecisionWeights weights;
    private final Leads leads = new Leads();

    /** @param background of the profile */
    public EventClustering(ClusterSettings settings, Background background) {
        this(settings, background, DecisionWeights.shipped());
    }

    EventClustering(ClusterSettings settings, Background background, DecisionWeights weights) {
        this.settings = settings;
        this.background = new BackgroundFrequencies(background);
        this.weights = weights;
    }

    /** Takes the next article of a desk into its state. */
    public Outcome on(EnrichedArticle article, DeskState state) {
        ArticleRef known = state.article(article.id());
        if (known != null && article.revision() <= known.revision()) {
            return Outcome.NONE;
        }
        Step step = new Step(state, article.desk());
        // a revision has the place of the article in the order of ingest times: who was first stays so
        LiveMember former = known == null ? null : Growth.member(state, known.clusterId(), known.number());
        Instant order = former == null ? step.live.order(article.ingestTime()) : former.order();
        Arrival arrival = Arrival.of(article, step.live.clocks, order, step.live.rarities, settings);
        step.live.clocks = step.live.clocks.with(arrival.when(), article.ingestTime(), settings.gap());
        step.settleDue(step.live.clocks, settings.settledPerStep());
        step.closeDue(step.live.clocks);
        // what was done since may have closed its cluster, or moved it
        ArticleRef at = known == null ? null : state.article(article.id());
        LiveCluster home = at == null ? null : state.cluster(at.clusterId());
        if (at != null && home != null) {
            step.update(arrival, at, home);
        } else {
            if (at != null) {
                step.forgetWaiting(arrival.id(), at);
            }
            step.place(arrival);
        }
        return step.finish(arrival.oddities());
    }

    /**
     * Settles and closes what is due at these times, for a desk that gets no articles: as much as a hundred of them would, so
     * that a call takes a bounded time; the next goes on. The times count for this call only, so that what is late stays a matter
     * of records.
     *
     * @param desk the desk of the state
     */
    public Outcome advance(String desk, Instant eventTime, Instant ingestTime, DeskState state) {
        if (state.status() == null) {
            return Outcome.NONE;
        }
        Step step = new Step(state, desk);
        Clocks now = step.live.clocks.atLeast(eventTime, ingestTime);
        step.settleDue(now, STEPS_WHEN_QUIET * settings.settledPerStep());
        step.closeSettled(eventTime, ingestTime);
        step.closeDue(now);
        return step.finish(Set.of());
    }

    /** One article or one moment. */
    private final class Step {
        private final Desk live;
        private final Telling telling;
        private final Changing changing;

        Step(DeskState state, String desk) {
            this.live = new Desk(desk, state, settings, background, weights, true);
            this.telling = new Telling(settings, state, desk);
            this.changing = new Changing(live, telling);
        }

        Outcome finish(Set<Oddity> oddities) {
            live.remember();
            return telling.outcome(oddities);
        }

        /** Settles the articles that have waited long enough, in the order of their ingest times. */
        void settleDue(Clocks now, int atMost) {
            Instant due = Clocks.before(now.ingestTime(), settings.settleAfter());
            String id = live.state.first(Queue.SETTLING, due);
            if (id == null) {
                return;
            }
            Desk settled = settled();
            Settling settling = new Settling(settings, leads, live, settled, changing, now.ingestTime());
            for (int i = 1; id != null; i++) {
                ArticleRef at = live.state.article(id);
                if (at != null && live.state.cluster(at.clusterId()) == null) {
                    forgetWaiting(id, at);
                } else {
                    settling.settle(id);
                }
                id = i < atMost ? live.state.first(Queue.SETTLING, due) : null;
            }
            settled.remember();
        }

        /** An article of a large cluster that has closed, of which not all is removed yet, waits to be settled no longer. */
        void forgetWaiting(String id, ArticleRef at) {
            LiveMember member = Growth.member(live.state, at.clusterId(), at.number());
            if (member == null) {
                throw new IllegalStateException("article " + id + " of desk " + live.name + " is no member of cluster "
                        + at.clusterId() + ", where it should be; rebuild the cluster stores");
            }
            Settling.forget(member, live.state);
        }

        private Desk settled() {
            return new Desk(live.name, live.state.settled(), settings, background, weights, false);
        }

        /** Closes what is due of what is settled, which is behind by as long as settling takes. */
        void closeSettled(Instant eventTime, Instant ingestTime) {
            Desk settled = settled();
            Clocks now = settled.clocks.atLeast(eventTime, ingestTime.minus(settings.settleAfter()));
            settled.window.closeDue(now, cluster -> {});
            settled.remember();
        }

        void closeDue(Clocks now) {
            live.window.closeDue(now, cluster -> {
                telling.closed(cluster, now);
                live.storylines.remember(cluster, now.ingestTime());
            });
            live.storylines.forget(now.ingestTime());
        }

        void place(Arrival arrival) {
            Settling.await(arrival, live.state);
            Found found = live.find(arrival);
            Match home = found.home();
            if (home == null) {
                open(arrival, found);
                return;
            }
            LiveCluster cluster = join(arrival, found, home);
            Merger merger = live.merger(cluster, arrival, found);
            if (merger != null) {
                changing.merge(merger, arrival, arrival.ingested(), arrival.as().order());
            }
        }

        private void open(Arrival arrival, Found found) {
            Earlier earlier = live.storylines.before(arrival, found.tooFar());
            LiveCluster founded = live.growth.found(arrival, found.keys());
            Match best = found.best();
            int compared = found.compared().size();
            LiveCluster cluster = changing.tell(
                    Kind.OPENED,
                    founded,
                    null,
                    arrival,
                    arrival.ingested(),
                    "opened: "
                            + (best == null
                                    ? "nothing open is like it"
                                    : "most like " + best.cluster().id() + ", " + best.inWords())
                            + arrival.note(),
                    best == null
                            ? Map.of("threshold", live.decision.needed(arrival), "candidates", (double) compared)
                            : best.scores(compared));
            if (earlier != null) {
                changing.tell(
                        Kind.CONTINUED,
                        live.growth.link(cluster, earlier.id()),
                        earlier.id(),
                        arrival,
                        arrival.ingested(),
                        "continued: an event that was over on " + earlier.last() + " is like it, "
                                + Telling.number(earlier.similarity()) + " in words, and shares "
                                + String.join(", ", earlier.shared()),
                        earlier.scores());
            }
        }

        private LiveCluster join(Arrival arrival, Found found, Match best) {
            LiveCluster grown = live.growth.join(arrival, found.keys(), live.cluster(best.cluster()));
            String shared = String.join(", ", arrival.shared(best.cluster()));
            String time = best.days() == null
                    ? "; time did not count, as " + (arrival.timed() ? "the cluster" : "the article")
                            + " has none of its own"
                    : best.days() == 0 ? "; within its time" : "; " + Telling.number(best.days()) + " days from it";
            return changing.tell(
                    Kind.JOINED,
                    grown,
                    null,
                    arrival,
                    arrival.ingested(),
                    "joined: " + best.inWords() + (shared.isEmpty() ? "" : "; shares " + shared) + time
                            + arrival.note(),
                    best.scores(found.compared().size()));
        }

        void update(Arrival arrival, ArticleRef known, LiveCluster cluster) {
            LiveMember former = live.member(arrival.id(), known, cluster);
            Settling.forget(former, live.state);
            Settling.await(arrival, live.state);
            changing.tell(
                    Kind.UPDATED,
                    live.growth.replace(
                            arrival, live.candidates.query(arrival).keys(), former, known.number(), cluster),
                    null,
                    arrival,
                    arrival.ingested(),
                    "updated: revision " + arrival.revision() + " of a member took the place of revision "
                            + known.revision() + arrival.note(),
                    Map.of("similarity", arrival.vector().cosine(former.facets().words())));
        }
    }
}
