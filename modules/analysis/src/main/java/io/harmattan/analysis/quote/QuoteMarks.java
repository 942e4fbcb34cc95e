package io.harmattan.analysis.quote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Pairs the quotation marks of a text: “ ”, « », „ “, " ", ‘ ’ and ' ', one inside the other, over paragraphs that each
 * open again before the last one closes. An apostrophe is no mark, an inch sign neither, and a mark without its partner
 * quotes nothing.
 */
final class QuoteMarks {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_PARAGRAPHS = 30;
    private static final int MAX_SINGLE = 600;

    private enum Pair {
        DOUBLE,
        STRAIGHT,
        GUILLEMETS,
        SINGLE
    }

    private record Open(Pair pair, int at, int paragraphs) {}

    private final String text;
    private final Set<String> elisions;
    private final int[] nextSingleClose;
    private final List<Open> open = new ArrayList<>();
    private final List<Marked> found = new ArrayList<>();

    private QuoteMarks(String text, Set<String> elisions) {
        this.text = text;
        this.elisions = elisions;
        this.nextSingleClose = nextSingleCloses(text);
    }

    /**
     * The pairs, in order of their opening marks.
     *
     * @param elisions words that are written with an apostrophe in front, without it
     */
    static List<Marked> pairs(String text, Set<String> elisions) {
        return new QuoteMarks(text, elisions).run();
    }

