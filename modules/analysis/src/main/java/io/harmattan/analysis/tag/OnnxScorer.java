package io.harmattan.analysis.tag;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/** Scores pieces with the model file of this package, in ONNX Runtime. Safe for use by many threads. */
final class OnnxScorer implements ModelNames.Scorer {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Loads a model.
     *
     * @param threads how many threads one call may use
     * @throws IllegalStateException if ONNX Runtime cannot read it
     */
    OnnxScorer(byte[] model, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(model, options);
        } catch (OrtException e) {
            throw new IllegalStateException("the model for names, " + model.length + " bytes, cannot be read", e);
        }
    }

    @Override
    public float[][][] scores(long[][] ids, long[][] shapes, long[][] mask) {
        try (OnnxTensor pieces = OnnxTensor.createTensor(environment, ids);
                OnnxTensor forms = OnnxTensor.createTensor(environment, shapes);
                OnnxTensor there = OnnxTensor.createTensor(environment, mask);
                OrtSession.Result result = session.run(Map.of("ids", pieces, "shapes", forms, "mask", there))) {
            return (float[][][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "the model for names failed on " + ids.length + " parts of " + ids[0].length + " pieces", e);
        }
    }
}
