package io.harmattan.benchmarks;

import io.harmattan.analysis.cluster.FeatureExtractor;
import io.harmattan.domain.EnrichedArticle;
import java.time.Instant;
import java.util.Random;

/** Articles of 60 words, 40 of them of the event, with the frequencies of a language (Zipf). */
final class MadeUpWords implements MadeUp {
    private static final int VOCABULARY = 200_000;

    /** The more frequent words are left out, as stop words are: with them all events run together. */
    private static final int COMMON = 100;

    private final FeatureExtractor features = new FeatureExtractor();
    private final Random random = new Random(6);
    private int made;
    private String event = "";

    @Override
    public EnrichedArticle article() {
        int number = made++;
        if (number % 2 == 0) {
            event = words(40);
        }
        String title = event.substring(0, event.indexOf(' ', 40));
        Instant when = Data.START.plusSeconds(number);
        return EnrichedArticle.builder(String.format("%032x", number + 1), "desk", when)
                .eventTime(when)
                .timed(true)
                .contentHash(Integer.toHexString(number))
                .source("benchmark")
                .title(title)
                .text(event)
                .language("en")
                .features(features.features(title, event + ' ' + words(20)))
                .build();
    }

    private String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int rank = (int) (COMMON * Math.exp(random.nextDouble() * Math.log(VOCABULARY / (double) COMMON)));
            words.append('w').append(Integer.toString(rank, 36)).append("ab ");
        }
        return words.toString();
    }
}