    private List<Marked> run() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' && paragraphEnds(at)) {
                int next = firstOfNext(at);
                endParagraph(next);
                at = next < text.length() && !open.isEmpty() ? next + 1 : Math.max(next, at + 1);
                continue;
            }
            mark(c, at);
            at++;
        }
        found.sort(Comparator.comparingInt(Marked::open));
        return found;
    }

    private void mark(char c, int at) {
        switch (c) {
            case '“', '„' -> {
                // closes „ “ and, where it was mistyped, “ “
                boolean closes = c == '“' && holds(Pair.DOUBLE) && (lowOpen() || !opensAt(at) && !spaceBefore(at));
                if (closes) {
                    close(Pair.DOUBLE, at);
                } else {
                    open(Pair.DOUBLE, at);
                }
            }
            case '”' -> close(Pair.DOUBLE, at);
            case '«' -> open(Pair.GUILLEMETS, at);
            case '»' -> close(Pair.GUILLEMETS, at);
            case '"' -> straight(at);
            case '‘' -> {
                if (!isElision(at)) {
                    open(Pair.SINGLE, at);
                }
            }
            case '\'', '’' -> single(c, at);
            default -> {}
        }
    }

    private void straight(int at) {
        boolean opens = opensAt(at);
        if (holds(Pair.STRAIGHT) && !(opens && spaceBefore(at))) {
            close(Pair.STRAIGHT, at);
        } else if (holds(Pair.DOUBLE) && !opens) {
            close(Pair.DOUBLE, at);
        } else if (opens) {
            drop(Pair.STRAIGHT);
            open(Pair.STRAIGHT, at);
        }
    }

    private void single(char c, int at) {
        if (holds(Pair.SINGLE) && closesSingle(text, at)) {
            if (possessive(at)) {
                return;
            }
            close(Pair.SINGLE, at);
        } else if (c == '\'' && !holds(Pair.SINGLE) && opensAt(at) && !isElision(at)) {
            int closing = at + 1 < text.length() ? nextSingleClose[at + 1] : -1;
            if (closing > at + 1 && closing - at <= MAX_SINGLE) {
                open(Pair.SINGLE, at);
            }
        }
    }

    /** The apostrophe of "the troops' base", when a better closing mark is still to come. */
    private boolean possessive(int at) {
        if (at + 2 >= text.length() || text.charAt(at - 1) != 's' || text.charAt(at + 1) != ' ') {
            return false;
        }
        int next = nextSingleClose[at + 1];
        return Character.isLowerCase(text.charAt(at + 2))
                && next > 0
                && next - at < MAX_SINGLE
                && text.substring(at + 1, next).indexOf(" '") < 0
                && text.substring(at + 1, next).indexOf('‘') < 0;
    }

    private boolean isElision(int at) {
        int end = at + 1;
        while (end < text.length() && end - at < 8 && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (end == at + 1) {
            return false;
        }
        boolean decade = Character.isDigit(text.charAt(at + 1)) && end - at <= 4;
        boolean closed = end < text.length() && (text.charAt(end) == '\'' || text.charAt(end) == '’');
        return !closed
                && (decade || elisions.contains(text.substring(at + 1, end).toLowerCase(Locale.ROOT)));
    }

    private boolean opensAt(int at) {
        boolean wordFollows = at + 1 < text.length()
                && !Character.isWhitespace(text.charAt(at + 1))
                && ".,;:!?)".indexOf(text.charAt(at + 1)) < 0;
        return wordFollows && (spaceBefore(at) || "([{—–-/“‘\"'…:>*".indexOf(text.charAt(at - 1)) >= 0);
    }

    private boolean spaceBefore(int at) {
        return at == 0 || Character.isWhitespace(text.charAt(at - 1)) || Character.isSpaceChar(text.charAt(at - 1));
    }

    private boolean lowOpen() {
        return text.charAt(open.get(open.size() - 1).at()) == '„';
    }

    private boolean holds(Pair pair) {
        return open.stream().anyMatch(o -> o.pair() == pair);
    }

    private void open(Pair pair, int at) {
        if (open.size() < MAX_DEPTH && !holds(pair)) {
            open.add(new Open(pair, at, 0));
        } else if (holds(pair)) {
            // its partner never came
            drop(pair);
            open.add(new Open(pair, at, 0));
        }
    }

    private void drop(Pair pair) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).pair() == pair) {
                open.subList(i, open.size()).clear();
            }
        }
    }

    private void close(Pair pair, int at) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).pair() == pair) {
                add(open.get(i).at(), at, at + 1, i);
                open.subList(i, open.size()).clear();
                return;
            }
        }
    }

    private void add(int mark, int end, int close, int depth) {
        int start = mark + 1;
        int last = end;
        while (start < last && Character.isWhitespace(text.charAt(start))
                || start < last && Character.isSpaceChar(text.charAt(start))) {
            start++;
        }
        while (last > start
                && (Character.isWhitespace(text.charAt(last - 1)) || Character.isSpaceChar(text.charAt(last - 1)))) {
            last--;
        }
        boolean says = text.substring(start, last).codePoints().anyMatch(Character::isLetterOrDigit);
        if (says) {
            found.add(new Marked(mark, start, last, close, depth));
        }
    }

    /** A quote runs on into the next paragraph only when that opens with a mark of its own. */
    private void endParagraph(int next) {
        if (open.isEmpty()) {
            return;
        }
        Open first = open.get(0);
        char opening = text.charAt(first.at());
        boolean again = next < text.length() && text.charAt(next) == opening && first.pair() != Pair.SINGLE;
        open.clear();
        if (again && first.paragraphs() < MAX_PARAGRAPHS) {
            open.add(new Open(first.pair(), first.at(), first.paragraphs() + 1));
        } else if (first.pair() != Pair.SINGLE && startsParagraph(first.at())) {
            int end = lastOfParagraph(next);
            if (end > first.at() + 1) {
                add(first.at(), end, end, 0);
            }
        }
    }

    private boolean startsParagraph(int at) {
        int before = at - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n' || text.charAt(before) == ':';
    }

    private int lastOfParagraph(int next) {
        int end = Math.min(next, text.length());
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private boolean paragraphEnds(int newline) {
        for (int i = newline + 1; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
            if (text.charAt(i) == '\n') {
                return true;
            }
        }
        return false;
    }

    private int firstOfNext(int at) {
        int i = at;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean closesSingle(String text, int at) {
        return at > 0
                && !Character.isWhitespace(text.charAt(at - 1))
                && (at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1)));
    }

    /** For each place the next single mark in its paragraph that may close, or -1. */
    private static int[] nextSingleCloses(String text) {
        int[] next = new int[text.length() + 1];
        int seen = -1;
        next[text.length()] = -1;
        for (int at = text.length() - 1; at >= 0; at--) {
            char c = text.charAt(at);
            if (c == '\n') {
                seen = at + 1 < text.length() && text.charAt(at + 1) == '\n' ? -1 : seen;
            } else if ((c == '\'' || c == '’') && closesSingle(text, at)) {
                seen = at;
            }
            next[at] = seen;
        }
        return next;
    }
}
