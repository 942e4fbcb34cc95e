package io.harmattan.analysis.tag;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.harmattan.analysis.profile.Phrase;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.tag.Found.Source;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Focus;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Descriptions that stand for somebody: {@code the junta} for the government of the country that is spoken of, and a
 * capital that does what governments do ({@code Washington said}) for its government.
 */
final class Descriptions {
    private static final String GOVERNMENT = "government";
    private static final Set<String> POSSESSIVES = Set.of(" ", "'s ", "’s ", "s' ", "s’ ");
    private static final Set<String> WITHIN = Set.of(" in ", " of ", " du ", " de ", " au ", " in the ", " of the ");

    private final WatchProfile profile;
    private final @Nullable AhoCorasickDoubleArrayTrie<Phrase> trie;

    Descriptions(WatchProfile profile) {
        this.profile = profile;
        TreeMap<String, Phrase> byText = new TreeMap<>();
        profile.phrases().forEach(phrase -> byText.put(Folding.fold(phrase.text()), phrase));
        if (byText.isEmpty()) {
            this.trie = null;
        } else {
            this.trie = new AhoCorasickDoubleArrayTrie<>();
            this.trie.build(byText);
        }
    }

    /** The spans with those of descriptions, in order of their start, none overlapping. */
    List<Found> add(Passage passage, List<Found> found, @Nullable Focus focus, @Nullable LocalDate day) {
        TreeMap<Integer, Found> all = new TreeMap<>();
        found.forEach(one -> all.put(one.start(), one));
        if (trie != null) {
            trie.parseText(passage.folded, (int start, int end, Phrase phrase) -> {
                if (passage.isWhole(start, end)) {
                    add(passage, all, start, end, phrase, focus, day);
                }
            });
        }
        all.replaceAll((start, one) -> acting(passage, one, day));
        return List.copyOf(all.values());
    }

    private void add(
            Passage passage,
            TreeMap<Integer, Found> all,
            int start,
            int end,
            Phrase phrase,
            @Nullable Focus focus,
            @Nullable LocalDate day) {
        Map.Entry<Integer, Found> over = all.lowerEntry(end);
        Found covered = over == null || over.getValue().end() <= start ? null : over.getValue();
        if (covered != null && covered.end() > end
                || covered != null && covered.end() == end && covered.start() <= start) {
            return;
        }
        String country = covered != null && covered.source() != Source.DESCRIPTION && covered.entity() != null
                ? covered.entity().country()
                : country(passage, all, start, end, focus);
        if (covered != null) {
            all.remove(over.getKey());
        }
        if (country != null) {
            profile.holder(phrase.role(), country, day)
                    .ifPresent(entity -> all.put(start, Found.of(start, end, entity, Source.DESCRIPTION)));
        }
    }

    /** The country named beside the description, else the one that the article is about. */
    private static @Nullable String country(
            Passage passage, TreeMap<Integer, Found> all, int start, int end, @Nullable Focus focus) {
        Map.Entry<Integer, Found> before = all.lowerEntry(start);
        if (before != null
                && POSSESSIVES.contains(passage.text.substring(before.getValue().end(), start))) {
            return countryOf(before.getValue());
        }
        Map.Entry<Integer, Found> after = all.ceilingEntry(end);
        if (after != null && WITHIN.contains(passage.text.substring(end, after.getKey()))) {
            String country = countryOf(after.getValue());
            if (country != null) {
                return country;
            }
        }
        return focus == null ? null : focus.country();
    }

    private static @Nullable String countryOf(Found found) {
        Entity entity = found.entity();
        return entity == null || found.type() != EntityType.PLACE ? null : entity.country();
    }

    private Found acting(Passage passage, Found found, @Nullable LocalDate day) {
        Entity entity = found.entity();
        if (entity == null
                || !"capital".equals(entity.kind())
                || entity.country() == null
                || !Words.ACTS.contains(passage.wordAfter(found.end()))
                || Words.WITHIN.contains(passage.wordBefore(found.start()).toLowerCase(java.util.Locale.ROOT))) {
            return found;
        }
        return profile.holder(GOVERNMENT, entity.country(), day).map(found::as).orElse(found);
    }
}
