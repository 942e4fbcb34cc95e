package io.harmattan.analysis.tag;

import io.harmattan.analysis.model.WordPieces;
import io.harmattan.analysis.model.WordPieces.Word;
import io.harmattan.domain.EntityType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds names with a model that labels each word as the beginning (B), the inside (I) or no part (O) of a name. Texts are
 * read in parts of some sentences; the best sequence of labels in which I follows its own B or I is taken (Viterbi).
 */
public final class ModelNames implements NameFinder {
    /** Pieces after which a part ends with the next sentence, and at which it ends whatever comes. */
    private static final int ENOUGH = 60;

    private static final int MOST = 200;
    /** Added to the score of no name: the model by itself sees too many. Judged on EWT-b, held out of training. */
    private static final float DOUBT = 0.5f;

    private static final int BATCH = 8;
    private static final int LABELS = 7;
    private static final EntityType[] TYPES = {EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE};

    /** Scores each piece of each part for each label. */
    interface Scorer {
        /**
         * Scores.
         *
         * @param ids pieces of each part, all of one length
         * @param shapes shape of the word that each piece belongs to
         * @param mask 1 for a piece, 0 for padding
         * @return score of each label for each piece of each part
         */
        float[][][] scores(long[][] ids, long[][] shapes, long[][] mask);
    }

    private final WordPieces pieces;
    private final Scorer scorer;
    private final int batch;

    ModelNames(WordPieces pieces, Scorer scorer, int batch) {
        this.pieces = pieces;
        this.scorer = scorer;
        this.batch = batch;
    }

    /**
     * Loads the model that lies beside this class.
     *
     * @param threads how many threads one call may use
     * @throws io.harmattan.analysis.model.ModelException if its file is missing or damaged
     */
    public static ModelNames load(int threads) {
        return new ModelNames(WordPieces.ofEncoders(), new OnnxScorer(threads), BATCH);
    }

    @Override
    public List<Name> names(String text) {
        List<List<Word>> parts = parts(text);
        List<Name> names = new ArrayList<>();
        for (int from = 0; from < parts.size(); from += batch) {
            List<List<Word>> some = parts.subList(from, Math.min(parts.size(), from + batch));
            float[][][] scores = scores(text, some);
            for (int i = 0; i < some.size(); i++) {
                add(names, some.get(i), scores[i]);
            }
        }
        return names;
    }

    private List<List<Word>> parts(String text) {
        List<List<Word>> parts = new ArrayList<>();
        int line = 0;
        while (line < text.length()) {
            int end = text.indexOf('\n', line);
            end = end < 0 ? text.length() : end;
            List<Word> part = new ArrayList<>();
            int size = 0;
            for (Word word : pieces.words(text, line, end)) {
                if (size + word.pieces().length > MOST || size > ENOUGH && opensSentence(text, part, word)) {
                    parts.add(part);
                    part = new ArrayList<>();
                    size = 0;
                }
                part.add(word);
                size += word.pieces().length;
            }
            if (!part.isEmpty()) {
                parts.add(part);
            }
            line = end + 1;
        }
        return parts;
    }

    private static boolean opensSentence(String text, List<Word> part, Word word) {
        Word mark = part.get(part.size() - 1);
        boolean ends = mark.end() - mark.start() == 1 && ".!?".indexOf(text.charAt(mark.start())) >= 0;
        if (!ends
                || part.size() < 2
                || word.start() == mark.end()
                || !Character.isUpperCase(text.charAt(word.start()))) {
            return false;
        }
        Word last = part.get(part.size() - 2);
        String before = text.substring(last.start(), last.end());
        return before.length() > 1 && !Passage.isTitle(before);
    }

    private float[][][] scores(String text, List<List<Word>> parts) {
        int length = 2 + parts.stream().mapToInt(ModelNames::size).max().orElse(0);
        long[][] ids = new long[parts.size()][length];
        long[][] shapes = new long[parts.size()][length];
        long[][] mask = new long[parts.size()][length];
        for (int i = 0; i < parts.size(); i++) {
            int at = 0;
            ids[i][at++] = WordPieces.BEGIN;
            for (Word word : parts.get(i)) {
                int shape = WordShape.of(text.substring(word.start(), word.end()));
                for (int piece : word.pieces()) {
                    ids[i][at] = piece;
                    shapes[i][at++] = shape;
                }
            }
            ids[i][at++] = WordPieces.END;
            Arrays.fill(mask[i], 0, at, 1);
        }
        return scorer.scores(ids, shapes, mask);
    }

    private static int size(List<Word> part) {
        return part.stream().mapToInt(word -> word.pieces().length).sum();
    }

    private static void add(List<Name> names, List<Word> part, float[][] scores) {
        float[][] ofWords = new float[part.size()][];
        int at = 1;
        for (int i = 0; i < ofWords.length; i++) {
            ofWords[i] = logarithms(scores[at]);
            ofWords[i][0] += DOUBT;
            at += part.get(i).pieces().length;
        }
        int[] labels = best(ofWords);
        Name open = null;
        for (int i = 0; i < labels.length; i++) {
            Word word = part.get(i);
            boolean inside = labels[i] > 0 && labels[i] % 2 == 0;
            if (inside && open != null) {
                open = new Name(open.start(), word.end(), open.type());
                continue;
            }
            keep(names, open);
            open = labels[i] == 0 ? null : new Name(word.start(), word.end(), TYPES[(labels[i] - 1) / 2]);
        }
        keep(names, open);
    }

    private static void keep(List<Name> names, @Nullable Name name) {
        if (name != null) {
            names.add(name);
        }
    }

    private static float[] logarithms(float[] scores) {
        float most = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - most);
        }
        float[] logs = new float[scores.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) (scores[i] - most - Math.log(sum));
        }
        return logs;
    }

    /** The likeliest labels; O is 0, the B of a type is odd and its I the number after it. */
    private static int[] best(float[][] scores) {
        int[][] from = new int[scores.length][LABELS];
        float[] best = new float[LABELS];
        for (int label = 0; label < LABELS; label++) {
            best[label] = scores[0][label] - (isInside(label) ? Float.MAX_VALUE / 4 : 0);
        }
        for (int i = 1; i < scores.length; i++) {
            float[] next = new float[LABELS];
            for (int label = 0; label < LABELS; label++) {
                int came = isInside(label) ? (best[label] > best[label - 1] ? label : label - 1) : most(best);
                from[i][label] = came;
                next[label] = best[came] + scores[i][label];
            }
            best = next;
        }
        int[] labels = new int[scores.length];
        labels[labels.length - 1] = most(best);
        for (int i = labels.length - 1; i > 0; i--) {
            labels[i - 1] = from[i][labels[i]];
        }
        return labels;
    }

    private static boolean isInside(int label) {
        return label > 0 && label % 2 == 0;
    }

    private static int most(float[] values) {
        int most = 0;
        for (int i = 1; i < values.length; i++) {
            most = values[i] > values[most] ? i : most;
        }
        return most;
    }
}
