package io.harmattan.analysis.match;

import io.harmattan.analysis.match.Condition.Moment;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Stance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.queryparser.flexible.core.QueryNodeParseException;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BoostQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FuzzyQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode.Modifier;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QuotedFieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.SlopQueryNode;
import org.apache.lucene.queryparser.flexible.core.util.UnescapedCharSequence;
import org.apache.lucene.queryparser.flexible.standard.nodes.RegexpQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParser;
import org.jspecify.annotations.Nullable;

/**
 * The query language of search and alerts: Lucene's query-string syntax over the fields of {@link QueryField}.
 *
 * <p>{@code russian troops} asks for both words, in title or text and in any inflected form; {@code "air base"} for words
 * that stand together; {@code AND}, {@code OR}, {@code NOT} and parentheses join conditions, each true or false by
 * itself; {@code field:value}, {@code field:"two words"}, {@code field:(one OR other)}, {@code field:[3 TO 5]},
 * {@code field:{3 TO *]}, {@code field:>=3}, {@code field:*} for any value, {@code niam*} for the beginning of a word.
 * Words that say nothing (the, les) are no condition unless nothing else is asked. Queries are bounded: no wildcards at
 * the front, no regular expressions, no fuzzy words, at most {@value #MOST_CONDITIONS} conditions, {@value #DEEPEST}
 * levels and {@value #MOST_CHARACTERS} characters.
 *
 * <p>Safe for use by many threads.
 */
public final class QueryLanguage {
    /** The longest query, in UTF-16 code units. */
    public static final int MOST_CHARACTERS = 10_000;

    /** The most conditions in a query: words, values and ranges, each word of a phrase. */
    public static final int MOST_CONDITIONS = 150;

    /** The deepest nesting of parentheses, and of AND, OR and NOT in one another. */
    public static final int DEEPEST = 20;

    private static final int MOST_WILDCARDS = 5;

    /** The longest value of a keyword field and the longest pattern: Elasticsearch compares no more than 1,000 in any case. */
    private static final int LONGEST_VALUE = 900;

