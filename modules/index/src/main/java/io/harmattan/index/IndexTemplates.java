package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import co.elastic.clients.json.JsonpSerializable;
import co.elastic.clients.json.JsonpUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the templates, the indices of an epoch and the aliases that searches name. */
public final class IndexTemplates {
    private final SearchNode node;
    private final String prefix;

    public IndexTemplates(SearchNode node) {
        this.node = node;
        this.prefix = node.settings().indexPrefix();
    }

    /**
     * Makes everything that indexing into this epoch needs, as far as it is not there: the templates are brought up to
     * date, missing indices are created, fields that an index of an earlier release lacks are added, which documents have
     * from their next revision on, copies and refresh time of an index are those of the settings, and an alias that names no index yet is pointed at this epoch. An alias that
     * names another epoch is left alone: {@link #pointAliases} moves it.
     *
     * @param epoch generation of derived data, from 1
     * @return the names of the indices and aliases that were created
     * @throws IndexMismatchException when an index exists with other mappings than such; nothing is created then
     * @throws UncheckedIOException when Elasticsearch does not do it
     */
    public List<String> ensure(int epoch) {
        return node.ask(() -> {
            List<NewsIndex> missing = new ArrayList<>();
            List<String> faults = new ArrayList<>();
            for (NewsIndex kind : NewsIndex.values()) {
                if (indices().exists(e -> e.index(kind.name(prefix, epoch))).value()) {
                    List<Fault> differences = differences(kind, epoch);
                    if (!differences.isEmpty() && differences.stream().allMatch(Fault::missing)) {
                        add(kind, epoch);
                        differences = differences(kind, epoch);
                    }
                    changeSettings(kind, epoch);
                    differences.forEach(fault -> faults.add(fault.words()));
                } else {
                    missing.add(kind);
                }
            }
            if (!faults.isEmpty()) {
                throw new IndexMismatchException(
                        faults,
                        "Replay into a new epoch, delete the index and index again, or choose another name with the"
                                + " setting elasticsearch.index-prefix.");
            }
            putTemplates();
            List<String> created = new ArrayList<>();
            for (NewsIndex kind : missing) {
                if (create(kind.name(prefix, epoch))) {
                    created.add(kind.name(prefix, epoch));
                }
            }
            for (NewsIndex kind : NewsIndex.values()) {
                if (!aliasExists(kind)) {
                    point(List.of(kind), epoch);
                    created.add(kind.alias(prefix));
                }
            }
            return created;
        });
    }

    /**
     * Points every alias at this epoch, all in one step, so that searches see one epoch or the other.
     *
     * @throws UncheckedIOException when an index of the epoch is missing, or Elasticsearch does not do it
     */
    public void pointAliases(int epoch) {
        node.ask(() -> {
            point(List.of(NewsIndex.values()), epoch);
            return epoch;
        });
    }

    private ElasticsearchIndicesClient indices() {
        return node.client().indices();
    }

    private void putTemplates() throws IOException {
        String settingsName = prefix + "harmattan-settings";
        ObjectNode settings = resource("settings.json");
        ObjectNode index = (ObjectNode) settings.at("/template/settings/index");
        index.put("number_of_shards", node.settings().shards());
        index.put("number_of_replicas", node.settings().replicas());
        index.put("refresh_interval", node.settings().refresh().toMillis() + "ms");
        putComponent(settingsName, settings);
        for (NewsIndex kind : NewsIndex.values()) {
            String mappingsName = prefix + "harmattan-" + kind.stem() + "-mappings";
            putComponent(mappingsName, resource(kind.stem() + "-mappings.json"));
            ObjectNode template = resource(kind.stem() + "-template.json");
            template.set("index_patterns", strings(kind.pattern(prefix)));
            template.set("composed_of", strings(settingsName, mappingsName));
            indices().putIndexTemplate(t -> t.name(prefix + "harmattan-" + kind.stem())
                    .withJson(new StringReader(template.toString())));
        }
    }

    private void putComponent(String name, JsonNode json) throws IOException {
        node.client().cluster().putComponentTemplate(t -> t.name(name).withJson(new StringReader(json.toString())));
    }

    private boolean create(String name) throws IOException {
        try {
            indices().create(c -> c.index(name));
            return true;
        } catch (ElasticsearchException e) {
            if ("resource_already_exists_exception".equals(e.error().type())) {
                return false; // another instance was quicker: it declares the same index
            }
            throw e;
        }
    }

