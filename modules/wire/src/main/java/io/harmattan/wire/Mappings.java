package io.harmattan.wire;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleDecision;
import io.harmattan.domain.Attempt;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.Copy;
import io.harmattan.domain.DateMention;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.Embedding;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Features;
import io.harmattan.domain.FeedState;
import io.harmattan.domain.Figure;
import io.harmattan.domain.FileState;
import io.harmattan.domain.Firing;
import io.harmattan.domain.Focus;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Published;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Stance;
import io.harmattan.domain.Subscription;
import io.harmattan.wire.Topic.Mapping;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between the records of the domain and the classes that Avro generates from {@code /schemas}, field by field. */
final class Mappings {
    static final Mapping<Article, io.harmattan.avro.Article> ARTICLE = new Mapping<>(
            io.harmattan.avro.Article.class,
            a -> io.harmattan.avro.Article.newBuilder()
                    .setId(a.id())
                    .setRevision(a.revision())
                    .setEpoch(a.epoch())
                    .setEventTime(a.eventTime())
                    .setIngestTime(a.ingestTime())
                    .setUrl(a.url())
                    .setSource(a.source())
                    .setContentType(a.contentType().name())
                    .setTitle(a.title())
                    .setContent(a.content())
                    .setPublished(published(a.published()))
                    .setOutlet(a.outlet())
                    .build(),
            a -> new Article(
                    a.getId(),
                    a.getRevision(),
                    a.getEpoch(),
                    a.getEventTime(),
                    a.getIngestTime(),
                    a.getUrl(),
                    a.getSource(),
                    Article.ContentType.valueOf(a.getContentType()),
                    a.getTitle(),
                    a.getContent(),
                    published(a.getPublished()),
                    a.getOutlet()));

    static final Mapping<EnrichedArticle, io.harmattan.avro.EnrichedArticle> ENRICHED_ARTICLE = new Mapping<>(
            io.harmattan.avro.EnrichedArticle.class,
            a -> io.harmattan.avro.EnrichedArticle.newBuilder()
                    .setId(a.id())
                    .setRevision(a.revision())
                    .setEpoch(a.epoch())
                    .setDesk(a.desk())
                    .setEventTime(a.eventTime())
                    .setTimed(a.timed())
                    .setIngestTime(a.ingestTime())
                    .setContentHash(a.contentHash())
                    .setUrl(a.url())
                    .setSource(a.source())
                    .setTitle(a.title())
                    .setText(a.text())
                    .setByline(a.byline())
                    .setOutlet(a.outlet())
                    .setCredits(a.credits())
                    .setLanguage(a.language())
                    .setPublished(published(a.published()))
                    .setMentions(each(a.mentions(), Mappings::mention))
                    .setEntities(each(a.entities(), Mappings::entity))
                    .setBodyTerms(a.features().body())
                    .setTitleTerms(a.features().title())
                    .setLeadTerms(a.features().beginning().lead())
                    .setNameTerms(a.features().beginning().names())
                    .setLeadSentences(each(
                            a.features().beginning().sentences(),
                            s -> new io.harmattan.avro.LeadSentence(s.text(), s.terms())))
                    .setVectorModel(
                            a.features().vector() == null
                                    ? null
                                    : a.features().vector().model())
                    .setVector(
                            a.features().vector() == null
                                    ? null
                                    : a.features().vector().values())
                    .setOrigins(a.origins())
                    .setDateRefused(a.dateRefused())
                    .setCopy(copy(a.copy()))
                    .setFocus(focus(a.focus()))
                    .setPath(a.path().name())
                    .setQuotes(each(a.quotes(), Mappings::quote))
                    .setFigures(each(a.figures(), Mappings::figure))
                    .setDates(each(a.dates(), Mappings::date))
                    .setStances(each(a.stances(), Mappings::stance))
                    .setAbstentions(each(a.abstentions(), Mappings::stance))
                    .setDesks(a.desks())
                    .build(),
            a -> EnrichedArticle.builder(a.getId(), a.getDesk(), a.getIngestTime())
                    .revision(a.getRevision())
                    .epoch(a.getEpoch())
                    .eventTime(a.getEventTime())
                    .timed(a.getTimed())
                    .contentHash(a.getContentHash())
                    .url(a.getUrl())
                    .source(a.getSource())
                    .title(a.getTitle())
                    .text(a.getText())
                    .byline(a.getByline())
                    .outlet(a.getOutlet())
                    .credits(a.getCredits())
                    .language(a.getLanguage())
                    .published(published(a.getPublished()))
                    .mentions(each(a.getMentions(), Mappings::mention))
                    .entities(each(a.getEntities(), Mappings::entity))
                    .features(new Features(a.getBodyTerms(), a.getTitleTerms(), beginning(a), vector(a)))
                    .origins(a.getOrigins())
                    .dateRefused(a.getDateRefused())
                    .copy(copy(a.getCopy()))
                    .focus(focus(a.getFocus()))
                    .path(EnrichedArticle.Path.valueOf(a.getPath()))
                    .quotes(each(a.getQuotes(), Mappings::quote))
                    .figures(each(a.getFigures(), Mappings::figure))
                    .dates(each(a.getDates(), Mappings::date))
                    .stances(each(a.getStances(), Mappings::stance))
                    .abstentions(each(a.getAbstentions(), Mappings::stance))
                    .desks(a.getDesks())
                    .build());

