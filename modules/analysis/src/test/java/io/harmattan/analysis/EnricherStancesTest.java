package io.harmattan.analysis;

import static org.assertj.core.api.Assertions.assertThat;

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
}