    private boolean aliasExists(NewsIndex kind) throws IOException {
        return indices().existsAlias(a -> a.name(kind.alias(prefix))).value();
    }

    private void point(List<NewsIndex> kinds, int epoch) throws IOException {
        List<Action> actions = new ArrayList<>();
        for (NewsIndex kind : kinds) {
            String alias = kind.alias(prefix);
            if (aliasExists(kind)) {
                for (String old :
                        indices().getAlias(a -> a.name(alias)).result().keySet()) {
                    actions.add(Action.of(a -> a.remove(r -> r.index(old).alias(alias))));
                }
            }
            actions.add(
                    Action.of(a -> a.add(r -> r.index(kind.name(prefix, epoch)).alias(alias))));
        }
        indices().updateAliases(u -> u.actions(actions));
    }

    /**
     * How an index is not as declared.
     *
     * @param missing whether it only lacks something, which can be added
     */
    record Fault(String words, boolean missing) {}

    private void add(NewsIndex kind, int epoch) throws IOException {
        String mappings = resource(kind.stem() + "-mappings.json")
                .at("/template/mappings")
                .toString();
        indices().putMapping(m -> m.index(kind.name(prefix, epoch)).withJson(new StringReader(mappings)));
    }

    /** Brings those settings of an index up to date that may change while it is open. */
    private void changeSettings(NewsIndex kind, int epoch) throws IOException {
        indices().putSettings(p -> p.index(kind.name(prefix, epoch))
                .settings(s -> s.numberOfReplicas(String.valueOf(node.settings().replicas()))
                        .refreshInterval(r -> r.time(node.settings().refresh().toMillis() + "ms"))
                        .gcDeletes(g -> g.time(gcDeletes()))));
    }

    private static String gcDeletes() {
        return resource("settings.json")
                .at("/template/settings/index/gc_deletes")
                .asText();
    }

    private List<Fault> differences(NewsIndex kind, int epoch) throws IOException {
        String name = kind.name(prefix, epoch);
        var answer = indices().getMapping(m -> m.index(name)).result();
        List<Fault> faults = new ArrayList<>();
        answer.forEach((index, record) -> {
            if (!index.equals(name)) {
                faults.add(new Fault(name + " is an alias of " + index + "; expected an index", false));
            } else {
                compare(name, "", json(declared(kind)), json(record.mappings()), faults);
            }
        });
        return faults;
    }

    /** The mappings of a kind of index, as this version of Harmattan wants them. */
    static TypeMapping declared(NewsIndex kind) {
        JsonNode mappings = resource(kind.stem() + "-mappings.json").at("/template/mappings");
        return TypeMapping.of(m -> m.withJson(new StringReader(mappings.toString())));
    }

    /** Adds what differs below {@code path} of two mappings, a line for each field; notes ({@code _meta}) do not count. */
    static void compare(String index, String path, JsonNode expected, JsonNode actual, List<Fault> faults) {
        Set<String> names = new TreeSet<>();
        expected.fieldNames().forEachRemaining(names::add);
        actual.fieldNames().forEachRemaining(names::add);
        names.remove("_meta");
        for (String name : names) {
            JsonNode want = expected.path(name);
            JsonNode have = actual.path(name);
            boolean structure = name.equals("properties") || name.equals("fields");
            boolean both = want.isObject() && have.isObject();
            String at = structure && both ? path : path.isEmpty() ? name : path + "." + name;
            if (both) {
                compare(index, at, want, have, faults);
            } else if (!shown(want).equals(shown(have))) {
                faults.add(new Fault(
                        "index " + index + " has " + at + " = " + shown(have) + "; expected " + shown(want),
                        have.isMissingNode()));
            }
        }
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.isValueNode() ? node.asText() : node.toString();
    }

    static JsonNode json(TypeMapping mapping) {
        return tree(mapping);
    }

    /** Something of the client as the JSON that it stands for. */
    static JsonNode tree(JsonpSerializable part) {
        try {
            return Documents.JSON.readTree(JsonpUtils.toJsonString(
                    part, new co.elastic.clients.json.jackson.JacksonJsonpMapper(Documents.JSON)));
        } catch (IOException e) {
            throw new UncheckedIOException("an answer has no JSON", e);
        }
    }

    private static ArrayNode strings(String... strings) {
        ArrayNode array = Documents.JSON.createArrayNode();
        for (String s : strings) {
            array.add(s);
        }
        return array;
    }

    static ObjectNode resource(String name) {
        try (InputStream in = IndexTemplates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not on the class path");
            }
            return (ObjectNode) Documents.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }
}