    static final Mapping<ClusterChange, io.harmattan.avro.ClusterChange> CLUSTER_CHANGE = new Mapping<>(
            io.harmattan.avro.ClusterChange.class,
            c -> io.harmattan.avro.ClusterChange.newBuilder()
                    .setClusterId(c.clusterId())
                    .setRevision(c.revision())
                    .setEpoch(c.epoch())
                    .setDesk(c.desk())
                    .setKind(c.kind().name())
                    .setArticleId(c.articleId())
                    .setOther(c.other())
                    .setShiftTarget(c.shift() == null ? null : c.shift().target())
                    .setShiftFrom(c.shift() == null ? null : c.shift().from().name())
                    .setShiftTo(c.shift() == null ? null : c.shift().to().name())
                    .setEventTime(c.eventTime())
                    .setIngestTime(c.ingestTime())
                    .setLate(c.late())
                    .setReason(c.reason())
                    .setScores(c.scores())
                    .build(),
            c -> new ClusterChange(
                    c.getClusterId(),
                    c.getRevision(),
                    c.getEpoch(),
                    c.getDesk(),
                    ClusterChange.Kind.valueOf(c.getKind()),
                    c.getArticleId(),
                    c.getOther(),
                    c.getEventTime(),
                    c.getIngestTime(),
                    c.getLate(),
                    c.getReason(),
                    c.getScores(),
                    c.getShiftTarget() == null
                            ? null
                            : new ClusterChange.Shift(
                                    c.getShiftTarget(),
                                    Stance.Label.valueOf(c.getShiftFrom()),
                                    Stance.Label.valueOf(c.getShiftTo()))));

