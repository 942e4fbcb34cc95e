package io.harmattan.analysis.meaning;

import io.harmattan.analysis.model.OnnxModel;
import io.harmattan.analysis.model.WordPieces;
import io.harmattan.domain.Embedding;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes vectors of short English texts with bge-small-en-v1.5 (Xiao et al. 2023), quantised to 8 bits. Safe for use by many
 * threads.
 */
public final class MeaningEncoder {
    /** Name of the model in the vectors it makes. */
    public static final String MODEL = "bge-small-en-v1.5-q";

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final int MOST_PIECES = 62;

    /** Of an article less is read: the headline and how the text begins say what it is about. */
    private static final int MOST_PIECES_OF_ARTICLE = 32;

    /** No word piece that is read begins behind so many. */
    private static final int MOST_CHARACTERS = 2_000;

    private final WordPieces pieces = WordPieces.ofEncoders();
    private final OnnxModel model;

    private MeaningEncoder(OnnxModel model) {
        this.model = model;
    }

    /**
     * Loads the model from the jar that carries it.
     *
     * @param threads how many threads one call may use
     * @throws io.harmattan.analysis.model.ModelException if it is missing or damaged
     */
    public static MeaningEncoder load(int threads) {
        return new MeaningEncoder(
                OnnxModel.load(MeaningEncoder.class, "/" + MODEL + ".onnx", Set.of(IDS, MASK, TYPES), null, threads));
    }

    /**
     * The vector of an article: of its title and, as far as there is room, the beginning of its text.
     *
     * @param title null or blank where it has none
     */
    public Embedding encode(@Nullable String title, String text) {
        String head = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        return encode(title == null || title.isBlank() ? head : title.strip() + ". " + head, MOST_PIECES_OF_ARTICLE);
    }

    /** The vector of a text, of which the first 62 word pieces are read. */
    public Embedding encode(String text) {
        return encode(text, MOST_PIECES);
    }

    private Embedding encode(String text, int most) {
        LongStream inside = pieces.words(text, 0, text.length()).stream()
                .flatMapToInt(word -> Arrays.stream(word.pieces()))
                .limit(most)
                .asLongStream();
        long[] ids = LongStream.concat(
                        LongStream.concat(LongStream.of(WordPieces.BEGIN), inside), LongStream.of(WordPieces.END))
                .toArray();
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        float[][][] hidden = (float[][][])
                model.run(Map.of(IDS, new long[][] {ids}, MASK, new long[][] {mask}, TYPES, new long[1][ids.length]));
        // the vector of the first piece stands for the text: so the model was trained
        return Embedding.of(MODEL, hidden[0][0]);
    }
}
