package io.harmattan.analysis.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whom an article says it comes from: the outlets it quotes reports of, and the people who contributed. */
final class Credits {
    private static final List<String> OUTLETS = outlets();
    private static final Set<String> OUTLET_SET = Set.copyOf(OUTLETS);

    private static final String NAMED_LIKE_AN_OUTLET =
            "\\p{Lu}[\\p{L}\\p{N}&'’.-]*(?: \\p{Lu}[\\p{L}\\p{N}&'’.-]*){0,3} (?:News(?: Agency)?|Times|Post|Herald|Tribune|Journal|Gazette|Guardian|Telegraph|Press|TV|Television|Radio|Daily|Observer|Chronicle|Standard|Magazine)";
    private static final String OUTLET = "(?:[Tt]he |[Ll]['’])?(?<outlet>(?:"
            + OUTLETS.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")(?![\\p{L}\\p{N}])|"
            + NAMED_LIKE_AN_OUTLET + "(?![\\p{L}\\p{N}]))";
    private static final Pattern TOLD = Pattern.compile(
            "\\b(?i:told|tells|telling|confirmed to|said to|speaking to|speaking with|spoke to|spoke with|interview (?:with|to|by|on)|interviewed by|statements? to|comments? to|remarks to|wrote (?:in|for)|writing (?:in|for)|according to|reported by|reports? by|report (?:in|from)|obtained by|seen by|reviewed by|citing|quoted by|cited by|confié à|déclaré à|dit à|selon|d['’]après|rapporté par|cité par|indiqué à|affirmé à)(?: (?:an?|la|le|les|l['’]agence))? "
                    + OUTLET);
    private static final Pattern REPORTED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + OUTLET
                    + "(?:['’]s [\\p{L} .]{2,30})?(?: news agency)?,? (?:(?:has|had|have|a) )?(?:(?:previously|first|also|earlier|exclusively|reportedly|initially) )?(?:reported|reports|reporting|revealed|learned|understands|contributed|rapporte|rapporté|révélé)\\b");
    private static final Pattern DATELINE =
            Pattern.compile("^[^()]{0,60}\\(" + OUTLET + "[^)]{0,40}\\)\\s*(?:[-–—:.]|$)");
    private static final Pattern SOURCE_LINE = Pattern.compile(
            "^(?:sources?|with(?: files from)?|via|originally published (?:by|on|in|at)|(?:this (?:article|story|report) )?(?:was |is )?(?:originally |first )?(?:published|republished|appeared) (?:by|on|in|at|from)|avec|par|by|[-–—(])\\s*:?\\s*"
                    + OUTLET + "(?:\\s*(?:staff|agencies|[.)]))*(?:\\s*(?:and|et|,|/|&)\\s*.{0,40})?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTRIBUTORS = Pattern.compile(
            "\\b(?:(?:additional |other )?reporting (?:contributed |by |was contributed by )(?:by )?|contributed (?:to|reporting to) (?:this|the) (?:report|story|article) (?:were|was) |with (?:additional )?(?:reporting|contributions?) (?:by|from) )(?<names>\\p{Lu}[^.;:()]{2,120})",
            Pattern.UNICODE_CASE);
    private static final Pattern CONTRIBUTORS_AT_START = Pattern.compile(
            "^(?:(?:Additional |Other )?[Rr]eporting (?:was )?(?:contributed )?by|With (?:additional )?(?:reporting|contributions?) (?:by|from)|Contributed by) (?<names>\\p{Lu}[^.;:()]{2,120})");
    private static final Pattern CONTRIBUTED =
            Pattern.compile("^(?<names>\\p{Lu}[^.;:()]{2,100}?) contributed (?:reporting )?(?:to|reporting)\\b");

    /** One of these, in small letters, stands in whatever {@link #TOLD} finds: most paragraphs need not be looked at closer. */
    private static final List<String> WORDS_OF_TOLD = List.of(
            "told",
            "tells",
            "telling",
            "confirmed to",
            "said to",
            "speaking",
            "spoke",
            "interview",
            "statement",
            "comment",
            "remarks",
            "wrote",
            "writing",
            "according",
            "report",
            "obtained",
            "seen by",
            "reviewed",
            "citing",
            "quoted",
            "cited",
            "confié",
            "déclaré",
            "dit à",
            "selon",
            "après",
            "rapporté",
            "cité",
            "indiqué",
            "affirmé");

    /** The same for {@link #REPORTED}, as written. */
    private static final List<String> WORDS_OF_REPORTED =
            List.of("report", "reveal", "learned", "understands", "contributed", "rapport", "révélé");

    /** What stands further into a paragraph is not looked at: it is no paragraph of a news article. */
    private static final int LONGEST_PARAGRAPH = 5_000;

    private Credits() {}

    /** The credits in a text, each once, in the order in which they appear. */
    static List<String> of(List<String> paragraphs) {
        Set<String> credits = new LinkedHashSet<>();
        for (String whole : paragraphs) {
            String paragraph = whole.length() <= LONGEST_PARAGRAPH ? whole : whole.substring(0, LONGEST_PARAGRAPH);
            TreeMap<Integer, List<String>> found = new TreeMap<>();
            if (holdsAny(paragraph.toLowerCase(Locale.ROOT), WORDS_OF_TOLD)) {
                outlets(TOLD, paragraph, found);
            }
            if (holdsAny(paragraph, WORDS_OF_REPORTED)) {
                outlets(REPORTED, paragraph, found);
            }
            if (paragraph.indexOf('(') >= 0) {
                outlets(DATELINE, paragraph, found);
            }
            if (paragraph.length() <= 200) {
                outlets(SOURCE_LINE, paragraph, found);
            }
            for (Pattern pattern : List.of(CONTRIBUTORS_AT_START, CONTRIBUTORS, CONTRIBUTED)) {
                Matcher m = pattern.matcher(paragraph);
                if (m.find()) {
                    found.computeIfAbsent(m.start("names"), at -> new ArrayList<>())
                            .addAll(Names.split(m.group("names")));
                }
            }
            found.values().forEach(credits::addAll);
        }
        return List.copyOf(credits);
    }

    private static boolean holdsAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static void outlets(Pattern pattern, String paragraph, TreeMap<Integer, List<String>> found) {
        Matcher m = pattern.matcher(paragraph);
        while (m.find()) {
            found.computeIfAbsent(m.start("outlet"), at -> new ArrayList<>()).add(m.group("outlet"));
        }
    }

    /** Whether a line is nothing but the name of an outlet. */
    static boolean isOutlet(String line) {
        String name = line.strip();
        return OUTLET_SET.contains(name)
                || name.regionMatches(true, 0, "the ", 0, 4) && OUTLET_SET.contains(name.substring(4));
    }

    private static List<String> outlets() {
        try (InputStream in = Credits.class.getResourceAsStream("news-outlets.txt")) {
            if (in == null) {
                throw new IllegalStateException(
                        "news-outlets.txt is not on the class path; expected it beside Credits");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("news-outlets.txt cannot be read", e);
        }
    }
}
