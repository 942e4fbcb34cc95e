package io.harmattan.analysis.tag;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.harmattan.analysis.profile.Alias;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the entities of a profile by the names they go by: Aho-Corasick over all aliases, the longest match first, then
 * what words, letter case and neighbours allow.
 */
final class ProfileNames {
    private final AhoCorasickDoubleArrayTrie<List<Alias>> trie = new AhoCorasickDoubleArrayTrie<>();
    private final Map<String, Entity> entities;
    private final Set<String> texts;

    ProfileNames(WatchProfile profile) {
        this.entities = profile.entities();
        Map<String, List<Alias>> byText = new TreeMap<>();
        for (Alias alias : profile.aliases()) {
            byText.computeIfAbsent(Folding.fold(alias.text()), text -> new ArrayList<>())
                    .add(alias);
        }
        trie.build(byText);
        this.texts = Set.copyOf(byText.keySet());
    }

    /** Whether the profile has a say on a folded name. */
    boolean lists(String folded) {
        return texts.contains(folded);
    }

    private record Hit(int start, int end, Alias alias) {}

    /** In order of their start, none overlapping. */
    List<Found> find(Passage passage) {
        List<Hit> hits = new ArrayList<>();
        Map<Set<String>, Boolean> needs = new HashMap<>();
        trie.parseText(passage.folded, (int start, int end, List<Alias> aliases) -> {
            if (passage.isWhole(start, end)) {
                for (Alias alias : aliases) {
                    if (passage.isWritten(start, end, alias)
                            && passage.hasNeighbours(start, end, alias)
                            && !isPerson(passage, start, end, alias)
                            && needs.computeIfAbsent(alias.needs(), words -> meets(words, passage.folded))) {
                        hits.add(new Hit(start, end, alias));
                        break;
                    }
                }
            }
        });
        hits.sort(Comparator.<Hit>comparingInt(hit -> hit.start() - hit.end()).thenComparingInt(Hit::start));
        BitSet taken = new BitSet(passage.text.length());
        TreeMap<Integer, Found> found = new TreeMap<>();
        for (Hit hit : hits) {
            int next = taken.nextSetBit(hit.start());
            Entity entity = entities.get(hit.alias().entityId());
            if (entity != null && (next < 0 || next >= hit.end())) {
                taken.set(hit.start(), hit.end());
                found.put(
                        hit.start(),
                        new Found(
                                hit.start(),
                                hit.end(),
                                entity.type(),
                                entity,
                                Found.Source.PROFILE,
                                passage.isShouted(hit.start(), hit.end())
                                        ? Set.of()
                                        : hit.alias().maybe()));
            }
        }
        return List.copyOf(found.values());
    }

    /** Whether an alias that may be a person's name stands inside one: {@code Chad Johnson}, {@code Mr Washington}. */
    private static boolean isPerson(Passage passage, int start, int end, Alias alias) {
        return alias.maybe().contains(EntityType.PERSON)
                && (Persons.isPartOfOne(passage, start, end) || Persons.followsAName(passage, start));
    }

    private static boolean meets(Set<String> words, String context) {
        if (words.isEmpty()) {
            return true;
        }
        for (String word : words) {
            String wanted = Folding.fold(word);
            for (int at = context.indexOf(wanted); at >= 0; at = context.indexOf(wanted, at + 1)) {
                if (Passage.isBoundary(context, at) && Passage.isBoundary(context, at + wanted.length())) {
                    return true;
                }
            }
        }
        return false;
    }
}
