package io.harmattan.analysis.compare;

import io.harmattan.domain.Stance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one article says that can be held against what others say; of bounded size.
 *
 * @param figures at most {@value #MOST}
 * @param quoted whom it quotes, each once, at most {@value #MOST}
 * @param sides who it says is for or against what, at most {@value #MOST}
 */
public record Said(List<Statement> figures, List<Quoted> quoted, List<Side> sides) {
    static final int MOST = 40;

    /** Of an article that says nothing to compare. */
    public static final Said NOTHING = new Said(List.of(), List.of(), List.of());

    /** Somebody who is quoted, as the article calls them. */
    public record Quoted(String holder, @Nullable String holderEntity) {
        String who() {
            return Said.who(holder, holderEntity);
        }
    }

    /**
     * That somebody is for or against a target.
     *
     * @param evidence the words that show it, verbatim
     */
    public record Side(
            String target,
            String holder,
            @Nullable String holderEntity,
            Stance.Label label,
            double confidence,
            String evidence) {
        String who() {
            return Said.who(holder, holderEntity);
        }
    }

    public Said {
        figures = List.copyOf(figures);
        quoted = List.copyOf(quoted);
        sides = List.copyOf(sides);
    }

    private static String who(String holder, @Nullable String entity) {
        return entity != null ? "@" + entity : SaidFinder.folded(holder);
    }
}
