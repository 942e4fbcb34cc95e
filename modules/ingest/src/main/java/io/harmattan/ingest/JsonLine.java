package io.harmattan.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.harmattan.domain.Article.ContentType;
import io.harmattan.domain.Published;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSONL: {@code {"id", "title", "text" or "html", "published", "url", "outlet" or "source"}}. An empty
 * {@code text} will do where there is a title (headline feeds have no more); fields of other names are nobody's.
 *
 * @param name the {@code id}, else the {@code url}, if there is one of them
 */
record JsonLine(
        @Nullable String name,
        ContentType type,
        @Nullable String title,
        String content,
        @Nullable Published published,
        @Nullable String url,
        @Nullable String outlet) {

    /** Reads lines; a string in one may be as long as a line may be. */
    static JsonMapper mapper(long maxBytes) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength((int) Math.min(Integer.MAX_VALUE, Math.max(maxBytes, 1)))
                        .build());
        return mapper;
    }

    static JsonLine parse(String line, JsonMapper mapper) throws Refusal {
        JsonNode json;
        try {
            json = mapper.readTree(line);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
            throw new Refusal("is no JSON: " + e.getOriginalMessage() + where);
        }
        if (!json.isObject()) {
            throw new Refusal("is JSON of type " + typeOf(json) + "; expected an object {…}");
        }
        String title = string(json, "title");
        String text = string(json, "text");
        String html = string(json, "html");
        boolean page = isNothing(text) && !isNothing(html);
        String content = page ? html : text;
        if (content == null) {
            throw new Refusal("has no text; expected a field 'text' or 'html'");
        }
        if (Decoding.isBlank(content) && isNothing(title)) {
            throw new Refusal("has neither text nor title: both are empty; expected some words");
        }
        String outlet = string(json, "outlet");
        return new JsonLine(
                name(json),
                page ? ContentType.HTML : ContentType.TEXT,
                title,
                content,
                PublishedField.parse(string(json, "published")),
                string(json, "url"),
                outlet == null ? string(json, "source") : outlet);
    }

    private static boolean isNothing(@Nullable String text) {
        return text == null || Decoding.isBlank(text);
    }

    private static @Nullable String name(JsonNode json) throws Refusal {
        JsonNode id = json.path("id");
        String name = id.isNumber() ? id.asText() : string(json, "id");
        return name == null ? string(json, "url") : name;
    }

    private static @Nullable String string(JsonNode json, String field) throws Refusal {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            String shown = value.toString();
            throw new Refusal("has " + field + " " + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown)
                    + ", which is of type " + typeOf(value) + "; expected a string");
        }
        return value.textValue();
    }

    private static String typeOf(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
