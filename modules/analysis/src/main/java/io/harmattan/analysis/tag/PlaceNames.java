package io.harmattan.analysis.tag;

import io.harmattan.analysis.place.Gazetteer;
import io.harmattan.analysis.place.Spot;
import io.harmattan.analysis.place.Spot.Kind;
import io.harmattan.analysis.place.Toponym;
import io.harmattan.domain.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds names of the gazetteer in a passage, one to four words long, and says how much each can be trusted. */
final class PlaceNames {
    private static final int MOST_WORDS = 4;
    private static final int SHORTEST = 3;
    private static final long LARGE = 300_000;

    private final Gazetteer gazetteer;
    private final Predicate<String> listed;

    /**
     * A finder.
     *
     * @param listed whether a profile has a say on a folded name: such names are left to it
     */
    PlaceNames(Gazetteer gazetteer, Predicate<String> listed) {
        this.gazetteer = gazetteer;
        this.listed = listed;
    }

    /** What a span stands for, a word of direction before it set aside; null when the gazetteer does not know it. */
    @Nullable
    Toponym known(Passage passage, int start, int end) {
        int from = start;
        for (int words = 0; words < 2; words++) {
            String name = passage.folded.substring(from, end);
            List<Spot> spots = named(name);
            if (!spots.isEmpty()) {
                return new Toponym(start, end, name, spots);
            }
            int blank = passage.folded.indexOf(' ', from);
            if (blank < 0 || blank >= end || !Words.DIRECTIONS.contains(passage.folded.substring(from, blank))) {
                return null;
            }
            from = blank + 1;
        }
        return null;
    }

    private List<Spot> named(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        List<Spot> spots = gazetteer.named(bare);
        return spots.isEmpty() && bare.startsWith("the ") ? gazetteer.named(bare.substring(4)) : spots;
    }

    /** Names that stand for places whatever the model says: in order of their start, none overlapping. */
    List<Toponym> certain(Passage passage) {
        List<Toponym> found = new ArrayList<>();
        int at = 0;
        String folded = passage.folded;
        while (at < folded.length()) {
            if (!Character.isLetter(folded.charAt(at)) || !Character.isUpperCase(passage.text.charAt(at))) {
                at++;
                continue;
            }
            if (!Passage.isBoundary(passage.text, at)) {
                at = wordEnd(folded, at);
                continue;
            }
            Toponym longest = longest(passage, at);
            if (longest != null) {
                found.add(longest);
                at = longest.end();
            } else {
                at = wordEnd(folded, at);
            }
        }
        return found;
    }

    private @Nullable Toponym longest(Passage passage, int start) {
        Toponym longest = null;
        int end = start;
        for (int words = 0; words < MOST_WORDS && end < passage.folded.length(); words++) {
            end = wordEnd(passage.folded, end);
            if (end - start >= 2) {
                String name = passage.folded.substring(start, end);
                List<Spot> spots = gazetteer.named(name);
                if (!spots.isEmpty() && !listed.test(name) && isCertain(passage, start, end, name, spots)) {
                    longest = new Toponym(start, withPoint(passage, start, end, spots.get(0)), name, spots);
                }
            }
            if (end + 1 >= passage.folded.length() || !joins(passage.text.charAt(end))) {
                break;
            }
            end++;
        }
        return longest;
    }

    /** The end with the point of an abbreviation: {@code U.S.}, {@code Calif.} behind a comma. */
    private static int withPoint(Passage passage, int start, int end, Spot spot) {
        boolean point = end < passage.text.length() && passage.text.charAt(end) == '.';
        boolean inside = passage.text.substring(start, end).indexOf('.') > 0;
        return point && (inside || isShortRegion(passage, start, end, spot)) ? end + 1 : end;
    }

    /** Whether a name is short for a region, behind a comma: {@code Birmingham, Ala.} */
    private static boolean isShortRegion(Passage passage, int start, int end, Spot spot) {
        return end - start <= 5
                && spot.kind() == Kind.REGION
                && spot.entity().name().length() > end - start
                && isAfterComma(passage, start);
    }

    /** Where a name that a model found begins: behind an article, and for a place a word of direction, in small letters. */
    static int start(Passage passage, int start, int end, EntityType type) {
        int blank = passage.text.indexOf(' ', start);
        if (blank <= start || blank >= end || !Character.isLowerCase(passage.text.charAt(start))) {
            return start;
        }
        String word = passage.folded.substring(start, blank);
        boolean narrows = type == EntityType.PLACE && Words.DIRECTIONS.contains(word);
        return narrows || Words.ARTICLES.contains(word) ? blank + 1 : start;
    }

