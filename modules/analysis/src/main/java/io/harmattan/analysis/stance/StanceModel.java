package io.harmattan.analysis.stance;

import io.harmattan.analysis.model.OnnxModel;
import io.harmattan.analysis.model.WordPieces;
import io.harmattan.analysis.model.WordPieces.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The model for the stance of a sentence towards marked words: an encoder that reads the sentence and the words once more,
 * with the words marked by the type of their pieces. How it was trained, on what, and what it scores:
 * modules/analysis/training/stance.
 */
public final class StanceModel implements TargetScorer {
    private static final String FILE = "stance.onnx";
    private static final String VERSION = "stance-1";
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final String TARGET = "target_mask";
    private static final int LONGEST = 160;
    private static final int LONGEST_TARGET = 24;
    private static final int BATCH = 16;

    /** Scores batches. */
    interface Network {
        /** The logits of favourable, neutral and opposed for each row. */
        float[][] logits(long[][] ids, long[][] mask, long[][] types, long[][] target);
    }

    private record Row(int[] ids, boolean[] types, boolean[] target) {}

    private final WordPieces pieces;
    private final Network network;

    StanceModel(WordPieces pieces, Network network) {
        this.pieces = pieces;
        this.network = network;
    }

    /**
     * Loads the model that lies beside this class.
     *
     * @param threads how many threads one call may use
     * @throws io.harmattan.analysis.model.ModelException if its file is missing, damaged or of another version
     */
    public static StanceModel load(int threads) {
        OnnxModel model = OnnxModel.load(StanceModel.class, FILE, Set.of(IDS, MASK, TYPES, TARGET), VERSION, threads);
        return new StanceModel(WordPieces.ofEncoders(), (ids, mask, types, target) ->
                (float[][]) model.run(Map.of(IDS, ids, MASK, mask, TYPES, types, TARGET, target)));
    }

    @Override
    public List<Likelihood> likelihoods(List<Marked> asked) {
        List<Row> rows = asked.stream().map(this::row).toList();
        // sentences of about one length go together, so that little is padded
        List<Integer> order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> rows.get(i).ids().length))
                .toList();
        Likelihood[] likelihoods = new Likelihood[rows.size()];
        for (int from = 0; from < order.size(); from += BATCH) {
            List<Integer> some = order.subList(from, Math.min(order.size(), from + BATCH));
            float[][] logits = logits(some.stream().map(rows::get).toList());
            for (int i = 0; i < some.size(); i++) {
                likelihoods[some.get(i)] = likelihood(logits[i]);
            }
        }
        return List.of(likelihoods);
    }

    private Row row(Marked asked) {
        List<Integer> ids = new ArrayList<>();
        List<Boolean> inside = new ArrayList<>();
        for (Word word : pieces.words(asked.text(), 0, asked.text().length())) {
            boolean marked = word.start() < asked.end() && word.end() > asked.start();
            for (int piece : word.pieces()) {
                ids.add(piece);
                inside.add(marked);
            }
        }
        List<Integer> again = new ArrayList<>();
        String target = asked.text().substring(asked.start(), asked.end());
        for (Word word : pieces.words(target, 0, target.length())) {
            for (int piece : word.pieces()) {
                if (again.size() < LONGEST_TARGET) {
                    again.add(piece);
                }
            }
        }
        int room = LONGEST - 3 - again.size();
        int left = 0;
        if (ids.size() > room) {
            int first = Math.max(0, inside.indexOf(true));
            left = Math.max(0, Math.min(first - room / 2, ids.size() - room));
        }
        int length = Math.min(room, ids.size());
        Row row = new Row(
                new int[length + again.size() + 3],
                new boolean[length + again.size() + 3],
                new boolean[length + again.size() + 3]);
        int at = 0;
        row.ids()[at++] = WordPieces.BEGIN;
        for (int i = left; i < left + length; i++) {
            row.types()[at] = inside.get(i);
            row.target()[at] = inside.get(i);
            row.ids()[at++] = ids.get(i);
        }
        row.ids()[at++] = WordPieces.END;
        for (int piece : again) {
            row.types()[at] = true;
            row.ids()[at++] = piece;
        }
        row.ids()[at] = WordPieces.END;
        return row;
    }

    private float[][] logits(List<Row> rows) {
        int longest = rows.stream().mapToInt(row -> row.ids().length).max().orElse(0);
        long[][] ids = new long[rows.size()][longest];
        long[][] mask = new long[rows.size()][longest];
        long[][] types = new long[rows.size()][longest];
        long[][] target = new long[rows.size()][longest];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Arrays.fill(mask[i], 0, row.ids().length, 1);
            for (int j = 0; j < row.ids().length; j++) {
                ids[i][j] = row.ids()[j];
                types[i][j] = row.types()[j] ? 1 : 0;
                target[i][j] = row.target()[j] ? 1 : 0;
            }
        }
        return network.logits(ids, mask, types, target);
    }

    private static Likelihood likelihood(float[] logits) {
        double most = Math.max(logits[0], Math.max(logits[1], logits[2]));
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp(logits[i] - most);
            sum += shares[i];
        }
        return new Likelihood(shares[0] / sum, shares[1] / sum, shares[2] / sum);
    }
}
