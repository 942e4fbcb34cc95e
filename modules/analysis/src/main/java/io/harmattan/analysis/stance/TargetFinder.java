package io.harmattan.analysis.stance;

import io.harmattan.analysis.place.Peoples;
import io.harmattan.analysis.profile.Target;
import io.harmattan.analysis.stance.TargetMention.Kind;
import io.harmattan.analysis.token.Token;
import io.harmattan.analysis.token.Tokenizer;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a text names a target or refers to it: an owner with a noun ({@code American troops}), a name, an entity of
 * the profile, a noun or a pronoun that refers to what the paragraph named. Each token is looked at a bounded number of
 * times.
 */
final class TargetFinder {
    private static final int MOST_BETWEEN = 4;
    /** How many tokens before {@code its} the power may be named. */
    private static final int FAR_OWNER = 14;

    /** Words of one target: in small letters, parted, and as the profile writes them. */
    private record Phrase(String target, List<String> parts, String written) {}

    private final Map<String, List<Phrase>> owners = new HashMap<>();
    private final Map<String, List<Phrase>> names = new HashMap<>();
    private final Map<String, List<Phrase>> powers = new HashMap<>();
    private final Map<String, List<List<String>>> nouns = new HashMap<>();
    private final Map<String, List<List<String>>> references = new HashMap<>();
    private final Map<String, String> byEntity = new HashMap<>();
    private final Map<String, String> countries = new HashMap<>();
    private final Lexicon lexicon;

    TargetFinder(List<Target> targets, Lexicon lexicon) {
        this.lexicon = lexicon;
        for (Target target : targets) {
            target.entities().forEach(entity -> byEntity.putIfAbsent(entity, target.id()));
            if (target.country() != null) {
                countries.put(target.id(), target.country());
            }
            for (Target.Word word : target.words()) {
                if (word.language().equals("*") || word.language().equals(lexicon.language())) {
                    add(target.id(), word);
                }
            }
        }
    }

    private void add(String target, Target.Word word) {
        List<String> parts = parts(word.text());
        switch (word.kind()) {
            case OWNER -> phrase(owners, parts, target, word.text());
            case NAME -> phrase(names, parts, target, word.text());
            case POWER -> phrase(powers, parts, target, word.text());
            case NOUN ->
                nouns.computeIfAbsent(parts.get(0), k -> new ArrayList<>()).add(parts);
            case REFERENCE ->
                references.computeIfAbsent(parts.get(0), k -> new ArrayList<>()).add(parts);
        }
    }

    private static List<String> parts(String text) {
        return Tokenizer.tokens(text.toLowerCase(Locale.ROOT)).stream()
                .map(Token::lower)
                .toList();
    }

    private static void phrase(Map<String, List<Phrase>> into, List<String> parts, String target, String written) {
        into.computeIfAbsent(parts.get(0), k -> new ArrayList<>()).add(new Phrase(target, parts, written));
    }

    /** The country whose presence a target is. */
    @Nullable
    String countryOf(String target) {
        return countries.get(target);
    }

    /** The end of the power's name that begins at a token, and whose it is; null when none does. */
    @Nullable
    TargetMention power(Prose prose, int at) {
        return longest(prose, at, powers, Kind.NAME);
    }

    private @Nullable TargetMention longest(Prose prose, int at, Map<String, List<Phrase>> phrases, Kind kind) {
        TargetMention best = null;
        for (Phrase phrase : phrases.getOrDefault(prose.lower(at), List.of())) {
            int to = at + phrase.parts().size();
            if (matches(prose, at, phrase.parts())
                    && isWritten(prose, at, to, phrase.written())
                    && (best == null || best.to() < to)) {
                best = new TargetMention(phrase.target(), at, to, kind);
            }
        }
        return best;
    }

