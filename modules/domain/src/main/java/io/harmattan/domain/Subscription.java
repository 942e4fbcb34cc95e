package io.harmattan.domain;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stored query with a trigger: somebody who wants to be told.
 *
 * @param id stable identity
 * @param version from 1, counts the edits
 * @param owner whose it is
 * @param name what its owner calls it
 * @param query in the language of the search
 * @param trigger when to tell
 * @param limits when not to
 * @param deliveries whereto; empty for the live stream and the feed alone
 * @param paused whether it rests
 */
public record Subscription(
        String id,
        int version,
        String owner,
        String name,
        String query,
        Trigger trigger,
        Limits limits,
        List<Delivery> deliveries,
        boolean paused,
        Instant created,
        Instant updated) {

    /** What makes a subscription fire. */
    public enum Kind {
        /** A cluster matches for the first time. */
        NEW_CLUSTER,
        /** A matching cluster reaches so many articles or independent sources. */
        GROWS,
        /** Matching articles come much faster than usual. */
        SPIKE,
        /** The balance towards a target turns. */
        STANCE_SHIFT,
        /** A matching cluster gets a new article. */
        UPDATE,
        /** An article matches. */
        ARTICLE,
        /** Nothing matched for so long. */
        SILENCE;

        /** The name in files, documents and output: {@code new-cluster}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * When to tell. Members that its kind has no use for are null.
     *
     * @param articles GROWS: how many articles
     * @param sources GROWS: how many independent sources
     * @param within GROWS, SPIKE: in how much event time; SILENCE: for how long
     * @param factor SPIKE: how many times the usual rate
     * @param target STANCE_SHIFT: towards what
     */
    public record Trigger(
            Kind kind,
            @Nullable Integer articles,
            @Nullable Integer sources,
            @Nullable Duration within,
            @Nullable Double factor,
            @Nullable String target) {}

    /**
     * When not to tell.
     *
     * @param perCluster least time between two alerts for one cluster
     * @param perSubscription least time between two alerts
     * @param quiet hours in which alerts are held, to be sent as a digest on waking
     * @param digestEvery alerts are gathered and sent together so often
     * @param expires after which it fires no more
     */
    public record Limits(
            @Nullable Duration perCluster,
            @Nullable Duration perSubscription,
            @Nullable QuietHours quiet,
            @Nullable Duration digestEvery,
            @Nullable Instant expires) {
        /** No limits. */
        public static final Limits NONE = new Limits(null, null, null, null, null);
    }

    /** From when until when it is quiet, on the clocks of a zone; may run over midnight. */
    public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {
        public QuietHours {
            if (from.equals(until)) {
                throw new IllegalArgumentException("quiet hours run from " + from + " to " + until
                        + "; expected an end that differs from the start");
            }
        }

        /**
         * When the quiet that reigns at that time ends; the time itself when none reigns. Where the clocks are put forward
         * over an end, it ends when they are; an hour that comes twice is quiet both times if its name is.
         */
        public Instant wakes(Instant time) {
            LocalDateTime local = LocalDateTime.ofInstant(time, zone);
            LocalTime clock = local.toLocalTime();
            boolean overMidnight = until.isBefore(from);
            boolean quiet = overMidnight
                    ? !clock.isBefore(from) || clock.isBefore(until)
                    : !clock.isBefore(from) && clock.isBefore(until);
            if (!quiet) {
                return time;
            }
            LocalDate day =
                    overMidnight && !clock.isBefore(from) ? local.toLocalDate().plusDays(1) : local.toLocalDate();
            ZonedDateTime end = day.atTime(until).atZone(zone).withLaterOffsetAtOverlap();
            return end.toInstant().isAfter(time) ? end.toInstant() : time;
        }
    }

    /** How an alert is carried. */
    public enum Channel {
        /** Standard Webhooks. */
        WEBHOOK,
        /** E-mail. */
        MAIL,
        /** An incoming webhook as Slack and Mattermost take it. */
        CHAT;

        /** The name in files, documents and output: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whereto.
     *
     * @param address an https address, or {@code mailto:}
     * @param secrets with which webhooks are signed, the newest first; an older one stays while it is being rotated out
     */
    public record Delivery(Channel channel, URI address, List<String> secrets) {
        public Delivery {
            secrets = List.copyOf(secrets);
        }
    }

    public Subscription {
        Check.notBlank(id, "subscription id");
        Check.atLeast(1, version, "version of subscription " + id);
        Check.notBlank(owner, "owner of subscription " + id);
        Check.notBlank(query, "query of subscription " + id);
        deliveries = List.copyOf(deliveries);
    }
}