    static final Mapping<EventCluster, io.harmattan.avro.EventCluster> EVENT_CLUSTER = new Mapping<>(
            io.harmattan.avro.EventCluster.class,
            c -> io.harmattan.avro.EventCluster.newBuilder()
                    .setId(c.id())
                    .setRevision(c.revision())
                    .setEpoch(c.epoch())
                    .setDesk(c.desk())
                    .setStatus(c.status().name())
                    .setRedirectTo(c.redirectTo())
                    .setTitle(c.title())
                    .setFirstEventTime(c.firstEventTime())
                    .setLastEventTime(c.lastEventTime())
                    .setTimed(c.timed())
                    .setUpdated(c.updated())
                    .setMembers(each(c.members(), Mappings::member))
                    .setEntities(each(
                            c.entities(),
                            e -> new io.harmattan.avro.EntityCount(entity(e.entity()), e.articles(), e.sources())))
                    .setArticles(c.articles())
                    .setSources(c.sources())
                    .setContinues(c.continues())
                    .setSummary(each(
                            c.summary(), l -> new io.harmattan.avro.SummaryLine(l.articleId(), l.outlet(), l.text())))
                    .setStances(each(c.stances(), Mappings::tally))
                    .setDisagreements(each(c.disagreements(), Mappings::disagreement))
                    .setQuoted(each(
                            c.quoted(),
                            q -> new io.harmattan.avro.QuotedBy(
                                    q.holder(), q.holderEntity(), q.articles(), q.sources(), q.outlets())))
                    .build(),
            c -> EventCluster.builder(c.getId(), c.getDesk(), c.getUpdated())
                    .revision(c.getRevision())
                    .epoch(c.getEpoch())
                    .status(EventCluster.Status.valueOf(c.getStatus()))
                    .redirectTo(c.getRedirectTo())
                    .title(c.getTitle())
                    .firstEventTime(c.getFirstEventTime())
                    .lastEventTime(c.getLastEventTime())
                    .timed(c.getTimed())
                    .members(each(c.getMembers(), Mappings::member))
                    .entities(each(
                            c.getEntities(),
                            e -> new EventCluster.EntityCount(
                                    entity(e.getEntity()),
                                    e.getArticles(),
                                    e.getSources() == 0 ? e.getArticles() : e.getSources())))
                    .articles(c.getArticles())
                    .sources(c.getSources())
                    .continues(c.getContinues())
                    .summary(each(
                            c.getSummary(),
                            l -> new EventCluster.SummaryLine(l.getArticleId(), l.getOutlet(), l.getText())))
                    .stances(each(c.getStances(), Mappings::tally))
                    .disagreements(each(c.getDisagreements(), Mappings::disagreement))
                    .quoted(each(
                            c.getQuoted(),
                            q -> new EventCluster.QuotedBy(
                                    q.getHolder(),
                                    q.getHolderEntity(),
                                    q.getArticles(),
                                    q.getSources(),
                                    q.getOutlets())))
                    .build());

    static final Mapping<DeadLetter, io.harmattan.avro.DeadLetter> DEAD_LETTER = new Mapping<>(
            io.harmattan.avro.DeadLetter.class,
            d -> io.harmattan.avro.DeadLetter.newBuilder()
                    .setStage(d.stage())
                    .setEpoch(d.epoch())
                    .setTopic(d.topic())
                    .setPartition(d.partition())
                    .setOffset(d.offset())
                    .setTimestamp(d.timestamp())
                    .setKey(d.key())
                    .setValue(d.value())
                    .setCause(d.cause())
                    .setMessage(d.message())
                    .build(),
            d -> new DeadLetter(
                    d.getStage(),
                    d.getEpoch(),
                    d.getTopic(),
                    d.getPartition(),
                    d.getOffset(),
                    d.getTimestamp(),
                    d.getKey(),
                    d.getValue(),
                    d.getCause(),
                    d.getMessage()));

    static final Mapping<Subscription, io.harmattan.avro.Subscription> SUBSCRIPTION =
            new Mapping<>(io.harmattan.avro.Subscription.class, Mappings::subscription, Mappings::subscription);

    static final Mapping<Alert, io.harmattan.avro.Alert> ALERT =
            new Mapping<>(io.harmattan.avro.Alert.class, Mappings::alert, Mappings::alert);

    static final Mapping<Receipt, io.harmattan.avro.Receipt> RECEIPT =
            new Mapping<>(io.harmattan.avro.Receipt.class, Mappings::receipt, Mappings::receipt);

    static final Mapping<Attempt, io.harmattan.avro.Attempt> ATTEMPT = new Mapping<>(
            io.harmattan.avro.Attempt.class,
            a -> io.harmattan.avro.Attempt.newBuilder()
                    .setAlert(alert(a.alert()))
                    .setAddress(a.address())
                    .setNumber(a.number())
                    .setDue(a.due())
                    .setFirst(a.first())
                    .build(),
            a -> new Attempt(alert(a.getAlert()), a.getAddress(), a.getNumber(), a.getDue(), a.getFirst()));

    static final Mapping<FeedState, io.harmattan.avro.FeedState> FEED_STATE = new Mapping<>(
            io.harmattan.avro.FeedState.class,
            s -> io.harmattan.avro.FeedState.newBuilder()
                    .setUrl(s.url())
                    .setDue(s.due())
                    .setEtag(s.etag())
                    .setLastModified(s.lastModified())
                    .setFailures(s.failures())
                    .setTrouble(s.trouble())
                    .setSeen(s.seen())
                    .build(),
            s -> new FeedState(
                    s.getUrl(),
                    s.getDue(),
                    s.getEtag(),
                    s.getLastModified(),
                    s.getFailures(),
                    s.getTrouble(),
                    s.getSeen()));

