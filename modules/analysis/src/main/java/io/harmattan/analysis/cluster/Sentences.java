package io.harmattan.analysis.cluster;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sentences of the beginning of a text, and what is taken of them. */
final class Sentences {
    private static final int FIRST = 2;
    private static final int LEAD = 6;
    private static final int SHORTEST = 40;
    private static final int LONGEST = 400;
    private static final int READ = 6000;

    /** A full stop behind a single letter or one of these ends no sentence. */
    private static final Pattern ABBREVIATED = Pattern.compile(
            "(?:^|[\\s(“\"'‘.-])(?:\\p{L}|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Cpl|Sgt|Adm|Brig|Cmdr|Sen|Rep|Gov|Prof|Rev|Hon|St|Mt|No|Sr|Jr|vs|MM?|Mme|Mlle|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\\.\\s*$");

    /** With what stands before and behind it. */
    private static final int LONGEST_ABBREVIATION = 10;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[.,'’][\\p{L}\\p{N}]+)*");

    private Sentences() {}

    /** The sentences of the beginning. */
    static List<String> beginning(String text) {
        return of(head(text));
    }

    /** The first of these sentences that are neither very short nor very long. */
    static List<String> ofSummary(List<String> sentences) {
        return sentences.stream()
                .filter(sentence -> sentence.length() >= SHORTEST && sentence.length() <= LONGEST)
                .limit(FIRST)
                .toList();
    }

    /** The first of title and sentences, however long. */
    static String lead(List<String> sentences) {
        return sentences.stream()
                .limit(LEAD)
                .map(sentence -> sentence.substring(0, Math.min(sentence.length(), LONGEST)))
                .collect(Collectors.joining(" "));
    }

    /**
     * The words that begin with a capital within a sentence or title, and the numbers.
     */
    static String names(List<String> sentences) {
        StringBuilder names = new StringBuilder();
        for (String sentence : sentences) {
            Matcher words = WORD.matcher(sentence);
            for (boolean first = true; words.find(); first = false) {
                int initial = sentence.codePointAt(words.start());
                if (Character.isDigit(initial) || !first && Character.isUpperCase(initial)) {
                    names.append(words.group()).append(' ');
                }
            }
        }
        return names.toString();
    }

    private static String head(String text) {
        if (text.length() <= READ) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(READ - 1)) ? READ - 1 : READ);
    }

    private static boolean endsAbbreviated(String sentence) {
        String last = sentence.substring(Math.max(0, sentence.length() - LONGEST_ABBREVIATION));
        return last.indexOf('.') >= 0 && ABBREVIATED.matcher(last).find();
    }

    /** Sentences do not go over the end of a line. */
    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        for (String line : text.lines().toList()) {
            breaks.setText(line);
            int start = 0;
            for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                String sentence = line.substring(start, end);
                if (end == line.length() || !endsAbbreviated(sentence)) {
                    if (!sentence.isBlank()) {
                        sentences.add(sentence.strip());
                    }
                    start = end;
                }
            }
        }
        return sentences;
    }
}
