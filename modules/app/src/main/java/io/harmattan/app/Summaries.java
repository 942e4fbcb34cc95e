package io.harmattan.app;

import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Stance;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An event cluster as a person likes to read it. */
final class Summaries {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final int LINES = 8;
    private static final int NAMES_WIDTH = Console.WIDTH - 32;

    private Summaries() {}

    /** Prints title, span, sources, places, people and organisations of a cluster. */
    static void print(Console console, EventCluster cluster) {
        console.heading(Console.fit(cluster.title(), Console.WIDTH));
        row(console, "when", span(cluster));
        row(console, "articles", articles(cluster));
        row(console, "places", names(cluster, EntityType.PLACE));
        row(console, "people", names(cluster, EntityType.PERSON));
        row(console, "organisations", names(cluster, EntityType.ORGANISATION));
        row(console, "event", cluster.id() + "  " + cluster.status().name().toLowerCase(Locale.ROOT));
    }

    /** Prints what the members say, side by side: who is for or against what, figures that differ, who is quoted by whom. */
    static void printSaid(Console console, EventCluster cluster) {
        part(
                console,
                "Who is for or against",
                cluster.stances(),
                tally -> tally.target() + ": "
                        + (tally.holder().equals(Stance.AUTHOR) ? "the article itself" : tally.holder()) + " "
                        + tally.label().label() + ", " + sources(tally.sources()) + ": “" + tally.evidence() + "”");
        part(
                console,
                "Where the sources differ",
                cluster.disagreements(),
                d -> d.of()
                        + (d.ofWhom() == null ? "" : " (" + d.ofWhom() + ")") + ": "
                        + d.claims().stream().map(Summaries::claim).collect(Collectors.joining("; ")));
        part(
                console,
                "Who is quoted",
                cluster.quoted(),
                q -> q.holder() + ": "
                        + (q.outlets().isEmpty() ? sources(q.sources()) : String.join(", ", q.outlets())));
    }

    private static <T> void part(Console console, String heading, List<T> some, Function<T, String> words) {
        if (!some.isEmpty()) {
            console.line("");
            console.heading(heading);
            some.stream()
                    .limit(LINES)
                    .forEach(each -> console.line("  " + Console.fit(words.apply(each), Console.WIDTH - 2)));
            if (some.size() > LINES) {
                console.line("  and " + (some.size() - LINES) + " more: --json shows all");
            }
        }
    }

    private static String claim(EventCluster.Claim claim) {
        String by = claim.outlets().isEmpty() ? sources(claim.sources()) : String.join(", ", claim.outlets());
        return "“" + claim.surface() + "” (" + (claim.says() == null ? "" : claim.says() + " in ") + by + ")";
    }

    private static String sources(int sources) {
        return sources + (sources == 1 ? " source" : " sources");
    }

    private static void row(Console console, String label, String text) {
        if (!text.isEmpty()) {
            console.line("  " + String.format(Locale.ROOT, "%-14s", label) + Console.fit(text, Console.WIDTH - 16));
        }
    }

    /** The days that the members cover; members without a date of their own do not count where others have one. */
    static String span(EventCluster cluster) {
        String first = DAY.format(cluster.firstEventTime().atOffset(ZoneOffset.UTC));
        String last = DAY.format(cluster.lastEventTime().atOffset(ZoneOffset.UTC));
        String span = first.equals(last) ? first : first + " to " + last;
        if (!cluster.timed()) {
            return span + " (when they were read: no article has a date)";
        }
        long undated = cluster.members().stream().filter(m -> !m.timed()).count();
        return undated == 0
                ? span
                : span + " (" + undated + " of " + cluster.members().size() + " have no date)";
    }

    static String when(Instant time, boolean timed) {
        return timed ? MINUTE.format(time.atOffset(ZoneOffset.UTC)) : "no date";
    }

    private static String articles(EventCluster cluster) {
        int articles = cluster.members().size();
        List<String> outlets = cluster.outlets();
        long unnamed = cluster.members().stream()
                .filter(m -> Objects.isNull(m.outlet()))
                .count();
        String named = outlets.isEmpty()
                ? "no outlet named"
                : outlets.size()
                        + (outlets.size() == 1 ? " outlet named: " : " outlets named: ")
                        + String.join(", ", outlets);
        return articles
                + (articles == 1 ? " article, " : " articles, ")
                + named
                + (unnamed > 0 && !outlets.isEmpty() ? " (" + unnamed + " name none)" : "");
    }

    /** As many names as fit, and how many there are besides. */
    private static String names(EventCluster cluster, EntityType type) {
        List<String> names = cluster.entities().stream()
                .filter(e -> e.entity().type() == type)
                .map(e -> e.entity().name() + " " + e.articles())
                .toList();
        StringBuilder line = new StringBuilder();
        int shown = 0;
        while (shown < names.size() && line.length() + names.get(shown).length() < NAMES_WIDTH) {
            line.append(shown == 0 ? "" : ", ").append(names.get(shown));
            shown++;
        }
        return line + (shown < names.size() ? " and " + (names.size() - shown) + " more" : "");
    }
}
