package io.harmattan.analysis.compare;

import io.harmattan.analysis.compare.Said.Quoted;
import io.harmattan.analysis.compare.Said.Side;
import io.harmattan.domain.EventCluster.Claim;
import io.harmattan.domain.EventCluster.Disagreement;
import io.harmattan.domain.EventCluster.QuotedBy;
import io.harmattan.domain.EventCluster.StanceTally;
import io.harmattan.domain.Figure.Bound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What several articles say, side by side. Each answer depends on the tellers and their order alone. */
public final class Comparison {
    /** Figures that are so near each other, as a share of the larger, are one claim, rounded. */
    private static final double SAME = 0.01;

    /** What "about" allows on either side, as a share. */
    private static final double ABOUT = 0.05;

    /** Figures further apart than that, as a ratio, are hardly of one thing. */
    private static final double FARTHEST = 10;

    private static final int MOST = 20;

    private final List<Teller> tellers;

    /**
     * An article and what it says.
     *
     * @param source its copy group: articles of one group are one independent source
     * @param timed whether the event time is its own
     */
    public record Teller(
            String articleId, String source, @Nullable String outlet, Instant eventTime, boolean timed, Said said) {}

    /** A comparison of these articles. */
    public Comparison(List<Teller> tellers) {
        this.tellers = List.copyOf(tellers);
    }

    /** Who is quoted and by whom, those first whom the most independent sources quote. */
    public List<QuotedBy> quoted() {
        Map<String, List<Teller>> by = new TreeMap<>();
        Map<String, List<String>> named = new LinkedHashMap<>();
        Map<String, Quoted> any = new LinkedHashMap<>();
        for (Teller teller : tellers) {
            for (Quoted quoted : teller.said().quoted()) {
                by.computeIfAbsent(quoted.who(), who -> new ArrayList<>()).add(teller);
                any.putIfAbsent(quoted.who(), quoted);
                named.computeIfAbsent(quoted.who(), who -> new ArrayList<>()).add(quoted.holder());
            }
        }
        List<QuotedBy> all = new ArrayList<>();
        by.forEach((who, quoting) -> {
            Quoted quoted = Objects.requireNonNull(any.get(who));
            all.add(new QuotedBy(
                    called(named.get(who)), quoted.holderEntity(), quoting.size(), sources(quoting), outlets(quoting)));
        });
        return all.stream()
                .sorted(Comparator.comparingInt((QuotedBy q) -> -q.sources())
                        .thenComparingInt(q -> -q.articles())
                        .thenComparing(QuotedBy::holder))
                .limit(MOST)
                .toList();
    }

    /** Who is for or against what, by target, those first whom the most independent sources report. */
    public List<StanceTally> stances() {
        Map<String, List<Teller>> by = new TreeMap<>();
        Map<String, Side> best = new LinkedHashMap<>();
        Map<String, List<String>> named = new LinkedHashMap<>();
        Map<String, Teller> shown = new LinkedHashMap<>();
        for (Teller teller : tellers) {
            for (Side side : teller.said().sides()) {
                String key = side.target() + ' ' + side.label() + ' ' + side.who();
                by.computeIfAbsent(key, k -> new ArrayList<>()).add(teller);
                named.computeIfAbsent(key, k -> new ArrayList<>()).add(side.holder());
                Side before = best.get(key);
                if (before == null || side.confidence() > before.confidence()) {
                    best.put(key, side);
                    shown.put(key, teller);
                }
            }
        }
        List<StanceTally> all = new ArrayList<>();
        by.forEach((key, reporting) -> {
            Side side = Objects.requireNonNull(best.get(key));
            all.add(new StanceTally(
                    side.target(),
                    called(named.get(key)),
                    side.holderEntity(),
                    side.label(),
                    reporting.size(),
                    sources(reporting),
                    outlets(reporting),
                    time(reporting, Comparator.naturalOrder()),
                    time(reporting, Comparator.reverseOrder()),
                    Objects.requireNonNull(shown.get(key)).articleId(),
                    side.evidence()));
        });
        return all.stream()
                .sorted(Comparator.comparing(StanceTally::target)
                        .thenComparingInt(t -> -t.sources())
                        .thenComparingInt(t -> -t.articles())
                        .thenComparing(StanceTally::holder)
                        .thenComparing(StanceTally::label))
                .limit(3L * MOST)
                .toList();
    }

