package io.harmattan.analysis.compare;

import io.harmattan.analysis.compare.Said.Quoted;
import io.harmattan.analysis.compare.Said.Side;
import io.harmattan.analysis.place.Peoples;
import io.harmattan.analysis.token.Token;
import io.harmattan.analysis.token.Tokenizer;
import io.harmattan.domain.DateMention;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Figure;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Stance;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an article says that can be held against what others say. Of its figures only those are kept of which it is clear
 * what they are about: what is counted, what is done to or by it, whose it is and where; for money, what it was paid for.
 * Figures on top of others ("another 20"), parts ("including 20"), words that are no number ("dozens") and those of
 * another time are left out.
 */
public final class SaidFinder {
    private static final String PRESENT = "present";
    private static final String PEOPLE = "people";
    private static final String COST = "cost";
    private static final int AFTER = 6;
    private static final int BEFORE = 8;
    private static final int LONGEST_EVIDENCE = 300;

    /** A figure told with a day so long before the article is not of the event. */
    private static final int DAYS_BACK = 30;

    /** What has a cost of its own; a country or a town is where it stands. */
    private static final Set<String> WHERE = Set.of("country", "capital", "town", "region", "city", "continent");

    private SaidFinder() {}

    /** What the article says. Depends on the article alone. */
    public static Said of(EnrichedArticle article) {
        return new Said(figures(article), quoted(article), sides(article));
    }

    private static List<Quoted> quoted(EnrichedArticle article) {
        Map<String, Quoted> each = new LinkedHashMap<>();
        for (Quote quote : article.quotes()) {
            if (quote.holder() != null && quote.kind() != Quote.Kind.WORD && each.size() < Said.MOST) {
                Quoted quoted = new Quoted(quote.holder(), quote.holderEntity());
                each.putIfAbsent(quoted.who(), quoted);
            }
        }
        return List.copyOf(each.values());
    }

    private static List<Side> sides(EnrichedArticle article) {
        Map<String, Side> each = new LinkedHashMap<>();
        for (Stance stance : article.stances()) {
            Side side = new Side(
                    stance.target(),
                    stance.holder(),
                    stance.holderEntity(),
                    stance.label(),
                    stance.confidence(),
                    cut(article.text().substring(stance.start(), stance.end())));
            String key = side.target() + ' ' + side.label() + ' ' + side.who();
            if (each.containsKey(key) || each.size() < Said.MOST) {
                each.merge(key, side, (a, b) -> a.confidence() >= b.confidence() ? a : b);
            }
        }
        return List.copyOf(each.values());
    }

    private static String cut(String evidence) {
        if (evidence.length() <= LONGEST_EVIDENCE) {
            return evidence;
        }
        int end = Character.isHighSurrogate(evidence.charAt(LONGEST_EVIDENCE - 1))
                ? LONGEST_EVIDENCE - 1
                : LONGEST_EVIDENCE;
        return evidence.substring(0, end) + "…";
    }

    private static List<Statement> figures(EnrichedArticle article) {
        CompareWords words = CompareWords.of(article.language());
        if (words == null || article.figures().isEmpty()) {
            return List.of();
        }
        Reading reading = new Reading(article, words);
        List<Statement> statements = new ArrayList<>();
        for (Figure figure : article.figures()) {
            Statement statement = statements.size() < Said.MOST ? reading.statement(figure) : null;
            if (statement != null) {
                statements.add(statement);
            }
        }
        return statements;
    }

    /** In small letters without an article before it, so that "The sources" are "the sources". */
    static String folded(String holder) {
        String lower = holder.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
        return lower.startsWith("the ") ? lower.substring(4) : lower;
    }

    /** One article, read for its figures. */
    private static final class Reading {
        private final EnrichedArticle article;
        private final CompareWords words;
        private final List<Token> tokens;
        private final Map<String, Entity> entities = new HashMap<>();

        Reading(EnrichedArticle article, CompareWords words) {
            this.article = article;
            this.words = words;
            this.tokens = Tokenizer.tokens(article.text());
            article.entities().forEach(entity -> entities.put(entity.id(), entity));
        }

        /** Null where it is not clear enough what the figure is about. */
        @Nullable
        Statement statement(Figure figure) {
            int from = firstFrom(figure.start());
            int to = firstFrom(figure.end());
            int begin = begin(from);
            int end = end(to);
            if (to <= from
                    || isMore(from, to)
                    || isVague(from, to)
                    || figure.value() < 1
                    || isOfAnotherTime(begin, end)) {
                return null;
            }
            return figure.unit() == null ? count(figure, from, to, begin, end) : money(figure, from, to, begin, end);
        }

