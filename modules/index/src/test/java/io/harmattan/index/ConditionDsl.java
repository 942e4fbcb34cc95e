package io.harmattan.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harmattan.analysis.match.Condition;
import io.harmattan.analysis.match.QueryField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Conditions in the query DSL of Elasticsearch, over the index of articles: what each must mean, said a second time. */
final class ConditionDsl {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ANALYSES = List.of("", ".english", ".french");
    private static final Map<QueryField, String> PATHS = Map.ofEntries(
            Map.entry(QueryField.OUTLET, "outlet"),
            Map.entry(QueryField.BYLINE, "byline"),
            Map.entry(QueryField.CREDIT, "credits"),
            Map.entry(QueryField.SOURCE, "source"),
            Map.entry(QueryField.LANGUAGE, "language"),
            Map.entry(QueryField.DESK, "desk"),
            Map.entry(QueryField.PUBLISHED, "published.at"),
            Map.entry(QueryField.TIME, "event_time"),
            Map.entry(QueryField.INGESTED, "ingest_time"),
            Map.entry(QueryField.ENTITY, "entities.id"),
            Map.entry(QueryField.COUNTRY, "entities.country"),
            Map.entry(QueryField.FOCUS, "focus.country"),
            Map.entry(QueryField.TITLE, "title"),
            Map.entry(QueryField.TEXT, "text"));

    private ConditionDsl() {}

    static ObjectNode of(Condition condition, Instant now) {
        if (condition instanceof Condition.All all) {
            return bool("filter", all.of().stream().map(c -> of(c, now)).toList());
        } else if (condition instanceof Condition.Any any) {
            return any(any.of().stream().map(c -> of(c, now)).toList());
        } else if (condition instanceof Condition.Not not) {
            return bool("must_not", List.of(of(not.of(), now)));
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
        } else if (condition instanceof Condition.Holder holder) {
            List<ObjectNode> ways = new ArrayList<>();
            for (String kind : List.of("quotes", "stances")) {
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

    private static List<String> fields(QueryField in) {
        return in == null ? List.of("title", "text") : List.of(in.label());
    }

    private static String path(QueryField field) {
        String path = PATHS.get(field);
        if (path == null) {
            throw new IllegalArgumentException("no path for " + field);
        }
        return path;
    }

    private static ObjectNode exists(QueryField field) {
        return switch (field) {
            case PERSON -> term("entities.type", "person", false);
            case ORGANISATION -> term("entities.type", "organisation", false);
            case PLACE -> term("entities.type", "place", false);
            case BASE -> term("entities.kind", "base", false);
            case HOLDER ->
                any(List.of(
                        wrap("exists", JSON.objectNode().put("field", "quotes.holder")),
                        wrap("exists", JSON.objectNode().put("field", "stances.holder"))));
            default -> wrap("exists", JSON.objectNode().put("field", path(field)));
        };
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
