package io.harmattan.analysis.stance;

import io.harmattan.analysis.place.Peoples;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.stance.Prose.Sentence;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Mention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may hold a stance in a text: named persons and organisations, countries and capitals that act, and descriptions
 * around a noun for people or bodies ({@code two senior officials}, {@code the country's ruling junta}). A country, its
 * capital, its government, its junta and the junta's leader are one holder: the body that rules on the day.
 */
final class Actors {
    private static final int LONGEST = 7;
    private static final Set<String> RULING_KINDS = Set.of("country", "capital", "government");
    private static final Set<String> OUTLETS = Set.of("outlet", "news-agency");
    private static final String JUNTA = "junta";
    private static final String GOVERNMENT = "government";

    private final Prose prose;
    private final Lexicon lexicon;
    private final WatchProfile profile;
    private final Map<String, Entity> entities;
    private final @Nullable LocalDate day;
    private final @Nullable String focus;
    private final boolean namesJunta;
    private final List<Actor> all = new ArrayList<>();

    Actors(
            Prose prose,
            Lexicon lexicon,
            WatchProfile profile,
            Map<String, Entity> entities,
            @Nullable LocalDate day,
            @Nullable String focus,
            List<TargetMention> targets) {
        this.prose = prose;
        this.lexicon = lexicon;
        this.profile = profile;
        this.entities = entities;
        this.day = day;
        this.focus = focus;
        this.namesJunta =
                prose.tokens.stream().anyMatch(t -> lexicon.of("juntas").contains(t.lower()));
        int next = 0;
        int covered = 0;
        for (int i = 0; i < prose.tokens.size(); i++) {
            while (next < targets.size() && targets.get(next).from() <= i) {
                TargetMention target = targets.get(next++);
                if (target.kind() == TargetMention.Kind.NAME) {
                    covered = Math.max(covered, target.to());
                }
            }
            Actor actor = i < covered ? null : at(i);
            if (actor != null
                    && next < targets.size()
                    && actor.to() > targets.get(next).from()
                    && targets.get(next).kind() == TargetMention.Kind.NAME) {
                continue;
            }
            if (actor != null) {
                all.add(actor);
                i = actor.to() - 1;
            }
        }
    }

    /** The actors of a span of tokens, in order. */
    List<Actor> between(int from, int to) {
        // few enough in a sentence to look at one by one; a text is looked through by halves
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (all.get(middle).from() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<Actor> found = new ArrayList<>();
        while (low < all.size() && all.get(low).to() <= to) {
            found.add(all.get(low++));
        }
        return found;
    }

    /** The actor that begins at a token. */
    @Nullable
    Actor startingAt(int token) {
        List<Actor> found = between(token, token + LONGEST + 12);
        return found.isEmpty() || found.get(0).from() != token ? null : found.get(0);
    }

    /** The actor of a sentence whose words hold a span of the text. */
    @Nullable
    Actor over(int start, int end) {
        for (Actor actor : all) {
            if (prose.tokens.get(actor.from()).start() < end
                    && prose.tokens.get(actor.to() - 1).end() > start) {
                return actor;
            }
        }
        return null;
    }

    /** The first actor of a sentence that is of no country that is left out, and no analyst's outlet. */
    @Nullable
    Actor host(Sentence sentence, @Nullable String not) {
        for (Actor actor : between(sentence.from(), sentence.to())) {
            if (actor.country() != null && !actor.country().equals(not) && !actor.person() && actor.entity() != null) {
                return actor;
            }
        }
        return null;
    }

    /** Whether an actor reports rather than takes sides. */
    boolean isOutlet(Actor actor) {
        Entity entity = actor.entity() == null ? null : entities.get(actor.entity());
        return entity != null && entity.kind() != null && OUTLETS.contains(entity.kind());
    }

    private @Nullable Actor at(int at) {
        int head = head(at);
        if (head <= at) {
            return null;
        }
        int to = extended(head);
        String country = null;
        String entity = null;
        boolean person = false;
        boolean rules = false;
        Mention named = null;
        for (int i = at; i < head; i++) {
            Mention mention = prose.mention(i);
            if (mention != null) {
                named = mention;
            }
            String of = Peoples.ofPeople(bare(prose.lower(i)));
            country = of != null ? of : country;
            rules |= lexicon.of("ruling").contains(prose.lower(i));
        }
        Mention last = prose.mention(head - 1);
        if (last != null && last.type() == EntityType.PERSON) {
            named = last;
        }
        if (named != null && named.entityId() != null) {
            Entity known = entities.get(named.entityId());
            person = named.type() == EntityType.PERSON;
            country = known != null && known.country() != null ? known.country() : country;
            boolean place = named.type() == EntityType.PLACE;
            String kind = known == null ? null : known.kind();
            if (place && known != null && (kind == null || !RULING_KINDS.contains(kind)) && !rules) {
                return null;
            }
            entity = place || GOVERNMENT.equals(kind) ? null : named.entityId();
            rules |= place && head - at <= named.surface().split(" ").length + 1 || GOVERNMENT.equals(kind);
            if (rules && known != null && GOVERNMENT.equals(kind) && isOther(named.entityId(), country)) {
                entity = named.entityId();
                rules = false;
            }
        } else if (named != null) {
            person = named.type() == EntityType.PERSON;
        }
        boolean described = head > at && lexicon.of("heads").contains(prose.lower(head - 1));
        if (described
                && country == null
                && entity == null
                && lexicon.of("of-country").contains(prose.lower(head - 1))) {
            country = behind(to, head);
            country = country == null ? focus : country;
        }
        if (entity == null && rules && country != null) {
            entity = ruling(country);
        }
        if (person && entity != null && country != null && leads(entity, country)) {
            String ruling = ruling(country);
            entity = ruling == null ? entity : ruling;
        }
        boolean owner = prose.lower(head - 1).endsWith("'s")
                || prose.lower(head).equals("'")
                || prose.lower(head).equals("’");
        String name = prose.words(at, to).replaceFirst("['’]s$", "");
        boolean counted = at > 1
                && lexicon.of("of").contains(prose.lower(at - 1))
                && lexicon.of("quantities").contains(prose.lower(at - 2));
        boolean bound = at > 0 && !counted && lexicon.of("prepositions").contains(prose.lower(at - 1));
        return new Actor(at, to, name, entity, country, bound, owner, person);
    }

    /** Governments that are bodies of their own: the White House, the Kremlin. */
    private boolean isOther(@Nullable String id, @Nullable String country) {
        return id != null
                && country != null
                && profile.roles().stream().noneMatch(r -> r.entityId().equals(id));
    }

    private static String bare(String word) {
        return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    }

    /** The country behind "of" or "in". */
    private @Nullable String behind(int to, int head) {
        for (int i = head; i < Math.min(prose.tokens.size(), head + 4); i++) {
            Mention mention = prose.mention(i);
            if (mention != null && mention.type() == EntityType.PLACE && mention.entityId() != null) {
                Entity known = entities.get(mention.entityId());
                return known == null ? null : known.country();
            }
            if (!lexicon.of("of").contains(prose.lower(i))) {
                return null;
            }
        }
        return null;
    }

    private boolean leads(String person, String country) {
        return profile.roles().stream()
                .anyMatch(role -> role.entityId().equals(person)
                        && role.country().equals(country)
                        && role.role().equals("junta-leader")
                        && (day == null || role.isHeld(day)));
    }

    /** The body that rules a country on the day; without a day the junta if the text speaks of one. */
    private @Nullable String ruling(String country) {
        if (day != null || namesJunta) {
            String junta = profile.holder(JUNTA, country, day).map(Entity::id).orElse(null);
            if (junta != null) {
                return junta;
            }
        }
        return profile.holder(GOVERNMENT, country, day).map(Entity::id).orElse(null);
    }

    /** The end of the name or description that begins at a token; -1 when none does. */
    private int head(int at) {
        String word = prose.lower(at);
        Mention mention = prose.mention(at);
        if (mention != null && !prose.sameMention(at, at - 1 < 0 ? at : at - 1) || mention != null && at == 0) {
            int to = at + 1;
            while (to < prose.tokens.size() && prose.sameMention(at, to)) {
                to++;
            }
            int further = noun(to, at);
            return further > to ? further : to;
        }
        if (lexicon.of("somebody").contains(word)) {
            return at + 1;
        }
        String people = prose.capital(at) && word.endsWith("s") ? Peoples.ofPeople(word) : null;
        if (people != null
                && noun(at + 1, at) == at + 1
                && !lexicon.of("singular-peoples").contains(word)) {
            return at + 1;
        }
        boolean opens = lexicon.of("np").contains(word)
                || prose.capital(at)
                || prose.tokens.get(at).isNumber()
                || word.endsWith("'s");
        if (lexicon.of("heads").contains(word)) {
            return noun(at, at);
        }
        boolean binds = lexicon.of("prepositions").contains(word)
                || lexicon.of("subordinators").contains(word)
                || lexicon.of("according").contains(word);
        if (binds && !lexicon.of("np").contains(word)) {
            return -1;
        }
        if (!opens || !prose.tokens.get(at).isWord() && !prose.tokens.get(at).isNumber()) {
            return -1;
        }
        int to = noun(at + 1, at);
        return to > at + 1 ? to : -1;
    }

    /** The end of the words up to a noun for people or bodies; the start when there is none. */
    private int noun(int from, int first) {
        int best = from;
        boolean determined = lexicon.of("determiners").contains(prose.lower(first))
                || prose.lower(first).endsWith("'s");
        for (int i = from; i < Math.min(prose.tokens.size(), first + LONGEST); i++) {
            String word = prose.lower(i);
            boolean mark = !prose.tokens.get(i).isWord() && !prose.tokens.get(i).isNumber();
            if (mark && !word.equals("-") && !(word.equals("'") || word.equals("’"))
                    || prose.tokens.get(i).line() && i > first) {
                break;
            }
            if (lexicon.of("heads").contains(word) && !(prose.lower(i + 1).endsWith("-"))) {
                best = i + 1;
                Mention mention = prose.mention(i + 1 < prose.tokens.size() ? i + 1 : i);
                if (mention != null && mention.type() == EntityType.PERSON && i + 1 < prose.tokens.size()) {
                    int to = i + 2;
                    while (to < prose.tokens.size() && prose.sameMention(i + 1, to)) {
                        to++;
                    }
                    return to;
                }
                continue;
            }
            if (best > from || i == first + 1 && !determined && isArticle(word) && prose.mention(first) == null) {
                break;
            }
            boolean fits = lexicon.of("np").contains(word)
                    || prose.capital(i)
                    || prose.tokens.get(i).isNumber()
                    || Peoples.ofPeople(word) != null
                    || word.endsWith("'s");
            if (!mark && !fits && !determined) {
                break;
            }
            if (!mark
                    && (lexicon.of("boundaries").contains(word)
                            || lexicon.starts(word)
                            || lexicon.of("helpers").contains(word)
                            || lexicon.of("speech").contains(word))) {
                break;
            }
        }
        return best;
    }

    /** On Sunday the council: the day is no part of who acts. */
    private boolean isArticle(String word) {
        return lexicon.of("articles").contains(word);
    }

    /** A description with what it is of: {@code leaders of the junta}. */
    private int extended(int head) {
        if (head >= prose.tokens.size()
                || !lexicon.of("of").contains(prose.lower(head))
                || !lexicon.of("heads").contains(prose.lower(head - 1))) {
            return head;
        }
        int to = head + 1;
        int best = head;
        while (to < Math.min(prose.tokens.size(), head + 5)) {
            String word = prose.lower(to);
            boolean part = prose.capital(to) || lexicon.of("heads").contains(word);
            if (!part && !lexicon.of("np").contains(word)) {
                break;
            }
            to++;
            best = part ? to : best;
        }
        return best;
    }
}
