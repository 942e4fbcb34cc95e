package io.harmattan.analysis.cluster;

import java.time.Duration;

/**
 * Every number of clustering but the weights of the decision ({@code decision.tsv}). How the thresholds were chosen stands in
 * docs/DECISIONS.md; the window and the bounds are judgement, not measured.
 *
 * @param gap how far in event time an article may lie outside the span of a cluster, and how long a cluster stays open
 *     after its last event; an ingest time that lies further ahead of all before it moves the clocks when another agrees
 * @param grace how long in ingest time a cluster stays open after its newest member came in, however far the stream time
 *     has gone: what keeps a backfill of old articles together. More than {@code settleAfter}, so that what comes out of
 *     order still finds its cluster open
 * @param maxAhead how far an event time may lie after the ingest time before it is not believed
 * @param articleThreshold probability from which an article joins
 * @param headlineThreshold probability from which a headline alone joins such, where both have vectors
 * @param headlineTerms an article of so many different terms, or fewer, is weighed as a headline alone
 * @param exemplars a cluster is compared by so many of its members
 * @param mergeThreshold probability of the members of two clusters, each with each, from which they are one; groups of members of
 *     one that are less are two
 * @param mergeMeaning cosine of their vectors from which they are one, where both have such
 * @param mergeMembers of two clusters that merge the one that goes has at most so many members, of more the span is not read again, and they are
 *     not parted: bounds
 *     the work of a step
 * @param settleAfter how long after it came in, in ingest time, an article is decided on once more, by the order of ingest times
 * @param settledPerStep so many articles are settled by one record; the next record goes on
 * @param idfPower exponent of the inverse document frequency in the weight of a term
 * @param vectorTerms an article is compared by its heaviest terms, so many
 * @param centroidTerms a cluster by so many
 * @param queryTerms candidates are looked up by so many of the heaviest terms, and as many entities
 * @param postingClusters a term leads to so many clusters, those that it was last seen in
 * @param postedTerms so many terms lead to one cluster
 * @param candidates so many clusters are compared with an article at most
 * @param candidateOfAll to each of them at least this share of the weight of those terms and entities must lead: of an article's
 *     twenty terms or more, more than one
 * @param candidateOfHeadline the same for a headline, of which one term may be all that another shares
 * @param candidateOfBest and this share of what leads to the first
 * @param snapshotMembers a snapshot lists the founder and the newest members, so many together
 * @param closingsPerStep so many clusters are moved towards closing by one record; the next record goes on
 * @param storySimilarity cosine of words from which a new event continues one that was over
 * @param storyEntities so many entities must the two share besides
 * @param storyMemory for how long, in ingest time, a closed cluster is remembered for its storyline
 * @param storyClusters so many closed clusters of a desk are remembered at most
 */
