package io.harmattan.analysis.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.domain.EnrichedArticle.Path;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Mention;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggerTest {
    private static final Tagger SAHEL = new Tagger(SahelProfile.load());
    private static final Tagger SMALL = new Tagger(WatchProfile.parse(
            Map.of("desks.csv", "id,name,countries\nd,D,\n", "entities.csv", """
            id,type,kind,name,country,lat,lon,geonames,wikidata,notes
            harbour,place,town,Havn,NO,,,,,
            harbour-fort,place,base,Havn Fort,NO,,,,,
            who,organisation,,World Harbour Office,,,,,,
            island,place,,Île-d'Été,FR,,,,,
            ada,person,,Ada Sommer,NO,,,,,
            ben,person,,Ben Sommer,NO,,,,,
            cleo,person,,Cleo Winther,NO,,,,,
            """, "aliases.csv", """
            entity,alias,language,case,not_after,not_before,needs,notes
            who,WHO,en,exact,,,,
            who,harbour office,en,any,,,,
            harbour,Port,en,,sea,wine|authority,norway|fjord,
            """)));

    @Test
    void aWordThatTheProfileListsIsASurnameOnlyWhereAFullNameStandsToo() {
        assertThat(withPersons("Washington has not replied.", new int[] {0, 10}))
                .containsExactly("us-government");
        assertThat(withPersons("Mr Washington has not replied.", new int[] {3, 13}))
                .containsExactly("name-person-washington");
        assertThat(withPersons("Denzel Washington waved. Then Washington left.", new int[] {0, 17}, new int[] {30, 40}))
                .containsExactly("name-person-denzel-washington", "name-person-denzel-washington");
    }

    /** The entities of a text in which a model takes the spans for persons. */
    private static List<String> withPersons(String text, int[]... spans) {
        NameFinder model = whole -> Stream.of(spans)
                .map(span -> new NameFinder.Name(span[0], span[1], EntityType.PERSON))
                .toList();
        return new Tagger(SahelProfile.load(), model)
                .tag(null, text, null, Path.MODEL).mentions().stream()
                        .map(mention -> String.valueOf(mention.entityId()))
                        .toList();
    }

    private static List<String> found(Tagger tagger, String text) {
        Tags tags = tagger.tag(null, text, null, Path.DICTIONARY);
        int end = 0;
        for (Mention mention : tags.mentions()) {
            assertThat(mention.start()).isGreaterThanOrEqualTo(end);
            assertThat(text.substring(mention.start(), mention.end())).isEqualTo(mention.surface());
            end = mention.end();
        }
        return tags.mentions().stream()
                .map(mention -> mention.surface() + ">" + mention.entityId())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "The longest match wins;Havn Fort fell.;Havn Fort>harbour-fort",
                "A name inside a word is none;Havnby and Nyhavn and Havn2 stay.;''",
                "A possessive belongs to no name;Havn's mayor and Havn’s ferry;Havn>harbour, Havn>harbour",
                "Hyphen after;the Havn-based crew;Havn>harbour",
                "Small letters are no name;we saw a havn there In May;''",
                "All small text;the crew left havn at dawn;havn>harbour",
                "All capitals;CREW LEAVES HAVN AT DAWN;HAVN>harbour",
                "An acronym is exact;who did it? The WHO did.;WHO>who",
                "An exact acronym is not read in capitals;WHO LEFT THE SHIP;''",
                "Any case;The Harbour Office and the harbour office;Harbour Office>who, harbour office>who",
                "Accents and apostrophes;ile d’ete is not Île-d’Été nor Ile d'Ete;Île-d’Été>island, Ile d'Ete>island",
                "Needs its context;The Port was full.;''",
                "Has its context;The Port was full. Norway paid.;Port>harbour, Norway>country-no",
                "Not before;Port wine from Norway and the Port Authority;Norway>country-no",
                "Not after;a Sea Port in Norway;Norway>country-no",
            })
    void findsNamesByTheRules(String why, String text, String expected) {
        assertThat(String.join(", ", found(SMALL, text))).as(why).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Cleo Winther spoke. Winther left.;Cleo Winther>cleo, Winther>cleo",
                "Winther left.;''",
                "Cleo Winther spoke. Gen. Winther left, and Mr Winther's aide too.;Cleo Winther>cleo, Winther>cleo, Winther>cleo",
                "Cleo Winther spoke. Nancy Winther did not.;Cleo Winther>cleo",
                "Cleo Winther spoke in the Winther Building.;Cleo Winther>cleo",
                "Cleo Winther met Ada Sommer and Ben Sommer. Sommer smiled.;Cleo Winther>cleo, Ada Sommer>ada, Ben Sommer>ben",
                "Cleo Winther likes a winther evening.;Cleo Winther>cleo",
            })
    void aSurnameStandsForTheOnePersonNamedInFull(String text, String expected) {
        assertThat(String.join(", ", found(SMALL, text))).isEqualTo(expected);
    }

    @Test
    void aPersonNamedInFullInTheTitleIsKnownInTheText() {
        Tags tags = SMALL.tag("Cleo Winther resigns", "On Monday Winther resigned.", null, Path.DICTIONARY);
        assertThat(tags.mentions()).extracting(Mention::surface).containsExactly("Winther");
        assertThat(tags.entities()).extracting(Entity::id).containsExactly("cleo");
    }

    @Test
    void offsetsAreUtf16UnitsBesideEmojiAndCombiningMarks() {
        assertThat(found(SMALL, "🚢🚢 Havn 👩‍👩‍👧 e\u0301t\u0301 Havn"))
                .containsExactly("Havn>harbour", "Havn>harbour");
        assertThat(found(SMALL, "Havn\u0301 is another word")).isEmpty();
    }

    @Test
    void thousandsOfMentionsInOneLineOfCapitals() {
        assertThat(found(SMALL, "HAVN ".repeat(50_000))).hasSize(50_000);
    }

    @Test
    void emptyAndForeignTextsNameNobody() {
        assertThat(found(SMALL, "")).isEmpty();
        assertThat(found(SMALL, "مرحبا بالعالم")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Bandits struck in Niger State, Nigeria.;Niger State>ng-niger-state, Nigeria>nigeria",
                "Oil spilled in the Niger Delta.;Niger Delta>ng-niger-delta",
                "They crossed the River Niger into Niger.;River Niger>ne-niger-river, Niger>niger",
                "Chad Johnson scored twice in Ohio.;Ohio>region-ohio",
                "Troops left Chad for Niger.;Chad>chad, Niger>niger",
                "A staging of Wagner in Bayreuth.;''",
                "Wagner fighters serve Russia there.;Wagner>ru-wagner, Russia>russia",
                "Papua New Guinea and Guinea differ.;Papua New Guinea>papua-new-guinea, Guinea>guinea",
                "L’armée française quitte N’Djamena.;armée française>fr-armed-forces, N’Djamena>td-n-djamena",
                "La Cédéao et l'Alliance des États du Sahel se parlent.;Cédéao>ecowas, Alliance des États du Sahel>aes",
                "US troops left and let us go.;US>united-states",
                "Airbase 201 and the Agadez base are one.;Airbase 201>ne-air-base-201, Agadez base>ne-air-base-201",
                "The Washington Post wrote from Washington.;The Washington Post>washington-post, Washington>us-washington",
                "George Washington never saw Lake Chad.;Lake Chad>lake-chad",
                "Langley, Virginia hosts an agency.;Virginia>region-virginia",
                "The US Africa Command (AFRICOM) agreed.;US Africa Command>us-africom, AFRICOM>us-africom",
            })
    void theSahelProfileTellsLookAlikesApart(String text, String expected) {
        assertThat(String.join(", ", found(SAHEL, text))).isEqualTo(expected);
    }
}
