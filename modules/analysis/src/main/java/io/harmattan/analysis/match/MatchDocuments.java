package io.harmattan.analysis.match;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Figure;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Published;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Stance;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.jspecify.annotations.Nullable;

/** Articles and clusters as documents of Lucene, for the conditions of {@link LuceneQueries}. */
final class MatchDocuments {
    /** Names of the fields that have a value. */
    static final String PRESENT = "present";

    /** Words of title and text. */
    static final String WORDS = "words";

    static final String ENTITY = "entity";
    /** Where named places lie that are smaller than {@link QueryField#AREAS}. */
    static final String SPOT = "spot";

    static final String HOLDER = "holder";
    static final String HOLDER_ENTITY = "holder.entity";
    static final String STANCE = "stance";

    /** Longer values of keywords are not indexed, as in the index. */
    private static final int LONGEST_KEYWORD = 1024;

    /** Places between two texts of one field, so that no phrase reaches over, as in the index. */
    private static final int GAP = 100;

    private static final FieldType KEYWORD = keyword();

    private static final Analyzer ANALYZER = new AnalyzerWrapper(Analyzer.GLOBAL_REUSE_STRATEGY) {
        private final Analyzer keyword = new KeywordAnalyzer();

        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return keyword;
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return GAP;
        }
    };

    private MatchDocuments() {}

    private static FieldType keyword() {
        FieldType type = new FieldType();
        type.setTokenized(false);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS);
        type.freeze();
        return type;
    }

    /** What the documents are indexed with: they bring their own words, so it only keeps texts of one field apart. */
    static Analyzer analyzer() {
        return ANALYZER;
    }

    /** The field of the figures of a thing or a unit. */
    static String figure(String what) {
        return "figure." + folded(what);
    }

    /** The field of how many milliseconds ago a time was. */
    static String age(String timeField) {
        return timeField + ".age";
    }

    static String stance(String target, Stance.@Nullable Label label) {
        return target + "\u0000" + (label == null ? "*" : label.label());
    }

    /** With A to Z in small letters; other letters as they are. */
    static String folded(String keyword) {
        StringBuilder folded = new StringBuilder(keyword);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    /**
     * An article.
     *
     * @param now when it is asked
     * @param apart whether title and text are asked for by themselves
     */
    static Document of(EnrichedArticle article, Instant now, boolean apart) {
        Filling to = new Filling(now, apart);
        to.article(article);
        return to.document;
    }

    /**
     * An event cluster with the article that changed it: what either names, says or holds.
     *
     * @param now when it is asked
     * @param apart whether title and text are asked for by themselves
     */
    static Document of(EventCluster cluster, @Nullable EnrichedArticle article, Instant now, boolean apart) {
        Filling to = new Filling(now, apart);
        if (article != null) {
            to.article(article);
        }
        to.cluster(cluster, article == null);
        return to.document;
    }

    private static final class Filling {
        private final Document document = new Document();
        private final Set<String> said = new HashSet<>();
        private final Instant now;
        private final boolean apart;

        Filling(Instant now, boolean apart) {
            this.now = now;
            this.apart = apart;
        }

        void article(EnrichedArticle a) {
            text(QueryField.TITLE, a.title());
            text(QueryField.TEXT, a.text());
            a.entities().forEach(this::entity);
            for (Quote quote : a.quotes()) {
                holder(quote.holder(), quote.holderEntity());
            }
            for (Stance stance : a.stances()) {
                holder(stance.holder(), stance.holderEntity());
                stance(stance.target(), stance.label());
            }
            for (Figure figure : a.figures()) {
                figure(figure);
            }
            if (a.focus() != null) {
                value(QueryField.FOCUS, a.focus().country());
            }
            value(QueryField.OUTLET, a.outlet());
            value(QueryField.BYLINE, a.byline());
            a.credits().forEach(credit -> value(QueryField.CREDIT, credit));
            value(QueryField.SOURCE, a.source());
            value(QueryField.LANGUAGE, a.language());
            value(QueryField.DESK, a.desk());
            Published published = a.published();
            if (published != null) {
                time(QueryField.PUBLISHED, published.at().toInstant());
            }
            time(QueryField.TIME, a.eventTime());
            time(QueryField.INGESTED, a.ingestTime());
        }

        void cluster(EventCluster c, boolean alone) {
            text(QueryField.TITLE, c.title());
            c.summary().forEach(line -> text(QueryField.TEXT, line.text()));
            c.entities().forEach(count -> entity(count.entity()));
            c.stances().forEach(tally -> {
                holder(tally.holder(), tally.holderEntity());
                stance(tally.target(), tally.label());
            });
            c.quoted().forEach(quoted -> holder(quoted.holder(), quoted.holderEntity()));
            c.outlets().forEach(outlet -> value(QueryField.OUTLET, outlet));
            number(QueryField.ARTICLES, c.articles());
            number(QueryField.SOURCES, c.sources());
            if (alone) {
                value(QueryField.DESK, c.desk());
                time(QueryField.TIME, c.lastEventTime());
                time(QueryField.INGESTED, c.updated());
            }
        }

        private void text(QueryField field, @Nullable String text) {
            if (text == null) {
                return;
            }
            present(field);
            List<List<String>> forms = TextAnalysis.forms(text);
            document.add(new TextField(WORDS, TextAnalysis.stream(forms)));
            if (apart) {
                document.add(new TextField(field.label(), TextAnalysis.stream(forms)));
            }
        }

        private void entity(Entity entity) {
            term(ENTITY, entity.id());
            present(QueryField.ENTITY);
            present(
                    switch (entity.type()) {
                        case PERSON -> QueryField.PERSON;
                        case ORGANISATION -> QueryField.ORGANISATION;
                        case PLACE -> QueryField.PLACE;
                    });
            if ("base".equals(entity.kind())) {
                present(QueryField.BASE);
            }
            GeoPoint spot = entity.location();
            if (spot != null && !QueryField.AREAS.contains(entity.kind())) {
                document.add(new LatLonPoint(SPOT, spot.lat(), spot.lon()));
                term(PRESENT, SPOT);
            }
            if (entity.country() != null) {
                term(QueryField.COUNTRY.label(), entity.country());
                present(QueryField.COUNTRY);
            }
        }

        private void holder(@Nullable String name, @Nullable String entity) {
            if (name != null) {
                keyword(HOLDER, folded(name));
                present(QueryField.HOLDER);
            }
            if (entity != null) {
                term(HOLDER_ENTITY, entity);
            }
        }

        private void stance(String target, Stance.Label label) {
            term(STANCE, MatchDocuments.stance(target, label));
            term(STANCE, MatchDocuments.stance(target, null));
        }

        private void figure(Figure figure) {
            for (String what : java.util.stream.Stream.of(figure.of(), figure.unit())
                    .filter(java.util.Objects::nonNull)
                    .map(MatchDocuments::figure)
                    .collect(Collectors.toSet())) {
                document.add(new DoublePoint(what, figure.value()));
            }
        }

        private void value(QueryField field, @Nullable String value) {
            if (value != null && value.length() <= LONGEST_KEYWORD) {
                keyword(field.label(), field == QueryField.FOCUS ? value : folded(value));
                present(field);
            }
        }

        private void number(QueryField field, long number) {
            document.add(new LongPoint(field.label(), number));
            present(field);
        }

        private void time(QueryField field, Instant time) {
            document.add(new LongPoint(field.label(), time.toEpochMilli()));
            document.add(new LongPoint(age(field.label()), now.toEpochMilli() - time.toEpochMilli()));
            present(field);
        }

        private void present(QueryField field) {
            term(PRESENT, field.label());
        }

        private void keyword(String field, String value) {
            if (value.length() <= LONGEST_KEYWORD) {
                term(field, value);
            }
        }

        /** Each once: a document asks only whether. */
        private void term(String field, String value) {
            if (said.add(field + "\u0000" + value)) {
                document.add(new Field(field, value, KEYWORD));
            }
        }
    }
}
