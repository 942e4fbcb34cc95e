package io.harmattan.analysis.tag;

import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.Focus;
import io.harmattan.domain.Mention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text names.
 *
 * @param mentions spans of the text, in order of their start, none overlapping
 * @param entities what title and text name, each once, in order of first mention, those of the title first
 * @param focus where the article plays, when that is clear
 * @param path which way the names were found
 */
public record Tags(
        List<Mention> mentions,
        List<Entity> entities,
        @Nullable Focus focus,
        EnrichedArticle.Path path) {
    public Tags {
        mentions = List.copyOf(mentions);
        entities = List.copyOf(entities);
    }
}
