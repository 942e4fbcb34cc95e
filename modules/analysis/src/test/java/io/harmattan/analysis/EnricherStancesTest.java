package io.harmattan.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.stance.TargetScorer.Likelihood;
import io.harmattan.domain.Article;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Stance;
import org.junit.jupiter.api.Test;

class EnricherStancesTest {
    private static final Enricher ENRICHER = new Enricher(SahelProfile.load());

    @Test
    void anEnrichedArticleCarriesItsStances() {
        Article article = Articles.text(
                "Council sends troops home\n"
                        + "The ruling council of Chad ordered all American troops to leave the country by the end of the month.");
        EnrichedArticle enriched =
                ENRICHER.enrich(article, ENRICHER.extract(article), 1, 1).get(0);
        assertThat(enriched.stances())
                .extracting(one -> one.target() + " " + one.label() + " " + one.manner())
                .containsExactly("us-presence " + Stance.Label.OPPOSED + " " + Stance.Manner.ACT);
    }

    @Test
    void whatIsTooLittleToBeCalledAStanceIsSaidApart() {
        Enricher unsure = new Enricher(
                SahelProfile.load(),
                new Enricher.Models(
                        null,
                        asked -> asked.stream()
                                .map(one -> new Likelihood(0.6, 0.3, 0.1))
                                .toList(),
                        null));
        Article article = Articles.text(
                "A talk in the market\n"
                        + "The mayor of Bamako said on Tuesday that Russian soldiers eat at every table in the old market of the town.");
        EnrichedArticle enriched =
                unsure.enrich(article, unsure.extract(article), 1, 1).get(0);
        assertThat(enriched.stances()).isEmpty();
        assertThat(enriched.abstentions())
                .extracting(one -> one.target() + " " + one.label() + " " + one.confidence() + " " + one.holder())
                .containsExactly("russian-presence FAVOURABLE 0.6 The mayor of Bamako");
    }
}
