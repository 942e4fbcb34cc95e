package io.harmattan.analysis.stance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.quote.QuoteFinder;
import io.harmattan.analysis.stance.TargetScorer.Likelihood;
import io.harmattan.analysis.tag.Tagger;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.EnrichedArticle.Path;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Stance;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StanceFinderTest {
    private static final WatchProfile PROFILE = SahelProfile.load();
    private static final Tagger TAGGER = new Tagger(PROFILE);
    private static final LocalDate DAY = LocalDate.of(2024, 5, 3);

    private static Stances find(String text, String language, @Nullable TargetScorer scorer) {
        Tags tags = TAGGER.tag(null, text, DAY, Path.DICTIONARY);
        List<Quote> quotes = new QuoteFinder().quotes(text, language);
        return new StanceFinder(PROFILE, scorer).find(text, language, DAY, tags, quotes);
    }

    private static List<String> stances(String text, String language) {
        return find(text, language, null).taken().stream()
                .map(s -> (s.target().startsWith("us") ? "us " : "ru ")
                        + s.label().label() + " " + s.manner() + ": " + s.holder())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = " => ",
            value = {
                "The ruling council told American troops to leave. => us opposed ACT: The ruling council",
                "US soldiers were ordered to leave by Chad's government. => us opposed ACT: Chad's government",
                "The junta tore up the accord that let American drones fly. => us opposed ACT: The junta",
                "Ghana, which lies to the south, invited Russian instructors. => ru favourable ACT: Ghana",
                "Mali turned to Russia for help. => ru favourable ACT: Mali",
                "Berlin said it was alarmed by the Russian military presence. => ru opposed REPORTED: Berlin",
                "'“We do not need American soldiers,” the minister said.' => us opposed OWN: the minister",
                "'“It is no big deal that Russian soldiers are here,” the colonel said.' => ru neutral OWN: the colonel",
                "The general brushed aside calls for US troops to leave. => us favourable REPORTED: The general",
                "The movement welcomed the departure of US troops. => us opposed REPORTED: The movement",
                "The crowd prefers the Russians. => ru favourable ACT: The crowd",
                "Tens of thousands of marchers cheered the Russian soldiers. => ru favourable ACT: marchers",
                "The mayor denied that he wanted the Americans to leave. => us favourable REPORTED: The mayor",
                "At first the town had cheered the Russians; today the elders want the Russians gone."
                        + " => ru opposed REPORTED: the elders",
                "NIGER JUNTA ORDERS US TROOPS TO LEAVE => us opposed ACT: NIGER JUNTA",
                "US occupation forces still hold the runway. => us opposed OWN: author",
                "Washington insists that its soldiers must stay in Djibouti. => us favourable REPORTED: Washington",
                "The prime minister said he respected whatever the neighbour decides on US forces."
                        + " => us neutral REPORTED: The prime minister",
            })
    void tellsWhoIsForOrAgainst(String text, String expected) {
        assertThat(stances(text, "en")).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "US troops began to load equipment onto trucks.",
                "The government has not ordered US troops to leave.",
                "If the junta ordered US troops to leave, the base would close.",
                "Togo is considering whether to welcome Russian trainers.",
                "Until last year the council welcomed American trainers.",
                "Would Burkina Faso invite Russian soldiers?",
                "Niger ordered French soldiers to leave, while US troops stayed.",
                "Villagers fled when Wagner came.",
                "The Wagner opera season opened in Dakar to great applause.",
                "The envoy thanked the US pilots' families.",
                "The minister praised the harvest, and Russian instructors helped to bring it in.",
                "The president thanked the Turkish soldiers, not the Americans beside them.",
                "The paper has a proposal that US troops should leave.",
                "Chad, which had let US personnel operate there, fell silent.",
                ""
            })
    void withoutASideThereIsNoStance(String text) {
        assertThat(stances(text, "en")).isEmpty();
    }

    @Test
    void twoTargetsOfOneSentenceAreToldApart() {
        assertThat(stances("The junta ordered the Americans out and welcomed a hundred Russian trainers.", "en"))
                .containsExactly("us opposed ACT: The junta", "ru favourable ACT: The junta");
    }

    @Test
    void pronounsAndDescriptionsReferToWhatTheParagraphNamed() {
        assertThat(stances("About 800 American soldiers were in the north. The council ordered them to leave.", "en"))
                .containsExactly("us opposed ACT: The council");
        assertThat(stances("Russian trainers landed on Friday. The army chief welcomed the newcomers.", "en"))
                .containsExactly("ru favourable ACT: The army chief");
        assertThat(stances("French soldiers landed on Friday. The army chief welcomed the newcomers.", "en"))
                .isEmpty();
    }

    @Test
    void oneHolderOfManyNamesTakesOneStance() {
        List<Stance> taken = find(
                        "Niger ordered US troops to leave. The junta in Niamey told the Americans to leave."
                                + " Niger's military junta demanded the withdrawal of US forces.",
                        "en",
                        null)
                .taken();
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).holderEntity()).isEqualTo("ne-cnsp");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = " => ",
            value = {
                "La junte a exigé le départ des troupes américaines. => us opposed ACT: La junte",
                "Le gouvernement a salué les instructeurs russes. => ru favourable ACT: Le gouvernement",
                "Le parti ne soutient pas la présence américaine. => us opposed REPORTED: Le parti",
                "Le maire a critiqué ceux qui réclament le départ des Américains. => us favourable REPORTED: Le maire",
                "La foule préfère les Russes aux Américains. => ru favourable REPORTED: La foule",
                "Des soldats américains sont basés ici. La junte leur a ordonné de partir. => us opposed ACT: La junte",
                "Selon le ministre de la Défense, la base américaine est indispensable."
                        + " => us favourable REPORTED: le ministre de la Défense",
                "Alger a pris acte du départ des troupes américaines. => us neutral REPORTED: Alger",
            })
    void frenchByFrames(String text, String expected) {
        assertThat(stances(text, "fr")).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Si la junte expulsait les Américains, la base fermerait.",
                "Autrefois, le Niger saluait la présence américaine.",
                "Le gouvernement n'a pas demandé le départ des troupes américaines.",
                "Faut-il expulser les troupes américaines ?",
                "Moscou a envoyé des instructeurs militaires et du matériel."
            })
    void frenchWithoutASide(String text) {
        assertThat(stances(text, "fr")).isEmpty();
    }

    @Test
    void aTargetIsAddedByTheProfileAlone() {
        Map<String, String> files = SahelProfile.files();
        files.merge("targets.csv", "french-presence,French military presence,FR,,\n", String::concat);
        files.merge(
                "target-words.csv",
                "french-presence,owner,French|France's,en,\nfrench-presence,power,France|Paris,en,\n",
                String::concat);
        WatchProfile profile = WatchProfile.parse(files);
        String text = "Ghana ordered French troops to leave and welcomed Russian trainers.";
        Tags tags = new Tagger(profile).tag(null, text, DAY, Path.DICTIONARY);
        assertThat(new StanceFinder(profile, null)
                        .find(text, "en", DAY, tags, List.of())
                        .taken())
                .extracting(one -> one.target() + " " + one.label())
                .containsExactly("french-presence OPPOSED", "russian-presence FAVOURABLE");
    }

    @Test
    void aLanguageWithoutFramesGivesNothing() {
        assertThat(stances("The junta ordered US troops to leave.", "sw")).isEmpty();
    }

    @Test
    void theEvidenceHoldsTheTargetAndTheWordsThatTakeASide() {
        String text = "On Tuesday the junta ordered all US troops to leave the country.";
        Stance stance = find(text, "en", null).taken().get(0);
        assertThat(text.substring(stance.start(), stance.end()))
                .isEqualTo("ordered all US troops to leave the country");
        assertThat(stance.confidence()).isBetween(0.5, 1.0);
    }

    @Test
    void theModelIsAskedOfWhatNoFrameExplainsAndOnlyThere() {
        List<String> asked = new ArrayList<>();
        TargetScorer scorer = all -> all.stream()
                .map(one -> {
                    asked.add(one.text().substring(one.start(), one.end()));
                    return new Likelihood(0.02, 0.03, 0.95);
                })
                .toList();
        Stances stances = find(
                "The junta ordered the Americans to leave. The priest said that Wagner mercenaries eat at every table."
                        + " It rained in Bamako.",
                "en",
                scorer);
        assertThat(asked).containsExactly("Wagner mercenaries");
        assertThat(stances.taken())
                .extracting(s -> s.target() + " " + s.label().label())
                .containsExactly("us-presence opposed", "russian-presence opposed");
    }

    @Test
    void anArticleThatNamesATargetFourHundredTimesTakesBoundedTime() {
        String text = "The council said US troops must leave and US troops must not stay. ".repeat(200);
        Tags tags = TAGGER.tag(null, text, DAY, Path.DICTIONARY);
        StanceFinder finder = new StanceFinder(PROFILE, null);
        List<Quote> quotes = List.of();
        assertTimeout(Duration.ofSeconds(10), () -> finder.find(text, "en", DAY, tags, quotes));
    }

    @Test
    void theModelIsAskedABoundedNumberOfTimes() {
        int[] asked = {0};
        TargetScorer scorer = all -> {
            asked[0] += all.size();
            return all.stream().map(one -> new Likelihood(0.1, 0.8, 0.1)).toList();
        };
        find("The priest said that Wagner mercenaries eat at every table. ".repeat(400), "en", scorer);
        assertThat(asked[0]).isBetween(1, 48);
    }

    @Test
    void aSentenceOfThreeThousandWordsIsReadInParts() {
        String text = "The junta and " + "many others ".repeat(1_500) + " ordered US troops to leave.";
        assertTimeout(Duration.ofSeconds(10), () -> stances(text, "en"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I said we want US troops to leave.",
                "We ordered them out, US troops and all, I told the Americans to leave.",
                "Reuters said US troops must leave.",
                "\"We\" said we. US troops, we said, should leave, they said."
            })
    void whoNobodyNamesAndWhoOnlyReportsHoldsNothing(String text) {
        assertThat(stances(text, "en")).noneMatch(stance -> stance.endsWith("We") || stance.endsWith("Reuters"));
    }
}
