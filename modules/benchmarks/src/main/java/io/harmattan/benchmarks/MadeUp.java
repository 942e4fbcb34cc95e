package io.harmattan.benchmarks;

import io.harmattan.domain.EnrichedArticle;

/** Makes articles, one after the other, two of each event, a second apart. */
interface MadeUp {
    EnrichedArticle article();
}
