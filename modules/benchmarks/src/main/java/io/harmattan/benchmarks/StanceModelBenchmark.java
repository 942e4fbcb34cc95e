package io.harmattan.benchmarks;

import io.harmattan.analysis.stance.StanceModel;
import io.harmattan.analysis.stance.TargetScorer.Likelihood;
import io.harmattan.analysis.stance.TargetScorer.Marked;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The stance model alone: sentences a second on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 10)
@Measurement(iterations = 5, time = 10)
public class StanceModelBenchmark {
    private static final int BATCH = 16;
    private static final String SENTENCE =
            "The minister told reporters on Friday that the foreign soldiers at the base should leave the country soon.";

    private final StanceModel model = StanceModel.load(1);
    private final Marked marked =
            new Marked(SENTENCE, SENTENCE.indexOf("the foreign"), SENTENCE.indexOf(" at the base"));
    private final List<Marked> batch = Collections.nCopies(BATCH, marked);

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Likelihood> sentencesInBatches() {
        return model.likelihoods(batch);
    }

    @Benchmark
    public List<Likelihood> sentencesOneByOne() {
        return model.likelihoods(List.of(marked));
    }
}
