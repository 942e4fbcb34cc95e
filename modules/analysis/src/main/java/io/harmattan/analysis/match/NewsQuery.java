package io.harmattan.analysis.match;

/**
 * A query that was understood.
 *
 * @param text as it was written
 * @param condition what it asks
 */
public record NewsQuery(String text, Condition condition) {
    /** Whether it asks for something that only event clusters have (how many articles or sources). */
    public boolean asksOfClusters() {
        return condition.fields().stream().anyMatch(f -> f.of() == QueryField.Of.CLUSTER);
    }

    /** Whether it asks for something that only articles have. */
    public boolean asksOfArticles() {
        return condition.fields().stream().anyMatch(f -> f.of() == QueryField.Of.ARTICLE);
    }
}
