package io.harmattan.analysis.cluster;

import java.time.Duration;

/**
 * Every number of clustering. The thresholds, powers and {@code vectorTerms} of {@link #DEFAULTS} were chosen by B³ F1 on
 * ECB+ train, ECB+ dev, the 3,000 headlines, and all of these shuffled among some 11,500 other texts; none of these sets is
 * unseen. {@code oneSidedTimeExtra} was set after the seeds fell apart in that mixture. The entity and time weights, the
 * window and the bounds are judgement, not measured.
 *
 * @param gap how far in event time an article may lie outside the span of a cluster, and how long a cluster stays open
 *     after its last event
 * @param grace how long in ingest time a cluster stays open after its newest member came in, however far the stream time
 *     has gone: what keeps a backfill of old articles together
 * @param maxAhead how far an event time may lie after the ingest time before it is not believed
 * @param articleThreshold score from which an article of {@code articleTerms} or more terms joins
 * @param headlineThreshold score from which an article of {@code headlineTerms} or fewer terms joins; between the two
 *     numbers of terms the threshold rises with the logarithm
 * @param headlineTerms different terms of a headline alone
 * @param articleTerms different terms of a short article
 * @param idfPower exponent of the inverse document frequency in the weight of a term
 * @param cohesionPower how far a loose cluster is forgiven low similarity: cosine to centroid over cohesion to this power
 * @param entityWeight what equal entities add, and disjoint ones take away, twice over; nothing if one side has none
 * @param timeWeight what the same day adds, and the edge of the gap takes away, twice over; nothing if one side is untimed
 * @param oneSidedTimeExtra what the threshold rises by where only one of article and cluster has a time of its own: two
 *     events years apart must not be tied by an undated text between them
 * @param vectorTerms an article is compared by its heaviest terms, so many
 * @param centroidTerms a cluster by so many
 * @param queryTerms candidates are looked up by so many of the heaviest terms, and as many entities
 * @param postingClusters a term leads to so many clusters, those that it was last seen in
 * @param postedTerms so many terms lead to one cluster
 * @param candidates so many clusters are compared with an article
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
        int articleTerms,
        double idfPower,
        double cohesionPower,
        double entityWeight,
        double timeWeight,
        double oneSidedTimeExtra,
        int vectorTerms,
        int centroidTerms,
        int queryTerms,
        int postingClusters,
        int postedTerms,
        int candidates,
        int snapshotMembers,
        int closingsPerStep,
        double storySimilarity,
        int storyEntities,
        Duration storyMemory,
        int storyClusters) {

    public static final ClusterSettings DEFAULTS = new ClusterSettings(
            Duration.ofHours(72),
            Duration.ofHours(1),
            Duration.ofDays(1),
            0.25,
            0.14,
            10,
            60,
            1.5,
            0.6,
            0.05,
            0.02,
            0.1,
            128,
            1000,
            20,
            256,
            256,
            15,
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
        atLeast(headlineTerms + 1, articleTerms, "articleTerms");
        atLeast(1, vectorTerms, "vectorTerms");
        atLeast(vectorTerms, centroidTerms, "centroidTerms");
        atLeast(1, queryTerms, "queryTerms");
        atLeast(1, postingClusters, "postingClusters");
        atLeast(queryTerms, postedTerms, "postedTerms");
        atLeast(1, candidates, "candidates");
        atLeast(1, snapshotMembers, "snapshotMembers");
        atLeast(1, closingsPerStep, "closingsPerStep");
        share(storySimilarity, "storySimilarity");
        atLeast(0, storyEntities, "storyEntities");
        positive(storyMemory, "storyMemory");
        atLeast(0, storyClusters, "storyClusters");
    }

    /** These with another gap and grace. */
    public ClusterSettings withWindow(Duration newGap, Duration newGrace) {
        return new ClusterSettings(
                newGap,
                newGrace,
                maxAhead,
                articleThreshold,
                headlineThreshold,
                headlineTerms,
                articleTerms,
                idfPower,
                cohesionPower,
                entityWeight,
                timeWeight,
                oneSidedTimeExtra,
                vectorTerms,
                centroidTerms,
                queryTerms,
                postingClusters,
                postedTerms,
                candidates,
                snapshotMembers,
                closingsPerStep,
                storySimilarity,
                storyEntities,
                storyMemory,
                storyClusters);
    }

    /** These with another memory for storylines. */
    public ClusterSettings withStories(Duration newMemory, int newClusters) {
        return new ClusterSettings(
                gap,
                grace,
                maxAhead,
                articleThreshold,
                headlineThreshold,
                headlineTerms,
                articleTerms,
                idfPower,
                cohesionPower,
                entityWeight,
                timeWeight,
                oneSidedTimeExtra,
                vectorTerms,
                centroidTerms,
                queryTerms,
                postingClusters,
                postedTerms,
                candidates,
                snapshotMembers,
                closingsPerStep,
                storySimilarity,
                storyEntities,
                newMemory,
                newClusters);
    }

    /** These with other thresholds. */
    public ClusterSettings withThresholds(double newArticleThreshold, double newHeadlineThreshold) {
        return new ClusterSettings(
                gap,
                grace,
                maxAhead,
                newArticleThreshold,
                newHeadlineThreshold,
                headlineTerms,
                articleTerms,
                idfPower,
                cohesionPower,
                entityWeight,
                timeWeight,
                oneSidedTimeExtra,
                vectorTerms,
                centroidTerms,
                queryTerms,
                postingClusters,
                postedTerms,
                candidates,
                snapshotMembers,
                closingsPerStep,
                storySimilarity,
                storyEntities,
                storyMemory,
                storyClusters);
    }

    /** The score from which an article with so many different terms joins. */
    double threshold(int terms) {
        double part =
                Math.log((double) Math.max(1, terms) / headlineTerms) / Math.log((double) articleTerms / headlineTerms);
        return headlineThreshold + (articleThreshold - headlineThreshold) * Math.max(0, Math.min(1, part));
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
