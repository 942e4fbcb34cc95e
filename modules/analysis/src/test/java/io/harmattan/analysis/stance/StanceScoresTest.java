package io.harmattan.analysis.stance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.quote.QuoteFinder;
import io.harmattan.analysis.tag.ModelNames;
import io.harmattan.analysis.tag.Tagger;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Stance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What frames, model and both make of labelled sentences, for score.py in modules/analysis/training/stance: {@code
 * -Dstance.texts=TEXTS.jsonl}, as domain.py writes them; TEXTS.jsonl.frames, .model and .both lie beside it afterwards.
 */
@EnabledIfSystemProperty(named = "stance.texts", matches = ".+")
class StanceScoresTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void framesModelAndBoth() throws IOException {
        WatchProfile profile = SahelProfile.load();
        Tagger tagger = new Tagger(profile, ModelNames.load(2));
        StanceModel model = StanceModel.load(2);
        Map<String, StanceFinder> finders = new LinkedHashMap<>();
        finders.put("frames", new StanceFinder(profile, null));
        finders.put("model", new StanceFinder(profile, model, false));
        finders.put("both", new StanceFinder(profile, model));
        Path texts = Path.of(System.getProperty("stance.texts"));
        String language = System.getProperty("stance.language", "en");
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(texts)) {
            JsonNode record = JSON.readTree(line);
            String text = record.get("text").asText();
            Tags tags = tagger.tag(null, text, null, EnrichedArticle.Path.MODEL);
            for (Map.Entry<String, StanceFinder> finder : finders.entrySet()) {
                Stances stances =
                        finder.getValue().find(text, language, null, tags, new QuoteFinder().quotes(text, language));
                lines.computeIfAbsent(finder.getKey(), key -> new ArrayList<>())
                        .add(line(record.get("id").asText(), stances));
            }
        }
        for (Map.Entry<String, List<String>> some : lines.entrySet()) {
            Files.write(Path.of(texts + "." + some.getKey()), some.getValue());
        }
        assertThat(lines.get("both")).isNotEmpty();
    }

    private static String line(String id, Stances stances) throws IOException {
        ObjectNode record = JSON.createObjectNode().put("id", id);
        ArrayNode all = record.putArray("stances");
        for (Stance one : stances.taken()) {
            all.addObject()
                    .put("target", one.target())
                    .put("label", one.label().label())
                    .put("holder", one.holder())
                    .put("confidence", one.confidence())
                    .put("start", one.start())
                    .put("end", one.end());
        }
        return JSON.writeValueAsString(record);
    }
}