public record ClusterSettings(
        Duration gap,
        Duration grace,
        Duration maxAhead,
        double articleThreshold,
        double headlineThreshold,
        int headlineTerms,
        int exemplars,
        double mergeThreshold,
        double mergeMeaning,
        int mergeMembers,
        Duration settleAfter,
        int settledPerStep,
        double idfPower,
        int vectorTerms,
        int centroidTerms,
        int queryTerms,
        int postingClusters,
        int postedTerms,
        int candidates,
        double candidateOfAll,
        double candidateOfHeadline,
        double candidateOfBest,
        int snapshotMembers,
        int closingsPerStep,
        double storySimilarity,
        int storyEntities,
        Duration storyMemory,
        int storyClusters) {

    public static final ClusterSettings DEFAULTS = new ClusterSettings(
            Duration.ofHours(72),
            Duration.ofHours(2),
            Duration.ofDays(1),
            0.4,
            0.05,
            20,
            16,
            0.55,
            0.88,
            200,
            Duration.ofHours(1),
            10,
            1.5,
            128,
            1000,
            20,
            256,
            256,
            15,
            0.1,
            0.05,
            0.25,
            500,
            200,
            0.25,
            2,
            Duration.ofDays(365),
            20_000);

    public ClusterSettings {
        positive(gap, "gap");
        positive(grace, "grace");
        positive(maxAhead, "maxAhead");
        share(articleThreshold, "articleThreshold");
        share(headlineThreshold, "headlineThreshold");
        atLeast(1, headlineTerms, "headlineTerms");
        atLeast(1, exemplars, "exemplars");
        share(mergeThreshold, "mergeThreshold");
        share(mergeMeaning, "mergeMeaning");
        atLeast(0, mergeMembers, "mergeMembers");
        atLeast(1, vectorTerms, "vectorTerms");
        atLeast(vectorTerms, centroidTerms, "centroidTerms");
        atLeast(1, queryTerms, "queryTerms");
        atLeast(1, postingClusters, "postingClusters");
        atLeast(queryTerms, postedTerms, "postedTerms");
        atLeast(1, candidates, "candidates");
        share(candidateOfAll, "candidateOfAll");
        share(candidateOfHeadline, "candidateOfHeadline");
        share(candidateOfBest, "candidateOfBest");
        atLeast(1, snapshotMembers, "snapshotMembers");
        atLeast(1, closingsPerStep, "closingsPerStep");
        share(storySimilarity, "storySimilarity");
        atLeast(0, storyEntities, "storyEntities");
        positive(storyMemory, "storyMemory");
        atLeast(0, storyClusters, "storyClusters");
    }

    /** These with another gap and grace. */
    public ClusterSettings withWindow(Duration gap, Duration grace) {
        Draft draft = new Draft(this);
        draft.gap = gap;
        draft.grace = grace;
        return draft.done();
    }

    /** These with another memory for storylines. */
    public ClusterSettings withStories(Duration memory, int clusters) {
        Draft draft = new Draft(this);
        draft.storyMemory = memory;
        draft.storyClusters = clusters;
        return draft.done();
    }

    /** These with another delay of settling. */
    public ClusterSettings withSettling(Duration after) {
        Draft draft = new Draft(this);
        draft.settleAfter = after;
        return draft.done();
    }

    /** These with lists of another length. */
    public ClusterSettings withPostings(int clusters) {
        Draft draft = new Draft(this);
        draft.postingClusters = clusters;
        return draft.done();
    }

    /** These with other thresholds for articles, headlines and the merging of clusters by members and by meaning. */
    ClusterSettings withThresholds(double article, double headline, double members, double meaning) {
        Draft draft = new Draft(this);
        draft.articleThreshold = article;
        draft.headlineThreshold = headline;
        draft.mergeThreshold = members;
        draft.mergeMeaning = meaning;
        return draft.done();
    }

    /** These with another bound of members that merge or are parted; 0: none. */
    ClusterSettings withMergeMembers(int members) {
        Draft draft = new Draft(this);
        draft.mergeMembers = members;
        return draft.done();
    }

    /** The settings on their way to others. */
    private static final class Draft {
        private final ClusterSettings of;
        private Duration gap;
        private Duration grace;
        private double articleThreshold;
        private double headlineThreshold;
        private double mergeThreshold;
        private double mergeMeaning;
        private int mergeMembers;
        private Duration settleAfter;
        private int postingClusters;
        private Duration storyMemory;
        private int storyClusters;

        Draft(ClusterSettings of) {
            this.of = of;
            gap = of.gap;
            grace = of.grace;
            articleThreshold = of.articleThreshold;
            headlineThreshold = of.headlineThreshold;
            mergeThreshold = of.mergeThreshold;
            mergeMeaning = of.mergeMeaning;
            mergeMembers = of.mergeMembers;
            settleAfter = of.settleAfter;
            postingClusters = of.postingClusters;
            storyMemory = of.storyMemory;
            storyClusters = of.storyClusters;
        }

        ClusterSettings done() {
            return new ClusterSettings(
                    gap,
                    grace,
                    of.maxAhead,
                    articleThreshold,
                    headlineThreshold,
                    of.headlineTerms,
                    of.exemplars,
                    mergeThreshold,
                    mergeMeaning,
                    mergeMembers,
                    settleAfter,
                    of.settledPerStep,
                    of.idfPower,
                    of.vectorTerms,
                    of.centroidTerms,
                    of.queryTerms,
                    postingClusters,
                    of.postedTerms,
                    of.candidates,
                    of.candidateOfAll,
                    of.candidateOfHeadline,
                    of.candidateOfBest,
                    of.snapshotMembers,
                    of.closingsPerStep,
                    of.storySimilarity,
                    of.storyEntities,
                    storyMemory,
                    storyClusters);
        }
    }

    private static void positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + "; expected more than nothing");
        }
    }

    private static void share(double value, String name) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected more than 0, at most 1");
        }
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + least + " or more");
        }
    }
}
