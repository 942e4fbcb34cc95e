package io.harmattan.analysis.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.analysis.tag.ModelNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
    private static final Set<String> INPUTS = Set.of("ids", "shapes", "mask");

    private static byte[] names() throws IOException {
        try (InputStream in = ModelNames.class.getResourceAsStream("names.onnx")) {
            return in.readAllBytes();
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> OnnxModel.load(OnnxModelTest.class, "stance.onnx", INPUTS, null, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("stance.onnx is missing; expected it beside " + OnnxModelTest.class.getName());
    }

    @Test
    void aTruncatedFileIsNamedWithItsSize() throws IOException {
        byte[] half = Arrays.copyOf(names(), 1_000_000);
        assertThatThrownBy(() -> OnnxModel.of("names.onnx", half, INPUTS, null, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the model file names.onnx, 1000000 bytes, is damaged");
    }

    @Test
    void anotherModelOrVersionIsRefused() throws IOException {
        byte[] names = names();
        assertThatThrownBy(() -> OnnxModel.of("names.onnx", names, Set.of("input_ids"), null, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("expected [input_ids]");
        assertThatThrownBy(() -> OnnxModel.of("names.onnx", names, INPUTS, "stance-1", 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("of version none; expected stance-1");
    }
}
