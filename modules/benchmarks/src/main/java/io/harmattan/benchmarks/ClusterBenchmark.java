package io.harmattan.benchmarks;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.cluster.EventClustering;
import io.harmattan.analysis.cluster.FeatureExtractor;
import io.harmattan.analysis.cluster.MemoryDeskState;
import io.harmattan.analysis.cluster.Outcome;
import io.harmattan.analysis.cluster.TermVector;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Features;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The decision of clustering and what it keeps, in memory, features given, beside the same number of live articles: articles a
 * second on one core. The articles are made up: 60 words of a vocabulary with the frequencies of a language (Zipf), two of each
 * event. {@code fullScan} compares an article's terms with those of every other live article instead: the baseline.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx12g")
@Warmup(iterations = 1, time = 10)
@Measurement(iterations = 5, time = 10)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class ClusterBenchmark {
    private static final int VOCABULARY = 50_000;
    private static final int WORDS = 60;

    /** Articles in the window. */
    @Param({"10000", "100000"})
    public int live;

    private final EventClustering clustering =
            new EventClustering(ClusterSettings.DEFAULTS.withWindow(Duration.ofDays(3_650), Duration.ofDays(3_650)));
    private final FeatureExtractor features = new FeatureExtractor();
    private final MemoryDeskState state = new MemoryDeskState();
    private final List<TermVector> vectors = new ArrayList<>();
    private final Random random = new Random(6);
    private int made;
    private String event = "";

    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < live; i++) {
            EnrichedArticle article = article();
            clustering.on(article, state);
            vectors.add(vector(article));
        }
    }

    @Benchmark
    public Outcome step() {
        return clustering.on(article(), state);
    }

    @Benchmark
    public double fullScan() {
        TermVector one = vector(article());
        double best = 0;
        for (TermVector other : vectors) {
            best = Math.max(best, product(one, other));
        }
        return best;
    }

    private EnrichedArticle article() {
        int number = made++;
        if (number % 2 == 0) {
            event = words(40);
        }
        String title = event.substring(0, event.indexOf(' ', 40));
        Features terms = features.features(title, event + ' ' + words(WORDS - 40));
        Instant when = Data.START.plusSeconds(number);
        return EnrichedArticle.builder(String.format("%032x", number + 1), "desk", when)
                .eventTime(when)
                .timed(true)
                .contentHash(Integer.toHexString(number))
                .source("benchmark")
                .title(title)
                .text(event)
                .language("en")
                .features(terms)
                .build();
    }

    private String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
            words.append('w').append(Integer.toString(rank, 36)).append("ab ");
        }
        return words.toString();
    }

    private static TermVector vector(EnrichedArticle article) {
        SortedMap<String, Float> terms = new TreeMap<>();
        article.features().body().forEach((term, weight) -> terms.put(term, weight.floatValue()));
        return TermVector.of(terms);
    }

    private static double product(TermVector a, TermVector b) {
        double product = 0;
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            int order = a.term(i).compareTo(b.term(j));
            if (order == 0) {
                product += a.weight(i++) * b.weight(j++);
            } else if (order < 0) {
                i++;
            } else {
                j++;
            }
        }
        return product;
    }
}
