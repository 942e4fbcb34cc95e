/**
 * Stored queries: the query language that search and alerts share ({@link io.harmattan.analysis.match.QueryLanguage}), what
 * a query means ({@link io.harmattan.analysis.match.Condition}), and the queries that wait for articles
 * ({@link io.harmattan.analysis.match.StoredQueries}), matched by Lucene Monitor. A condition means the same here and in
 * the search index, whose analysis chain is repeated in {@link io.harmattan.analysis.match.TextAnalysis}.
 */
@NullMarked
package io.harmattan.analysis.match;

import org.jspecify.annotations.NullMarked;
