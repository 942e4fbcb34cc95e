package io.harmattan.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.tag.NameFinder;
import io.harmattan.domain.Article;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnricherTest {
    private static final Enricher ENRICHER = new Enricher(WatchProfile.parse(Map.of(
            "desks.csv",
            "id,name,countries\nall,All,\nnorth,North,NO|SE\n",
            "entities.csv",
            """
                    id,type,kind,name,country,lat,lon,geonames,wikidata,notes
                    havn,place,town,Havn,NO,,,,,
                    port,place,town,Portville,FR,,,,,
                    """,
            "aliases.csv",
            "entity,alias,language,case,not_after,not_before,needs,notes\n")));

    private static final String BODY =
            "The gates of %s stayed shut on Tuesday, and nobody knew for how long it would be.";

    @Test
    void anArticleGoesToEachDeskThatTakesIt() {
        assertThat(enrich(Articles.text(BODY.formatted("Havn"))))
                .extracting(EnrichedArticle::desk)
                .containsExactly("all", "north");
        assertThat(enrich(Articles.text(BODY.formatted("Portville"))))
                .extracting(EnrichedArticle::desk)
                .containsExactly("all");
    }

    @Test
    void itsTimeIsItsOwnWhereItSaysOne() {
        EnrichedArticle timed = enrich(Articles.text(
                        "Gates stay shut in the harbour\nMay 3, 2024 5:30 PM EDT\n" + BODY.formatted("Havn")))
                .get(0);
        assertThat(timed.eventTime()).isEqualTo(Instant.parse("2024-05-03T21:30:00Z"));
        assertThat(timed.timed()).isTrue();
        EnrichedArticle untimed = enrich(Articles.text(BODY.formatted("Havn"))).get(0);
        assertThat(untimed.eventTime()).isEqualTo(Articles.INGESTED);
        assertThat(untimed.timed()).isFalse();
    }

    @Test
    void nothingOfTheArticleIsLostOnTheWay() {
        Article article = Articles.text("Gates stay shut in the harbour\nBy Ada Sommer\n" + BODY.formatted("Havn"));
        Extracted extracted = ENRICHER.extract(article);
        EnrichedArticle enriched = ENRICHER.enrich(article, extracted, 3, 2).get(0);
        assertThat(enriched.id()).isEqualTo(article.id());
        assertThat(enriched.revision()).isEqualTo(2);
        assertThat(enriched.epoch()).isEqualTo(3);
        assertThat(enriched.contentHash()).isEqualTo(extracted.contentHash());
        assertThat(enriched.title()).isEqualTo("Gates stay shut in the harbour");
        assertThat(enriched.byline()).isEqualTo("Ada Sommer");
        assertThat(enriched.entities()).extracting(Entity::id).containsExactly("havn");
        assertThat(enriched.features().title()).containsEntry("harbour", 1);
    }

    @Test
    void onlyWhatADeskWatchesCloselyIsReadWithTheModelAndTheArticleSaysSo() {
        NameFinder finder = text -> {
            int at = text.indexOf("Zora Quill");
            return List.of(new NameFinder.Name(at, at + 10, EntityType.PERSON));
        };
        Enricher enricher = new Enricher(
                WatchProfile.parse(Map.of(
                        "desks.csv",
                        "id,name,countries,closely\nall,All,,NO\n",
                        "entities.csv",
                        "id,type,kind,name,country,lat,lon,geonames,wikidata,notes\nhavn,place,town,Havn,NO,,,,,\n",
                        "aliases.csv",
                        "entity,alias,language,case,not_after,not_before,needs,notes\n")),
                new Enricher.Models(finder, null, null));
        Article near = Articles.text("Zora Quill spoke of it all day. " + BODY.formatted("Havn"));
        EnrichedArticle closely =
                enricher.enrich(near, enricher.extract(near), 1, 1).get(0);
        assertThat(closely.path()).isEqualTo(EnrichedArticle.Path.MODEL);
        assertThat(closely.entities()).extracting(Entity::id).containsExactly("name-person-zora-quill", "havn");
        assertThat(closely.focus()).isNotNull();
        assertThat(closely.focus().country()).isEqualTo("NO");
        Article far = Articles.text("Zora Quill spoke of it all day. " + BODY.formatted("Toronto"));
        EnrichedArticle cheaply =
                enricher.enrich(far, enricher.extract(far), 1, 1).get(0);
        assertThat(cheaply.path()).isEqualTo(EnrichedArticle.Path.DICTIONARY);
        assertThat(cheaply.entities()).extracting(Entity::country).containsExactly("CA");
    }

    private static List<EnrichedArticle> enrich(Article article) {
        return ENRICHER.enrich(article, ENRICHER.extract(article), 1, 1);
    }

    @Test
    void aHeadlineThatComesAloneHasAVector() {
        Enricher enricher = new Enricher(
                WatchProfile.parse(Map.of(
                        "desks.csv",
                        "id,name,countries\nall,All,\n",
                        "entities.csv",
                        "id,type,kind,name,country,lat,lon,geonames,wikidata,notes\nhavn,place,town,Havn,NO,,,,,\n",
                        "aliases.csv",
                        "entity,alias,language,case,not_after,not_before,needs,notes\n")),
                new Enricher.Models(null, null, MeaningEncoder.load(1)));
        Article whole = Articles.text("Gates stay shut in the harbour\n" + BODY.formatted("Havn"));
        Article headline = new Article(
                "headline",
                0,
                1,
                Articles.INGESTED,
                Articles.INGESTED,
                null,
                "test",
                Article.ContentType.TEXT,
                "Gates stay shut in the harbour",
                "",
                null,
                null);

        assertThat(enricher.enrich(whole, enricher.extract(whole), 1, 1)
                        .get(0)
                        .features()
                        .vector())
                .isNull();
        assertThat(enricher.enrich(headline, enricher.extract(headline), 1, 1)
                        .get(0)
                        .features()
                        .vector())
                .isNotNull();
        Article french = Articles.text("Les portes restent fermées\n"
                + "Les autorités de Havn ont annoncé mardi que les portes du port resteraient fermées jusqu'à la fin du mois."
                + " Selon le ministère, les travaux ont pris du retard et les pêcheurs devront encore attendre.");
        assertThat(enricher.enrich(french, enricher.extract(french), 1, 1)
                        .get(0)
                        .features()
                        .vector())
                .isNull();
    }
}
