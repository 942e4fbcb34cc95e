package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.harmattan.domain.NewsSearch.Sort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of articles ended: the values that its last hit was sorted by. What is indexed meanwhile may come in between,
 * but nothing that was there is shown twice or left out while the order is one of time.
 */
final class Cursor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cursor() {}

    static String write(Sort sort, List<FieldValue> values) {
        ArrayNode all = JSON.createArrayNode().add(sort.name());
        FieldValue first = values.get(0);
        if (first.isDouble()) {
            all.add(first.doubleValue());
        } else {
            all.add(first.longValue());
        }
        all.add(values.get(1).stringValue());
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor cannot be written as JSON", e);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is no cursor, or of another order
     */
    static List<FieldValue> read(String cursor, Sort sort) {
        try {
            JsonNode all = JSON.readTree(Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.ISO_8859_1)));
            boolean whole = sort != Sort.RELEVANCE; // a time, or a place in a ranking
            if (all.size() == 3
                    && sort.name().equals(all.get(0).textValue())
                    && all.get(1).isNumber()
                    && all.get(2).isTextual()) {
                JsonNode first = all.get(1);
                return List.of(
                        whole ? FieldValue.of(first.longValue()) : FieldValue.of(first.doubleValue()),
                        FieldValue.of(all.get(2).textValue()));
            }
        } catch (IOException | IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "after is '" + (cursor.length() > 80 ? cursor.substring(0, 80) + "…" : cursor)
                        + "'; expected the next of a page of the same query in the same order");
    }
}