    private static boolean matches(Prose prose, int at, List<String> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (!prose.lower(at + i).equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Words with capitals need one; those of capitals alone need no small letter: US is not us. */
    private static boolean isWritten(Prose prose, int from, int to, String phrase) {
        if (phrase.equals(phrase.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String surface =
                prose.text.substring(prose.start(from), prose.tokens.get(to - 1).end());
        if (phrase.equals(phrase.toUpperCase(Locale.ROOT))) {
            return surface.equals(surface.toUpperCase(Locale.ROOT));
        }
        return !Character.isUpperCase(phrase.charAt(0)) || Character.isUpperCase(surface.charAt(0));
    }

    /** All mentions, in order of their first token; those of two targets may overlap: {@code Russian and US troops}. */
    List<TargetMention> find(Prose prose, int most) {
        List<TargetMention> found = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < prose.tokens.size() && found.size() < most; i++) {
            TargetMention mention = i < taken ? owned(prose, i) : first(prose, i, found);
            if (mention == null) {
                continue;
            }
            if (i < taken && (mention.to() != taken || sameTarget(found, mention))) {
                continue;
            }
            found.add(mention);
            taken = Math.max(taken, mention.to());
        }
        return found;
    }

    private static boolean sameTarget(List<TargetMention> found, TargetMention mention) {
        TargetMention last = found.get(found.size() - 1);
        return last.target().equals(mention.target());
    }

    private @Nullable TargetMention first(Prose prose, int at, List<TargetMention> found) {
        TargetMention owned = owned(prose, at);
        if (owned != null) {
            return owned;
        }
        Mention mention = prose.mention(at);
        if (mention != null && mention.entityId() != null && byEntity.containsKey(mention.entityId())) {
            int to = at + 1;
            while (to < prose.tokens.size() && prose.sameMention(at, to)) {
                to++;
            }
            int noun = noun(prose, to);
            return new TargetMention(byEntity.get(mention.entityId()), at, Math.max(to, noun), Kind.NAME);
        }
        TargetMention name = longest(prose, at, names, Kind.PEOPLE);
        if (name != null) {
            return name.to() - name.from() > 1 || !isPeople(prose.lower(at))
                    ? new TargetMention(name.target(), at, name.to(), Kind.NAME)
                    : name;
        }
        return refers(prose, at, found);
    }

    private static boolean isPeople(String word) {
        return Peoples.ofPeople(word) != null;
    }

    /** An owner with a noun behind it, other owners and some words between; or a noun with "of" and an owner behind it. */
    private @Nullable TargetMention owned(Prose prose, int at) {
        TargetMention owner = longest(prose, at, owners, Kind.NAME);
        if (owner != null) {
            int end = behindOwner(prose, owner.to());
            return end < 0 ? null : new TargetMention(owner.target(), at, end, Kind.NAME);
        }
        int noun = noun(prose, at);
        if (noun > at
                && (prose.lower(noun).equals("of")
                        || prose.lower(noun).equals("from")
                        || prose.lower(noun).equals("de")
                        || prose.lower(noun).equals("des"))) {
            int next = noun + 1;
            if (prose.lower(next).equals("the")
                    || prose.lower(next).equals("la")
                    || prose.lower(next).equals("l'")) {
                next++;
            }
            TargetMention power = next < prose.tokens.size() ? longest(prose, next, powers, Kind.NAME) : null;
            if (power != null && noun(prose, power.to()) <= power.to()) {
                return new TargetMention(power.target(), at, power.to(), Kind.NAME);
            }
        }
        if (noun > at && lexicon.language().equals("fr")) {
            for (int k = noun; k < Math.min(noun + 2, prose.tokens.size()); k++) {
                TargetMention after = longest(prose, k, owners, Kind.NAME);
                if (after != null) {
                    return new TargetMention(after.target(), at, after.to(), Kind.NAME);
                }
            }
        }
        return null;
    }

    private int behindOwner(Prose prose, int from) {
        int at = from;
        int best = -1;
        for (int between = 0; between <= MOST_BETWEEN && at < prose.tokens.size(); between++) {
            if (prose.tokens.get(at).line()) {
                break;
            }
            int end = noun(prose, at);
            if (end > at) {
                best = end;
                at = end;
                continue;
            }
            String word = prose.lower(at);
            boolean joins = word.equals("-") || word.equals("and") || word.equals(",") || word.equals("or");
            boolean owner = longest(prose, at, owners, Kind.NAME) != null || Peoples.ofPeople(word) != null;
            if (best >= 0 && !lexicon.of("np").contains(word)) {
                break;
            }
            if (!(joins && best < 0 && !word.equals(",")
                    || owner
                    || lexicon.of("np").contains(word)
                    || prose.tokens.get(at).isNumber())) {
                break;
            }
            at++;
        }
        return best;
    }

    /** The end of the noun of a force that begins at a token; the token itself when none does. */
    private int noun(Prose prose, int at) {
        return end(prose, at, nouns);
    }

    private static int end(Prose prose, int at, Map<String, List<List<String>>> phrases) {
        int end = at;
        for (List<String> parts : phrases.getOrDefault(prose.lower(at), List.of())) {
            if (matches(prose, at, parts)) {
                end = Math.max(end, at + parts.size());
            }
        }
        return end;
    }

    boolean isNoun(Prose prose, int at) {
        return noun(prose, at) > at;
    }

    /** A definite noun, or a pronoun, behind a target of the same paragraph. */
    private @Nullable TargetMention refers(Prose prose, int at, List<TargetMention> found) {
        String word = prose.lower(at);
        TargetMention possessed = possessed(prose, at);
        if (possessed != null) {
            return possessed;
        }
        if (lexicon.of("them-before").contains(word) && lexicon.of("have").contains(prose.lower(at + 1))) {
            String target = antecedent(prose, at, found, false);
            return target == null ? null : new TargetMention(target, at, at + 1, Kind.PRONOUN);
        }
        if (lexicon.of("definite").contains(word)) {
            int noun = at + 1;
            while (noun < at + 3
                    && (lexicon.of("np").contains(prose.lower(noun)) || isNumber(prose, noun))
                    && end(prose, noun, references) == noun) {
                noun++;
            }
            int end = end(prose, noun, references);
            boolean another = end > noun
                    && (prose.lower(end).equals("of")
                            || prose.lower(end).equals("from")
                            || isNoun(prose, end)
                            || Peoples.ofPeople(prose.lower(end)) != null);
            if (end > noun && !another) {
                String target = antecedent(prose, at, found, true);
                return target == null ? null : new TargetMention(target, at, end, Kind.REFERENCE);
            }
        } else if (lexicon.of("foreign").contains(word)) {
            int end = end(prose, at, references);
            if (end > at) {
                String target = antecedent(prose, at, found, true);
                return target == null ? null : new TargetMention(target, at, end, Kind.REFERENCE);
            }
        } else if (lexicon.of("them").contains(word)) {
            String target = antecedent(prose, at, found, false);
            return target == null ? null : new TargetMention(target, at, at + 1, Kind.PRONOUN);
        }
        return null;
    }

    /** A force of the power that the sentence names last before it, or that speaks: {@code Washington said its troops}. */
    private @Nullable TargetMention possessed(Prose prose, int at) {
        boolean own = lexicon.of("first-person-owners").contains(prose.lower(at));
        if (!own && !lexicon.of("owners").contains(prose.lower(at))) {
            return null;
        }
        int noun = at + 1;
        while (noun < at + MOST_BETWEEN && lexicon.of("np").contains(prose.lower(noun)) && noun(prose, noun) == noun) {
            noun++;
        }
        int end = noun(prose, noun);
        if (end <= noun) {
            return null;
        }
        Quote quote = prose.quote(at);
        String target = null;
        if (own) {
            target = quote == null || quote.holder() == null ? null : powerIn(quote.holder());
        } else {
            for (int i = at - 1; i >= 0 && i > at - FAR_OWNER && target == null; i--) {
                TargetMention power = power(prose, i);
                Mention mention = prose.mention(i);
                if (power != null && behindOwner(prose, power.to()) < 0) {
                    target = power.target();
                    break;
                }
                if (longest(prose, i, owners, Kind.NAME) != null) {
                    continue;
                }
                if (prose.tokens.get(i).paragraph()
                        || mention != null
                        || lexicon.of("full-stops").contains(prose.lower(i))) {
                    break;
                }
            }
        }
        return target == null ? null : new TargetMention(target, at, end, Kind.REFERENCE);
    }

    private @Nullable String powerIn(String words) {
        Prose name = new Prose(words, List.of(), List.of(), lexicon.of("elided"));
        for (int i = 0; i < name.tokens.size(); i++) {
            TargetMention power = power(name, i);
            TargetMention owner = longest(name, i, owners, Kind.NAME);
            if (power != null) {
                return power.target();
            }
            if (owner != null) {
                return owner.target();
            }
        }
        return null;
    }

    private static boolean isNumber(Prose prose, int at) {
        return at < prose.tokens.size() && prose.tokens.get(at).isNumber();
    }

    /** The target that the paragraph named last; for a noun, else the only one that the text has named. */
    private static @Nullable String antecedent(Prose prose, int at, List<TargetMention> found, boolean anywhere) {
        if (found.isEmpty()) {
            return null;
        }
        TargetMention last = found.get(found.size() - 1);
        if (last.from() >= prose.paragraph(at)) {
            return last.target();
        }
        boolean one = found.stream().allMatch(m -> m.target().equals(last.target()));
        return anywhere && one ? last.target() : null;
    }
}
