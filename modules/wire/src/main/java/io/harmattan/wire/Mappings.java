package io.harmattan.wire;

import io.harmattan.domain.Article;
import io.harmattan.domain.ClusterChange;
import io.harmattan.domain.DeadLetter;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.EventCluster;
import io.harmattan.domain.Features;
import io.harmattan.domain.GeoPoint;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Published;
import io.harmattan.wire.Topic.Mapping;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
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
                    .build(),
            a -> new EnrichedArticle(
                    a.getId(),
                    a.getRevision(),
                    a.getEpoch(),
                    a.getDesk(),
                    a.getEventTime(),
                    a.getTimed(),
                    a.getIngestTime(),
                    a.getContentHash(),
                    a.getUrl(),
                    a.getSource(),
                    a.getTitle(),
                    a.getText(),
                    a.getByline(),
                    a.getOutlet(),
                    a.getCredits(),
                    a.getLanguage(),
                    published(a.getPublished()),
                    each(a.getMentions(), Mappings::mention),
                    each(a.getEntities(), Mappings::entity),
                    Features.of(a.getBodyTerms(), a.getTitleTerms())));

    static final Mapping<ClusterChange, io.harmattan.avro.ClusterChange> CLUSTER_CHANGE = new Mapping<>(
            io.harmattan.avro.ClusterChange.class,
            c -> io.harmattan.avro.ClusterChange.newBuilder()
                    .setClusterId(c.clusterId())
                    .setRevision(c.revision())
                    .setEpoch(c.epoch())
                    .setDesk(c.desk())
                    .setKind(c.kind().name())
                    .setArticleId(c.articleId())
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
                    c.getEventTime(),
                    c.getIngestTime(),
                    c.getLate(),
                    c.getReason(),
                    c.getScores()));

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
                            c.entities(), e -> new io.harmattan.avro.EntityCount(entity(e.entity()), e.articles())))
                    .build(),
            c -> new EventCluster(
                    c.getId(),
                    c.getRevision(),
                    c.getEpoch(),
                    c.getDesk(),
                    EventCluster.Status.valueOf(c.getStatus()),
                    c.getRedirectTo(),
                    c.getTitle(),
                    c.getFirstEventTime(),
                    c.getLastEventTime(),
                    c.getTimed(),
                    c.getUpdated(),
                    each(c.getMembers(), Mappings::member),
                    each(c.getEntities(), e -> new EventCluster.EntityCount(entity(e.getEntity()), e.getArticles()))));

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
                m.getLate());
    }
}
