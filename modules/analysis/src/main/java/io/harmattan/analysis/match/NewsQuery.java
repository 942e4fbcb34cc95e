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

    /**
     * What it asks of event clusters.
     *
     * @throws IllegalArgumentException when it asks for what only articles have
     */
    public Condition ofClusters() {
        for (QueryField field : condition.fields()) {
            if (field.of() == QueryField.Of.ARTICLE) {
                throw new IllegalArgumentException("the query '" + text + "' asks for " + field.label()
                        + ", which only articles have; expected fields of event clusters, or the same query asked of the"
                        + " articles");
            }
        }
        return condition;
    }
}
