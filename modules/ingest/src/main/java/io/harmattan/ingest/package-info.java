/**
 * How articles come in: an {@link io.harmattan.ingest.ArticleSource} reads them, an {@link io.harmattan.ingest.Ingest}
 * run hands each to an {@link io.harmattan.domain.ArticlePublisher} once, and {@link
 * io.harmattan.ingest.KafkaArticlePublisher} puts it on the topic {@code articles}. What cannot be taken in is told with
 * its place and its reason, and the rest goes on.
 */
@NullMarked
package io.harmattan.ingest;

import org.jspecify.annotations.NullMarked;
