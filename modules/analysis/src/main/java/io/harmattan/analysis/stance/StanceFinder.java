package io.harmattan.analysis.stance;

import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.stance.FrameMatcher.Match;
import io.harmattan.analysis.stance.Prose.Sentence;
import io.harmattan.analysis.stance.TargetScorer.Likelihood;
import io.harmattan.analysis.stance.TargetScorer.Marked;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.Entity;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Stance.Label;
import io.harmattan.domain.Stance.Manner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds who is for or against the targets of a watch profile in a text. Frames of verbs come first; the model is asked of
 * sentences that name a target in somebody's speech and that no frame explains. Without evidence there is no stance; below
 * {@link #LEAST} the finder abstains. Languages without frames give nothing.
 *
 * <p>Safe for use by many threads. A text that names targets ever so often takes bounded time: the first
 * {@value #MOST_MENTIONS} mentions are read, and the model is asked {@value #MOST_ASKED} times.
 */
public final class StanceFinder {
    /**
     * The confidence below which the finder abstains. Of what the model said above it on the training half of the labelled
     * sentences and on the seeds all was right, of what it said below nothing. No frame is as little sure as that.
     */
    public static final double LEAST = 0.8;

    private static final int MOST_MENTIONS = 200;
    private static final int MOST_ASKED = 48;
    private static final int NEGATION = 4;
    /** How far back, in tokens, a comment that names no target may look for one. */
    private static final int NEAR = 80;

    /** How many words behind a frame belong to its evidence, if no mark ends it before. */
    private static final int BEHIND = 5;

    /** How often a frame was right on the training half of the labelled sentences, before the last frames were added. */
    private static final double SURE = 0.93;

    private static final double REFERENCE = 0.97;
    private static final double PRONOUN = 0.95;
    private static final double GUESSED_HOLDER = 0.93;

    private final WatchProfile profile;
    private final @Nullable TargetScorer scorer;
    private final Map<String, TargetFinder> finders = new HashMap<>();
    private final boolean frames;

    /** A finder with frames alone, or with a model besides. */
    public StanceFinder(WatchProfile profile, @Nullable TargetScorer scorer) {
        this(profile, scorer, true);
    }

    StanceFinder(WatchProfile profile, @Nullable TargetScorer scorer, boolean frames) {
        this.profile = profile;
        this.scorer = scorer;
        this.frames = frames;
        for (String language : List.of("en", "fr")) {
            Lexicon lexicon = Lexicon.ofLanguage(language);
            if (lexicon != null) {
                finders.put(language, new TargetFinder(profile.targets(), lexicon));
            }
        }
    }

    /**
     * The stances of a text.
     *
     * @param language ISO 639-1 code
     * @param day of publication, by which offices are read
     * @param tags what the text names
     * @param quotes what it quotes
     */
    public Stances find(String text, String language, @Nullable LocalDate day, Tags tags, List<Quote> quotes) {
        TargetFinder finder = finders.get(language);
        Lexicon lexicon = Lexicon.ofLanguage(language);
        if (finder == null || lexicon == null || profile.targets().isEmpty()) {
            return Stances.NONE;
        }
        Prose prose = new Prose(text, tags.mentions(), quotes, lexicon.of("elided"));
        List<TargetMention> targets = finder.find(prose, MOST_MENTIONS);
        Map<String, Entity> entities = new HashMap<>();
        tags.entities().forEach(entity -> entities.put(entity.id(), entity));
        String focus = tags.focus() == null ? null : tags.focus().country();
        Actors actors = new Actors(prose, lexicon, profile, entities, day, focus, targets);
        Reading reading = new Reading(prose, lexicon, finder, targets, actors, focus, openCountries(prose, actors));
        return reading.read();
    }

    /** The countries that act in the first lines: an article may be about more than one. */
    private static Set<String> openCountries(Prose prose, Actors actors) {
        Set<String> open = new HashSet<>();
        int lines = Math.min(3, prose.sentences.size());
        for (Sentence sentence : prose.sentences.subList(0, lines)) {
            for (Actor actor : actors.between(sentence.from(), sentence.to())) {
                if (actor.country() != null) {
                    open.add(actor.country());
                }
            }
        }
        return open;
    }

    /** One text, read once. */
    private final class Reading {
        private final Prose prose;
        private final Lexicon lexicon;
        private final TargetFinder finder;
        private final List<TargetMention> targets;
        private final FrameMatcher matcher;
        private final HolderFinder holders;
        private final Actors actors;
        private final @Nullable String focus;
        private final Set<String> open;
        private final List<Found> found = new ArrayList<>();
        private final List<Open> asked = new ArrayList<>();
        /** What the last sentence with a target named first. */
        private @Nullable TargetMention topic;

        /** A stance with the key of its holder. */
        private record Found(String key, Stance stance) {}

        /** A mention that the model is to be asked of. */
        private record Open(TargetMention mention, Actor holder, Manner manner, Sentence sentence) {}

        Reading(
                Prose prose,
                Lexicon lexicon,
                TargetFinder finder,
                List<TargetMention> targets,
                Actors actors,
                @Nullable String focus,
                Set<String> open) {
            this.prose = prose;
            this.lexicon = lexicon;
            this.finder = finder;
            this.targets = targets;
            this.actors = actors;
            this.focus = focus;
            this.open = open;
            this.matcher = new FrameMatcher(prose, lexicon, finder, targets, actors);
            this.holders = new HolderFinder(prose, lexicon, actors);
        }

        Stances read() {
            int next = 0;
            for (int s = 0; s < prose.sentences.size(); s++) {
                Sentence sentence = prose.sentences.get(s);
                List<TargetMention> here = new ArrayList<>();
                while (next < targets.size() && targets.get(next).from() < sentence.to()) {
                    here.add(targets.get(next++));
                }
                sentence(s, sentence, here);
                if (!here.isEmpty()) {
                    topic = here.get(0);
                }
            }
            askModel();
            return choose();
        }

        private void sentence(int s, Sentence sentence, List<TargetMention> here) {
            if (here.isEmpty() && !namesPower(sentence) && topic == null) {
                return;
            }
            Set<String> explained = new HashSet<>();
            if (frames) {
                List<Match> matches = new ArrayList<>(matcher.matches(sentence));
                matches.sort(Comparator.comparingInt(Match::from)
                        .thenComparingInt(m -> -m.frame().elements().size())
                        .thenComparingInt(Match::length));
                List<Match> kept = new ArrayList<>();
                for (Match match : matches) {
                    String target = target(match, sentence);
                    if (target != null
                            && kept.stream().noneMatch(k -> clashes(k, match))
                            && frame(s, sentence, match, target)) {
                        kept.add(match);
                        explained.add(target);
                    }
                }
            }
            if (frames) {
                for (TargetMention mention : here) {
                    if (!explained.contains(mention.target()) && loaded(s, sentence, mention)) {
                        explained.add(mention.target());
                    }
                }
            }
            if (scorer != null) {
                for (TargetMention mention : here) {
                    if (!explained.contains(mention.target())) {
                        explained.add(mention.target());
                        open(s, sentence, mention);
                    }
                }
            }
        }

        private boolean namesPower(Sentence sentence) {
            for (int i = sentence.from(); i < sentence.to(); i++) {
                if (finder.power(prose, i) != null) {
                    return true;
                }
            }
            return false;
        }

        private boolean clashes(Match kept, Match match) {
            boolean same = kept.target() == null
                    || match.target() == null
                    || kept.target().equals(match.target());
            return same && kept.from() < match.to() && match.from() < kept.to();
        }

        /** The target of a frame; for one that names none, what the sentence or else the last one named. */
        private @Nullable String target(Match match, Sentence sentence) {
            if (match.target() != null) {
                return match.target();
            }
            String inside = null;
            for (TargetMention mention : targets) {
                if (mention.from() >= sentence.from() && mention.to() <= sentence.to()) {
                    inside = mention.target();
                }
            }
            if (inside != null) {
                return inside;
            }
            return topic != null && match.from() - topic.from() < NEAR ? topic.target() : null;
        }

        /** Whether a frame is settled: it gave a stance, or what stands around it takes the stance away. */
        private boolean frame(int s, Sentence sentence, Match match, String target) {
            Label label = label(sentence, match);
            if (label == null) {
                return true;
            }
            String power = finder.countryOf(target);
            double sure = SURE;
            Actor holder = null;
            boolean author = false;
            switch (match.frame().holder()) {
                case SUBJECT -> holder = holders.subject(s, match.from());
                case NAMED -> holder = match.actor();
                case AGENT -> {
                    holder = holders.agent(sentence, match.from() + 1);
                    if (holder == null) {
                        holder = actors.host(sentence, power);
                        sure *= GUESSED_HOLDER;
                    }
                }
                case SPEAKER -> holder = holders.speaker(s, match.from());
                case VOICE -> {
                    holder = holders.speaker(s, match.from());
                    author = holder == null && prose.quote(match.from()) == null && !isSaidBySomebody(match.from());
                    sure *= author ? GUESSED_HOLDER : 1;
                }
                case TARGET -> holder = targetsOwn(s, sentence, match);
                case AUTHOR -> {
                    holder = holders.speaker(s, match.from());
                    author = holder == null;
                }
            }
            if (holder == null && !author || holder != null && actors.isOutlet(holder)) {
                return false;
            }
            TargetMention mention = match.mention();
            if (mention != null && mention.kind() == TargetMention.Kind.REFERENCE) {
                sure *= REFERENCE;
            } else if (mention != null && mention.kind() == TargetMention.Kind.PRONOUN) {
                sure *= PRONOUN;
            }
            boolean quoted = prose.quote(match.from()) != null;
            Manner manner = match.frame().act() ? Manner.ACT : quoted || author ? Manner.OWN : Manner.REPORTED;
            add(holder, target, label, sure, evidenceFrom(sentence, match), evidenceTo(sentence, match), manner);
            return true;
        }

        /** Whether a clause hangs on what comes before it, so that it is not the author's: {@code a proposal that the troops …}. */
        private boolean isSaidBySomebody(int clause) {
            int before = lexicon.of("definite").contains(prose.lower(clause - 1)) ? clause - 2 : clause - 1;
            return lexicon.of("that").contains(prose.lower(before));
        }

        /** Whether a target is called by words that take a side, by whoever speaks: {@code occupation forces}. */
        private boolean loaded(int s, Sentence sentence, TargetMention mention) {
            Label label = null;
            for (int i = mention.from(); i < mention.to(); i++) {
                String word = prose.lower(i);
                if (lexicon.of("loaded-against").contains(word)) {
                    label = Label.OPPOSED;
                } else if (lexicon.of("loaded-for").contains(word)) {
                    label = Label.FAVOURABLE;
                }
            }
            if (label == null || opens("openers", sentence.from())) {
                return false;
            }
            Actor holder = holders.speaker(s, mention.from());
            if (holder != null && actors.isOutlet(holder)) {
                return false;
            }
            int to = mention.to();
            while (to < Math.min(sentence.to(), mention.to() + BEHIND)
                    && prose.sameVoice(to, mention.from())
                    && !endsEvidence(to)) {
                to++;
            }
            boolean quoted = prose.quote(mention.from()) != null;
            add(
                    holder,
                    mention.target(),
                    label,
                    SURE * GUESSED_HOLDER,
                    mention.from(),
                    to,
                    quoted || holder == null ? Manner.OWN : Manner.REPORTED);
            return true;
        }

        /** In a quote the evidence begins with the clause, else with the frame. */
        private int evidenceFrom(Sentence sentence, Match match) {
            int from = match.from();
            while (prose.quote(match.from()) != null
                    && from > sentence.from()
                    && prose.sameVoice(from - 1, match.from())
                    && !endsEvidence(from - 1)) {
                from--;
            }
            return from;
        }

        /** The evidence goes on to the end of the clause, some words at most. */
        private int evidenceTo(Sentence sentence, Match match) {
            int to = match.to();
            while (to < Math.min(sentence.to(), match.to() + BEHIND)
                    && prose.sameVoice(to, match.from())
                    && !endsEvidence(to)
                    && !lexicon.of("and").contains(prose.lower(to))
                    && !lexicon.of("relative").contains(prose.lower(to))) {
                to++;
            }
            return to;
        }

        private boolean endsEvidence(int token) {
            return !prose.tokens.get(token).isWord()
                    && !prose.tokens.get(token).isNumber()
                    && !prose.lower(token).equals("-");
        }

        private @Nullable Actor targetsOwn(int s, Sentence sentence, Match match) {
            Actor first = actors.startingAt(match.from());
            if (first != null) {
                return first;
            }
            List<Actor> inside = actors.between(match.from(), match.to());
            return inside.isEmpty() ? holders.speaker(s, match.from()) : inside.get(0);
        }

        /** The label of a frame with what stands around it; null where it is negated, past, or only thought of. */
        private @Nullable Label label(Sentence sentence, Match match) {
            Label label = match.frame().label();
            int negations = 0;
            for (int i = Math.max(sentence.from(), match.from() - NEGATION); i < match.from(); i++) {
                String word = prose.lower(i);
                // what is denied is denied behind "that" as well
                boolean denied = i > sentence.from() && lexicon.of("denials").contains(prose.lower(i - 1));
                if (lexicon.of("breaks").contains(word) && !denied) {
                    negations = 0;
                } else if (lexicon.isNegation(word)) {
                    negations++;
                }
            }
            negations += match.negated() ? 1 : 0;
            int clause = sentence.from();
            for (int i = sentence.from(); i < match.from(); i++) {
                String word = prose.lower(i);
                // in the past, it said: the comma ends no clause
                if (lexicon.of("breaks").contains(word) && !(word.equals(",") && isPast(clause, i))) {
                    clause = i + 1;
                }
            }
            if (prose.lower(match.from() - 1).equals("had")
                    && lexicon.of("relative").contains(prose.lower(match.from() - 2))) {
                return null;
            }
            if (holds("hypothetical", clause, match.from()) || holds("past", clause, match.from())) {
                return null;
            }
            if (opens("openers", sentence.from())
                    || prose.lower(sentence.to() - 1).equals("?") && prose.quote(match.from()) == null) {
                return null;
            }
            if (negations % 2 == 1) {
                if (!match.frame().flips() || label == Label.NEUTRAL) {
                    return null;
                }
                return label == Label.OPPOSED ? Label.FAVOURABLE : Label.OPPOSED;
            }
            return label;
        }

        /** Whether a span is nothing but a phrase for the past. */
        private boolean isPast(int from, int to) {
            return lexicon.phrases("past").stream().anyMatch(phrase -> phrase.size() == to - from)
                    && opens("past", from);
        }

        private boolean holds(String list, int from, int to) {
            for (int i = from; i < to; i++) {
                if (opens(list, i)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether a phrase of a list begins at a token. */
        private boolean opens(String list, int at) {
            for (List<String> phrase : lexicon.phrases(list)) {
                int i = 0;
                while (i < phrase.size() && prose.lower(at + i).equals(phrase.get(i))) {
                    i++;
                }
                if (i == phrase.size()) {
                    return true;
                }
            }
            return false;
        }

        private void open(int s, Sentence sentence, TargetMention mention) {
            Actor holder = holders.speaker(s, mention.from());
            if (holder == null || asked.size() >= MOST_ASKED || actors.isOutlet(holder)) {
                return;
            }
            if (opens("openers", sentence.from())) {
                return;
            }
            asked.add(new Open(
                    mention, holder, prose.quote(mention.from()) == null ? Manner.REPORTED : Manner.OWN, sentence));
        }

        private void askModel() {
            if (scorer == null || asked.isEmpty()) {
                return;
            }
            List<Likelihood> likelihoods =
                    scorer.likelihoods(asked.stream().map(this::marked).toList());
            for (int i = 0; i < asked.size(); i++) {
                Open one = asked.get(i);
                Likelihood said = likelihoods.get(i);
                boolean favourable = said.favourable() > said.opposed();
                double sure = Math.max(said.favourable(), said.opposed());
                if (said.label() != Label.NEUTRAL) {
                    add(
                            one.holder(),
                            one.mention().target(),
                            favourable ? Label.FAVOURABLE : Label.OPPOSED,
                            sure,
                            one.sentence().from(),
                            one.sentence().to(),
                            one.manner());
                }
            }
        }

        /** The sentence with the mention marked; where it only refers, with the sentence before. */
        private Marked marked(Open one) {
            int from = one.sentence().from();
            boolean refers = one.mention().kind() == TargetMention.Kind.REFERENCE
                    || one.mention().kind() == TargetMention.Kind.PRONOUN;
            for (int s = 1; s < prose.sentences.size() && refers; s++) {
                if (prose.sentences.get(s).from() == from
                        && !prose.tokens.get(from).paragraph()) {
                    from = prose.sentences.get(s - 1).from();
                    break;
                }
            }
            int start = prose.tokens.get(from).start();
            String passage = prose.text.substring(
                    start, prose.tokens.get(one.sentence().to() - 1).end());
            return new Marked(
                    passage,
                    prose.tokens.get(one.mention().from()).start() - start,
                    prose.tokens.get(one.mention().to() - 1).end() - start);
        }

        private void add(
                @Nullable Actor holder,
                String target,
                Label label,
                double confidence,
                int from,
                int to,
                Manner manner) {
            if (holder != null && isBackground(holder, target, manner)) {
                return;
            }
            String name = holder == null ? Stance.AUTHOR : holder.name();
            found.add(new Found(
                    holder == null ? Stance.AUTHOR : holder.key(),
                    new Stance(
                            target,
                            name,
                            holder == null ? null : holder.entity(),
                            label,
                            confidence,
                            prose.tokens.get(from).start(),
                            prose.tokens.get(to - 1).end(),
                            manner)));
        }

        /** Acts of other countries than those the article is about are told as background. */
        private boolean isBackground(Actor holder, String target, Manner manner) {
            return manner == Manner.ACT
                    && focus != null
                    && holder.country() != null
                    && !holder.country().equals(focus)
                    && !holder.country().equals(finder.countryOf(target))
                    && !open.contains(holder.country());
        }

        /** One stance for a holder and a target: the surest of the label that most speaks for. */
        private Stances choose() {
            Map<String, List<Found>> groups = new LinkedHashMap<>();
            for (Found one : found) {
                groups.computeIfAbsent(one.stance().target() + "\n" + one.key(), k -> new ArrayList<>())
                        .add(one);
            }
            List<Stance> taken = new ArrayList<>();
            List<Stance> abstained = new ArrayList<>();
            for (List<Found> group : groups.values()) {
                List<Found> sure = group.stream()
                        .filter(one -> one.stance().confidence() >= LEAST)
                        .toList();
                List<Found> heard = sure.isEmpty() ? group : sure;
                Map<Label, Double> weights = new HashMap<>();
                heard.forEach(
                        one -> weights.merge(one.stance().label(), one.stance().confidence(), Double::sum));
                Stance best = heard.stream()
                        .map(Found::stance)
                        .max(Comparator.<Stance>comparingDouble(one -> weights.getOrDefault(one.label(), 0.0))
                                .thenComparingDouble(Stance::confidence)
                                .thenComparingInt(one -> -one.start()))
                        .orElseThrow();
                (sure.isEmpty() ? abstained : taken).add(best);
            }
            Comparator<Stance> order = Comparator.comparingInt(Stance::start).thenComparing(Stance::target);
            taken.sort(order);
            abstained.sort(order);
            return new Stances(taken, abstained);
        }
    }
}
