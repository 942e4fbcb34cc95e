/**
 * What Harmattan talks about: an {@link io.harmattan.domain.Article} as it came in, the {@link
 * io.harmattan.domain.EnrichedArticle} that enrich makes of it, the {@link io.harmattan.domain.ClusterChange}s and the
 * {@link io.harmattan.domain.EventCluster} that cluster makes of those, the {@link io.harmattan.domain.DeadLetter} that
 * keeps what failed; and the ports {@link io.harmattan.domain.ArticlePublisher} and {@link
 * io.harmattan.domain.NewsSearch}. Records copy their lists and refuse values that cannot be; nothing here reads a clock.
 */
@NullMarked
package io.harmattan.domain;

import org.jspecify.annotations.NullMarked;
