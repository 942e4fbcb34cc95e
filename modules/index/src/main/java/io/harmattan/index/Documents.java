package io.harmattan.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.harmattan.domain.Alert;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Features;
import io.harmattan.domain.GeoPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the index: the records of the domain with names in snake_case, enums in lower case, times in ISO-8601, and
 * no member for what is not there. Names come from the records alone, never from data, as strict mappings ask; that is
 * why features are lists and not objects. Of the features the vector is written for
 * search alone and not read back, and what is made of the beginning not written.
 */
final class Documents {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Features.class, FeaturesMixIn.class)
            .addMixIn(EventCluster.EntityCount.class, EntityCountMixIn.class)
            // what a document of an earlier release lacks
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private Documents() {}

    /**
     * The document of an article, for the index of that name.
     *
     * @throws JsonProcessingException when it has no JSON
     */
    static Document of(String index, EnrichedArticle article) throws JsonProcessingException {
        ObjectNode json = JSON.valueToTree(article);
        Embedding vector = article.features().vector();
        if (vector != null) {
            json.set("vector", components(vector));
            json.put("vector_model", vector.model());
        }
        return new Document(
                index,
                article.id(),
                DocumentVersion.of(article.epoch(), article.revision()),
                JSON.writeValueAsBytes(json));
    }

    /** To four places behind the point: the components have 8 bits. */
    private static ArrayNode components(Embedding vector) {
        ArrayNode components = JSON.createArrayNode();
        for (float component : vector.floats()) {
            components.add(Math.round(component * 1e4) / 1e4);
        }
        return components;
    }

    /**
     * The document of a cluster, for the index of that name.
     *
     * @throws JsonProcessingException when it has no JSON
     */
    static Document of(String index, EventCluster cluster) throws JsonProcessingException {
        return new Document(
                index,
                cluster.id(),
                DocumentVersion.of(cluster.epoch(), cluster.revision()),
                JSON.writeValueAsBytes(cluster));
    }

    /**
     * The document of a change, for the index of that name.
     *
     * @param id where its record lies, since nothing in it tells it from all others
     * @throws JsonProcessingException when it has no JSON
     */
    static Document of(String index, String id, ClusterChange change) throws JsonProcessingException {
        return new Document(index, id, DocumentVersion.of(change.epoch(), 1), JSON.writeValueAsBytes(change));
    }

    /**
     * The document of an alert, for the index of that name. Its version is always the first: an alert does not change.
     *
     * @throws JsonProcessingException when it has no JSON
     */
    static Document of(String index, Alert alert) throws JsonProcessingException {
        return new Document(index, alert.id(), DocumentVersion.of(alert.epoch(), 1), JSON.writeValueAsBytes(alert));
    }

    @JsonSerialize(converter = FeaturesToJson.class)
    @JsonDeserialize(converter = FeaturesFromJson.class)
    private interface FeaturesMixIn {}

    /** @param counts how often each term occurs, at the same place in the list */
    record Terms(List<String> terms, List<Integer> counts) {
        static Terms of(Map<String, Integer> counts) {
            return new Terms(new ArrayList<>(counts.keySet()), new ArrayList<>(counts.values()));
        }

        Map<String, Integer> map() {
            Map<String, Integer> map = new LinkedHashMap<>();
            for (int i = 0; i < terms.size(); i++) {
                map.put(terms.get(i), counts.get(i));
            }
            return map;
        }
    }

    record FeaturesJson(Terms body, Terms title) {}

    static final class FeaturesToJson extends StdConverter<Features, FeaturesJson> {
        @Override
        public FeaturesJson convert(Features features) {
            return new FeaturesJson(Terms.of(features.body()), Terms.of(features.title()));
        }
    }

    static final class FeaturesFromJson extends StdConverter<FeaturesJson, Features> {
        @Override
        public Features convert(FeaturesJson json) {
            return Features.of(json.body().map(), json.title().map());
        }
    }

    @JsonSerialize(converter = EntityCountToJson.class)
    @JsonDeserialize(converter = EntityCountFromJson.class)
    private interface EntityCountMixIn {}

    /** An entity as in an article, with {@code articles} beside its name, so that both kinds of index are asked alike. */
    record EntityCountJson(
            String id,
            String name,
            EntityType type,
            @Nullable String kind,
            @Nullable String country,
            @Nullable GeoPoint location,
            int articles,
            int sources) {}

    static final class EntityCountToJson extends StdConverter<EventCluster.EntityCount, EntityCountJson> {
        @Override
        public EntityCountJson convert(EventCluster.EntityCount count) {
            Entity e = count.entity();
            return new EntityCountJson(
                    e.id(), e.name(), e.type(), e.kind(), e.country(), e.location(), count.articles(), count.sources());
        }
    }

    static final class EntityCountFromJson extends StdConverter<EntityCountJson, EventCluster.EntityCount> {
        @Override
        public EventCluster.EntityCount convert(EntityCountJson json) {
            return new EventCluster.EntityCount(
                    new Entity(json.id(), json.name(), json.type(), json.kind(), json.country(), json.location()),
                    json.articles(),
                    json.sources());
        }
    }
}
