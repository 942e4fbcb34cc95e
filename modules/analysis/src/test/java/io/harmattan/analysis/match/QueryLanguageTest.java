package io.harmattan.analysis.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.analysis.profile.WatchProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLanguageTest {
    static final WatchProfile PROFILE = WatchProfile.parse(
            Map.of("desks.csv", "id,name,countries\nsahel,Sahel,\n", "entities.csv", """
            id,type,kind,name,country,lat,lon,geonames,wikidata,notes
            niger,place,country,Niger,NE,17.6,8.1,,,
            ci,place,country,Ivory Coast,CI,7.5,-5.5,,,
            air-base-101,place,base,Air Base 101,NE,13.48,2.18,,,
            niamey,place,town,Niamey,NE,13.51,2.11,,,
            tiani,person,junta,Abdourahamane Tiani,NE,,,,,
            wagner,organisation,military-company,Wagner Group,RU,,,,,
            """, "aliases.csv", """
            entity,alias,language,case,not_after,not_before,needs,notes
            tiani,Tchiani,,,,,,
            wagner,Wagner,,,,,,
            air-base-101,Base aérienne 101,fr,,,,,
            ci,Côte d'Ivoire,fr,,,,,
            """));

    static final QueryLanguage LANGUAGE =
            new QueryLanguage(new Vocabulary(PROFILE, List.of("us-presence", "russian-presence")));

    private static String read(String query) {
        return shown(LANGUAGE.parse(query).condition());
    }

    /** A short way to write a condition. */
    private static String shown(Condition c) {
        if (c instanceof Condition.All all) {
            return "("
                    + String.join(
                            " & ",
                            all.of().stream().map(QueryLanguageTest::shown).toList()) + ")";
        } else if (c instanceof Condition.Any any) {
            return "("
                    + String.join(
                            " | ",
                            any.of().stream().map(QueryLanguageTest::shown).toList()) + ")";
        } else if (c instanceof Condition.Not not) {
            return "!" + shown(not.of());
        } else if (c instanceof Condition.Words w) {
            return (w.in() == null ? "" : w.in().label() + "=") + "'" + w.words() + "'"
                    + (w.slop() > 0 ? "~" + w.slop() : "");
        } else if (c instanceof Condition.WordPattern w) {
            return "/" + w.pattern() + "/";
        } else if (c instanceof Condition.Named n) {
            return n.field().label() + n.ids();
        } else if (c instanceof Condition.Country n) {
            return n.field().label() + "=" + n.code();
        } else if (c instanceof Condition.Near n) {
            return "near " + n.center().lat() + "," + n.center().lon() + " " + Math.round(n.meters()) + "m";
        } else if (c instanceof Condition.InBox b) {
            return "within " + b.southWest().lat() + "," + b.southWest().lon() + ","
                    + b.northEast().lat() + "," + b.northEast().lon();
        } else if (c instanceof Condition.Value v) {
            return v.field().label() + "=" + v.value();
        } else if (c instanceof Condition.Count n) {
            return n.field().label() + "[" + n.least() + "," + n.most() + "]";
        } else if (c instanceof Condition.FigureOf f) {
            return f.what() + "[" + f.least() + "," + f.most() + "]";
        } else if (c instanceof Condition.Within w) {
            return w.field().label() + "[" + moment(w.from()) + "," + moment(w.to()) + "]";
        }
        return c.toString();
    }

    private static String moment(Condition.Moment moment) {
        if (moment instanceof Condition.Moment.Fixed fixed) {
            return fixed.time().toString();
        }
        return moment == null ? "*" : "now" + ((Condition.Moment.FromNow) moment).offset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "russian troops => ('russian' & 'troops')",
                "the troops in Niger => ('troops' & 'Niger')",
                "the => 'the'",
                "troops OR soldiers AND NOT wagner => ('troops' | ('soldiers' & !'wagner'))",
                "base a OR b => ('base' & 'b')",
                "NOT (x z) => !('x' & 'z')",
                "+x OR z => 'x'",
                "\"air base\" => 'air base'",
                "“air base” => 'air base'",
                "\"air base\"~3 => 'air base'~3",
                "US-led => 'US-led'",
                "niam* => /niam*/",
                "Nia?ey => /nia?ey/",
                "niam\\* => 'niam*'",
                "title:(coup OR putsch) => (title='coup' | title='putsch')",
                "person: tchiani => person[tiani]",
                "entity:\"abdourahamane TIANI\" => entity[tiani]",
                "entity:air-base-101 => entity[air-base-101]",
                "base:\"Base aerienne 101\" => base[air-base-101]",
                "place:geonames-2440485 => place[geonames-2440485]",
                "org:wagner => org[wagner]",
                "country:\"cote d'ivoire\" => country=CI",
                "country:mali => country=ML",
                "focus:NE => focus=NE",
                "entity:name-person-jane-sample => entity[name-person-jane-sample]",
                "person:name-person-jane-sample => person[name-person-jane-sample]",
                "near:\"16.97,-7.99,50km\" => near 16.97,-7.99 50000m",
                "near:0,7,3.5mi => near 0.0,7.0 5633m",
                "near:\"Air Base 101, 500 m\" => near 13.48,2.18 500m",
                "within:\"13, 2, 14.5, 3\" => within 13.0,2.0,14.5,3.0",
                "NOT within:\"-30,170,0,-170\" => !within -30.0,170.0,0.0,-170.0",
                "outlet:Reuters => outlet=Reuters",
                "language:fr => language=fr",
                "sources:>=3 => sources[3,9223372036854775807]",
                "sources:>3 articles:[2 TO 5} => (sources[4,9223372036854775807] & articles[2,4])",
                "figure.troops:[100 TO *] => troops[100.0,Infinity]",
                "figure.usd:\"1,000,000\" => usd[1000000.0,1000000.0]",
                "published:[now-2d TO now] => published[nowPT-48H,nowPT0S]",
                "published:2026-11 => published[2026-11-01T00:00:00Z,2026-11-30T23:59:59.999Z]",
                "time:{2026-11-01 TO \"2026-11-02T06:00+01:00\"] => time[2026-11-02T00:00:00Z,2026-11-02T05:00:00Z]",
                "ingested:<now-1h => ingested[*,nowPT-1H-0.001S]",
            })
    void means(String query, String meaning) {
        assertThat(read(query)).isEqualTo(meaning);
    }

    @Test
    void anyValueAndStances() {
        assertThat(LANGUAGE.parse("*:*").condition()).isEqualTo(new Condition.Everything());
        assertThat(LANGUAGE.parse("base:*").condition()).isEqualTo(new Condition.Exists(QueryField.BASE));
        assertThat(LANGUAGE.parse("stance.us-presence:Opposed").condition())
                .isEqualTo(new Condition.StanceTowards("us-presence", io.harmattan.domain.Stance.Label.OPPOSED));
        assertThat(LANGUAGE.parse("stance.us-presence:*").condition())
                .isEqualTo(new Condition.StanceTowards("us-presence", null));
        assertThat(LANGUAGE.parse("sources:>2 wagner").asksOfClusters()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "persn:x => column 1: there is no field 'persn'; the nearest is 'person'",
                "coup organisation:x => column 6: there is no field 'organisation'; the nearest is 'org'",
                "base:\"air base 102\" => column 7: no base is known as 'air base 102'; the nearest: 'Air Base 101'",
                "x person:niamey => column 10: no person is known as 'niamey'; it names something else: expected entity:niamey",
                "country:Nigger => column 9: no country is known as 'Nigger'; the nearest: 'niger'",
                "stance.us:opposed => column 1: there is no target 'us' of stances; expected one of russian-presence, us-presence",
                "stance.us-presence:bad => column 20: 'bad' is no label of a stance",
                "stance:opposed => column 1: 'stance' needs what it is about",
                "*iger => column 1: '*iger' has a wildcard at its front",
                "x n*r => column 3: 'n*r' has a wildcard at its front; expected two letters or more",
                "x /(a+)+b/ => column 3: regular expressions are not taken",
                "nigre~ => column 1: fuzzy words are not taken",
                "coup^3 => column 5: weights are not taken",
                "(coup => column 1: this '(' is never closed",
                "coup) => column 5: this ')' closes nothing",
                "say \"coup => column 5: this '\"' is never closed",
                "coup AND => column 9: the query ends here",
                "coup AND OR => column 10: 'OR' was not expected here",
                "published:tomorrow => column 11: 'tomorrow' is no time",
                "published:2026-13-40 => column 11: '2026-13-40' is no time",
                "published:[2026-02-01 TO 2026-01-01] => column 12: no time lies in this range",
                "sources:[5 TO 3] => column 10: no number lies in this range",
                "sources:many => column 9: 'many' is no number",
                "outlet:[a TO b] => column 1: 'outlet' takes no range",
                "[a TO b] => column 2: a range needs a field",
                "desk:arctic => column 6: there is no desk 'arctic'; expected one of [sahel]",
                "language:French => column 10: 'French' is no code of a language",
                "org:name-person-jane-sample => column 5: no org is known as 'name-person-jane-sample'",
                "x near:Niamey => column 8: 'Niamey' is no place and distance; expected \"LAT,LON,50km\"",
                "near:\"Niger,50km\" => column 7: no place is known as 'Niger' that lies at one point",
                "near:\"91,0,50km\" => column 7: (91.0, 0.0) is not on the globe",
                "near:\"1,1,0km\" => column 7: 0km is no distance on the globe",
                "near:\"1,1,20001km\" => column 7: 20001km is no distance on the globe",
                "near:* => column 6: '*' is nowhere",
                "near:[1 TO 2] => column 1: 'near' takes no range",
                "within:\"1,2,3\" => column 9: '1,2,3' is no box; expected \"SOUTH,WEST,NORTH,EAST\"",
                "within:\"14,2,13,3\" => column 9: the box begins north of its end",
                "… — => column 1: the query has no words",
            })
    void refuses(String query, String message) {
        assertThatThrownBy(() -> LANGUAGE.parse(query))
                .isInstanceOf(QueryException.class)
                .message()
                .startsWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "\\",
                "a\\",
                ":",
                "a:",
                "[",
                "a:[1",
                "^",
                "~",
                "@",
                "fn:ordered(a b)",
                "(a b)@2",
                "a:b:c",
                "AND"
            })
    void refusesWhatCannotBeReadByName(String query) {
        assertThatThrownBy(() -> LANGUAGE.parse(query)).isInstanceOf(QueryException.class);
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> LANGUAGE.parse("a ".repeat(10_000)))
                .hasMessageContaining("20000 characters; expected at most 10000");
        assertThatThrownBy(() -> LANGUAGE.parse("zz ".repeat(2_000)))
                .hasMessageContaining("condition 151; expected at most 150");
        assertThatThrownBy(() -> LANGUAGE.parse("(".repeat(4_000) + "x" + ")".repeat(4_000)))
                .hasMessageContaining("more than 20 parentheses");
        assertThatThrownBy(() -> LANGUAGE.parse("NOT (a OR ".repeat(11) + "x" + ")".repeat(11)))
                .hasMessage("column 96: this is 21 levels deep; expected at most 20");
        assertThat(LANGUAGE.parse("NOT (a OR ".repeat(9) + "x" + ")".repeat(9))).isNotNull();
        assertThatThrownBy(() -> LANGUAGE.parse("x outlet:" + "a".repeat(1025)))
                .hasMessage("column 10: this value has 1025 characters; expected at most 900");
        assertThatThrownBy(() -> LANGUAGE.parse("figure." + "a".repeat(1025) + ":1"))
                .hasMessageContaining("column 1: this name has 1025 characters");
        assertThatThrownBy(() -> LANGUAGE.parse("\"" + "zz ".repeat(200) + "\""))
                .hasMessageContaining("expected at most 150");
    }

    @Test
    void neverFailsInAnotherWay() {
        java.util.Random random = new java.util.Random(8);
        String letters = "ab :()[]{}\"'*?~^/\\+-!&|<>=@.01“é\ud83d\n\u0000TOANDNOT";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder query = new StringBuilder();
            for (int j = random.nextInt(25); j >= 0; j--) {
                query.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                LuceneQueries.of(LANGUAGE.parse(query.toString()).condition());
            } catch (QueryException e) {
                assertThat(e.column()).as("column in %s", query).isBetween(1, query.length() + 1);
            }
        }
    }
}
