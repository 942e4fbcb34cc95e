package io.harmattan.index;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the values that its last hit was sorted by. What is indexed meanwhile may come in between, but nothing
 * that was there is shown twice or left out while the order is one of time. A cursor with a point in time ({@link View}) goes
 * on in the index as it was at the first page, in any order.
 */
final class Cursor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PIT = "pit";

    private Cursor() {}

    /**
     * A text of the values, which {@link #read} takes for the same order alone.
     *
     * @param pit the id of the point in time that the pages are of; null for none
     */
    static String write(Enum<?> order, List<FieldValue> values, @Nullable String pit) {
        ArrayNode all = JSON.createArrayNode().add(order.name());
        for (FieldValue value : values) {
            if (value.isDouble()) {
                all.add(value.doubleValue());
            } else if (value.isLong()) {
                all.add(value.longValue());
            } else {
                all.add(value.stringValue());
            }
        }
        if (pit != null) {
            all.add(JSON.createObjectNode().put(PIT, pit));
        }
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor cannot be written as JSON", e);
        }
    }

    private static JsonNode tree(String cursor) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The id of the point in time that the pages are of; null for none, as of what is no cursor. */
    static @Nullable String pit(String cursor) {
        try {
            return pit(tree(cursor));
        } catch (IOException | IllegalArgumentException e) {
            return null; // reading it says so
        }
    }

    private static @Nullable String pit(JsonNode all) {
        return all.path(all.size() - 1).path(PIT).textValue();
    }

    /**
     * The values.
     *
     * @param kinds what they are: d a number with a fraction, l a whole one, s a text; in a point in time Elasticsearch adds
     *     the place of the document, a whole one, which is wanted back
     * @throws IllegalArgumentException when the text is no cursor, or of another order
     */
    static List<FieldValue> read(String cursor, Enum<?> order, String kinds) {
        try {
            JsonNode all = tree(cursor);
            int given = all.size() - (pit(all) == null ? 1 : 2);
            String each = pit(all) != null && given == kinds.length() + 1 ? kinds + "l" : kinds;
            if (given == each.length() && order.name().equals(all.get(0).textValue())) {
                List<FieldValue> values = new ArrayList<>();
                for (int i = 0; i < each.length(); i++) {
                    JsonNode value = all.get(i + 1);
                    char kind = each.charAt(i);
                    if (kind == 's' && value.isTextual()) {
                        values.add(FieldValue.of(value.textValue()));
                    } else if (kind == 'd' && value.isNumber()) {
                        values.add(FieldValue.of(value.doubleValue()));
                    } else if (kind == 'l' && value.canConvertToLong()) {
                        values.add(FieldValue.of(value.longValue()));
                    }
                }
                if (values.size() == each.length()) {
                    return values;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "after is '" + (cursor.length() > 80 ? cursor.substring(0, 80) + "…" : cursor)
                        + "'; expected the next of a page of the same query in the same order");
    }
}