        private @Nullable Statement count(Figure figure, int from, int to, int begin, int end) {
            String of = figure.of();
            String kind = of == null ? null : words.kinds().get(of.substring(of.lastIndexOf(' ') + 1));
            if (kind == null) {
                return null;
            }
            String deed = words.tolls().contains(kind) ? kind : deed(from, to, begin, end);
            kind = kind.equals(deed) ? PEOPLE : kind; // "10 dead" are people
            if (deed == null
                    || deed.equals(COST)
                    || !words.tolls().contains(deed) && !words.forces().contains(kind)) {
                return null;
            }
            String whom = whom(figure, from, begin);
            String place = place(figure, whom, begin, end);
            if (place == null) {
                return null;
            }
            boolean toll = words.tolls().contains(deed);
            String shown = (toll ? (kind.equals(PEOPLE) ? "" : kind + ' ') + deed : kind)
                    + (deed.equals("left") ? " that left " : deed.equals("came") ? " that came to " : " in ")
                    + country(place);
            return new Statement(
                    kind + '|' + deed + '|' + (whom == null ? "" : whom) + '|' + place,
                    shown,
                    whom == null ? null : country(whom),
                    null,
                    toll,
                    figure.value(),
                    figure.upTo(),
                    figure.bound(),
                    figure.surface(),
                    says(figure));
        }

        private @Nullable Statement money(Figure figure, int from, int to, int begin, int end) {
            String unit = figure.unit();
            boolean currency = unit != null && unit.length() == 3;
            if (unit == null || !currency || !COST.equals(near(from, to, begin, end))) {
                return null;
            }
            Entity paidFor = null;
            for (Mention mention : article.mentions()) {
                if (mention.start() >= tokens.get(begin).start() && mention.end() <= figure.start()) {
                    Entity entity = entities.get(mention.entityId());
                    if (entity != null
                            && entity.type() == EntityType.PLACE
                            && !WHERE.contains(entity.kind() == null ? "country" : entity.kind())) {
                        paidFor = entity;
                    }
                }
            }
            return paidFor == null
                    ? null
                    : new Statement(
                            COST + '|' + paidFor.id() + '|' + unit,
                            "cost of " + paidFor.name(),
                            null,
                            unit,
                            false,
                            figure.value(),
                            figure.upTo(),
                            figure.bound(),
                            figure.surface(),
                            says(figure));
        }

        /** What is done to or by what is counted; all there are of somebody's are there, whatever is done to them. */
        private @Nullable String deed(int from, int to, int begin, int end) {
            boolean all = from > begin
                    && (words.definite().contains(tokens.get(from - 1).lower())
                            || tokens.get(from - 1).lower().endsWith("'s"));
            String near = near(from, to, begin, end);
            if (near != null && words.tolls().contains(near)) {
                return near;
            }
            return all ? PRESENT : near;
        }

        private @Nullable String near(int from, int to, int begin, int end) {
            for (int i = to; i < Math.min(end, to + AFTER); i++) {
                String word = tokens.get(i).lower();
                String deed = words.deeds().get(word);
                if (deed != null && !(words.light().contains(word) && i + 1 < end)) {
                    return deed;
                }
                if (words.here().contains(word)) {
                    String before = before(from, begin);
                    return before != null ? before : PRESENT;
                }
                if (!words.light().contains(word)) {
                    break;
                }
            }
            return before(from, begin);
        }

        private @Nullable String before(int from, int begin) {
            for (int i = from - 1; i >= Math.max(begin, from - BEFORE); i--) {
                Token token = tokens.get(i);
                String deed = words.deeds().get(token.lower());
                if (deed != null) {
                    return deed;
                }
                if (!token.isWord() && !token.is("-")) {
                    return null;
                }
            }
            return null;
        }

        /** The country whose they are: said with them, before them as an owner, or as who has them. */
        private @Nullable String whom(Figure figure, int from, int begin) {
            if (figure.ofWhom() != null) {
                String people = people(figure.ofWhom());
                return people != null ? people : figure.ofWhom();
            }
            if (from > begin && tokens.get(from - 1).lower().endsWith("'s")) {
                String owner = tokens.get(from - 1).lower();
                return people(owner.substring(0, owner.length() - 2));
            }
            if (from > begin && words.have().contains(tokens.get(from - 1).lower())) {
                int at = from - 1;
                while (at > begin && words.light().contains(tokens.get(at - 1).lower())) {
                    at--;
                }
                Mention subject = null;
                for (Mention mention : article.mentions()) {
                    if (mention.end() <= tokens.get(at).start()
                            && mention.start() >= tokens.get(begin).start()) {
                        subject = mention;
                    }
                }
                Entity entity =
                        subject != null && firstFrom(subject.end()) == at ? entities.get(subject.entityId()) : null;
                return entity == null ? null : entity.country();
            }
            return null;
        }

