package io.harmattan.analysis.tag;

import io.harmattan.domain.Entity;
import io.harmattan.domain.Mention;
import java.util.List;

/**
 * What a text names.
 *
 * @param mentions spans of the text, in order of their start, none overlapping
 * @param entities what title and text name, each once, in order of first mention, those of the title first
 */
public record Tags(List<Mention> mentions, List<Entity> entities) {
    public Tags {
        mentions = List.copyOf(mentions);
        entities = List.copyOf(entities);
    }
}
