package io.harmattan.analysis.tag;

import io.harmattan.analysis.profile.Alias;
import io.harmattan.analysis.profile.Alias.CaseRule;
import java.util.Locale;
import java.util.Set;

/** A text with what the checks on it need. For one thread. */
final class Passage {
    private static final int LONGER_THAN_ACRONYMS = 6;

    final String text;
    final String folded;
    private final boolean noCapitals;
    // the line looked at last
    private int lineStart;
    private int lineEnd;
    private boolean lineInCapitals;
    private boolean lineIsHeadline;

    Passage(String text) {
        this.text = text;
        this.folded = Folding.fold(text);
        this.noCapitals = text.chars().noneMatch(Character::isUpperCase);
    }

    boolean isWhole(int start, int end) {
        return isBoundary(text, start) && isBoundary(text, end);
    }

    /** Whether no word goes on across {@code at}; marks that combine with the letter before them belong to it. */
    static boolean isBoundary(CharSequence text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        int after = Character.codePointAt(text, at);
        int type = Character.getType(after);
        if (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) {
            return false;
        }
        return !Character.isLetterOrDigit(Character.codePointBefore(text, at)) || !Character.isLetterOrDigit(after);
    }

    boolean isCapital(int at) {
        return noCapitals || Character.isUpperCase(text.charAt(at)) || !Character.isLowerCase(text.charAt(at));
    }

    boolean isWritten(int start, int end, Alias alias) {
        if (alias.caseRule() == CaseRule.ANY) {
            return true;
        }
        boolean same = true;
        for (int i = start; i < end && same; i++) {
            char wanted = alias.text().charAt(i - start);
            char there = text.charAt(i);
            same = !Character.isLetter(wanted) || Character.isUpperCase(wanted) == Character.isUpperCase(there);
        }
        if (alias.caseRule() == CaseRule.EXACT) {
            return same && !inCapitals(start);
        }
        return same || noCapitals || inCapitals(start) || isShouted(start, end);
    }

    /** Whether a span is written in capitals though it is too long for an acronym, as place names are in datelines. */
    boolean isShouted(int start, int end) {
        if (end - start < LONGER_THAN_ACRONYMS) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return false;
            }
        }
        return Character.isUpperCase(text.charAt(start));
    }

    /** Whether the line around {@code at} is written in capitals throughout. */
    boolean inCapitals(int at) {
        readLine(at);
        return lineInCapitals;
    }

    /** Whether most words of the line around {@code at} begin with a capital, as in English headlines. */
    boolean inHeadline(int at) {
        readLine(at);
        return lineIsHeadline;
    }

    /** Whether the line around {@code at} keeps the rules of capitals: it begins with one and has no small "i" alone. */
    boolean isCarefullyWritten(int at) {
        readLine(at);
        int first = lineStart;
        while (first < lineEnd && !Character.isLetter(text.charAt(first))) {
            first++;
        }
        return first < lineEnd
                && Character.isUpperCase(text.charAt(first))
                && !lineInCapitals
                && !text.substring(lineStart, lineEnd).contains(" i ");
    }

    private void readLine(int at) {
        if (at >= lineStart && at < lineEnd) {
            return;
        }
        lineStart = text.lastIndexOf('\n', at) + 1;
        int to = text.indexOf('\n', at);
        lineEnd = to < 0 ? text.length() : to;
        int capitals = 0;
        int small = 0;
        int capitalised = 0;
        int words = 0;
        boolean inside = false;
        for (int i = lineStart; i < lineEnd; i++) {
            char c = text.charAt(i);
            boolean upper = Character.isUpperCase(c);
            boolean lower = Character.isLowerCase(c);
            small += lower ? 1 : 0;
            capitals += upper ? 1 : 0;
            if (!inside && (upper || lower)) {
                words++;
                capitalised += upper ? 1 : 0;
            }
            inside = upper || lower || inside && (c == '\'' || c == '’');
        }
        lineInCapitals = small == 0 && capitals > 0;
        lineIsHeadline = words > 3 && capitalised * 10 >= words * 6;
    }

    /** Whether the text has both capitals and small letters around {@code at}, so that capitals say something. */
    boolean capitalsTell(int at) {
        return !noCapitals && !inCapitals(at);
    }

    boolean hasNeighbours(int start, int end, Alias alias) {
        return (alias.notAfter().isEmpty() || !endsWith(start, alias.notAfter()))
                && (alias.notBefore().isEmpty() || !startsWith(end, alias.notBefore()));
    }

    private boolean endsWith(int start, Set<String> words) {
        int end = start;
        while (end > 0 && folded.charAt(end - 1) == ' ') {
            end--;
        }
        for (String word : words) {
            String wanted = Folding.fold(word);
            if (folded.startsWith(wanted, end - wanted.length()) && isBoundary(folded, end - wanted.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(int end, Set<String> words) {
        int start = end;
        while (start < folded.length() && folded.charAt(start) == ' ') {
            start++;
        }
        for (String word : words) {
            String wanted = Folding.fold(word);
            if (folded.startsWith(wanted, start) && isBoundary(folded, start + wanted.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a surname is not part of a longer name: no other capitalised word next to it, titles apart. */
    boolean standsAlone(int start, int end) {
        return !isNamePart(wordBefore(start)) && !isCapitalised(wordAfter(end));
    }

    static boolean isNamePart(String word) {
        return isCapitalised(word) && !isTitle(word) && !Words.OPENERS.contains(plain(word));
    }

    static boolean isTitle(String word) {
        return Words.TITLES.contains(plain(word));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace(".", "");
    }

    static boolean isCapitalised(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
    }

    /** The word that one blank parts from {@code start}; empty when something else stands there. */
    String wordBefore(int start) {
        if (start < 2 || text.charAt(start - 1) != ' ') {
            return "";
        }
        int from = start - 1;
        while (from > 0
                && (Character.isLetterOrDigit(text.charAt(from - 1)) || ".'’-".indexOf(text.charAt(from - 1)) >= 0)) {
            from--;
        }
        String word = text.substring(from, start - 1);
        boolean sentenceEnds =
                word.length() > 3 && word.endsWith(".") && word.indexOf('.') == word.length() - 1 && !isTitle(word);
        return sentenceEnds ? "" : word;
    }

    /** The word that one blank parts from {@code end}; empty when something else stands there. */
    String wordAfter(int end) {
        if (end + 1 >= text.length() || text.charAt(end) != ' ') {
            return "";
        }
        int to = end + 1;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(end + 1, to);
    }
}