        private static @Nullable String people(String word) {
            String of = Peoples.ofPeople(word);
            return of != null ? of : Peoples.ofName(word);
        }

        /** The country where: the next that the sentence names behind the figure, else before it, else that of the article. */
        private @Nullable String place(Figure figure, @Nullable String whom, int begin, int end) {
            String before = null;
            String after = null;
            boolean own = false;
            int first = tokens.get(begin).start();
            int last = tokens.get(end - 1).end();
            for (Mention mention : article.mentions()) {
                Entity entity = entities.get(mention.entityId());
                boolean inSentence = mention.start() >= first && mention.end() <= last;
                if (!inSentence || entity == null || entity.type() != EntityType.PLACE || entity.country() == null) {
                    continue;
                }
                boolean ofThem = entity.country().equals(whom);
                own |= ofThem && !(mention.start() >= figure.start() && mention.end() <= figure.end());
                if (ofThem) {
                    continue;
                }
                if (mention.start() >= figure.end() && after == null) {
                    after = entity.country();
                } else if (mention.end() <= figure.start()) {
                    before = entity.country();
                }
            }
            if (after != null || before != null) {
                return after != null ? after : before;
            }
            if (article.focus() != null && !article.focus().country().equals(whom)) {
                return article.focus().country();
            }
            return own || article.focus() != null ? whom : null;
        }

        private String country(String code) {
            if (code.length() != 2) {
                return code;
            }
            for (Entity entity : entities.values()) {
                if ("country".equals(entity.kind()) && code.equals(entity.country())) {
                    return entity.name();
                }
            }
            return new Locale("", code).getDisplayCountry(Locale.ENGLISH);
        }

        private @Nullable String says(Figure figure) {
            String holder = null;
            int shortest = Integer.MAX_VALUE;
            for (Quote quote : article.quotes()) {
                boolean around = quote.start() <= figure.start() && figure.end() <= quote.end();
                if (around && quote.holder() != null && quote.end() - quote.start() < shortest) {
                    shortest = quote.end() - quote.start();
                    holder = quote.holder();
                }
            }
            return holder;
        }

        private boolean isMore(int from, int to) {
            boolean before =
                    from > 0 && words.more().contains(tokens.get(from - 1).lower());
            boolean behind =
                    to < tokens.size() && words.more().contains(tokens.get(to).lower());
            boolean inside = false;
            for (int i = from; i < to; i++) {
                boolean than = i + 1 < to && tokens.get(i + 1).is("than");
                boolean part = tokens.get(i).is("of")
                        && i + 1 < to
                        && words.definite().contains(tokens.get(i + 1).lower());
                inside |= part || words.more().contains(tokens.get(i).lower()) && !than && !isOfBound(i);
            }
            return before || behind || inside;
        }

        /** "Plus de 20" is more than 20. */
        private boolean isOfBound(int i) {
            return tokens.get(i).is("plus")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("de");
        }

        private boolean isVague(int from, int to) {
            boolean digits = false;
            boolean vague = false;
            for (int i = from; i < to; i++) {
                digits |= tokens.get(i).isNumber();
                vague |= words.vague().contains(tokens.get(i).lower());
            }
            return vague && !digits;
        }

        private boolean isOfAnotherTime(int begin, int end) {
            LocalDate day = article.eventTime().atZone(ZoneOffset.UTC).toLocalDate();
            int first = tokens.get(begin).start();
            int last = tokens.get(end - 1).end();
            for (DateMention date : article.dates()) {
                if (date.start() >= first && date.end() <= last && date.to().isBefore(day.minusDays(DAYS_BACK))) {
                    return true;
                }
            }
            return false;
        }

        /** The first token that starts at or after an offset. */
        private int firstFrom(int offset) {
            int low = 0;
            int high = tokens.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (tokens.get(middle).start() < offset) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private int begin(int from) {
            int i = from;
            while (i > 0 && !tokens.get(i).line() && !endsSentence(i - 1)) {
                i--;
            }
            return i;
        }

        private int end(int to) {
            int i = to;
            while (i < tokens.size() && !tokens.get(i).line() && !endsSentence(i)) {
                i++;
            }
            return Math.max(i, 1);
        }

        private boolean endsSentence(int i) {
            Token token = tokens.get(i);
            return token.is(".") || token.is("!") || token.is("?") || token.is("…");
        }
    }
}
