package io.harmattan.pipeline.alert;

import io.harmattan.domain.Alert;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.EventCluster.StanceTally;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Subscription;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes alerts as an editor of the desk would: what is new, where, who says so, who is for or against, in sentences. */
final class AlertWriter {
    private static final int LONGEST_LINE = 320;
    private static final int MOST_PLACES = 4;
    private static final int MOST_OUTLETS = 5;
    private static final int MOST_STANCES = 6;
    private static final int MOST_OF_A_SIDE = 2;

    private final int epoch;
    private final @Nullable String pages;

    /** @param pages address that pages of clusters and articles stand under; null where there are none */
    AlertWriter(int epoch, @Nullable String pages) {
        this.epoch = epoch;
        this.pages = pages == null || pages.isBlank() ? null : pages.replaceAll("/+$", "");
    }

    /** Where the record lies that fired an alert. */
    record Origin(String topic, int partition, long offset) {}

    static String id(Subscription subscription, String about, String instance) {
        return ArticleId.hash("alert", subscription.id(), about, instance);
    }

    Alert ofCluster(
            Subscription subscription, EventCluster cluster, EnrichedArticle article, String instance, Origin origin) {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (subscription.trigger().kind()) {
                    case UPDATE ->
                        "New in this event: “" + headline(article) + "” (" + outlet(article) + "). It now has "
                                + size(cluster) + ".";
                    case GROWS -> "The event has grown to " + size(cluster) + ".";
                    default -> "A new event, with " + size(cluster) + " so far.";
                });
        if (cluster.summary().isEmpty()) {
            lines.add(lead(article) + " (" + outlet(article) + ")");
        } else {
            cluster.summary().stream()
                    .limit(2)
                    .forEach(line ->
                            lines.add(cut(line.text()) + (line.outlet() == null ? "" : " (" + line.outlet() + ")")));
        }
        where(cluster.entities().stream().map(EventCluster.EntityCount::entity).toList(), lines);
        if (!cluster.outlets().isEmpty()) {
            lines.add("Told by " + listed(cluster.outlets(), MOST_OUTLETS) + ".");
        }
        stances(
                cluster.stances().stream()
                        .sorted(Comparator.comparingInt(StanceTally::sources).reversed())
                        .map(tally -> new Side(
                                tally.target(), tally.label(), tally.holder(), tally.sources(), tally.evidence()))
                        .toList(),
                lines);
        cluster.disagreements().stream()
                .limit(2)
                .forEach(d ->
                        lines.add("Figures differ on " + d.of() + (d.ofWhom() == null ? "" : " (" + d.ofWhom() + ")")
                                + ": "
                                + d.claims().stream()
                                        .limit(3)
                                        .map(c -> "“" + c.surface() + "”"
                                                + (c.outlets().isEmpty()
                                                        ? ""
                                                        : " (" + c.outlets().get(0) + ")"))
                                        .collect(Collectors.joining(", "))
                                + "."));
        search(subscription, lines);
        return new Alert(
                id(subscription, cluster.id(), instance),
                epoch,
                subscription.id(),
                subscription.version(),
                subscription.name(),
                subscription.owner(),
                subscription.trigger().kind(),
                cluster.id(),
                cluster.revision(),
                article.id(),
                origin.topic(),
                origin.partition(),
                origin.offset(),
                article.eventTime(),
                article.ingestTime(),
                article.ingestTime(),
                cut(cluster.title()),
                lines,
                pages == null ? null : pages + "/clusters/" + cluster.id(),
                cluster.sources(),
                List.of());
    }

    Alert ofArticle(Subscription subscription, EnrichedArticle article, String instance, Origin origin) {
        List<String> lines = new ArrayList<>();
        lines.add(lead(article) + " (" + outlet(article) + ")");
        where(article.entities(), lines);
        stances(
                article.stances().stream()
                        .map(stance -> new Side(
                                stance.target(), stance.label(), stance.holder(), 0, evidence(article, stance)))
                        .toList(),
                lines);
        search(subscription, lines);
        return new Alert(
                id(subscription, article.id(), instance),
                epoch,
                subscription.id(),
                subscription.version(),
                subscription.name(),
                subscription.owner(),
                subscription.trigger().kind(),
                null,
                0,
                article.id(),
                origin.topic(),
                origin.partition(),
                origin.offset(),
                article.eventTime(),
                article.ingestTime(),
                article.ingestTime(),
                headline(article),
                lines,
                article.url() != null
                        ? article.url()
                        : pages == null ? null : pages + "/api/v1/articles/" + article.id(),
                1,
                List.of());
    }

    /** An alert that the rates or the silence of a subscription fired, after the last match that led to it. */
    Alert ofRate(Subscription subscription, Alert last, String instance, String title, List<String> lines) {
        return new Alert(
                id(subscription, "", instance),
                epoch,
                subscription.id(),
                subscription.version(),
                subscription.name(),
                subscription.owner(),
                subscription.trigger().kind(),
                null,
                0,
                last.articleId(),
                last.topic(),
                last.partition(),
                last.offset(),
                last.eventTime(),
                last.ingestTime(),
                last.ingestTime(),
                title,
                lines,
                null,
                0,
                List.of());
    }

    /** An alert that only time fired. */
    Alert ofTime(Subscription subscription, Instant now, String instance, String title, List<String> lines) {
        return new Alert(
                id(subscription, "", instance),
                epoch,
                subscription.id(),
                subscription.version(),
                subscription.name(),
                subscription.owner(),
                subscription.trigger().kind(),
                null,
                0,
                null,
                "",
                0,
                0,
                now,
                now,
                now,
                title,
                lines,
                null,
                0,
                List.of());
    }

    /** Several alerts in one, the oldest first. */
    Alert digest(Subscription subscription, List<Alert> alerts, Instant due) {
        Alert newest = alerts.get(alerts.size() - 1);
        List<String> lines = new ArrayList<>();
        for (Alert alert : alerts) {
            lines.add(alert.title()
                    + (alert.lines().isEmpty() ? "" : " — " + alert.lines().get(0))
                    + (alert.url() == null ? "" : " " + alert.url()));
        }
        List<String> ids = alerts.stream().map(Alert::id).toList();
        return new Alert(
                ArticleId.hash("digest", subscription.id(), String.join(" ", ids)),
                epoch,
                subscription.id(),
                subscription.version(),
                subscription.name(),
                subscription.owner(),
                subscription.trigger().kind(),
                null,
                0,
                newest.articleId(),
                newest.topic(),
                newest.partition(),
                newest.offset(),
                newest.eventTime(),
                newest.ingestTime(),
                due,
                count(alerts.size(), "alert") + ": "
                        + (subscription.name().isBlank() ? "your subscription" : subscription.name()),
                lines,
                null,
                alerts.stream().mapToInt(Alert::sources).max().orElse(0),
                ids);
    }

    /**
     * A stance as it is told.
     *
     * @param sources how many independent sources say so; 0 where there is but one article
     */
    private record Side(String target, Stance.Label label, String holder, int sources, String evidence) {}

    /** For each target at most two of each side, those that most sources tell of: one would hide the other otherwise. */
    private static void stances(List<Side> sides, List<String> lines) {
        Map<String, List<Side>> told = new TreeMap<>();
        for (Side side : sides) {
            if (side.label() != Stance.Label.NEUTRAL) {
                List<Side> alike = told.computeIfAbsent(side.target() + " " + side.label(), k -> new ArrayList<>());
                if (alike.size() < MOST_OF_A_SIDE
                        && alike.stream().noneMatch(s -> s.holder().equals(side.holder()))) {
                    alike.add(side);
                }
            }
        }
        told.values().stream().flatMap(List::stream).limit(MOST_STANCES).forEach(side -> {
            String quoted = cut(side.evidence());
            lines.add((side.label() == Stance.Label.FAVOURABLE ? "In favour of the " : "Against the ")
                    + named(side.target()) + ": " + holder(side.holder())
                    + (side.sources() == 0 ? "" : " (" + count(side.sources(), "source") + ")")
                    + (quoted.isEmpty() ? "." : ": “" + quoted + "”"));
        });
    }

    /** Where more of the same can be looked for. */
    private void search(Subscription subscription, List<String> lines) {
        if (pages != null) {
            lines.add("Search: " + pages + "/search?q="
                    + URLEncoder.encode(subscription.query(), StandardCharsets.UTF_8));
        }
    }

    private static String size(EventCluster cluster) {
        return count(cluster.articles(), "article") + " of " + count(cluster.sources(), "independent source");
    }

    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    static String duration(Duration duration) {
        if (duration.toHours() >= 48) {
            return count((int) duration.toDays(), "day");
        }
        return duration.toMinutes() >= 120
                ? count((int) duration.toHours(), "hour")
                : count((int) Math.max(1, duration.toMinutes()), "minute");
    }

    /** Places that lie in a country; where none is named, the countries themselves. */
    private static void where(Collection<Entity> entities, List<String> lines) {
        List<String> places = entities.stream()
                .filter(e -> e.type() == EntityType.PLACE && !"country".equals(e.kind()) && e.country() != null)
                .map(e -> e.name() + " (" + country(String.valueOf(e.country())) + ")")
                .distinct()
                .toList();
        if (places.isEmpty()) {
            places = entities.stream()
                    .filter(e -> "country".equals(e.kind()))
                    .map(Entity::name)
                    .distinct()
                    .toList();
        }
        if (!places.isEmpty()) {
            lines.add("Where: " + listed(places, MOST_PLACES) + ".");
        }
    }

    private static String country(String code) {
        return new Locale("", code).getDisplayCountry(Locale.ENGLISH);
    }

    private static String listed(Collection<String> names, int most) {
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(names));
        String shown = distinct.stream().limit(most).collect(Collectors.joining(", "));
        return distinct.size() > most ? shown + " and " + (distinct.size() - most) + " more" : shown;
    }

    /** {@code us-presence} as a reader would write it. */
    static String named(String target) {
        String words = target.replace('-', ' ').replace('_', ' ');
        String[] parts = words.split(" ", 2);
        String first = parts[0].length() <= 2
                ? parts[0].toUpperCase(Locale.ROOT)
                : Character.toUpperCase(parts[0].charAt(0)) + parts[0].substring(1);
        return parts.length == 1 ? first : first + " " + parts[1];
    }

    private static String holder(String holder) {
        return holder.equals(Stance.AUTHOR) ? "the article itself" : holder;
    }

    private static String evidence(EnrichedArticle article, Stance stance) {
        int end = Math.min(stance.end(), article.text().length());
        return stance.start() < end ? article.text().substring(stance.start(), end) : "";
    }

    private static String headline(EnrichedArticle article) {
        return article.title() == null || article.title().isBlank() ? cut(lead(article)) : cut(article.title());
    }

    private static String outlet(EnrichedArticle article) {
        return article.outlet() == null ? "an outlet that is not named" : article.outlet();
    }

    private static String lead(EnrichedArticle article) {
        String text = article.text().strip();
        int end = text.indexOf("\n\n");
        return cut(end < 0 ? text : text.substring(0, end));
    }

    /** One line, not too long, cut between words; control characters, which a headline may carry, are blanks. */
    private static String cut(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ").strip();
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONGEST_LINE);
        if (end < LONGEST_LINE / 2) {
            end = Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
        }
        return line.substring(0, end) + " …";
    }
}
