package io.harmattan.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.compare.Comparison.Teller;
import io.harmattan.domain.Article;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EventCluster.Claim;
import io.harmattan.domain.EventCluster.Disagreement;
import io.harmattan.domain.Published;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final Enricher ENRICHER = new Enricher(SahelProfile.load());
    private static final Instant NOON = Instant.parse("2024-05-03T12:00:00Z");

    /** Without them an article is too short for its language to be told. */
    private static final String AROUND =
            "\nThe minister spoke about it in Niamey, the capital of Niger, at the end of a long day of talks with visitors."
                    + " He thanked those who had come and said that there would be more to say about the matter in a week.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // first article | second article | what they differ on; empty if nothing
                "There are about 1,000 US troops stationed in Niger.|Some 1,300 American soldiers are based in the country.|troops in Niger",
                "The US has around 1,000 military personnel in Niger.|The 1,100 US troops in Niger will leave.|troops in Niger",
                "There are about 1,000 US troops stationed in Niger.|There are 1,020 American soldiers in Niger.|",
                "There are about 1,000 US troops stationed in Niger.|There are 100 American soldiers in Chad.|",
                "There are 1,000 US troops stationed in Niger.|Some 60 Russian soldiers are based in Niger.|",
                "There are 1,000 US troops stationed in Niger.|The US has sent another 200 soldiers to Niger.|",
                "There are 1,000 US troops stationed in Niger.|In 2019 there were 800 US troops stationed in Niger.|",
                "There are 1,000 US troops stationed in Niger.|Hundreds of US troops are stationed in Niger.|",
                "There are 1,000 US troops in Niger.|Of the US troops in Niger, 300 soldiers left Agadez on Friday.|",
                "Air Base 201 was built at a cost of $110 million.|Air Base 201 was built at a cost of over $100 million.|cost of Air Base 201",
                "Air Base 201 was built at a cost of $110 million.|Air Base 101 was built at a cost of $20 million.|",
                "The attack killed at least 17 soldiers in Tillabéri.|The attack killed 17 soldiers in Tillabéri.|",
                "Gunmen killed 29 soldiers near Tabatol in Niger.|Gunmen killed 12 soldiers near Tabatol in Niger.|troops dead in Niger",
                "Gunmen killed 12 soldiers near Tabatol in Niger.|Gunmen killed 29 soldiers near Tabatol in Niger.|",
                "Gunmen killed 12 soldiers near Tabatol in Niger.|Two of the 12 soldiers killed in Niger came from Agadez.|",
                "Two officials met in Niger.|Three officials met in Niger.|",
            })
    void figures_differ_only_where_they_are_about_the_same_thing(String first, String second, String on) {
        List<Disagreement> found = compare(article("a", first, NOON), article("b", second, NOON.plusSeconds(7200)))
                .disagreements();

        assertThat(found).extracting(Disagreement::of).isEqualTo(on == null ? List.of() : List.of(on));
    }

    @Test
    void each_side_says_who_gives_it_and_how_many() {
        List<Disagreement> found = compare(
                        article("a", "There are about 1,000 US troops stationed in Niger.", NOON),
                        article("b", "The Pentagon said that there were 1,300 US troops in Niger.", NOON),
                        article("c", "The US has 1,000 soldiers in Niger.", NOON))
                .disagreements();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).ofWhom()).isEqualTo("United States");
        assertThat(found.get(0).claims())
                .extracting(Claim::value, Claim::says, Claim::articleIds, Claim::sources)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1000.0, null, List.of("a", "c"), 2),
                        org.assertj.core.groups.Tuple.tuple(1300.0, "The Pentagon", List.of("b"), 1));
    }

    @Test
    void copies_of_one_text_do_not_differ_from_each_other() {
        Said said = article("a", "There are 1,000 US troops stationed in Niger.", NOON)
                .said();
        Said edited = article("a", "There are 1,300 US troops stationed in Niger.", NOON)
                .said();

        assertThat(new Comparison(List.of(
                                new Teller("a", "group", "A", NOON, true, said),
                                new Teller("b", "group", "B", NOON, true, edited)))
                        .disagreements())
                .isEmpty();
    }

    @Test
    void an_article_that_gives_two_figures_means_two_things() {
        assertThat(compare(
                                article(
                                        "a",
                                        "There are 1,000 US troops stationed in Niger.\n\nThere are 400 US troops stationed in Niger's north.",
                                        NOON),
                                article("b", "There are 1,300 US troops stationed in Niger.", NOON))
                        .disagreements())
                .isEmpty();
    }

    @Test
    void who_is_quoted_is_counted_by_independent_source() {
        Said said = article("a", "“We will stay,” said Lloyd Austin.", NOON).said();
        Comparison comparison = new Comparison(List.of(
                new Teller("a", "a", "A", NOON, true, said),
                new Teller("b", "a", "B", NOON, true, said),
                new Teller("c", "c", null, NOON, true, said)));

        assertThat(comparison.quoted()).singleElement().satisfies(quoted -> {
            assertThat(quoted.holder()).isEqualTo("Lloyd Austin");
            assertThat(quoted.holderEntity()).isEqualTo("person-austin");
            assertThat(quoted.articles()).isEqualTo(3);
            assertThat(quoted.sources()).isEqualTo(2);
            assertThat(quoted.outlets()).containsExactly("A", "B");
        });
    }

    @Test
    void one_holder_under_two_names_is_one_tally_with_its_first_and_last_day() {
        Comparison comparison = compare(
                article("a", "Niger's junta ordered US troops to leave the country.", NOON),
                article("b", "The Nigerien junta told American forces to leave.", NOON.plusSeconds(86_400)));

        assertThat(comparison.stances()).singleElement().satisfies(tally -> {
            assertThat(tally.target()).isEqualTo("us-presence");
            assertThat(tally.holderEntity()).isEqualTo("ne-cnsp");
            assertThat(tally.articles()).isEqualTo(2);
            assertThat(tally.sources()).isEqualTo(2);
            assertThat(tally.first()).isEqualTo(NOON);
            assertThat(tally.last()).isEqualTo(NOON.plusSeconds(86_400));
            assertThat(tally.evidence()).isNotBlank();
            assertThat(tally.outlets()).containsExactly("Outlet a", "Outlet b");
        });
    }

    private static Comparison compare(Teller... tellers) {
        return new Comparison(new ArrayList<>(Arrays.asList(tellers)));
    }

    private static Teller article(String id, String text, Instant when) {
        Article article = new Article(
                id,
                0,
                1,
                when,
                when,
                null,
                "test",
                Article.ContentType.TEXT,
                "",
                text + AROUND,
                new Published(when.atOffset(ZoneOffset.UTC), true, true, Published.Origin.SOURCE),
                null);
        List<EnrichedArticle> enriched = ENRICHER.enrich(article, ENRICHER.extract(article), 1, 1);
        assertThat(enriched).as(text).isNotEmpty();
        return new Teller(id, id, "Outlet " + id, when, true, SaidFinder.of(enriched.get(0)));
    }
}
