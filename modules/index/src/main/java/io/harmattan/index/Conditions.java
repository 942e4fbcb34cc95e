package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harmattan.analysis.match.Condition;
import io.harmattan.analysis.match.NewsQuery;
import io.harmattan.analysis.match.QueryField;
import io.harmattan.domain.GeoPoint;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query in the query DSL of Elasticsearch: the same as {@link io.harmattan.analysis.match.StoredQueries}
 * says of an article as it passes, which a test holds the two to.
 */
final class Conditions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ANALYSES = List.of("", ".english", ".french");
    private static final Map<QueryField, String> OF_BOTH = Map.of(
            QueryField.DESK, "desk",
            QueryField.ENTITY, "entities.id",
            QueryField.COUNTRY, "entities.country",
            QueryField.TITLE, "title");
    private static final Map<QueryField, String> OF_ARTICLES = Map.of(
            QueryField.OUTLET, "outlet",
            QueryField.BYLINE, "byline",
            QueryField.CREDIT, "credits",
            QueryField.SOURCE, "source",
            QueryField.LANGUAGE, "language",
            QueryField.PUBLISHED, "published.at",
            QueryField.TIME, "event_time",
            QueryField.INGESTED, "ingest_time",
            QueryField.FOCUS, "focus.country",
            QueryField.TEXT, "text");
    private static final Map<QueryField, String> OF_CLUSTERS = Map.of(
            QueryField.OUTLET, "members.outlet",
            QueryField.TIME, "last_event_time",
            QueryField.INGESTED, "updated",
            QueryField.ARTICLES, "articles",
            QueryField.SOURCES, "sources",
            QueryField.TEXT, "summary.text");

    private static final Map<QueryField, String> OF_ALERTS = Map.of(
            QueryField.TIME, "event_time",
            QueryField.INGESTED, "ingest_time",
            QueryField.SOURCES, "sources",
            QueryField.TITLE, "title",
            QueryField.TEXT, "lines");

    private final Map<QueryField, String> paths = new EnumMap<>(QueryField.class);
    private final String quotes;
    private final Instant now;

    private Conditions(Map<QueryField, String> paths, String quotes, Instant now) {
        this.paths.putAll(paths);
        this.quotes = quotes;
        this.now = now;
    }

    /** Over the index of articles, asked at that time. */
    static Conditions ofArticles(Instant now) {
        return new Conditions(OF_ARTICLES, "quotes", now).and(OF_BOTH);
    }

    /** Over the index of clusters. */
    static Conditions ofClusters(Instant now) {
        return new Conditions(OF_CLUSTERS, "quoted", now).and(OF_BOTH);
    }

    /**
     * Over the index of alerts.
     *
     * @throws IllegalArgumentException when the query asks for what alerts do not have
     */
    static Query ofAlerts(NewsQuery query, Instant now) {
        for (QueryField field : query.condition().fields()) {
            if (!OF_ALERTS.containsKey(field)) {
                throw new IllegalArgumentException("the query '" + query.text() + "' asks for " + field.label()
                        + ", which alerts do not have; expected words, title, text, time, ingested or sources");
            }
        }
        return new Conditions(OF_ALERTS, "quotes", now).query(query.condition());
    }

    private Conditions and(Map<QueryField, String> more) {
        paths.putAll(more);
        return this;
    }

    /** The query that finds what the condition is true of. */
    Query query(Condition condition) {
        String json = of(condition).toString();
        return Query.of(q -> q.withJson(new StringReader(json)));
    }

    /** The words that the condition asks for and does not exclude: what the order of relevance goes by. */
    static List<String> words(Condition condition) {
        List<String> words = new ArrayList<>();
        if (condition instanceof Condition.All all) {
            all.of().forEach(c -> words.addAll(words(c)));
        } else if (condition instanceof Condition.Any any) {
            any.of().forEach(c -> words.addAll(words(c)));
        } else if (condition instanceof Condition.Words some) {
            words.add(some.words());
        }
        return words;
    }

    /**
     * The condition without its single words, which are for the order of what means the same: fields, phrases and what is
     * excluded stay.
     */
    static Condition withoutWords(Condition condition) {
        if (isWords(condition)) {
            return new Condition.Everything();
        }
        if (condition instanceof Condition.All all) {
            return new Condition.All(
                    all.of().stream().filter(part -> !isWords(part)).toList());
        }
        return condition;
    }

    private static boolean isWords(Condition condition) {
        if (condition instanceof Condition.Words words) {
            return words.in() == null && words.words().indexOf(' ') < 0;
        } else if (condition instanceof Condition.WordPattern pattern) {
            return pattern.in() == null;
        } else if (condition instanceof Condition.All all) {
            return all.of().stream().allMatch(Conditions::isWords);
        }
        return condition instanceof Condition.Any any && any.of().stream().allMatch(Conditions::isWords);
    }

    private ObjectNode of(Condition condition) {
        if (condition instanceof Condition.All all) {
            return bool("filter", all.of().stream().map(this::of).toList());
        } else if (condition instanceof Condition.Any any) {
            return any(any.of().stream().map(this::of).toList());
        } else if (condition instanceof Condition.Not not) {
            return bool("must_not", List.of(of(not.of())));
        } else if (condition instanceof Condition.Everything) {
            return wrap("match_all", JSON.objectNode());
        } else if (condition instanceof Condition.Words words) {
            List<ObjectNode> fields = new ArrayList<>();
            for (String field : fields(words.in())) {
                for (String analysis : ANALYSES) {
                    fields.add(one(
                            "match_phrase",
                            field + analysis,
                            JSON.objectNode().put("query", words.words()).put("slop", words.slop())));
                }
            }
            return any(fields);
        } else if (condition instanceof Condition.WordPattern words) {
            return any(fields(words.in()).stream()
                    .map(field -> one("wildcard", field, JSON.objectNode().put("value", words.pattern())))
                    .toList());
        } else if (condition instanceof Condition.Value value) {
            return term(path(value.field()), value.value(), true);
        } else if (condition instanceof Condition.ValuePattern value) {
            return one(
                    "wildcard",
                    path(value.field()),
                    JSON.objectNode().put("value", value.pattern()).put("case_insensitive", true));
        } else if (condition instanceof Condition.Exists exists) {
            return exists(exists.field());
        } else if (condition instanceof Condition.Named named) {
            return any(named.ids().stream()
                    .map(id -> term("entities.id", id, false))
                    .toList());
        } else if (condition instanceof Condition.Country country) {
            return term(path(country.field()), country.code(), false);
        } else if (condition instanceof Condition.Near near) {
            return spot(wrap(
                    "geo_distance",
                    JSON.objectNode()
                            .put("distance", near.meters() + "m")
                            .set("entities.location", point(near.center()))));
        } else if (condition instanceof Condition.InBox box) {
            ObjectNode corners = JSON.objectNode();
            corners.set("bottom_left", point(box.southWest()));
            corners.set("top_right", point(box.northEast()));
            return spot(one("geo_bounding_box", "entities.location", corners));
        } else if (condition instanceof Condition.Holder holder) {
            List<ObjectNode> ways = new ArrayList<>();
            for (String kind : List.of(quotes, "stances")) {
                ways.add(term(kind + ".holder", holder.name(), true));
                holder.ids().forEach(id -> ways.add(term(kind + ".holder_entity", id, false)));
            }
            return any(ways);
        } else if (condition instanceof Condition.StanceTowards stance) {
            List<ObjectNode> both = new ArrayList<>();
            both.add(term("stances.target", stance.target(), false));
            if (stance.label() != null) {
                both.add(term("stances.label", stance.label().label(), false));
            }
            return nested("stances", bool("filter", both));
        } else if (condition instanceof Condition.FigureOf figure) {
            ObjectNode range = JSON.objectNode();
            if (Double.isFinite(figure.least())) {
                range.put("gte", figure.least());
            }
            if (Double.isFinite(figure.most())) {
                range.put("lte", figure.most());
            }
            List<ObjectNode> all = new ArrayList<>();
            all.add(any(List.of(term("figures.of", figure.what(), true), term("figures.unit", figure.what(), true))));
            if (!range.isEmpty()) {
                all.add(one("range", "figures.value", range));
            }
            return nested("figures", bool("filter", all));
        } else if (condition instanceof Condition.Count count) {
            ObjectNode range = JSON.objectNode();
            if (count.least() != Long.MIN_VALUE) {
                range.put("gte", count.least());
            }
            if (count.most() != Long.MAX_VALUE) {
                range.put("lte", count.most());
            }
            return range.isEmpty() ? exists(count.field()) : one("range", path(count.field()), range);
        } else if (condition instanceof Condition.Within within) {
            ObjectNode range = JSON.objectNode();
            if (within.from() != null) {
                range.put("gte", within.from().at(now).toString());
            }
            if (within.to() != null) {
                range.put("lte", within.to().at(now).toString());
            }
            return range.isEmpty() ? exists(within.field()) : one("range", path(within.field()), range);
        }
        throw new IllegalArgumentException("no query for " + condition);
    }

    private List<String> fields(@Nullable QueryField in) {
        return in == null ? List.of(path(QueryField.TITLE), path(QueryField.TEXT)) : List.of(path(in));
    }

    private String path(QueryField field) {
        String path = paths.get(field);
        if (path == null) {
            throw new IllegalArgumentException("no path for " + field);
        }
        return path;
    }

    private ObjectNode exists(QueryField field) {
        return switch (field) {
            case PERSON -> term("entities.type", "person", false);
            case ORGANISATION -> term("entities.type", "organisation", false);
            case PLACE -> term("entities.type", "place", false);
            case BASE -> term("entities.kind", "base", false);
            case HOLDER ->
                any(List.of(
                        wrap("exists", JSON.objectNode().put("field", quotes + ".holder")),
                        wrap("exists", JSON.objectNode().put("field", "stances.holder"))));
            default -> wrap("exists", JSON.objectNode().put("field", path(field)));
        };
    }

    private static ObjectNode spot(ObjectNode there) {
        ObjectNode small = bool("filter", List.of(there));
        ArrayNode areas = JSON.arrayNode();
        QueryField.AREAS.forEach(areas::add);
        ((ObjectNode) small.get("bool"))
                .set("must_not", wrap("terms", JSON.objectNode().set("entities.kind", areas)));
        return nested("entities", small);
    }

    private static ObjectNode point(GeoPoint point) {
        return JSON.objectNode().put("lat", point.lat()).put("lon", point.lon());
    }

    private static ObjectNode nested(String path, ObjectNode query) {
        return wrap("nested", JSON.objectNode().put("path", path).set("query", query));
    }

    private static ObjectNode term(String field, String value, boolean anyCase) {
        ObjectNode term = JSON.objectNode().put("value", value);
        if (anyCase) {
            term.put("case_insensitive", true);
        }
        return one("term", field, term);
    }

    private static ObjectNode any(List<ObjectNode> queries) {
        ObjectNode query = bool("should", queries);
        ((ObjectNode) query.get("bool")).put("minimum_should_match", 1);
        return query;
    }

    private static ObjectNode bool(String occur, List<ObjectNode> queries) {
        ArrayNode all = JSON.arrayNode();
        queries.forEach(all::add);
        return wrap("bool", JSON.objectNode().set(occur, all));
    }

    private static ObjectNode one(String kind, String field, ObjectNode body) {
        return wrap(kind, JSON.objectNode().set(field, body));
    }

    private static ObjectNode wrap(String kind, ObjectNode body) {
        return JSON.objectNode().set(kind, body);
    }
}