    private static final int LARGEST_SLOP = 20;
    private static final Pattern PATTERN_LETTERS = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’._*?]+");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final String DEGREES = "\\s*(-?\\d{1,3}(?:\\.\\d{1,12})?)\\s*";
    private static final Pattern POINT = Pattern.compile(DEGREES + "," + DEGREES);
    private static final Pattern BOX = Pattern.compile(DEGREES + "," + DEGREES + "," + DEGREES + "," + DEGREES);
    private static final Pattern AROUND =
            Pattern.compile("(.+),\\s*(\\d{1,8}(?:\\.\\d{1,6})?)\\s*(km|m|mi)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Double> METERS = Map.of("m", 1.0, "km", 1000.0, "mi", 1609.344);

    /** About half the way around the globe, in meters. */
    private static final int FARTHEST = 20_000_000;

    private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

    private final Vocabulary vocabulary;

    /** The language with the names that queries may use. */
    public QueryLanguage(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The names that queries may use. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Reads a query.
     *
     * @throws QueryException when it cannot be used, or could never match: the column, the offending part, and what was
     *     expected or comes nearest
     */
    public NewsQuery parse(String text) {
        if (text.isBlank()) {
            throw new QueryException(1, "the query is blank; expected at least one word");
        }
        if (text.length() > MOST_CHARACTERS) {
            throw new QueryException(
                    MOST_CHARACTERS + 1,
                    "the query has " + text.length() + " characters; expected at most " + MOST_CHARACTERS);
        }
        String plain = plain(text);
        QueryNode tree = tree(plain);
        Condition condition = new Reading(plain, false).read(tree);
        if (condition == null) {
            condition = new Reading(plain, true).read(tree);
        }
        if (condition == null) {
            throw new QueryException(1, "the query has no words; expected at least one");
        }
        return new NewsQuery(text, condition);
    }

    /** The query in the letters that the parser reads, each in its place; refuses what is nested or closed wrongly. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        List<Integer> open = new ArrayList<>();
        int quote = -1;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if ("“”„«»".indexOf(c) >= 0) {
                c = '"';
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                c = ' ';
            } else if (Character.isISOControl(c) || isHalf(plain, i)) {
                c = '\ufffd';
            }
            plain.setCharAt(i, c);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quote = quote < 0 ? i : -1;
            } else if (quote < 0 && c == '(') {
                open.add(i);
                if (open.size() > DEEPEST) {
                    throw new QueryException(
                            i + 1, "more than " + DEEPEST + " parentheses are open; expected at most " + DEEPEST);
                }
            } else if (quote < 0 && c == ')') {
                if (open.isEmpty()) {
                    throw new QueryException(i + 1, "this ')' closes nothing; expected a '(' before it");
                }
                open.remove(open.size() - 1);
            } else if (quote < 0 && c == ':' && i + 1 < plain.length() && "<>".indexOf(plain.charAt(i + 1)) >= 0) {
                plain.setCharAt(i, ' '); // the parser knows field>=3 and not field:>=3
            }
        }
        if (quote >= 0) {
            throw new QueryException(quote + 1, "this '\"' is never closed; expected another one");
        }
        if (!open.isEmpty()) {
            throw new QueryException(open.get(open.size() - 1) + 1, "this '(' is never closed; expected a ')'");
        }
        return plain.toString();
    }

    private static boolean isHalf(CharSequence text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static QueryNode tree(String plain) {
        try {
            return new StandardSyntaxParser().parse(plain, "");
        } catch (ParseException e) {
            int column = e.currentToken == null || e.currentToken.next == null
                    ? plain.length()
                    : e.currentToken.next.beginColumn + 1;
            String found = e.currentToken == null || e.currentToken.next == null ? "" : e.currentToken.next.image;
            throw new QueryException(
                    column,
                    found.isEmpty()
                            ? "the query ends here; expected a word, a \"phrase\" or field:value"
                            : "'" + found + "' was not expected here; expected a word, a \"phrase\" or field:value"
                                    + " (signs that are meant as text belong in double quotes)");
        } catch (QueryNodeParseException | Error e) {
            if (e instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            Matcher column = COLUMN.matcher(String.valueOf(e.getMessage()));
            int at = column.find() ? Integer.parseInt(column.group(1)) : 1;
            throw new QueryException(
                    at, "the query cannot be read from here on; signs that are meant as text belong in double quotes");
        }
    }

    /** One walk over the tree of a query. */
    private final class Reading {
        private final String query;
        private final boolean everyWord;
        private int conditions;
        private int level;

        /** @param everyWord whether words that say nothing are conditions too */
        Reading(String query, boolean everyWord) {
            this.query = query;
            this.everyWord = everyWord;
        }

        /** What the node asks; null when it asks nothing. */
        @Nullable
        Condition read(QueryNode node) {
            if (node instanceof GroupQueryNode group) {
                return read(group.getChild());
            } else if (node instanceof OrQueryNode or) {
                return below(() -> either(or.getChildren()));
            } else if (node instanceof BooleanQueryNode all) {
                return below(() -> all(all.getChildren()));
            } else if (node instanceof ModifierQueryNode modified) {
                if (modified.getModifier() != Modifier.MOD_NOT) {
                    return read(modified.getChild());
                }
                Condition child = below(() -> read(modified.getChild()));
                return child == null ? null : new Condition.Not(child);
            } else if (node instanceof TermRangeQueryNode range) {
                return range(range);
            } else if (node instanceof SlopQueryNode slop && slop.getChild() instanceof QuotedFieldQueryNode phrase) {
                if (slop.getValue() < 0 || slop.getValue() > LARGEST_SLOP) {
                    throw fault(phrase, "~" + slop.getValue() + " is too far apart; expected 0 to " + LARGEST_SLOP);
                }
                return value(phrase, slop.getValue());
            } else if (node instanceof FuzzyQueryNode fuzzy) {
                throw fault(
                        fuzzy,
                        "fuzzy words are not taken; write the ways to spell it: ("
                                + fuzzy.getTextAsString() + " OR …), or the beginning of the word: "
                                + beginning(fuzzy.getTextAsString()) + "*");
            } else if (node instanceof FieldQueryNode field) {
                return value(field, 0);
            } else if (node instanceof BoostQueryNode) {
                throw new QueryException(
                        query.indexOf('^') + 1, "weights are not taken: a condition is true or false; leave out '^'");
            } else if (node instanceof RegexpQueryNode) {
                throw new QueryException(
                        query.indexOf('/') + 1,
                        "regular expressions are not taken; use the beginning of a word (niam*), or put it in double quotes");
            }
            throw new QueryException(
                    1,
                    "'"
                            + node.getClass()
                                    .getSimpleName()
                                    .replace("QueryNode", "")
                                    .toLowerCase(Locale.ROOT)
                            + "' is not part of this language; expected words, \"phrases\", field:value, AND, OR, NOT and"
                            + " parentheses");
        }

        private @Nullable Condition below(Supplier<@Nullable Condition> reading) {
            level++;
            Condition read = reading.get();
            level--;
            return read;
        }

        private static String beginning(String word) {
            return word.length() > 4 ? word.substring(0, 4) : word;
        }

        private @Nullable Condition all(List<QueryNode> nodes) {
            List<Condition> parts =
                    nodes.stream().map(this::read).filter(Objects::nonNull).toList();
            return parts.size() < 2 ? (parts.isEmpty() ? null : parts.get(0)) : new Condition.All(parts);
        }

        private @Nullable Condition either(List<QueryNode> nodes) {
            List<QueryNode> required = nodes.stream()
                    .filter(n -> n instanceof ModifierQueryNode m && m.getModifier() == Modifier.MOD_REQ)
                    .toList();
            if (!required.isEmpty()) {
                return all(required);
            }
            List<Condition> parts =
                    nodes.stream().map(this::read).filter(Objects::nonNull).toList();
            return parts.size() < 2 ? (parts.isEmpty() ? null : parts.get(0)) : new Condition.Any(parts);
        }

        private void count(FieldQueryNode node) {
            if (++conditions > MOST_CONDITIONS) {
                throw fault(node, "this is condition " + conditions + "; expected at most " + MOST_CONDITIONS);
            }
            if (level > DEEPEST) {
                throw fault(node, "this is " + level + " levels deep; expected at most " + DEEPEST);
            }
        }

        private QueryException fault(FieldQueryNode node, String message) {
            return new QueryException(node.getBegin() + 1, message);
        }

        private QueryException fieldFault(FieldQueryNode node, String message) {
            int at = query.lastIndexOf(node.getFieldAsString(), node.getBegin());
            return new QueryException(Math.max(0, at) + 1, message);
        }

        private @Nullable Condition value(FieldQueryNode node, int slop) {
            count(node);
            String name = node.getFieldAsString();
            String text = node.getTextAsString();
            boolean quoted = node instanceof QuotedFieldQueryNode;
            boolean any = !quoted && text.equals("*") && wildcards(node) == 1;
            if (any && (name.isEmpty() || name.equals("*"))) {
                return new Condition.Everything();
            }
            if (name.isEmpty()) {
                return words(null, node, quoted, slop);
            }
            QueryField field = field(node);
            if (any && field.type() == QueryField.Type.SPOT) {
                throw fault(node, "'*' is nowhere; expected " + field.meaning());
            }
            if (any && field.type() != QueryField.Type.STANCE && field.type() != QueryField.Type.FIGURE) {
                return new Condition.Exists(field);
            }
            if (text.isBlank()) {
                throw fault(node, "the value of " + name + " is blank; expected some text");
            }
            if (field.type() != QueryField.Type.TEXT && text.length() > LONGEST_VALUE) {
                throw fault(node, "this value has " + text.length() + " characters; expected at most " + LONGEST_VALUE);
            }
            return switch (field.type()) {
                case TEXT -> words(field, node, quoted, slop);
                case KEYWORD -> keyword(field, node, quoted);
                case ENTITY -> entity(field, node);
                case SPOT -> spot(field, node);
                case COUNTRY -> country(field, node);
                case HOLDER -> new Condition.Holder(text.strip(), vocabulary.entities(field, text));
                case STANCE -> stance(node, any);
                case NUMBER -> {
                    long number = (long) number(node, text);
                    yield new Condition.Count(field, number, number);
                }
                case FIGURE -> {
                    if (any) {
                        yield new Condition.FigureOf(member(node), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
                    }
                    double number = number(node, text);
                    yield new Condition.FigureOf(member(node), number, number);
                }
                case TIME -> {
                    Times.Span span = span(node, text);
                    yield new Condition.Within(field, span.first(), span.last());
                }
            };
        }

        private QueryField field(FieldQueryNode node) {
            String name = node.getFieldAsString();
            int dot = name.indexOf('.');
            String stem = dot < 0 ? name : name.substring(0, dot);
            QueryField field = QueryField.named(stem).orElse(null);
            if (field == null) {
                List<String> near = new ArrayList<>(QueryField.labels());
                near.removeIf(label -> !(stem.startsWith(label) || label.startsWith(stem)));
                near.addAll(Nearest.of(stem, QueryField.labels(), 3));
                throw fieldFault(
                        node,
                        "there is no field '" + name + "'; "
                                + (near.isEmpty()
                                        ? "expected one of " + String.join(", ", QueryField.labels())
                                        : "the nearest is '" + near.get(0) + "'")
                                + (name.length() < 3 || !near.isEmpty()
                                        ? ""
                                        : ", or double quotes around text with a ':'"));
            }
            boolean wantsMember = field.type() == QueryField.Type.STANCE || field.type() == QueryField.Type.FIGURE;
            if (wantsMember && dot < 0) {
                throw fieldFault(node, "'" + name + "' needs what it is about; expected " + field.meaning());
            }
            if (!wantsMember && dot >= 0) {
                throw fieldFault(node, "'" + name + "' has no parts; expected '" + stem + "'");
            }
            return field;
        }

        private String member(FieldQueryNode node) {
            String name = node.getFieldAsString();
            String member = name.substring(name.indexOf('.') + 1).replace('_', ' ');
            if (member.length() > LONGEST_VALUE) {
                throw fieldFault(
                        node, "this name has " + member.length() + " characters; expected at most " + LONGEST_VALUE);
            }
            if (member.isBlank()) {
                throw fieldFault(node, "'" + name + "' ends early; expected a name after the dot");
            }
            return member;
        }

        private @Nullable Condition words(@Nullable QueryField in, FieldQueryNode node, boolean quoted, int slop) {
            String text = node.getTextAsString();
            if (!quoted && wildcards(node) > 0) {
                if (!PATTERN_LETTERS.matcher(text).matches()) {
                    throw fault(
                            node, "'" + text + "' mixes wildcards with other signs; expected one word, such as niam*");
                }
                return new Condition.WordPattern(in, pattern(node).toLowerCase(Locale.ROOT));
            }
            int words = TextAnalysis.words(text);
            if (words == 0 || !quoted && !everyWord && TextAnalysis.saysNothing(text)) {
                return null;
            }
            for (int i = 1; i < words; i++) {
                count(node);
            }
            return new Condition.Words(in, text.strip(), slop);
        }

        private Condition keyword(QueryField field, FieldQueryNode node, boolean quoted) {
            String text = node.getTextAsString();
            if (!quoted && wildcards(node) > 0) {
                return new Condition.ValuePattern(field, pattern(node));
            }
            if (field == QueryField.LANGUAGE
                    && !LANGUAGE.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
                throw fault(node, "'" + text + "' is no code of a language; expected ISO 639-1, such as en, fr or ha");
            }
            if (field == QueryField.DESK
                    && !vocabulary.desks().contains(text.toLowerCase(Locale.ROOT))
                    && !vocabulary.desks().contains(text)) {
                throw fault(node, "there is no desk '" + text + "'; expected one of " + vocabulary.desks());
            }
            return new Condition.Value(field, text.strip());
        }

        private Condition entity(QueryField field, FieldQueryNode node) {
            String text = node.getTextAsString().strip();
            if (!(node instanceof QuotedFieldQueryNode) && wildcards(node) > 0) {
                throw fault(node, "'" + text + "' has a wildcard; expected the whole name of an entity or its id");
            }
            SortedSet<String> ids = vocabulary.entities(field, text);
            if (ids.isEmpty()) {
                List<String> near = vocabulary.nearestEntities(field, text);
                SortedSet<String> ofOtherTypes = new TreeSet<>(vocabulary.entities(QueryField.ENTITY, text));
                throw fault(
                        node,
                        "no " + (field == QueryField.ENTITY ? "entity" : field.label()) + " is known as '" + text
                                + "'; "
                                + (!ofOtherTypes.isEmpty()
                                        ? "it names something else: expected entity:" + ofOtherTypes.first()
                                        : near.isEmpty()
                                                ? "expected a name of the watch profile; as words of the text: \""
                                                        + text + "\""
                                                : "the nearest: " + String.join(", ", near))
                                + (near.stream().anyMatch(n -> n.contains(" "))
                                        ? " (names of several words belong in double quotes)"
                                        : ""));
            }
            return new Condition.Named(field, ids);
        }

        private Condition spot(QueryField field, FieldQueryNode node) {
            String text = node.getTextAsString().strip();
            if (field == QueryField.WITHIN) {
                Matcher box = BOX.matcher(text);
                if (!box.matches()) {
                    throw fault(node, "'" + text + "' is no box; expected \"SOUTH,WEST,NORTH,EAST\" in degrees");
                }
                GeoPoint southWest = point(node, box.group(1), box.group(2));
                GeoPoint northEast = point(node, box.group(3), box.group(4));
                if (southWest.lat() > northEast.lat()) {
                    throw fault(node, "the box begins north of its end; expected SOUTH,WEST,NORTH,EAST");
                }
                return new Condition.InBox(southWest, northEast);
            }
            Matcher near = AROUND.matcher(text);
            if (!near.matches()) {
                throw fault(
                        node,
                        "'" + text + "' is no place and distance; expected \"LAT,LON,50km\" or \"PLACE,50km\" (km, m or"
                                + " mi)");
            }
            double meters = Double.parseDouble(near.group(2))
                    * Objects.requireNonNull(METERS.get(near.group(3).toLowerCase(Locale.ROOT)));
            if (!(meters > 0 && meters <= FARTHEST)) {
                throw fault(
                        node,
                        near.group(2) + near.group(3)
                                + " is no distance on the globe; expected more than 0 and at most " + FARTHEST / 1000
                                + "km");
            }
            String center = near.group(1).strip();
            Matcher point = POINT.matcher(center);
            if (point.matches()) {
                return new Condition.Near(point(node, point.group(1), point.group(2)), meters);
            }
            List<Condition> around = vocabulary.spots(center).stream()
                    .<Condition>map(spot -> new Condition.Near(spot, meters))
                    .toList();
            if (around.isEmpty()) {
                throw fault(
                        node,
                        "no place is known as '" + center
                                + "' that lies at one point; expected one of the watch profile,"
                                + " or latitude and longitude in degrees");
            }
            return around.size() == 1 ? around.get(0) : new Condition.Any(around);
        }

        private GeoPoint point(FieldQueryNode node, String lat, String lon) {
            try {
                return new GeoPoint(Double.parseDouble(lat), Double.parseDouble(lon));
            } catch (IllegalArgumentException e) {
                throw fault(node, String.valueOf(e.getMessage()));
            }
        }

        private Condition country(QueryField field, FieldQueryNode node) {
            String text = node.getTextAsString().strip();
            String code = vocabulary.country(text);
            if (code == null) {
                List<String> near = vocabulary.nearestCountries(text);
                throw fault(
                        node,
                        "no country is known as '" + text + "'; "
                                + (near.isEmpty()
                                        ? "expected its name or ISO 3166-1 code, such as NE"
                                        : "the nearest: '" + String.join("', '", near) + "'"));
            }
            return new Condition.Country(field, code);
        }

        private Condition stance(FieldQueryNode node, boolean any) {
            String target = member(node).replace(' ', '_');
            if (!vocabulary.targets().isEmpty() && !vocabulary.targets().contains(target)) {
                throw fieldFault(
                        node,
                        "there is no target '" + target + "' of stances; expected one of "
                                + String.join(", ", vocabulary.targets()));
            }
            if (any) {
                return new Condition.StanceTowards(target, null);
            }
            String text = node.getTextAsString().strip().toLowerCase(Locale.ROOT);
            Stance.Label label = Arrays.stream(Stance.Label.values())
                    .filter(l -> l.label().equals(text))
                    .findFirst()
                    .orElseThrow(() -> fault(
                            node,
                            "'" + text + "' is no label of a stance; expected favourable, opposed, neutral or *"));
            return new Condition.StanceTowards(target, label);
        }

        private double number(FieldQueryNode node, String text) {
            try {
                double number = Double.parseDouble(text.strip().replace(",", "").replace("_", ""));
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw fault(node, "'" + text + "' is no number; expected one such as 100, or a range [100 TO *]");
        }

        private Times.Span span(FieldQueryNode node, String text) {
            Times.Span span = Times.read(text.strip());
            if (span == null) {
                throw fault(
                        node,
                        "'" + text + "' is no time; expected a day such as 2026-11-27, a time such as"
                                + " \"2026-11-27T06:00Z\", now, or now-2d (s, m, h, d, w)");
            }
            return span;
        }

        private Condition range(TermRangeQueryNode range) {
            FieldQueryNode lower = range.getLowerBound();
            FieldQueryNode upper = range.getUpperBound();
            count(lower);
            if (lower.getFieldAsString().isEmpty()) {
                throw fault(lower, "a range needs a field; expected one such as published:[now-2d TO now]");
            }
            QueryField field = field(lower);
            String from = lower.getTextAsString();
            String to = upper.getTextAsString();
            boolean fromAny = from.isEmpty() || from.equals("*");
            boolean toAny = to.isEmpty() || to.equals("*");
            switch (field.type()) {
                case NUMBER, FIGURE -> {
                    double least = fromAny ? Double.NEGATIVE_INFINITY : number(lower, from);
                    double most = toAny ? Double.POSITIVE_INFINITY : number(upper, to);
                    least = fromAny || range.isLowerInclusive() ? least : Math.nextUp(least);
                    most = toAny || range.isUpperInclusive() ? most : Math.nextDown(most);
                    if (least > most) {
                        throw fault(lower, "no number lies in this range; expected the smaller end first");
                    }
                    return field.type() == QueryField.Type.FIGURE
                            ? new Condition.FigureOf(member(lower), least, most)
                            : new Condition.Count(field, (long) Math.ceil(least), (long) Math.floor(most));
                }
                case TIME -> {
                    Moment first = fromAny ? null : Times.lower(span(lower, from), range.isLowerInclusive());
                    Moment last = toAny ? null : Times.upper(span(upper, to), range.isUpperInclusive());
                    if (first != null && last != null && Times.isAfter(first, last)) {
                        throw fault(lower, "no time lies in this range; expected the earlier end first");
                    }
                    return new Condition.Within(field, first, last);
                }
                default ->
                    throw fieldFault(
                            lower,
                            "'" + lower.getFieldAsString() + "' takes no range; expected a value, as in "
                                    + lower.getFieldAsString() + ":" + (fromAny ? to : from));
            }
        }

        private static int wildcards(FieldQueryNode node) {
            int count = 0;
            CharSequence text = node.getText();
            for (int i = 0; i < text.length(); i++) {
                if (isWildcard(text, i)) {
                    count++;
                }
            }
            return count;
        }

        private static boolean isWildcard(CharSequence text, int i) {
            return (text.charAt(i) == '*' || text.charAt(i) == '?')
                    && !(text instanceof UnescapedCharSequence escaped && escaped.wasEscaped(i));
        }

        /** The text with every sign that is no wildcard taken as it is. */
        private String pattern(FieldQueryNode node) {
            CharSequence text = node.getText();
            if (isWildcard(text, 0) || text.length() > 1 && isWildcard(text, 1)) {
                throw fault(node, "'" + text + "' has a wildcard at its front; expected two letters or more before it");
            }
            if (text.length() > LONGEST_VALUE) {
                throw fault(
                        node,
                        "a pattern of " + text.length() + " characters is too long; expected at most " + LONGEST_VALUE);
            }
            if (wildcards(node) > MOST_WILDCARDS) {
                throw fault(
                        node,
                        "'" + text + "' has " + wildcards(node) + " wildcards; expected at most " + MOST_WILDCARDS);
            }
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!isWildcard(text, i) && (c == '*' || c == '?' || c == '\\')) {
                    pattern.append('\\');
                }
                pattern.append(c);
            }
            return pattern.toString();
        }
    }
}
