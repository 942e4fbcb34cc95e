package io.harmattan.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.profile.ProfileException.Fault;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.GeoPoint;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchProfileTest {
    private static final String ENTITIES = "id,type,kind,name,country,lat,lon,geonames,wikidata,notes\n";
    private static final String ALIASES = "entity,alias,language,case,not_after,not_before,needs,notes\n";

    private static Map<String, String> files(String entities, String aliases) {
        Map<String, String> files = new HashMap<>();
        files.put("desks.csv", "id,name,countries\nnorth,The north,NO|SE\n");
        files.put("entities.csv", ENTITIES + entities);
        files.put("aliases.csv", ALIASES + aliases);
        return files;
    }

    private static List<String> faults(Map<String, String> files) {
        ProfileException refused = catchThrowableOfType(ProfileException.class, () -> WatchProfile.parse(files));
        assertThat(refused).isNotNull();
        return refused.faults().stream().map(Fault::toString).toList();
    }

    @Test
    void readsDesksEntitiesAndAliases() {
        WatchProfile profile = WatchProfile.parse(files(
                "# towns\nno-bodo,place,town,Bodø,NO,67.28,14.4,3160881,,\n",
                "no-bodo,Bodo,en,,,glimt|football,norway|nato,\n"));
        assertThat(profile.name()).isEqualTo("north");
        assertThat(profile.desks())
                .containsExactly(
                        new Desk("north", "The north", java.util.Set.of("NO", "SE"), java.util.Set.of(), null));
        assertThat(profile.entity("no-bodo")).hasValueSatisfying(entity -> {
            assertThat(entity.type()).isEqualTo(EntityType.PLACE);
            assertThat(entity.location()).isEqualTo(new GeoPoint(67.28, 14.4));
        });
        assertThat(profile.aliases()).extracting(Alias::text).containsExactly("Bodo", "Bodø");
        assertThat(profile.aliases().get(0).notBefore()).containsExactlyInAnyOrder("glimt", "football");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiterString = " => ",
            nullValues = "-",
            value = {
                "x,town,town,X,NO,,,,, => - => entities.csv:2: 'type' is 'town'; expected person, organisation or place",
                "x,place,town,,NO,,,,, => - => entities.csv:2: 'name' is empty; expected a value",
                "x y,place,town,X,NO,,,,, => - => entities.csv:2: 'id' is 'x y'; expected small letters, digits and single hyphens",
                "x,place,town,X,Norway,,,,, => - => entities.csv:2: country 'Norway' is unknown",
                "x,place,town,X,NO,95,10,,, => - => entities.csv:2: (95.0, 10.0) is not on the globe",
                "x,place,town,X,NO,60,,,, => - => entities.csv:2: has one of 'lat' and 'lon'; expected both or neither",
                "x,place,town,X,NO,north,10,,, => - => entities.csv:2: 'lat' is 'north'; expected degrees",
                "x,place,town,X,NO,,,,P1, => - => entities.csv:2: 'wikidata' is 'P1'; expected Q and a number",
                "x,place,town,X => - => entities.csv:2: has 4 fields; expected 10",
                "x,place,town,Xx,NO,,,,, => y,Why,,,,,, => aliases.csv:2: entity 'y' is not in entities.csv",
                "x,place,town,Xx,NO,,,,, => x,X,,,,,, => aliases.csv:2: alias 'X' is shorter than two letters",
                "x,place,town,Xx,NO,,,,, => x,Ex,english,,,,, => aliases.csv:2: 'language' is 'english'",
                "x,place,town,Xx,NO,,,,, => x,Ex,en,loose,,,, => aliases.csv:2: 'case' is 'loose'; expected exact, any or nothing",
            })
    void saysWhatIsWrongAndWhere(String entity, @Nullable String alias, String expected) {
        assertThat(faults(files(entity + "\n", alias == null ? "" : alias + "\n")))
                .anyMatch(fault -> fault.contains(expected));
    }

    @Test
    void listsAllFaultsAtOnce() {
        List<String> faults = faults(files(
                "a,place,town,A,XX,,,,,\na,place,town,B,NO,,,,,\nb,person,,C,NO,1000,0,,,\n",
                "z,Zed,,,,,,\nb,Cee,,,,,,\nb,Cee,,,,,,\n"));
        assertThat(faults)
                .hasSize(5)
                .anyMatch(fault -> fault.startsWith("entities.csv:2: country 'XX'"))
                .anyMatch(fault -> fault.startsWith("entities.csv:3: entity 'a' is there already, in line 2"))
                .anyMatch(fault -> fault.startsWith("entities.csv:4: (1000.0, 0.0)"))
                .anyMatch(fault -> fault.startsWith("aliases.csv:2: entity 'z'"))
                .anyMatch(fault -> fault.startsWith("aliases.csv:4: alias 'Cee' of 'b' is there twice"));
    }

    @Test
    void twoEntitiesShareAnAliasOnlyIfBothSayWhatTheyNeed() {
        String entities = "a,place,town,Aa,NO,,,,,\nb,place,town,Bb,SE,,,,,\n";
        assertThat(faults(files(entities, "a,Borg,,,,,norway,\nb,Borg,,,,,,\n")))
                .singleElement()
                .asString()
                .contains("aliases.csv:3: alias 'Borg' also stands for 'a'");
        assertThat(WatchProfile.parse(files(entities, "a,Borg,,,,,norway,\nb,Borg,,,,,sweden,\n"))
                        .aliases())
                .hasSize(4);
    }

    @Test
    void rolesHaveDatesAndPhrasesStandForThem() {
        Map<String, String> files = files("ada,person,,Ada Berg,NO,,,,,\nbo,person,,Bo Dahl,NO,,,,,\n", "");
        files.put(
                "roles.csv",
                "entity,role,country,from,to,notes\nada,mayor,NO,2020-01-01,2021-12-31,\nbo,mayor,NO,2022-01-01,,\n");
        files.put("phrases.csv", "phrase,language,role,notes\nthe mayor,en,mayor,\n");
        WatchProfile profile = WatchProfile.parse(files);
        assertThat(profile.phrases()).containsExactly(new Phrase("the mayor", "en", "mayor"));
        assertThat(profile.holder("mayor", "NO", LocalDate.of(2021, 12, 31)))
                .map(Entity::id)
                .contains("ada");
        assertThat(profile.holder("mayor", "NO", LocalDate.of(2030, 1, 1)))
                .map(Entity::id)
                .contains("bo");
        assertThat(profile.holder("mayor", "NO", null)).as("never guessed").isEmpty();
        assertThat(profile.holder("mayor", "SE", LocalDate.of(2021, 1, 1))).isEmpty();
    }

    @Test
    void faultsOfRolesAndPhrasesAreNamed() {
        Map<String, String> files = files("ada,person,,Ada Berg,NO,,,,,\n", "");
        files.put(
                "roles.csv",
                "entity,role,country,from,to,notes\nada,mayor,NO,2022-01-01,2021-01-01,\nzoe,mayor,NO,soon,,\n");
        files.put(
                "phrases.csv",
                "phrase,language,role,notes\nthe king,en,king,\nthe mayor,en,mayor,\nthe mayor,en,mayor,\n");
        assertThat(faults(files))
                .containsExactlyInAnyOrder(
                        "roles.csv:2: 'to' is 2021-01-01, before 'from', 2022-01-01; expected a later day",
                        "roles.csv:3: entity 'zoe' is not in entities.csv; expected the id of one that is",
                        "roles.csv:3: 'from' is 'soon'; expected a day such as 2023-07-26",
                        "phrases.csv:2: role 'king' is held by nobody in roles.csv; expected one of [mayor]",
                        "phrases.csv:4: phrase 'the mayor' is there twice; expected each once");
    }

    @Test
    void aDeskMayHaveAGapOfItsOwn() {
        Map<String, String> files = files("no-bodo,place,town,Bodø,NO,67.28,14.4,3160881,,\n", "");
        files.put("desks.csv", "id,name,countries,gap\nnorth,The north,NO,24\nsouth,The south,ES,\n");
        assertThat(WatchProfile.parse(files).desks()).extracting(Desk::gap).containsExactly(Duration.ofHours(24), null);
        files.put("desks.csv", "id,name,countries,gap\nnorth,The north,NO,1d\n");
        assertThat(faults(files))
                .containsExactly("desks.csv:2: 'gap' is '1d'; expected hours, a whole number from 1 to 99999");
    }

    @Test
    void saysWhatElseAnAliasMayBeAndWhatIsReadClosely() {
        Map<String, String> files = files("ada,person,,Ada Berg,NO,,,,,\n", "");
        files.put("desks.csv", "id,name,countries,closely\nnorth,The north,,NO|SE\n");
        files.put(
                "aliases.csv",
                "entity,alias,language,case,not_after,not_before,needs,maybe,notes\nada,Berg,,,,,,place|person,\n");
        WatchProfile profile = WatchProfile.parse(files);
        assertThat(profile.aliases().get(0).maybe()).containsExactlyInAnyOrder(EntityType.PLACE, EntityType.PERSON);
        assertThat(profile.desks().get(0).closely()).containsExactlyInAnyOrder("NO", "SE");
        files.put(
                "aliases.csv",
                "entity,alias,language,case,not_after,not_before,needs,maybe,notes\nada,Berg,,,,,,town,\n");
        assertThat(faults(files))
                .containsExactly("aliases.csv:2: 'maybe' is 'town'; expected person, organisation or place");
    }

    @Test
    void idsOfWhatNoProfileListsAreReserved() {
        assertThat(faults(files("country-no,place,country,Norway,NO,,,,,\n", "")))
                .singleElement()
                .asString()
                .startsWith("entities.csv:2: 'id' is 'country-no'; expected one that does not begin with country-");
    }

    @Test
    void missingFilesAndWrongHeadersAreFaults() {
        assertThat(faults(Map.of("entities.csv", "name,id\nA,a\n")))
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("desks.csv: is missing"))
                .anyMatch(fault -> fault.startsWith("entities.csv:1: the header is 'name,id'; expected 'id,type,"))
                .anyMatch(fault -> fault.startsWith("aliases.csv: is missing"));
        assertThatThrownBy(() -> WatchProfile.parse(Map.of())).isInstanceOf(ProfileException.class);
    }

    @Test
    void byteOrderMarkAndQuotesAreRead() {
        Map<String, String> files = files("x,place,town,\"Xanten, Lower\",NO,,,,,\"a\nnote\"\n", "");
        files.put("entities.csv", "\uFEFF" + files.get("entities.csv"));
        assertThat(WatchProfile.parse(files).entity("x").orElseThrow().name()).isEqualTo("Xanten, Lower");
    }

    @Test
    void theDefaultProfileIsSoundAndLarge() {
        WatchProfile profile = SahelProfile.load();
        assertThat(profile.name()).isEqualTo("sahel");
        assertThat(profile.entities()).hasSizeGreaterThan(600);
        assertThat(profile.entities().values().stream()
                        .filter(entity -> "base".equals(entity.kind()))
                        .toList())
                .hasSizeGreaterThan(30)
                .allMatch(entity -> entity.type() == EntityType.PLACE && entity.country() != null);
        assertThat(profile.entities().values().stream()
                        .filter(entity -> "country".equals(entity.kind()))
                        .toList())
                .allMatch(entity -> entity.location() != null);
    }

    @Test
    void targetsAreReadWithTheWordsOfAllAndTheirOwn() {
        Map<String, String> files = files("no-army,organisation,armed-forces,Army,NO,,,,,\n", "");
        files.put("targets.csv", "id,name,country,entities,notes\nnorse,Norse presence,NO,no-army,\nother,Other,,,\n");
        files.put(
                "target-words.csv",
                "target,kind,words,language,notes\nnorse,owner,Norse|Norway's,en,\n,noun,troops,en,\n");
        WatchProfile profile = WatchProfile.parse(files);
        assertThat(profile.targets()).extracting(Target::id).containsExactly("norse", "other");
        assertThat(profile.targets().get(0).entities()).containsExactly("no-army");
        assertThat(profile.targets().get(0).words())
                .extracting(Target.Word::text)
                .containsExactly("Norse", "Norway's", "troops");
        assertThat(profile.targets().get(1).words())
                .extracting(Target.Word::text)
                .containsExactly("troops");
    }

    @Test
    void faultsOfTargetsAreNamedWithFileAndLine() {
        Map<String, String> files = files("no-army,organisation,armed-forces,Army,NO,,,,,\n", "");
        files.put("targets.csv", "id,name,country,entities,notes\nnorse,Norse presence,XX,no-navy,\n");
        files.put("target-words.csv", "target,kind,words,language,notes\ndanes,owner,Danish,en,\n,verb,troops,en,\n");
        assertThat(faults(files))
                .anyMatch(f -> f.startsWith("targets.csv:2: country 'XX' is unknown"))
                .anyMatch(f -> f.startsWith("targets.csv:2: entity 'no-navy' is not in entities.csv"))
                .anyMatch(f -> f.startsWith("target-words.csv:2: target 'danes' is not in targets.csv"))
                .anyMatch(f -> f.startsWith("target-words.csv:3: 'kind' is 'verb'; expected owner"));
        files.remove("targets.csv");
        assertThat(faults(files)).anyMatch(f -> f.startsWith("target-words.csv: is there without targets.csv"));
    }

    @Test
    void whatIsCommonInGeneralIsRead() {
        Map<String, String> files = files("no-army,organisation,armed-forces,Army,NO,,,,,\n", "");
        assertThat(WatchProfile.parse(files).background()).isEqualTo(Background.NOTHING);
        files.put("background.csv", "# counted somewhere\nterm,passages\n*,120\narmi,7\n\"1,000\",3\n");
        assertThat(WatchProfile.parse(files).background())
                .isEqualTo(new Background(120, Map.of("armi", 7, "1,000", 3)));
        assertThat(SahelProfile.load().background().frequencies()).hasSizeGreaterThan(5000);
    }

    @Test
    void faultsOfTheBackgroundAreNamedWithFileAndLine() {
        Map<String, String> files = files("no-army,organisation,armed-forces,Army,NO,,,,,\n", "");
        files.put("background.csv", "term,passages\n*,120\narmi,many\nnavi,0\nnavi,2\n");
        assertThat(faults(files))
                .anyMatch(f -> f.startsWith("background.csv:3: 'passages' is 'many'; expected a whole number"))
                .anyMatch(f -> f.startsWith("background.csv:4: 'passages' is '0'"))
                .anyMatch(f -> f.startsWith("background.csv:5: term 'navi' is there twice"));
        files.put("background.csv", "term,passages\narmi,7\n");
        assertThat(faults(files)).anyMatch(f -> f.startsWith("background.csv: has no line of the term '*'"));
        files.put("background.csv", "term,passages\n*,5\narmi,7\n");
        assertThat(faults(files)).anyMatch(f -> f.startsWith("background.csv: counts 5 passages and a term in 7"));
    }
}
