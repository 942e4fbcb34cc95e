package io.harmattan.benchmarks;

import io.harmattan.analysis.cluster.ClusterSettings;
import io.harmattan.analysis.cluster.EventClustering;
import io.harmattan.analysis.cluster.MemoryDeskState;
import io.harmattan.analysis.cluster.TermVector;
import io.harmattan.domain.EnrichedArticle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The decision of clustering and what it keeps, in memory, settling included, features given, beside so many live articles: articles
 * a second on one core. The articles are made up, two of each event. {@code fullScan} compares an article's terms with those of every
 * live article instead: the baseline.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
@Warmup(iterations = 3, time = 10)
@Measurement(iterations = 5, time = 10)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class ClusterBenchmark {
    private static final int BATCH = 500;
    private static final int SCANNED = 5;
    private static final int TERMS = 128;

    /** Articles in the window. */
    @Param({"10000", "100000"})
    public int live;

    /**
     * JSONL with title and text: whole articles, each a mixture of the words of one with those of all; else 60 words of a vocabulary
     * with the frequencies of a language (Zipf).
     */
    @Param("words")
    public String data;

    private final EventClustering clustering =
            new EventClustering(ClusterSettings.DEFAULTS.withWindow(Duration.ofDays(3_650), Duration.ofDays(3_650)), Data.profile().background());
    private final MemoryDeskState state = new MemoryDeskState();
    private final List<TermVector> vectors = new ArrayList<>();
    private final List<EnrichedArticle> next = new ArrayList<>();
    private MadeUp madeUp;

    @Setup(Level.Trial)
    public void fill() {
        madeUp = data.equals("words") ? new MadeUpWords() : new MadeUpWhole(data);
        for (int i = 0; i < live; i++) {
            EnrichedArticle article = madeUp.article();
            clustering.on(article, state);
            vectors.add(vector(article));
        }
    }

    /** What is made anew each time is not counted. */
    @Setup(Level.Invocation)
    public void make() {
        next.clear();
        for (int i = 0; i < BATCH; i++) {
            next.add(madeUp.article());
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void step(Blackhole hole) {
        for (EnrichedArticle article : next) {
            hole.consume(clustering.on(article, state));
        }
    }

    @Benchmark
    @OperationsPerInvocation(SCANNED)
    public void fullScan(Blackhole hole) {
        for (EnrichedArticle article : next.subList(0, SCANNED)) {
            TermVector one = vector(article);
            double best = 0;
            for (TermVector other : vectors) {
                best = Math.max(best, one.cosine(other));
            }
            hole.consume(best);
        }
    }

    private static TermVector vector(EnrichedArticle article) {
        Map<String, Integer> terms = new HashMap<>();
        article.features().body().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(TERMS)
                .forEach(each -> terms.put(each.getKey(), each.getValue()));
        return TermVector.of(terms);
    }
}