    /** The name that most give somebody; of as frequent ones the longest, which says most. */
    private static String called(@Nullable List<String> names) {
        Map<String, Integer> count = new LinkedHashMap<>();
        Objects.requireNonNull(names).forEach(name -> count.merge(name, 1, Integer::sum));
        return count.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, Integer> e) -> e.getValue())
                        .thenComparing(e -> e.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }

    /** The first event time in an order, of those that have one of their own if any does. */
    private static Instant time(List<Teller> some, Comparator<Instant> order) {
        boolean timed = some.stream().anyMatch(Teller::timed);
        return some.stream()
                .filter(teller -> teller.timed() || !timed)
                .map(Teller::eventTime)
                .min(order)
                .orElseThrow();
    }

    private record Told(Teller teller, Statement statement) {}

    /**
     * Figures about the same thing that independent sources give differently: apart by more than rounding, and neither
     * within the range that another allows. A bound beside a larger number ("over 100", "110") is shown as well, since one
     * says less than the other; not so of tolls, which grow: a lower one is not shown either if all that give it are
     * earlier.
     */
    public List<Disagreement> disagreements() {
        Map<String, List<Told>> bySubject = new TreeMap<>();
        for (Teller teller : tellers) {
            unambiguous(teller.said().figures()).forEach((subject, statement) -> bySubject
                    .computeIfAbsent(subject, s -> new ArrayList<>())
                    .add(new Told(teller, statement)));
        }
        Map<Disagreement, Integer> found = new LinkedHashMap<>();
        for (List<Told> told : bySubject.values()) {
            List<List<Told>> sides = sides(told);
            if (differ(sides)) {
                found.put(disagreement(sides), sources(tellers(told)));
            }
        }
        return found.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<Disagreement, Integer> e) -> -e.getValue())
                        .thenComparing(e -> e.getKey().of()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** By subject, what an article gives for it; nothing where it gives several figures, as it means several things then. */
    private static Map<String, Statement> unambiguous(List<Statement> statements) {
        Map<String, Statement> one = new TreeMap<>();
        Set<String> several = new LinkedHashSet<>();
        for (Statement statement : statements) {
            Statement before = one.putIfAbsent(statement.subject(), statement);
            if (before != null && !same(before, statement)) {
                several.add(statement.subject());
            } else if (before != null && before.bound() != Bound.EXACT && statement.bound() == Bound.EXACT) {
                one.put(statement.subject(), statement);
            }
        }
        several.forEach(one::remove);
        return one;
    }

    private static boolean same(Statement a, Statement b) {
        return near(a.value(), b.value()) && near(top(a), top(b));
    }

    private static double top(Statement statement) {
        return statement.upTo() == null ? statement.value() : statement.upTo();
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= SAME * Math.max(a, b);
    }

    /** Those who give the same figure together, in the order of the figures. */
    private static List<List<Told>> sides(List<Told> told) {
        List<Told> ordered = told.stream()
                .sorted(Comparator.comparingDouble((Told t) -> t.statement().value())
                        .thenComparingDouble(t -> top(t.statement())))
                .toList();
        List<List<Told>> sides = new ArrayList<>();
        for (Told each : ordered) {
            List<Told> last = sides.isEmpty() ? List.of() : sides.get(sides.size() - 1);
            if (!last.isEmpty() && same(last.get(0).statement(), each.statement())) {
                last.add(each);
            } else {
                sides.add(new ArrayList<>(List.of(each)));
            }
        }
        return sides;
    }

    private static boolean differ(List<List<Told>> sides) {
        for (int low = 0; low < sides.size(); low++) {
            for (int high = low + 1; high < sides.size(); high++) {
                if (differ(sides.get(low), sides.get(high))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean differ(List<Told> low, List<Told> high) {
        boolean independent = low.stream().anyMatch(l -> high.stream()
                .anyMatch(h -> !l.teller().source().equals(h.teller().source())));
        Statement less = mostExact(low);
        Statement more = mostExact(high);
        if (!independent || more.value() > FARTHEST * less.value()) {
            return false;
        }
        if (less.toll()) {
            Instant lastOfLow = time(tellers(low), Comparator.reverseOrder());
            Instant firstOfHigh = time(tellers(high), Comparator.naturalOrder());
            return !lastOfLow.isBefore(firstOfHigh) && ceiling(less) < floor(more);
        }
        boolean lessExact = less.bound() == Bound.AT_LEAST && more.bound() == Bound.EXACT
                || more.bound() == Bound.AT_MOST && less.bound() == Bound.EXACT;
        return lessExact || ceiling(less) < floor(more);
    }

    private static Statement mostExact(List<Told> told) {
        return told.stream()
                .map(Told::statement)
                .filter(s -> s.bound() == Bound.EXACT)
                .findFirst()
                .orElse(told.get(0).statement());
    }

    private static double floor(Statement s) {
        return switch (s.bound()) {
            case EXACT, AT_LEAST, BETWEEN -> s.value();
            case ABOUT -> s.value() * (1 - ABOUT);
            case AT_MOST -> 0;
        };
    }

    private static double ceiling(Statement s) {
        return switch (s.bound()) {
            case EXACT, AT_MOST -> s.value();
            case BETWEEN -> top(s);
            case ABOUT -> s.value() * (1 + ABOUT);
            case AT_LEAST -> Double.POSITIVE_INFINITY;
        };
    }

    private static Disagreement disagreement(List<List<Told>> sides) {
        Statement any = sides.get(0).get(0).statement();
        List<Claim> claims = new ArrayList<>();
        for (List<Told> side : sides) {
            List<Teller> giving = tellers(side);
            Statement shown = mostExact(side);
            claims.add(new Claim(
                    shown.value(),
                    shown.upTo(),
                    shown.bound(),
                    shown.surface(),
                    side.stream()
                            .map(t -> t.statement().says())
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null),
                    giving.stream().map(Teller::articleId).toList(),
                    outlets(giving),
                    sources(giving)));
        }
        claims.sort(Comparator.comparingInt((Claim c) -> -c.sources()).thenComparingDouble(Claim::value));
        return new Disagreement(any.of(), any.ofWhom(), any.unit(), claims);
    }

    private static List<Teller> tellers(List<Told> told) {
        return told.stream().map(Told::teller).toList();
    }

    private static int sources(List<Teller> some) {
        return (int) some.stream().map(Teller::source).distinct().count();
    }

    private static List<String> outlets(List<Teller> some) {
        return some.stream()
                .map(Teller::outlet)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
