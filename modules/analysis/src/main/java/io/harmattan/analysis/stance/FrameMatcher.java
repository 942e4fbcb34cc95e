package io.harmattan.analysis.stance;

import io.harmattan.analysis.stance.Frame.Element;
import io.harmattan.analysis.stance.Prose.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Matches frames with sentences. Every gap is bounded, so a sentence takes time in proportion to its length. */
final class FrameMatcher {
    private static final int MOST_BEFORE_TARGET = 6;

    /**
     * A frame found.
     *
     * @param target the id; null where the frame names none and the context must
     * @param mention the words for the target in the frame
     * @param from first token of the frame
     * @param to one past its last
     * @param actor the actor of the element H
     * @param negated whether one of its gaps holds a negation: {@code want neither}
     */
    record Match(
            Frame frame,
            @Nullable String target,
            @Nullable TargetMention mention,
            int from,
            int to,
            @Nullable Actor actor,
            boolean negated) {
        int length() {
            return to - from;
        }
    }

    private final Prose prose;
    private final Lexicon lexicon;
    private final TargetFinder finder;
    private final List<TargetMention> targets;
    private final Actors actors;
    private int end;

    FrameMatcher(Prose prose, Lexicon lexicon, TargetFinder finder, List<TargetMention> targets, Actors actors) {
        this.prose = prose;
        this.lexicon = lexicon;
        this.finder = finder;
        this.targets = targets;
        this.actors = actors;
    }

    /** All frames of a sentence. */
    List<Match> matches(Sentence sentence) {
        List<Match> matches = new ArrayList<>();
        this.end = sentence.to();
        for (int i = sentence.from(); i < sentence.to(); i++) {
            for (Frame frame : lexicon.startingWith(prose.lower(i))) {
                add(matches, frame, i);
            }
            boolean opens = targetAt(i) != null || finder.power(prose, i) != null || actors.startingAt(i) != null;
            if (opens) {
                for (Frame frame : lexicon.startingWithTarget()) {
                    add(matches, frame, i);
                }
            }
        }
        return matches;
    }

    private void add(List<Match> matches, Frame frame, int at) {
        for (TargetMention mention : candidates(at)) {
            State state = new State(mention);
            int to = isNoun(frame, at) ? -1 : match(frame.elements(), 0, at, state, frame);
            if (to > 0 && (state.negations % 2 == 0 || frame.flips())) {
                matches.add(new Match(
                        frame,
                        mention == null ? state.power : mention.target(),
                        mention,
                        at,
                        to,
                        state.actor,
                        state.negations % 2 == 1));
            }
        }
    }

    /** The targets near a place, and none. */
    private List<@Nullable TargetMention> candidates(int at) {
        List<@Nullable TargetMention> near = new ArrayList<>();
        for (TargetMention mention : targets) {
            if (mention.to() > at - 1 && mention.from() < Math.min(end, at + 40)) {
                near.add(mention);
            }
        }
        near.add(null);
        return near;
    }

    private @Nullable TargetMention targetAt(int token) {
        for (TargetMention mention : targets) {
            if (mention.from() == token) {
                return mention;
            }
        }
        return null;
    }

    /** What a match has found so far. */
    private static final class State {
        private final @Nullable TargetMention mention;
        private boolean used;
        private int negations;
        private @Nullable String power;
        private @Nullable Actor actor;

        State(@Nullable TargetMention mention) {
            this.mention = mention;
        }
    }

    /** The token behind the elements from k on, matched at a place; -1 when they do not match. */
    private int match(List<Element> elements, int k, int at, State state, Frame frame) {
        if (k == elements.size()) {
            return state.mention != null && !state.used ? -1 : at;
        }
        Element element = elements.get(k);
        switch (element.kind()) {
            case WORDS: {
                if (at < end && element.words().contains(prose.lower(at))) {
                    int to = match(elements, k + 1, at + 1, state, frame);
                    if (to > 0) {
                        return to;
                    }
                }
                return element.optional() ? match(elements, k + 1, at, state, frame) : -1;
            }
            case GAP: {
                for (int n = 0; n <= element.most(); n++) {
                    int to = match(elements, k + 1, at + n, state, frame);
                    if (to > 0) {
                        state.negations += negations(at, at + n);
                        return to;
                    }
                    if (at + n >= end || !element.optional() && stops(at + n, state, frame)) {
                        return -1;
                    }
                }
                return -1;
            }
            case TARGET:
                return target(elements, k, at, state, frame);
            case POWER:
                return power(elements, k, at, state, frame);
            case EITHER: {
                int to = target(elements, k, at, state, frame);
                return to > 0 ? to : power(elements, k, at, state, frame);
            }
            case OTHER: {
                for (TargetMention other : targets) {
                    if (other.from() >= at
                            && other.from() <= at + 2
                            && state.mention != null
                            && !other.target().equals(state.mention.target())) {
                        int to = match(elements, k + 1, other.to(), state, frame);
                        if (to > 0) {
                            return to;
                        }
                    }
                }
                return -1;
            }
            default: {
                Actor actor = actors.startingAt(at);
                if (actor == null) {
                    return -1;
                }
                state.actor = actor;
                return match(elements, k + 1, actor.to(), state, frame);
            }
        }
    }

