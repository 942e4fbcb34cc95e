package io.harmattan.analysis.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.place.FocusFinder.Evidence;
import io.harmattan.analysis.place.FocusFinder.Pointer;
import io.harmattan.domain.Entity;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Focus;
import io.harmattan.domain.GeoPoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesOfTheWorldTest {
    private static final Gazetteer GAZETTEER = new Gazetteer(name -> name.toLowerCase(Locale.ROOT));

    private static Toponym named(String text, String name, int from) {
        int at = text.indexOf(name, from);
        String key = name.toLowerCase(Locale.ROOT);
        return new Toponym(at, at + name.length(), key, GAZETTEER.named(key));
    }

    private static List<String> chosen(String text, String... names) {
        List<Toponym> toponyms = new java.util.ArrayList<>();
        int from = 0;
        for (String name : names) {
            Toponym toponym = named(text, name, from);
            toponyms.add(toponym);
            from = toponym.end();
        }
        return SpotChooser.choose(text, toponyms, Map.of()).stream()
                .map(spot -> spot.country() + " " + spot.entity().name())
                .toList();
    }

    @Test
    void countriesGoByTheirNamesInFiveLanguages() {
        for (String name : List.of("germany", "allemagne", "jamus", "ألمانيا", "германия")) {
            assertThat(GAZETTEER.named(name)).extracting(Spot::country).contains("DE");
        }
        assertThat(GAZETTEER.countryOf("NE")).isNotNull();
        assertThat(GAZETTEER.ofPeople("Nigeriens")).extracting(Spot::country).isEqualTo("NE");
        assertThat(GAZETTEER.ofPeople("Nigerians")).extracting(Spot::country).isEqualTo("NG");
        assertThat(GAZETTEER.named("nowhere at all")).isEmpty();
    }

    @Test
    void theLargestIsMeantUnlessTheTextSaysOtherwise() {
        assertThat(chosen("They met in Cambridge.", "Cambridge")).containsExactly("GB Cambridge");
        assertThat(chosen("From Cambridge, Massachusetts, he came.", "Cambridge", "Massachusetts"))
                .containsExactly("US Cambridge", "US Massachusetts");
        assertThat(chosen("Canada is large. London is in it.", "Canada", "London"))
                .containsExactly("CA Canada", "GB London");
        assertThat(chosen(
                        "In Hyderabad, Pakistan, rain fell. Hyderabad was wet.", "Hyderabad", "Pakistan", "Hyderabad"))
                .containsExactly("PK Hyderabad", "PK Pakistan", "PK Hyderabad");
        assertThat(chosen("In India rain fell on Hyderabad.", "India", "Hyderabad"))
                .containsExactly("IN India", "IN Hyderābād");
    }

    @Test
    void distancesAreGreatCircles() {
        assertThat(SpotChooser.kilometres(new GeoPoint(48.85, 2.35), new GeoPoint(51.51, -0.13)))
                .isBetween(340.0, 348.0);
    }

    @Test
    void anArticlePlaysWhereThingsHappenNotWhoseTheyAre() {
        Entity niger = new Entity("niger", "Niger", EntityType.PLACE, "country", "NE", null);
        Entity niamey = new Entity("niamey", "Niamey", EntityType.PLACE, "capital", "NE", null);
        Entity states = new Entity("us", "United States", EntityType.PLACE, "country", "US", null);
        Focus focus = FocusFinder.focus(List.of(
                new Evidence(states, true, Pointer.OF, 1),
                new Evidence(states, true, Pointer.OF, 1),
                new Evidence(niger, true, Pointer.NAMED, 1),
                new Evidence(niamey, false, Pointer.WITHIN, 1)));
        assertThat(focus).isNotNull();
        assertThat(focus.country()).isEqualTo("NE");
        assertThat(focus.countryScore()).isBetween(0.78, 0.80);
        assertThat(focus.placeId()).isEqualTo("niamey");
        assertThat(focus.placeScore()).isEqualTo(1);
        assertThat(FocusFinder.focus(List.of())).isNull();
    }
}
