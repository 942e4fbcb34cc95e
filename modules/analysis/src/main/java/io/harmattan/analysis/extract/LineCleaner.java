package io.harmattan.analysis.extract;

import io.harmattan.analysis.extract.Boilerplate.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of a scraped page apart into headline, byline, date and body, and drops what is neither. Bylines, dates
 * and section labels are looked for only around the body; the body ends for good where the comments begin.
 */
final class LineCleaner {
    /** Two lines of the head this alike (shingles) are one headline; fitted by eye on near-duplicate headlines. */
    private static final double SAME_HEADLINE_IN_HEAD = 0.7;
    /** Further down the page, more is asked for: a crosshead may well repeat half of the headline. */
    private static final double SAME_HEADLINE = 0.85;

    private static final int LONGEST_HEADLINE = 250;
    private static final int LONGEST_DATELINE = 120;
    /** A standfirst of sentences may look like the first paragraphs: so many lines further down a date that is labelled is still one. */
    private static final int BELOW_STANDFIRST = 4;

    private static final int MOST_WORDS_OF_A_HEADLINE = 32;
    /** Lines of the page beyond which nothing belongs to its head. */
    private static final int LONGEST_HEAD = 40;
    /** How much body must stand before the comments, in UTF-16 code units, so that a link to them does not end it. */
    private static final int BODY_BEFORE_COMMENTS = 300;