    /** Where a name that a model found ends: with the point of its abbreviation, without a mark that closes nothing. */
    int end(Passage passage, int start, int end) {
        int last = end;
        while (last > start && "?!,;:'’-\")(".indexOf(passage.text.charAt(last - 1)) >= 0) {
            last--;
        }
        if (last < end || end >= passage.text.length() || passage.text.charAt(end) != '.') {
            return last;
        }
        String word = passage.folded.substring(Math.max(start, passage.folded.lastIndexOf(' ', end - 1) + 1), end);
        if (Words.SHORTENED.contains(word) || word.indexOf('.') > 0) {
            return end + 1;
        }
        List<Spot> spots = gazetteer.named(word);
        return spots.isEmpty() ? end : withPoint(passage, start, end, spots.get(0));
    }

    private boolean isCertain(Passage passage, int start, int end, String name, List<Spot> spots) {
        Spot largest = spots.get(0);
        boolean oneWord = name.indexOf(' ') < 0;
        String surface = passage.text.substring(start, end);
        if (largest.kind() == Kind.REGION
                && surface.length() <= 5
                && !Folding.fold(largest.entity().name()).equals(name)) {
            return surface.indexOf('.') > 0 || isShortRegion(passage, start, end, largest);
        }
        if (surface.length() <= SHORTEST || surface.indexOf('.') > 0) {
            boolean capitals = surface.chars().noneMatch(Character::isLowerCase);
            return capitals && passage.capitalsTell(start) && largest.kind() == Kind.COUNTRY;
        }
        if (oneWord && Words.COMMON.contains(name)) {
            return false;
        }
        if (Persons.isPartOfOne(passage, start, end)) {
            return false;
        }
        boolean given = oneWord && Words.GIVEN.contains(name);
        if (given
                && !(largest.kind() == Kind.COUNTRY
                        && Folding.fold(largest.entity().name()).equals(name))) {
            return isQualified(passage, end, spots);
        }
        if (largest.kind() == Kind.WORLD || largest.kind() == Kind.COUNTRY || largest.kind() == Kind.REGION) {
            return true;
        }
        if (isQualified(passage, end, spots)) {
            return true;
        }
        boolean large = spots.stream().anyMatch(spot -> spot.kind() == Kind.CAPITAL || spot.population() >= LARGE);
        return large && passage.standsAlone(start, end);
    }

    /** Whether the country or region of one of the spots is named right behind: {@code Spokane, Washington}. */
    private boolean isQualified(Passage passage, int end, List<Spot> spots) {
        if (!passage.text.startsWith(", ", end)) {
            return false;
        }
        int from = end + 2;
        int to = from;
        for (int words = 0; words < 3 && to < passage.folded.length(); words++) {
            to = wordEnd(passage.folded, to);
            List<Spot> wider = gazetteer.named(passage.folded.substring(from, to));
            if (wider.stream().anyMatch(within -> spots.stream().anyMatch(spot -> spot.liesIn(within)))) {
                return true;
            }
            to += to < passage.folded.length() && passage.folded.charAt(to) == ' ' ? 1 : passage.folded.length();
        }
        return false;
    }

    private static boolean isAfterComma(Passage passage, int start) {
        return start > 1 && passage.text.charAt(start - 1) == ' ' && passage.text.charAt(start - 2) == ',';
    }

    private static boolean joins(char c) {
        return c == ' ' || c == '-' || c == '\'' || c == '’' || c == '.';
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at == from ? from + 1 : at;
    }

    /** Words for the people and things of places, as written. */
    List<Found> people(Passage passage) {
        List<Found> found = new ArrayList<>();
        String text = passage.text;
        int at = 0;
        while (at < text.length()) {
            if (!Character.isLetter(text.charAt(at))) {
                at++;
                continue;
            }
            int end = wordEnd(text, at);
            if (Character.isUpperCase(text.charAt(at)) || end - at > 7) {
                int twice = end + 1 < text.length() && joins(text.charAt(end)) ? wordEnd(text, end + 1) : end;
                Spot two = twice > end
                        ? gazetteer.ofPeople(text.substring(at, twice).replace('-', ' '))
                        : null;
                Spot one = two == null ? gazetteer.ofPeople(text.substring(at, end)) : null;
                if (two != null || one != null) {
                    Spot spot = two == null ? one : two;
                    int to = two == null ? end : twice;
                    if (spot != null) {
                        found.add(new Found(at, to, EntityType.PLACE, spot.entity(), Found.Source.PEOPLE, Set.of()));
                    }
                    end = to;
                }
            }
            at = end;
        }
        return found;
    }
}