    static final Mapping<ArticleDecision, io.harmattan.avro.ArticleDecision> ARTICLE_DECISION = new Mapping<>(
            io.harmattan.avro.ArticleDecision.class,
            d -> io.harmattan.avro.ArticleDecision.newBuilder()
                    .setArticleId(d.articleId())
                    .setRevision(d.revision())
                    .setEpoch(d.epoch())
                    .setKind(d.kind().name())
                    .setCompared(d.compared())
                    .setSimilarity(d.similarity())
                    .setReason(d.reason())
                    .setSource(d.source())
                    .setEventTime(d.eventTime())
                    .setIngestTime(d.ingestTime())
                    .build(),
            d -> new ArticleDecision(
                    d.getArticleId(),
                    d.getRevision(),
                    d.getEpoch(),
                    ArticleDecision.Kind.valueOf(d.getKind()),
                    d.getCompared(),
                    d.getSimilarity(),
                    d.getReason(),
                    d.getSource(),
                    d.getEventTime(),
                    d.getIngestTime()));
    static final Mapping<FileState, io.harmattan.avro.FileState> FILE_STATE = new Mapping<>(
            io.harmattan.avro.FileState.class,
            s -> io.harmattan.avro.FileState.newBuilder()
                    .setSource(s.source())
                    .setVersion(s.version())
                    .setPosition(s.position())
                    .setDone(s.done())
                    .setEnds(s.ends().entrySet().stream()
                            .collect(Collectors.toMap(e -> String.valueOf(e.getKey()), Map.Entry::getValue)))
                    .build(),
            s -> new FileState(
                    s.getSource(),
                    s.getVersion(),
                    s.getPosition(),
                    s.getDone(),
                    s.getEnds().entrySet().stream()
                            .collect(Collectors.toMap(e -> Integer.valueOf(e.getKey()), Map.Entry::getValue))));

    static final Mapping<Firing, io.harmattan.avro.Firing> FIRING = new Mapping<>(
            io.harmattan.avro.Firing.class,
            f -> io.harmattan.avro.Firing.newBuilder()
                    .setAlert(alert(f.alert()))
                    .setKind(f.kind().name())
                    .setFavourable(f.favourable())
                    .setOpposed(f.opposed())
                    .build(),
            f -> new Firing(alert(f.getAlert()), Firing.Kind.valueOf(f.getKind()), f.getFavourable(), f.getOpposed()));

    private Mappings() {}

    private static <A, B> List<B> each(List<A> list, Function<A, B> map) {
        return list.stream().map(map).toList();
    }

    private static io.harmattan.avro.@Nullable Published published(@Nullable Published p) {
        return p == null
                ? null
                : io.harmattan.avro.Published.newBuilder()
                        .setAt(p.at().toInstant())
                        .setOffsetMinutes(p.at().getOffset().getTotalSeconds() / 60)
                        .setOffsetKnown(p.offsetKnown())
                        .setTimeKnown(p.timeKnown())
                        .setOrigin(p.origin().name())
                        .build();
    }

    private static @Nullable Published published(io.harmattan.avro.@Nullable Published p) {
        return p == null
                ? null
                : new Published(
                        p.getAt().atOffset(ZoneOffset.ofTotalSeconds(p.getOffsetMinutes() * 60)),
                        p.getOffsetKnown(),
                        p.getTimeKnown(),
                        Published.Origin.valueOf(p.getOrigin()));
    }

    private static io.harmattan.avro.Entity entity(Entity e) {
        GeoPoint at = e.location();
        return io.harmattan.avro.Entity.newBuilder()
                .setId(e.id())
                .setName(e.name())
                .setType(e.type().name())
                .setKind(e.kind())
                .setCountry(e.country())
                .setLat(at == null ? null : at.lat())
                .setLon(at == null ? null : at.lon())
                .build();
    }

    private static Entity entity(io.harmattan.avro.Entity e) {
        Double lat = e.getLat();
        Double lon = e.getLon();
        return new Entity(
                e.getId(),
                e.getName(),
                EntityType.valueOf(e.getType()),
                e.getKind(),
                e.getCountry(),
                lat == null || lon == null ? null : new GeoPoint(lat, lon));
    }

