package io.harmattan.index;

/** The kinds of index: one index for each epoch, behind an alias that names the one in use. */
enum NewsIndex {
    ARTICLES("articles"),
    EVENT_CLUSTERS("event-clusters"),
    CLUSTER_CHANGES("cluster-changes"),
    ALERTS("alerts");

    private final String stem;

    NewsIndex(String stem) {
        this.stem = stem;
    }

    /** What it is called without prefix and epoch. */
    String stem() {
        return stem;
    }

    /** What searches name: the index in use. */
    String alias(String prefix) {
        return prefix + stem;
    }

    /** What writes name: the index of an epoch. */
    String name(String prefix, int epoch) {
        return alias(prefix) + "-" + epoch;
    }

    /** All epochs of it. */
    String pattern(String prefix) {
        return alias(prefix) + "-*";
    }
}
