package io.harmattan.analysis.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model file in ONNX Runtime. Safe for use by many threads. */
public final class OnnxModel {
    private static final String VERSION = "harmattan.version";

    private final String file;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    private OnnxModel(String file, byte[] content, Set<String> inputs, @Nullable String version, int threads) {
        this.file = file;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(content, options);
            if (!session.getInputNames().equals(inputs)) {
                throw new ModelException(
                        "the model file " + file + " takes the inputs " + session.getInputNames() + "; expected "
                                + inputs,
                        null);
            }
            String written = session.getMetadata().getCustomMetadata().get(VERSION);
            if (version != null && !version.equals(written)) {
                throw new ModelException(
                        "the model file " + file + " is of version " + (written == null ? "none" : written)
                                + "; expected " + version,
                        null);
            }
        } catch (OrtException e) {
            throw new ModelException(
                    "the model file " + file + ", " + content.length + " bytes, is damaged or no model: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Loads the model that lies beside a class.
     *
     * @param inputs the names of what it takes
     * @param version what the file must say that it is; null where files say nothing
     * @param threads how many threads one call may use
     * @throws ModelException if the file is missing, damaged, or another one than expected
     */
    public static OnnxModel load(
            Class<?> beside, String file, Set<String> inputs, @Nullable String version, int threads) {
        return of(file, bytes(beside, file), inputs, version, threads);
    }

    /** The same from the content of a file. */
    public static OnnxModel of(String file, byte[] content, Set<String> inputs, @Nullable String version, int threads) {
        return new OnnxModel(file, content, inputs, version, threads);
    }

    static byte[] bytes(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new ModelException(
                        "the model file " + file + " is missing; expected it beside " + beside.getName()
                                + " on the class path",
                        null);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelException("the model file " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Runs the model.
     *
     * @param inputs a rectangle of numbers for each input
     * @return its first output, an array of floats of as many dimensions as the model has it
     */
    public Object run(Map<String, long[][]> inputs) {
        List<OnnxTensor> made = new ArrayList<>();
        try {
            Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, long[][]> input : inputs.entrySet()) {
                OnnxTensor tensor = OnnxTensor.createTensor(environment, input.getValue());
                made.add(tensor);
                tensors.put(input.getKey(), tensor);
            }
            try (OrtSession.Result result = session.run(tensors)) {
                return result.get(0).getValue();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the model of " + file + " failed on " + inputs.keySet(), e);
        } finally {
            made.forEach(OnnxTensor::close);
        }
    }
}