    private static io.harmattan.avro.Mention mention(Mention m) {
        return io.harmattan.avro.Mention.newBuilder()
                .setStart(m.start())
                .setEnd(m.end())
                .setSurface(m.surface())
                .setType(m.type().name())
                .setEntityId(m.entityId())
                .build();
    }

    private static Features.Beginning beginning(io.harmattan.avro.EnrichedArticle a) {
        return new Features.Beginning(
                a.getLeadTerms(),
                a.getNameTerms(),
                each(a.getLeadSentences(), s -> new Features.Sentence(s.getText(), s.getTerms())));
    }

    private static Mention mention(io.harmattan.avro.Mention m) {
        return new Mention(m.getStart(), m.getEnd(), m.getSurface(), EntityType.valueOf(m.getType()), m.getEntityId());
    }

    private static io.harmattan.avro.Member member(EventCluster.Member m) {
        return io.harmattan.avro.Member.newBuilder()
                .setArticleId(m.articleId())
                .setRevision(m.revision())
                .setEventTime(m.eventTime())
                .setTimed(m.timed())
                .setTitle(m.title())
                .setOutlet(m.outlet())
                .setUrl(m.url())
                .setLate(m.late())
                .setCopyGroup(m.copyGroup())
                .setRole(m.role().name())
                .build();
    }

    private static EventCluster.Member member(io.harmattan.avro.Member m) {
        return new EventCluster.Member(
                m.getArticleId(),
                m.getRevision(),
                m.getEventTime(),
                m.getTimed(),
                m.getTitle(),
                m.getOutlet(),
                m.getUrl(),
                m.getLate(),
                m.getCopyGroup() == null ? m.getArticleId() : m.getCopyGroup(),
                EventCluster.Role.valueOf(m.getRole()));
    }

    private static @Nullable Embedding vector(io.harmattan.avro.EnrichedArticle a) {
        String model = a.getVectorModel();
        ByteBuffer values = a.getVector();
        return model == null || values == null ? null : new Embedding(model, values);
    }

    private static io.harmattan.avro.@Nullable Copy copy(@Nullable Copy c) {
        return c == null ? null : new io.harmattan.avro.Copy(c.group(), c.of(), c.similarity(), c.reason());
    }

    private static @Nullable Copy copy(io.harmattan.avro.@Nullable Copy c) {
        return c == null ? null : new Copy(c.getGroup(), c.getOf(), c.getSimilarity(), c.getReason());
    }

    private static io.harmattan.avro.@Nullable Focus focus(@Nullable Focus f) {
        return f == null
                ? null
                : new io.harmattan.avro.Focus(f.country(), f.countryScore(), f.placeId(), f.placeScore());
    }

    private static @Nullable Focus focus(io.harmattan.avro.@Nullable Focus f) {
        return f == null ? null : new Focus(f.getCountry(), f.getCountryScore(), f.getPlaceId(), f.getPlaceScore());
    }

    private static io.harmattan.avro.Quote quote(Quote q) {
        return new io.harmattan.avro.Quote(
                q.start(),
                q.end(),
                q.text(),
                q.holder(),
                q.holderStart(),
                q.holderEnd(),
                q.holderEntity(),
                q.verb(),
                q.kind().name());
    }

    private static Quote quote(io.harmattan.avro.Quote q) {
        return new Quote(
                q.getStart(),
                q.getEnd(),
                q.getText(),
                q.getHolder(),
                q.getHolderStart(),
                q.getHolderEnd(),
                q.getHolderEntity(),
                q.getVerb(),
                Quote.Kind.valueOf(q.getKind()));
    }

    private static io.harmattan.avro.Figure figure(Figure f) {
        return new io.harmattan.avro.Figure(
                f.start(),
                f.end(),
                f.surface(),
                f.value(),
                f.unit(),
                f.of(),
                f.upTo(),
                f.ofWhom(),
                f.bound().name(),
                f.approximate());
    }

    private static Figure figure(io.harmattan.avro.Figure f) {
        return new Figure(
                f.getStart(),
                f.getEnd(),
                f.getSurface(),
                f.getValue(),
                f.getUnit(),
                f.getOf(),
                f.getUpTo(),
                f.getOfWhom(),
                Figure.Bound.valueOf(f.getBound()),
                f.getApproximate());
    }

