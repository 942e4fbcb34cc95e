package io.harmattan.analysis.match;

import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Stance;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of an article or an event cluster: a tree of conditions, each true or false whatever the others say.
 * Letters of keywords count alike in both cases, for A to Z.
 */
public sealed interface Condition {
    /** All of them. */
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    /** At least one of them. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /** Everything but what that condition lets through. */
    record Not(Condition of) implements Condition {}

    /** True of everything. */
    record Everything() implements Condition {}

    /**
     * Words that stand together in title or text, as written or by English or French analysis: a phrase query in each
     * analysed field, of which one must match.
     *
     * @param in {@link QueryField#TITLE} or {@link QueryField#TEXT} alone; null for either
     * @param words one word or several, not analysed
     * @param slop how many places the words may be moved, as Lucene counts
     */
    record Words(@Nullable QueryField in, String words, int slop) implements Condition {}

    /**
     * A word of title or text as written, in small letters, with {@code *} for any letters and {@code ?} for one; never
     * first. A backslash takes the next character as it is.
     *
     * @param in as in {@link Words}
     */
    record WordPattern(@Nullable QueryField in, String pattern) implements Condition {}

    /** The whole value of a keyword field. */
    record Value(QueryField field, String value) implements Condition {}

    /** The whole value of a keyword field with {@code *}, {@code ?} and backslashes as in {@link WordPattern}. */
    record ValuePattern(QueryField field, String pattern) implements Condition {}

    /** That the field has any value. */
    record Exists(QueryField field) implements Condition {}

    /**
     * That one of these entities is named.
     *
     * @param ids at least one
     */
    record Named(QueryField field, SortedSet<String> ids) implements Condition {
        public Named {
            ids = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(ids));
        }
    }

    /**
     * That a country is named or something in it ({@link QueryField#COUNTRY}), or is the focus ({@link QueryField#FOCUS}).
     *
     * @param code ISO 3166-1 alpha-2, upper case
     */
    record Country(QueryField field, String code) implements Condition {}

    /**
     * That a place is named, smaller than those of {@link QueryField#AREAS}, that lies at most so far from a point.
     *
     * @param meters along the surface of the globe
     */
    record Near(GeoPoint center, double meters) implements Condition {}

    /**
     * That such a place is named that lies in a box.
     *
     * @param southWest its corner; where it lies east of the other one, the box goes over the 180th meridian
     */
    record InBox(GeoPoint southWest, GeoPoint northEast) implements Condition {}

    /**
     * That somebody is quoted or holds a stance.
     *
     * @param name the whole of what the article calls them
     * @param ids entities of that name, any of which will do; may be empty
     */
    record Holder(String name, SortedSet<String> ids) implements Condition {
        public Holder {
            ids = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(ids));
        }
    }

    /**
     * That a stance towards a target is given.
     *
     * @param label which; null for any
     */
    record StanceTowards(String target, Stance.@Nullable Label label) implements Condition {}

    /**
     * A number in a range, both ends of which belong to it.
     *
     * @param least {@link Long#MIN_VALUE} for no lower end
     * @param most {@link Long#MAX_VALUE} for no upper end
     */
    record Count(QueryField field, long least, long most) implements Condition {}

    /**
     * That one figure counts this thing, or is in this unit, and its value lies in a range, both ends of which belong to it.
     *
     * @param what what is counted, or a unit
     * @param least negative infinity for no lower end
     * @param most positive infinity for no upper end
     */
    record FigureOf(String what, double least, double most) implements Condition {}

    /**
     * A time in a range, to the millisecond, both ends of which belong to it.
     *
     * @param from null for no lower end
     * @param to null for no upper end
     */
    record Within(
            QueryField field,
            @Nullable Moment from,
            @Nullable Moment to) implements Condition {}

    /** An end of a range of times. */
    sealed interface Moment {
        /** When that is, if it is asked now; to the millisecond. */
        Instant at(Instant now);

        /** A time of the calendar. */
        record Fixed(Instant time) implements Moment {
            @Override
            public Instant at(Instant now) {
                return time;
            }
        }

        /** So long from when it is asked; negative for earlier. */
        record FromNow(Duration offset) implements Moment {
            @Override
            public Instant at(Instant now) {
                return Instant.ofEpochMilli(now.toEpochMilli()).plus(offset);
            }
        }
    }

    /** The fields that the condition asks, each once, in order. */
    default Set<QueryField> fields() {
        Set<QueryField> fields = new LinkedHashSet<>();
        collect(this, fields);
        return fields;
    }

    private static void collect(Condition condition, Set<QueryField> to) {
        if (condition instanceof All c) {
            c.of().forEach(one -> collect(one, to));
        } else if (condition instanceof Any c) {
            c.of().forEach(one -> collect(one, to));
        } else if (condition instanceof Not c) {
            collect(c.of(), to);
        } else {
            QueryField field = field(condition);
            if (field != null) {
                to.add(field);
            }
        }
    }

    private static @Nullable QueryField field(Condition condition) {
        if (condition instanceof Words c) {
            return c.in();
        } else if (condition instanceof WordPattern c) {
            return c.in();
        } else if (condition instanceof Value c) {
            return c.field();
        } else if (condition instanceof ValuePattern c) {
            return c.field();
        } else if (condition instanceof Exists c) {
            return c.field();
        } else if (condition instanceof Named c) {
            return c.field();
        } else if (condition instanceof Country c) {
            return c.field();
        } else if (condition instanceof Near) {
            return QueryField.NEAR;
        } else if (condition instanceof InBox) {
            return QueryField.WITHIN;
        } else if (condition instanceof Holder) {
            return QueryField.HOLDER;
        } else if (condition instanceof StanceTowards) {
            return QueryField.STANCE;
        } else if (condition instanceof Count c) {
            return c.field();
        } else if (condition instanceof FigureOf) {
            return QueryField.FIGURE;
        } else if (condition instanceof Within c) {
            return c.field();
        }
        return null;
    }
}
