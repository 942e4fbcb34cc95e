package io.harmattan.analysis.tag;

import io.harmattan.analysis.place.FocusFinder;
import io.harmattan.analysis.place.Gazetteer;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.tag.Found.Source;
import io.harmattan.domain.EnrichedArticle.Path;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Focus;
import io.harmattan.domain.Mention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a text names: the entities of a watch profile, the places of the world, and with a model for names the
 * persons, organisations and places that nobody listed. One mention per span, each linked to one entity. A word for the
 * people or things of a place ({@code Nigerien}) names its country without being a mention of a place.
 *
 * <p>Immutable once built; safe for use by many threads.
 */
public final class Tagger {
    private final ProfileNames profileNames;
    private final PlaceNames placeNames;
    private final Places places;
    private final Descriptions descriptions;
    private final @Nullable NameFinder nameFinder;

    /** A tagger without a model: it finds what the profile and the gazetteer list. */
    public Tagger(WatchProfile profile) {
        this(profile, null);
    }

    /** A tagger that asks a model as well where {@link #tag} is told to. */
    public Tagger(WatchProfile profile, @Nullable NameFinder nameFinder) {
        Gazetteer gazetteer = new Gazetteer(Folding::fold);
        this.profileNames = new ProfileNames(profile);
        this.placeNames = new PlaceNames(gazetteer, profileNames::lists);
        this.places = new Places(profile);
        this.descriptions = new Descriptions(profile);
        this.nameFinder = nameFinder;
    }

    /**
     * Tags a text.
     *
     * @param title its headline; names in it count as context and as entities, but the mentions are those of the text
     * @param published the day of its publication, if known: descriptions of office holders are read by it
     * @param path {@link Path#MODEL} to ask the model, if there is one
     */
    public Tags tag(@Nullable String title, String text, @Nullable LocalDate published, Path path) {
        String head = title == null || title.isBlank() ? "" : title + "\n\n";
        Passage passage = new Passage(head + text);
        NameFinder asked = path == Path.MODEL ? nameFinder : null;
        List<Found> listed = profileNames.find(passage);
        List<Found> names = asked == null ? List.of() : Persons.introduced(passage, names(passage, asked), listed);
        List<Found> found =
                Merger.merge(passage.text.length(), listed, names, certain(passage), placeNames.people(passage));
        found = places.choose(passage, found, placeNames);
        found = Linker.link(passage, found);
        Focus focus = FocusFinder.focus(places.evidence(passage, head.length(), found));
        found = descriptions.add(passage, found, focus, published);
        return tags(passage, head.length(), found, focus, asked == null ? Path.DICTIONARY : Path.MODEL);
    }

    private List<Found> names(Passage passage, NameFinder finder) {
        List<Found> found = new ArrayList<>();
        for (NameFinder.Name name : finder.names(passage.text)) {
            int end = placeNames.end(passage, name.start(), name.end());
            int start = PlaceNames.start(passage, name.start(), end, name.type());
            if (end > start && isName(passage, start, end, name.type())) {
                found.add(new Found(start, end, name.type(), null, Source.MODEL, Set.of()));
            }
        }
        return found;
    }

    /** Whether a span reads like a name: with a capital where capitals tell, and for a person more than an office. */
    private static boolean isName(Passage passage, int start, int end, EntityType type) {
        String surface = passage.text.substring(start, end);
        boolean capital = surface.chars().anyMatch(c -> !Character.isLowerCase(c) && Character.isLetterOrDigit(c));
        boolean office = type == EntityType.PERSON
                && surface.indexOf(' ') > 0
                && Passage.isTitle(surface.substring(surface.lastIndexOf(' ') + 1));
        return !office && (capital || !passage.isCarefullyWritten(start));
    }

    private List<Found> certain(Passage passage) {
        return placeNames.certain(passage).stream()
                .map(toponym ->
                        new Found(toponym.start(), toponym.end(), EntityType.PLACE, null, Source.PLACE, Set.of()))
                .toList();
    }

    private static Tags tags(Passage passage, int offset, List<Found> found, @Nullable Focus focus, Path path) {
        List<Mention> mentions = new ArrayList<>();
        Map<String, Entity> named = new LinkedHashMap<>();
        for (Found one : found) {
            Entity entity = one.entity();
            if (entity != null) {
                named.putIfAbsent(entity.id(), entity);
            }
            if (one.start() >= offset && one.source() != Source.PEOPLE) {
                mentions.add(new Mention(
                        one.start() - offset,
                        one.end() - offset,
                        passage.text.substring(one.start(), one.end()),
                        one.type(),
                        entity == null ? null : entity.id()));
            }
        }
        return new Tags(mentions, List.copyOf(named.values()), focus, path);
    }
}