    private static io.harmattan.avro.DateMention date(DateMention d) {
        return new io.harmattan.avro.DateMention(d.start(), d.end(), d.surface(), d.from(), d.to(), d.relative());
    }

    private static DateMention date(io.harmattan.avro.DateMention d) {
        return new DateMention(d.getStart(), d.getEnd(), d.getSurface(), d.getFrom(), d.getTo(), d.getRelative());
    }

    private static io.harmattan.avro.Stance stance(Stance s) {
        return new io.harmattan.avro.Stance(
                s.target(),
                s.holder(),
                s.holderEntity(),
                s.label().name(),
                s.confidence(),
                s.start(),
                s.end(),
                s.manner().name());
    }

    private static Stance stance(io.harmattan.avro.Stance s) {
        return new Stance(
                s.getTarget(),
                s.getHolder(),
                s.getHolderEntity(),
                Stance.Label.valueOf(s.getLabel()),
                s.getConfidence(),
                s.getStart(),
                s.getEnd(),
                Stance.Manner.valueOf(s.getManner()));
    }

    private static io.harmattan.avro.StanceTally tally(EventCluster.StanceTally t) {
        return new io.harmattan.avro.StanceTally(
                t.target(),
                t.holder(),
                t.holderEntity(),
                t.label().name(),
                t.articles(),
                t.sources(),
                t.outlets(),
                t.first(),
                t.last(),
                t.articleId(),
                t.evidence());
    }

    private static EventCluster.StanceTally tally(io.harmattan.avro.StanceTally t) {
        return new EventCluster.StanceTally(
                t.getTarget(),
                t.getHolder(),
                t.getHolderEntity(),
                Stance.Label.valueOf(t.getLabel()),
                t.getArticles(),
                t.getSources(),
                t.getOutlets(),
                t.getFirst(),
                t.getLast(),
                t.getArticleId(),
                t.getEvidence());
    }

    private static io.harmattan.avro.Disagreement disagreement(EventCluster.Disagreement d) {
        return new io.harmattan.avro.Disagreement(
                d.of(),
                d.ofWhom(),
                d.unit(),
                each(
                        d.claims(),
                        c -> new io.harmattan.avro.Claim(
                                c.value(),
                                c.upTo(),
                                c.bound().name(),
                                c.surface(),
                                c.says(),
                                c.articleIds(),
                                c.outlets(),
                                c.sources())));
    }

