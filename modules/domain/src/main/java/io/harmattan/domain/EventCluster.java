package io.harmattan.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The articles about one happening: the newest snapshot.
 *
 * @param id fixed when the cluster opens, a function of desk and founding article; 32 hex digits
 * @param revision from 1, counts the changes
 * @param epoch generation of derived data
 * @param redirectTo the cluster that took this one over, when {@code status} is {@link Status#REDIRECTED}
 * @param title the title that people are shown: of the most central article
 * @param firstEventTime event time of the earliest member that has a time of its own, else of the earliest member
 * @param lastEventTime the same of the latest member
 * @param timed whether any member has a time of its own
 * @param updated ingest time of the newest change
 * @param members in the order in which they joined; of a large cluster the founder and the newest
 * @param entities what the members mention, the most mentioned first
 * @param articles how many members there are, those that are not listed included
 * @param sources how many independent sources they are: a copy group counts once
 * @param continues the earlier event of the same storyline that this one follows
 * @param summary the most central lead sentences, with where each comes from
 * @param stances who the listed members say is for or against a target, by holder
 * @param disagreements figures about the same thing that the listed members give differently
 * @param quoted whom the listed members quote
 */
public record EventCluster(
        String id,
        int revision,
        int epoch,
        String desk,
        Status status,
        @Nullable String redirectTo,
        String title,
        Instant firstEventTime,
        Instant lastEventTime,
        boolean timed,
        Instant updated,
        List<Member> members,
        List<EntityCount> entities,
        int articles,
        int sources,
        @Nullable String continues,
        List<SummaryLine> summary,
        List<StanceTally> stances,
        List<Disagreement> disagreements,
        List<QuotedBy> quoted) {
    /** Where a cluster is in its life. */
    public enum Status {
        /** Still takes articles. */
        OPEN,
        /** Its window has passed. */
        CLOSED,
        /** Taken over by another; its address leads there. */
        REDIRECTED
    }

    /** What a member is to the others. */
    public enum Role {
        /** The first to tell of the event. */
        FIRST,
        /** Carries the text of another. */
        COPY,
        /** Tells in its own words what a named other member's outlet reported. */
        RETOLD,
        /** Tells it by itself. */
        INDEPENDENT
    }

    /**
     * An article of the cluster.
     *
     * @param late whether it came after the stream had passed its window
     * @param copyGroup the copy group that it counts in: its own id while it is nobody's copy
     */
    public record Member(
            String articleId,
            int revision,
            Instant eventTime,
            boolean timed,
            @Nullable String title,
            @Nullable String outlet,
            @Nullable String url,
            boolean late,
            String copyGroup,
            Role role) {}

    /**
     * An entity and in how many of the members it is mentioned.
     *
     * @param sources in how many independent sources
     */
    public record EntityCount(Entity entity, int articles, int sources) {
        public EntityCount {
            Check.atLeast(1, articles, "articles that mention " + entity.id());
            Check.atLeast(1, sources, "sources that mention " + entity.id());
        }
    }

    /** A sentence of the summary, verbatim, and the member it comes from. */
    public record SummaryLine(String articleId, @Nullable String outlet, String text) {}

    /**
     * A stance of one holder and how many report it.
     *
     * @param articles members that report it
     * @param sources independent sources that report it
     * @param outlets who published them, where they name themselves
     * @param first event time of the earliest
     * @param last event time of the latest
     * @param articleId the member that shows it best
     * @param evidence its words, verbatim
     */
    public record StanceTally(
            String target,
            String holder,
            @Nullable String holderEntity,
            Stance.Label label,
            int articles,
            int sources,
            List<String> outlets,
            Instant first,
            Instant last,
            String articleId,
            String evidence) {
        public StanceTally {
            outlets = List.copyOf(outlets);
        }
    }

    /**
     * Figures about one thing that independent sources give differently.
     *
     * @param of what is counted
     * @param ofWhom whose they are, where the texts say so
     * @param claims at least two, the most reported first
     */
    public record Disagreement(
            String of, @Nullable String ofWhom, @Nullable String unit, List<Claim> claims) {
        public Disagreement {
            Check.notBlank(of, "what a disagreement is about");
            claims = List.copyOf(claims);
            Check.atLeast(2, claims.size(), "claims about " + of);
        }
    }

    /**
     * One side of a disagreement.
     *
     * @param surface the words of one article, verbatim
     * @param says who is said to give the figure; null where the article gives it itself
     * @param articleIds members that give it
     * @param outlets who published them, each once
     * @param sources independent sources that give it
     */
    public record Claim(
            double value,
            @Nullable Double upTo,
            Figure.Bound bound,
            String surface,
            @Nullable String says,
            List<String> articleIds,
            List<String> outlets,
            int sources) {
        public Claim {
            articleIds = List.copyOf(articleIds);
            outlets = List.copyOf(outlets);
        }
    }

    /**
     * Somebody who is quoted, and by how many articles and independent sources.
     *
     * @param outlets who published those, each once
     */
    public record QuotedBy(
            String holder, @Nullable String holderEntity, int articles, int sources, List<String> outlets) {
        public QuotedBy {
            Check.notBlank(holder, "who is quoted");
            outlets = List.copyOf(outlets);
        }
    }

    public EventCluster {
        Check.notBlank(id, "cluster id");
        Check.atLeast(1, revision, "revision of cluster " + id);
        Check.atLeast(1, epoch, "epoch of cluster " + id);
        members = List.copyOf(members);
        entities = List.copyOf(entities);
        summary = List.copyOf(summary);
        stances = List.copyOf(stances);
        disagreements = List.copyOf(disagreements);
        quoted = List.copyOf(quoted);
        if ((status == Status.REDIRECTED) != (redirectTo != null)) {
            throw new IllegalArgumentException("cluster " + id + " is " + status + " and redirects to " + redirectTo
                    + "; expected a target if and only if it is REDIRECTED");
        }
    }

    /** The outlets that the members name, each once, in order of joining. */
    public List<String> outlets() {
        return members.stream()
                .map(Member::outlet)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** A builder of a cluster of no articles; the rest starts empty, and counts start as those of the listed members. */
    public static Builder builder(String id, String desk, Instant updated) {
        return new Builder(id, desk, updated);
    }

    /** A builder that starts as this cluster. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, desk, updated);
        builder.revision = revision;
        builder.epoch = epoch;
        builder.status = status;
        builder.redirectTo = redirectTo;
        builder.title = title;
        builder.firstEventTime = firstEventTime;
        builder.lastEventTime = lastEventTime;
        builder.timed = timed;
        builder.members = members;
        builder.entities = entities;
        builder.articles = articles;
        builder.sources = sources;
        builder.continues = continues;
        builder.summary = summary;
        builder.stances = stances;
        builder.disagreements = disagreements;
        builder.quoted = quoted;
        return builder;
    }

    /** Makes an {@link EventCluster} step by step. Not safe for use by several threads. */
    public static final class Builder {
        private String id;
        private String desk;
        private Instant updated;
        private int revision = 1;
        private int epoch = 1;
        private Status status = Status.OPEN;
        private @Nullable String redirectTo;
        private String title = "";
        private Instant firstEventTime;
        private Instant lastEventTime;
        private boolean timed;
        private List<Member> members = List.of();
        private List<EntityCount> entities = List.of();
        private int articles;
        private int sources;
        private @Nullable String continues;
        private List<SummaryLine> summary = List.of();
        private List<StanceTally> stances = List.of();
        private List<Disagreement> disagreements = List.of();
        private List<QuotedBy> quoted = List.of();

        private Builder(String id, String desk, Instant updated) {
            this.id = id;
            this.desk = desk;
            this.updated = updated;
            this.firstEventTime = updated;
            this.lastEventTime = updated;
        }

        /** Sets {@link EventCluster#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link EventCluster#revision()}. */
        public Builder revision(int revision) {
            this.revision = revision;
            return this;
        }

        /** Sets {@link EventCluster#epoch()}. */
        public Builder epoch(int epoch) {
            this.epoch = epoch;
            return this;
        }

        /** Sets {@link EventCluster#desk()}. */
        public Builder desk(String desk) {
            this.desk = desk;
            return this;
        }

        /** Sets {@link EventCluster#status()}. */
        public Builder status(Status status) {
            this.status = status;
            return this;
        }

        /** Sets {@link EventCluster#redirectTo()}. */
        public Builder redirectTo(@Nullable String redirectTo) {
            this.redirectTo = redirectTo;
            return this;
        }

        /** Sets {@link EventCluster#title()}. */
        public Builder title(String title) {
            this.title = title;
            return this;
        }

        /** Sets {@link EventCluster#firstEventTime()}. */
        public Builder firstEventTime(Instant firstEventTime) {
            this.firstEventTime = firstEventTime;
            return this;
        }

        /** Sets {@link EventCluster#lastEventTime()}. */
        public Builder lastEventTime(Instant lastEventTime) {
            this.lastEventTime = lastEventTime;
            return this;
        }

        /** Sets {@link EventCluster#timed()}. */
        public Builder timed(boolean timed) {
            this.timed = timed;
            return this;
        }

        /** Sets {@link EventCluster#updated()}. */
        public Builder updated(Instant updated) {
            this.updated = updated;
            return this;
        }

        /** Sets {@link EventCluster#members()}. */
        public Builder members(List<Member> members) {
            this.members = members;
            return this;
        }

        /** Sets {@link EventCluster#entities()}. */
        public Builder entities(List<EntityCount> entities) {
            this.entities = entities;
            return this;
        }

        /** Sets {@link EventCluster#articles()}. */
        public Builder articles(int articles) {
            this.articles = articles;
            return this;
        }

        /** Sets {@link EventCluster#sources()}. */
        public Builder sources(int sources) {
            this.sources = sources;
            return this;
        }

        /** Sets {@link EventCluster#continues()}. */
        public Builder continues(@Nullable String continues) {
            this.continues = continues;
            return this;
        }

        /** Sets {@link EventCluster#summary()}. */
        public Builder summary(List<SummaryLine> summary) {
            this.summary = summary;
            return this;
        }

        /** Sets {@link EventCluster#stances()}. */
        public Builder stances(List<StanceTally> stances) {
            this.stances = stances;
            return this;
        }

        /** Sets {@link EventCluster#disagreements()}. */
        public Builder disagreements(List<Disagreement> disagreements) {
            this.disagreements = disagreements;
            return this;
        }

        /** Sets {@link EventCluster#quoted()}. */
        public Builder quoted(List<QuotedBy> quoted) {
            this.quoted = quoted;
            return this;
        }

        /** The cluster. */
        public EventCluster build() {
            return new EventCluster(
                    id,
                    revision,
                    epoch,
                    desk,
                    status,
                    redirectTo,
                    title,
                    firstEventTime,
                    lastEventTime,
                    timed,
                    updated,
                    members,
                    entities,
                    articles == 0 ? members.size() : articles,
                    sources == 0
                            ? (int) members.stream()
                                    .map(Member::copyGroup)
                                    .distinct()
                                    .count()
                            : sources,
                    continues,
                    summary,
                    stances,
                    disagreements,
                    quoted);
        }
    }
}
