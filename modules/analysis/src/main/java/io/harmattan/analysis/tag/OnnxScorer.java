package io.harmattan.analysis.tag;

import io.harmattan.analysis.model.OnnxModel;
import java.util.Map;
import java.util.Set;

/** Scores pieces with the model file of this package. Safe for use by many threads. */
final class OnnxScorer implements ModelNames.Scorer {
    private static final String FILE = "names.onnx";

    private final OnnxModel model;

    OnnxScorer(int threads) {
        this.model = OnnxModel.load(OnnxScorer.class, FILE, Set.of("ids", "shapes", "mask"), null, threads);
    }

    @Override
    public float[][][] scores(long[][] ids, long[][] shapes, long[][] mask) {
        return (float[][][]) model.run(Map.of("ids", ids, "shapes", shapes, "mask", mask));
    }
}