    private static EventCluster.Disagreement disagreement(io.harmattan.avro.Disagreement d) {
        return new EventCluster.Disagreement(
                d.getOf(),
                d.getOfWhom(),
                d.getUnit(),
                each(
                        d.getClaims(),
                        c -> new EventCluster.Claim(
                                c.getValue(),
                                c.getUpTo(),
                                Figure.Bound.valueOf(c.getBound()),
                                c.getSurface(),
                                c.getSays(),
                                c.getArticleIds(),
                                c.getOutlets(),
                                c.getSources())));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static io.harmattan.avro.Subscription subscription(Subscription s) {
        Subscription.Trigger trigger = s.trigger();
        Subscription.Limits limits = s.limits();
        Subscription.QuietHours quiet = limits.quiet();
        return io.harmattan.avro.Subscription.newBuilder()
                .setId(s.id())
                .setVersion(s.version())
                .setOwner(s.owner())
                .setName(s.name())
                .setQuery(s.query())
                .setTrigger(trigger.kind().name())
                .setTriggerArticles(trigger.articles())
                .setTriggerSources(trigger.sources())
                .setTriggerWithinMs(millis(trigger.within()))
                .setTriggerFactor(trigger.factor())
                .setTriggerTarget(trigger.target())
                .setPerClusterMs(millis(limits.perCluster()))
                .setPerSubscriptionMs(millis(limits.perSubscription()))
                .setQuietFrom(quiet == null ? null : quiet.from().toString())
                .setQuietUntil(quiet == null ? null : quiet.until().toString())
                .setQuietZone(quiet == null ? null : quiet.zone().getId())
                .setDigestEveryMs(millis(limits.digestEvery()))
                .setExpires(limits.expires())
                .setDeliveries(each(
                        s.deliveries(),
                        d -> new io.harmattan.avro.Delivery(
                                d.channel().name(), d.address().toString(), d.secrets())))
                .setPaused(s.paused())
                .setCreated(s.created())
                .setUpdated(s.updated())
                .build();
    }

    private static Subscription subscription(io.harmattan.avro.Subscription s) {
        String from = s.getQuietFrom();
        String until = s.getQuietUntil();
        String zone = s.getQuietZone();
        return new Subscription(
                s.getId(),
                s.getVersion(),
                s.getOwner(),
                s.getName(),
                s.getQuery(),
                new Subscription.Trigger(
                        Subscription.Kind.valueOf(s.getTrigger()),
                        s.getTriggerArticles(),
                        s.getTriggerSources(),
                        duration(s.getTriggerWithinMs()),
                        s.getTriggerFactor(),
                        s.getTriggerTarget()),
                new Subscription.Limits(
                        duration(s.getPerClusterMs()),
                        duration(s.getPerSubscriptionMs()),
                        from == null || until == null || zone == null
                                ? null
                                : new Subscription.QuietHours(
                                        LocalTime.parse(from), LocalTime.parse(until), ZoneId.of(zone)),
                        duration(s.getDigestEveryMs()),
                        s.getExpires()),
                each(
                        s.getDeliveries(),
                        d -> new Subscription.Delivery(
                                Subscription.Channel.valueOf(d.getChannel()),
                                URI.create(d.getAddress()),
                                d.getSecrets())),
                s.getPaused(),
                s.getCreated(),
                s.getUpdated());
    }

    private static io.harmattan.avro.Alert alert(Alert a) {
        return io.harmattan.avro.Alert.newBuilder()
                .setId(a.id())
                .setEpoch(a.epoch())
                .setSubscriptionId(a.subscriptionId())
                .setSubscriptionVersion(a.subscriptionVersion())
                .setSubscriptionName(a.subscriptionName())
                .setOwner(a.owner())
                .setTrigger(a.trigger().name())
                .setClusterId(a.clusterId())
                .setClusterRevision(a.clusterRevision())
                .setArticleId(a.articleId())
                .setTopic(a.topic())
                .setPartition(a.partition())
                .setOffset(a.offset())
                .setEventTime(a.eventTime())
                .setIngestTime(a.ingestTime())
                .setDue(a.due())
                .setTitle(a.title())
                .setLines(a.lines())
                .setUrl(a.url())
                .setSources(a.sources())
                .setGathered(a.gathered())
                .build();
    }

    private static Alert alert(io.harmattan.avro.Alert a) {
        return new Alert(
                a.getId(),
                a.getEpoch(),
                a.getSubscriptionId(),
                a.getSubscriptionVersion(),
                a.getSubscriptionName(),
                a.getOwner(),
                Subscription.Kind.valueOf(a.getTrigger()),
                a.getClusterId(),
                a.getClusterRevision(),
                a.getArticleId(),
                a.getTopic(),
                a.getPartition(),
                a.getOffset(),
                a.getEventTime(),
                a.getIngestTime(),
                a.getDue(),
                a.getTitle(),
                a.getLines(),
                a.getUrl(),
                a.getSources(),
                a.getGathered());
    }

    private static io.harmattan.avro.Receipt receipt(Receipt r) {
        return io.harmattan.avro.Receipt.newBuilder()
                .setAlertId(r.alertId())
                .setSubscriptionId(r.subscriptionId())
                .setChannel(r.channel().name())
                .setAddress(r.address())
                .setAttempt(r.attempt())
                .setStatus(r.status().name())
                .setCode(r.code())
                .setLatencyMillis(r.latencyMillis())
                .setAt(r.at())
                .setNextTry(r.nextTry())
                .setMessage(r.message())
                .build();
    }

    private static Receipt receipt(io.harmattan.avro.Receipt r) {
        return new Receipt(
                r.getAlertId(),
                r.getSubscriptionId(),
                Subscription.Channel.valueOf(r.getChannel()),
                r.getAddress(),
                r.getAttempt(),
                Receipt.Status.valueOf(r.getStatus()),
                r.getCode(),
                r.getLatencyMillis(),
                r.getAt(),
                r.getNextTry(),
                r.getMessage());
    }
}