    private static final Pattern BULLET = Pattern.compile("^(?:[•▪◦‣●■►➤▶◆→*]\\s*)+(?=\\S)");
    private static final Pattern ABBREVIATION_AT_END = Pattern.compile("(?:^|[^\\p{L}])(?:\\p{Lu}\\.){2,}$");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?。؟۔…][\"'”’»)\\]]*$");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?…][\"”’)]?)\\s+(?=[\\p{Lu}\"“‘(])");
    private static final Pattern UPDATE = Pattern.compile(
            "\\b(?:updated?|modified|last edited|mis à jour|actualisé|aktualisiert|обновлено)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LABEL_OF_DATE = Pattern.compile(
            "^(?:published|posted|updated|last updated|publié|mis à jour|veröffentlicht|publicado)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern DATE_FURNITURE = Pattern.compile(
            "\\b(?:published|posted|updated?|modified|created|story|released?|issued|added|filed|submitted|uploaded|originally|last|first|on|at|the|date|dated|time|local|by|publié|publication|mis à jour|modifié|le|à|écrit|posté|veröffentlicht|erschienen|stand|vom|am|um|uhr|publicado|el|em|a las|опубликовано|hrs?|utc|gmt|am|pm|"
                    + "[aceimp]st|[acemp]dt|[cemp]t|ak[sd]t|a[ecw][sd]t|nz[sd]t|hst|jst|hkt|sgt|pkt|bst|wat|cat|eat|sast|cest|e?est|cet|eet|msk|uk|"
                    + "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|\\d+ min(?:ute)?s?(?: read)?|min read|read)\\b|[\\p{P}\\p{S}\\s]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** A time of day that stands apart from its date: "3 May 2024 | Updated 13:59 GMT". */
    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d:.])(?:[01]?\\d|2[0-4])(?:\\s?[:.h]\\s?[0-5]\\d(?::\\s?[0-5]\\d)?(?:\\s?[ap]\\.?\\s?m\\b\\.?)?|\\s?[ap]\\.?\\s?m\\b\\.?"
                    + "|[0-5]\\d(?=\\s(?:GMT|UTC|HKT)))(?:\\s?(?:UTC|GMT)?\\s?[+-]\\d{1,2}(?::\\s?\\d{1,2})?)?(?!\\d)",
            Pattern.CASE_INSENSITIVE);
    /** Place or agency before the date of a dateline, and what may stand between its date and the text. */
    private static final Pattern PLACE = Pattern.compile("(?=.*\\p{Lu}{2})[\\p{Lu}\\p{P}\\s]{2,40}");

    private static final Pattern AFTER_DATELINE = Pattern.compile("\\s*(?:\\([^()]{2,40}\\))?\\s*[–—:-].*");

    private final List<String> lines;
    private final List<Kind> kinds;
    private final @Nullable String title;
    private final int titleLine;
    private final int head;

    private final List<String> body = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> credits = new ArrayList<>();
    private int bodyLength;
    private @Nullable String byline;
    private @Nullable String outlet;
    private @Nullable FoundDate published;
    private @Nullable FoundDate updated;

    private LineCleaner(List<String> lines, @Nullable String givenTitle) {
        this.lines = lines;
        this.kinds = lines.stream().map(Boilerplate::kindOf).toList();
        if (givenTitle == null || givenTitle.isBlank()) {
            this.titleLine = titleLine();
            this.title = titleLine < 0 ? null : lines.get(titleLine);
        } else {
            this.titleLine = -1;
            this.title = Characters.squeeze(givenTitle);
        }
        this.head = head();
    }

    /**
     * Cleans the lines of a page.
     *
     * @param raw lines with their characters {@linkplain Characters#normalise in order}
     * @param title the headline, where it is known; else the first line is it, if it is like one
     */
    static Cleaned clean(List<String> raw, @Nullable String title) {
        List<String> lines = new ArrayList<>();
        for (String line : raw) {
            String squeezed = BULLET.matcher(Characters.squeeze(line)).replaceFirst("");
            if (!squeezed.isEmpty()) {
                lines.add(squeezed);
            }
        }
        return new LineCleaner(lines, title).run();
    }

    /** Splits plain text into lines; joins those of a text that was wrapped at a fixed width. */
    static List<String> linesOf(String text) {
        List<String> joined = new ArrayList<>();
        for (String block : text.split("\n\\s*\n")) {
            List<String> lines = Arrays.stream(block.split("\n"))
                    .map(Characters::squeeze)
                    .filter(l -> !l.isEmpty())
                    .toList();
            if (isWrapped(lines)) {
                joined.add(String.join(" ", lines));
            } else {
                joined.addAll(lines);
            }
        }
        return joined;
    }

    /** Whether lines look as if one paragraph had been cut to a width: about equally long, and cut inside sentences. */
    private static boolean isWrapped(List<String> lines) {
        if (lines.size() < 3) {
            return false;
        }
        int longest = lines.stream().mapToInt(String::length).max().orElse(0);
        if (longest > 120) {
            return false;
        }
        int cut = 0;
        for (String line : lines.subList(0, lines.size() - 1)) {
            if (line.length() < 45 || line.length() < longest - 25) {
                return false;
            }
            cut += SENTENCE_END.matcher(line).find() ? 0 : 1;
        }
        return cut * 10 >= (lines.size() - 1) * 6;
    }

    private int titleLine() {
        for (int i = 0; i < Math.min(lines.size(), LONGEST_HEAD); i++) {
            String line = lines.get(i);
            if (kinds.get(i) != Kind.BODY
                    || Boilerplate.isSection(line)
                    || isDateLine(line)
                    || Names.byline(line) != null) {
                continue;
            }
            boolean bodyFollows = false;
            for (int j = i + 1; j < lines.size() && !bodyFollows; j++) {
                bodyFollows = kinds.get(j) == Kind.BODY
                        && (isParagraph(lines.get(j)) || Similarity.of(lines.get(j), line) < SAME_HEADLINE_IN_HEAD);
            }
            return bodyFollows && isHeadline(line) ? i : -1;
        }
        return -1;
    }

    /** Short, and no sentence that ends as sentences do. */
    private static boolean isHeadline(String line) {
        if (line.length() > LONGEST_HEADLINE || Boilerplate.words(line) > MOST_WORDS_OF_A_HEADLINE) {
            return false;
        }
        if (line.codePoints().filter(Character::isLetter).count() < 5) {
            return false;
        }
        char last = line.charAt(line.length() - 1);
        return switch (last) {
            case '.' -> ABBREVIATION_AT_END.matcher(line).find();
            case ',', ';', ':', '。', '۔' -> false;
            default -> true;
        };
    }

    /** A line of running text, as opposed to a heading, a label or a name. */
    private static boolean isParagraph(String line) {
        int words = Boilerplate.words(line);
        return words > MOST_WORDS_OF_A_HEADLINE
                || words >= 8 && SENTENCE_END.matcher(line).find()
                || words < 8
                        && line.length() >= 60
                        && SENTENCE_END.matcher(line).find();
    }

    /** Where the body begins for good: at the first two paragraphs in a row, else at the first paragraph. */
    private int head() {
        int first = -1;
        int previous = -1;
        for (int i = 0; i < Math.min(lines.size(), LONGEST_HEAD); i++) {
            boolean paragraph = kinds.get(i) == Kind.BODY
                    && isParagraph(lines.get(i))
                    && !sameAsTitle(lines.get(i), SAME_HEADLINE_IN_HEAD);
            if (paragraph && previous == i - 1 && previous >= 0) {
                return previous;
            }
            if (paragraph) {
                previous = i;
                first = first < 0 ? i : first;
            }
        }
        return first < 0 ? Math.min(lines.size(), LONGEST_HEAD) : first;
    }

    private boolean sameAsTitle(String line, double least) {
        return title != null
                && line.length() <= Math.max(title.length() * 3 / 2, title.length() + 20)
                && Similarity.of(line, title) >= least;
    }

    private Cleaned run() {
        int i = 0;
        while (i < lines.size()) {
            i = i == titleLine ? i + 1 : take(i);
        }
        dropCallsAtEnd();
        return new Cleaned(title, body, byline, outlet, published, updated, credits);
    }

    /** Deals with the line at {@code i}; returns the line to go on with. */
    private int take(int i) {
        String line = lines.get(i);
        boolean inHead = i < head;
        boolean around = inHead || i >= lines.size() - 4;
        boolean below =
                i < head + BELOW_STANDFIRST && LABEL_OF_DATE.matcher(line).find();
        switch (kinds.get(i)) {
            case FURNITURE:
            case CAPTION:
                if (inHead && Credits.isOutlet(line)) {
                    credits.add(line);
                }
                return i + 1;
            case FOOTER:
                if (outlet == null) {
                    outlet = Boilerplate.outletOf(line);
                }
                return i + 1;
            case AUTHOR_LABEL:
                if (around && i + 1 < lines.size()) {
                    String authors = lines.get(i + 1).length() <= 80 ? Names.authors(lines.get(i + 1)) : null;
                    if (authors != null) {
                        byline = byline == null ? authors : byline;
                        return i + 2;
                    }
                }
                return i + 1;
            case COMMENTS:
                return body.size() >= 2 && bodyLength >= BODY_BEFORE_COMMENTS ? endOfPage(i + 1) : i + 1;
            case PROMPT_HEADING:
                return afterPrompt(i + 1);
            case RELATED_HEADING:
                return afterRelated(i + 1);
            case BODY:
                break;
        }
        if (sameAsTitle(line, inHead ? SAME_HEADLINE_IN_HEAD : SAME_HEADLINE)
                && (isHeadline(line) || sameAsTitle(line, 1))) {
            return i + 1;
        }
        if (around && (Boilerplate.isSection(line) || takeCredit(line) || takeDate(line) || takeByline(line))
                || below && takeDate(line)) {
            return i + 1;
        }
        if (i <= head && published == null) {
            published = dateOfDateline(line);
        }
        keep(line);
        return i + 1;
    }

    /** The date of a line or paragraph that begins with place or agency and date: "NIAMEY, May 3, 2024 (AFP) - ..."; null if none does. */
    private static @Nullable FoundDate dateOfDateline(String line) {
        FoundDate date = Dates.find(line.substring(0, Math.min(line.length(), LONGEST_DATELINE)))
                .orElse(null);
        if (date == null) {
            return null;
        }
        String before = line.substring(0, date.start());
        String written = line.substring(date.start(), date.end());
        String after = line.substring(date.end());
        boolean begins = Credits.isOutlet(before)
                || PLACE.matcher(before).matches() && written.chars().anyMatch(Character::isLowerCase);
        boolean ends = bare(after).isEmpty()
                || PLACE.matcher(after).matches()
                || AFTER_DATELINE.matcher(after).matches();
        return begins && ends ? date : null;
    }

    private boolean takeCredit(String line) {
        if (!Credits.isOutlet(line)) {
            return false;
        }
        credits.add(line);
        return true;
    }

    private boolean takeByline(String line) {
        String authors = Names.byline(line);
        if (authors == null) {
            return false;
        }
        if (byline == null) {
            byline = authors;
        }
        return true;
    }

    private boolean takeDate(String line) {
        if (!isDateLine(line)) {
            return false;
        }
        FoundDate date = Dates.find(line).orElseThrow();
        boolean update = UPDATE.matcher(line.substring(0, date.start())).find();
        if (update) {
            updated = updated == null ? date : updated;
        } else {
            published = published == null ? date : published;
        }
        // "Published 3 May 2024, updated 4 May 2024 by Ada Example"
        String rest = line.substring(date.end());
        if (byline == null) {
            String before = Names.byline(line.substring(0, date.start()));
            int by = rest.toLowerCase(Locale.ROOT).indexOf("by ");
            byline = before != null ? before : by >= 0 ? Names.byline(rest.substring(by)) : null;
        }
        return true;
    }

    /** Whether a line gives a date and nothing else but labels and an author. */
    static boolean isDateLine(String line) {
        if (line.length() > 160 || Boilerplate.words(line) > 20) {
            return false;
        }
        Optional<FoundDate> found = Dates.find(line);
        if (found.isEmpty()) {
            return false;
        }
        FoundDate date = found.get();
        return isDateFurniture(line.substring(0, date.start())) && isDateFurniture(line.substring(date.end()));
    }

    private static boolean isDateFurniture(String part) {
        String rest = part;
        Optional<FoundDate> second = Dates.find(part);
        if (second.isPresent()) {
            rest = part.substring(0, second.get().start()) + " "
                    + part.substring(second.get().end());
        }
        String bare = bare(rest);
        if (bare.isEmpty() || Boilerplate.isSection(bare)) {
            return true;
        }
        int by = rest.toLowerCase(Locale.ROOT).indexOf("by ");
        String author = by >= 0 ? rest.substring(by).strip() : "";
        return !author.isEmpty()
                && Names.byline(author) != null
                && bare(rest.substring(0, by)).isEmpty();
    }

    private static String bare(String part) {
        return DATE_FURNITURE
                .matcher(TIME.matcher(part).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    /** After a prompt: skips the lines up to the next heading if any of them asks something of the reader. */
    private int afterPrompt(int from) {
        int to = from;
        boolean asks = false;
        while (to < lines.size()
                && to < from + 6
                && kinds.get(to) == Kind.BODY
                && (to == from || !isHeadline(lines.get(to)))) {
            asks |= Boilerplate.isCall(lines.get(to));
            to++;
        }
        return asks ? to : from;
    }

    /** After the heading of a list of other articles: skips their headlines. */
    private int afterRelated(int from) {
        int to = from;
        while (to < lines.size()
                && to < from + 12
                && kinds.get(to) == Kind.BODY
                && isHeadline(lines.get(to))
                && !isParagraph(lines.get(to))) {
            to++;
        }
        return to;
    }

    /** Past the body, only the copyright line is of use. */
    private int endOfPage(int from) {
        for (int i = from; i < lines.size() && outlet == null; i++) {
            if (kinds.get(i) == Kind.FOOTER) {
                outlet = Boilerplate.outletOf(lines.get(i));
            }
        }
        return lines.size();
    }

    private void keep(String line) {
        String skeleton = Characters.skeleton(line);
        if (skeleton.length() >= 20 && !seen.add(skeleton)) {
            return;
        }
        if (Boilerplate.isCall(line) && Boilerplate.words(line) <= 25 && !line.contains("\"") && !line.contains("“")) {
            return;
        }
        body.add(line);
        bodyLength += line.length();
    }

    /** The last paragraphs lose the sentences that ask the reader to share, comment or subscribe. */
    private void dropCallsAtEnd() {
        for (int i = body.size() - 1; i >= Math.max(1, body.size() - 3); i--) {
            String paragraph = body.get(i);
            if (!Boilerplate.isCall(paragraph) || paragraph.contains("\"") || paragraph.contains("“")) {
                continue;
            }
            List<String> kept = Arrays.stream(BETWEEN_SENTENCES.split(paragraph))
                    .filter(sentence -> !Boilerplate.isCall(sentence))
                    .toList();
            if (kept.isEmpty()) {
                body.remove(i);
            } else {
                body.set(i, String.join(" ", kept));
            }
        }
    }
}
