package io.harmattan.analysis.match;

import io.harmattan.analysis.match.Condition.Moment;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** Conditions as queries of Lucene over the documents of {@link MatchDocuments}. */
final class LuceneQueries {
    private LuceneQueries() {}

    static Query of(Condition condition) {
        if (condition instanceof Condition.All all) {
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            boolean positive = false;
            for (Condition part : all.of()) {
                if (part instanceof Condition.Not not) {
                    query.add(of(not.of()), Occur.MUST_NOT);
                } else {
                    query.add(of(part), Occur.FILTER);
                    positive = true;
                }
            }
            if (!positive) {
                query.add(new MatchAllDocsQuery(), Occur.FILTER);
            }
            return query.build();
        } else if (condition instanceof Condition.Any any) {
            return any(any.of().stream().map(LuceneQueries::of).toList());
        } else if (condition instanceof Condition.Not not) {
            return new BooleanQuery.Builder()
                    .add(new MatchAllDocsQuery(), Occur.FILTER)
                    .add(of(not.of()), Occur.MUST_NOT)
                    .build();
        } else if (condition instanceof Condition.Everything) {
            return new MatchAllDocsQuery();
        } else if (condition instanceof Condition.Words words) {
            return any(TextAnalysis.ofQueries().stream()
                    .map(analyzer -> words(analyzer, words))
                    .toList());
        } else if (condition instanceof Condition.WordPattern words) {
            return pattern(field(words.in()), TextAnalysis.WRITTEN + words.pattern());
        } else if (condition instanceof Condition.Value value) {
            return term(value.field().label(), MatchDocuments.folded(value.value()));
        } else if (condition instanceof Condition.ValuePattern value) {
            return pattern(value.field().label(), MatchDocuments.folded(value.pattern()));
        } else if (condition instanceof Condition.Exists exists) {
            return term(MatchDocuments.PRESENT, exists.field().label());
        } else if (condition instanceof Condition.Named named) {
            return any(named.ids().stream()
                    .map(id -> term(MatchDocuments.ENTITY, id))
                    .toList());
        } else if (condition instanceof Condition.Country country) {
            return term(country.field().label(), country.code());
        } else if (condition instanceof Condition.Near near) {
            return spot(LatLonPoint.newDistanceQuery(
                    MatchDocuments.SPOT, near.center().lat(), near.center().lon(), near.meters()));
        } else if (condition instanceof Condition.InBox box) {
            return spot(LatLonPoint.newBoxQuery(
                    MatchDocuments.SPOT,
                    box.southWest().lat(),
                    box.northEast().lat(),
                    box.southWest().lon(),
                    box.northEast().lon()));
        } else if (condition instanceof Condition.Holder holder) {
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            query.add(term(MatchDocuments.HOLDER, MatchDocuments.folded(holder.name())), Occur.SHOULD);
            holder.ids().forEach(id -> query.add(term(MatchDocuments.HOLDER_ENTITY, id), Occur.SHOULD));
            return query.build();
        } else if (condition instanceof Condition.StanceTowards stance) {
            return term(MatchDocuments.STANCE, MatchDocuments.stance(stance.target(), stance.label()));
        } else if (condition instanceof Condition.Count count) {
            return LongPoint.newRangeQuery(count.field().label(), count.least(), count.most());
        } else if (condition instanceof Condition.FigureOf figure) {
            return DoublePoint.newRangeQuery(MatchDocuments.figure(figure.what()), figure.least(), figure.most());
        } else if (condition instanceof Condition.Within within) {
            return within(within);
        }
        throw new IllegalArgumentException("no query for " + condition);
    }

    /** With a term, by which the presearcher leaves it out where no such place is named. */
    private static Query spot(Query there) {
        return new BooleanQuery.Builder()
                .add(term(MatchDocuments.PRESENT, MatchDocuments.SPOT), Occur.FILTER)
                .add(there, Occur.FILTER)
                .build();
    }

    private static Query any(List<? extends Query> queries) {
        if (queries.size() == 1) {
            return queries.get(0);
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.stream().filter(q -> !(q instanceof MatchNoDocsQuery)).forEach(q -> any.add(q, Occur.SHOULD));
        BooleanQuery query = any.build();
        return query.clauses().isEmpty() ? new MatchNoDocsQuery() : query;
    }

    private static String field(@Nullable QueryField in) {
        return in == null ? MatchDocuments.WORDS : in.label();
    }

    private static Query words(Analyzer analyzer, Condition.Words words) {
        Query query = new QueryBuilder(analyzer).createPhraseQuery(field(words.in()), words.words(), words.slop());
        return query == null ? new MatchNoDocsQuery() : query;
    }

    private static Query pattern(String field, String pattern) {
        int first = firstWildcard(pattern);
        return first == pattern.length() - 1 && pattern.charAt(first) == '*' && pattern.indexOf('\\') < 0
                ? new PrefixQuery(new Term(field, pattern.substring(0, first)))
                : new WildcardQuery(new Term(field, pattern));
    }

    private static int firstWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?') {
                return i;
            }
        }
        return -1;
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query within(Condition.Within within) {
        String field = within.field().label();
        Moment from = within.from();
        Moment to = within.to();
        BooleanQuery.Builder both = new BooleanQuery.Builder();
        if (from == null && to == null) {
            return term(MatchDocuments.PRESENT, field);
        }
        if (from instanceof Moment.Fixed fixed) {
            both.add(LongPoint.newRangeQuery(field, fixed.time().toEpochMilli(), Long.MAX_VALUE), Occur.FILTER);
        } else if (from instanceof Moment.FromNow relative) {
            both.add(
                    LongPoint.newRangeQuery(
                            MatchDocuments.age(field),
                            Long.MIN_VALUE,
                            relative.offset().negated().toMillis()),
                    Occur.FILTER);
        }
        if (to instanceof Moment.Fixed fixed) {
            both.add(LongPoint.newRangeQuery(field, Long.MIN_VALUE, fixed.time().toEpochMilli()), Occur.FILTER);
        } else if (to instanceof Moment.FromNow relative) {
            both.add(
                    LongPoint.newRangeQuery(
                            MatchDocuments.age(field),
                            relative.offset().negated().toMillis(),
                            Long.MAX_VALUE),
                    Occur.FILTER);
        }
        BooleanQuery query = both.build();
        return query.clauses().size() == 1 ? query.clauses().get(0).getQuery() : query;
    }
}