    private int target(List<Element> elements, int k, int at, State state, Frame frame) {
        TargetMention mention = state.mention;
        if (mention == null || mention.from() < at || mention.from() > at + MOST_BEFORE_TARGET || mention.to() > end) {
            return -1;
        }
        for (int i = at; i < mention.from(); i++) {
            if (!lexicon.of("np").contains(prose.lower(i))
                    && !prose.tokens.get(i).isNumber()
                    && !insideOverlap(i, mention)) {
                return -1;
            }
        }
        if (k + 1 == elements.size() && ownsAnother(mention.to())) {
            return -1;
        }
        boolean before = state.used;
        state.used = true;
        int to = match(elements, k + 1, mention.to(), state, frame);
        state.used = to > 0 || before;
        state.negations += to > 0 ? negations(at, mention.from()) : 0;
        return to;
    }

    /** The negations of a span; {@code not only} is none. */
    private int negations(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            boolean only = lexicon.of("only").contains(prose.lower(i + 1));
            count += lexicon.isNegation(prose.lower(i)) && !only ? 1 : 0;
        }
        return count;
    }

    /** Whether the target only owns what is meant: {@code thanked the pilots' families}, but not their presence. */
    private boolean ownsAnother(int behind) {
        String mark = prose.lower(behind);
        return (mark.equals("'") || mark.equals("’"))
                && behind + 1 < end
                && prose.tokens.get(behind + 1).space()
                && prose.tokens.get(behind + 1).isWord()
                && !lexicon.of("being-there").contains(prose.lower(behind + 1));
    }

    /** Whether the first word of a frame is a noun where it stands: {@code a host of}. */
    private boolean isNoun(Frame frame, int at) {
        return frame.holder() == Frame.Holder.SUBJECT
                && lexicon.of("nouns-too").contains(prose.lower(at))
                && at > 0
                && lexicon.of("articles").contains(prose.lower(at - 1));
    }

    private int power(List<Element> elements, int k, int at, State state, Frame frame) {
        int from = at < end && lexicon.of("definite").contains(prose.lower(at)) ? at + 1 : at;
        TargetMention power = from < end ? finder.power(prose, from) : null;
        if (power == null
                || state.mention != null && !state.mention.target().equals(power.target())
                || state.power != null && !state.power.equals(power.target())) {
            return -1;
        }
        String before = state.power;
        state.power = power.target();
        int to = match(elements, k + 1, power.to(), state, frame);
        if (to < 0) {
            state.power = before;
        }
        return to;
    }

    private boolean insideOverlap(int token, TargetMention mention) {
        for (TargetMention other : targets) {
            if (other.covers(token) && other.to() == mention.to()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a gap cannot run over a token. */
    private boolean stops(int token, State state, Frame frame) {
        String word = prose.lower(token);
        Set<String> stops = lexicon.of("stops");
        if (stops.contains(word) || lexicon.starts(word)) {
            return true;
        }
        if (word.equals(",") && lexicon.of("and").contains(prose.lower(token + 1))) {
            return true;
        }
        TargetMention mention = state.mention;
        if (mention != null && mention.covers(token)) {
            return false;
        }
        for (TargetMention other : targets) {
            if (other.covers(token)
                    && (mention == null || !other.target().equals(mention.target()) && other.to() != mention.to())) {
                return frame.elements().stream()
                                .noneMatch(e -> e.kind() == Frame.Kind.OTHER || e.kind() == Frame.Kind.ACTOR)
                        && mention != null;
            }
        }
        return finder.isNoun(prose, token)
                && lexicon.of("other-forces").contains(word)
                && mention != null
                && !mention.covers(token);
    }
}
