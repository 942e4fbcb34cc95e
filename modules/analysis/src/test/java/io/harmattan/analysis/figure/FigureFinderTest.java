package io.harmattan.analysis.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Figure;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureFinderTest {
    private final FigureFinder finder = new FigureFinder();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            nullValues = {},
            textBlock = """
                Nearly 900 Danish soldiers are posted to the island. | [Nearly 900 Danish soldiers] ~900 of soldiers
                The valley has 1,200 military personnel. | [1,200 military personnel] 1200 of military personnel
                It sent 80 Finnish military trainers to the port. | [80 Finnish military trainers] 80 of military trainers
                France's 1,700 troops left in March. | [1,700 troops] 1700 of troops
                There are 1,300 Dutch soldiers stationed there. | [1,300 Dutch soldiers] 1300 of soldiers
                About 70 Polish soldiers were in the town. | [About 70 Polish soldiers] ~70 of soldiers
                Two officials confirmed it. | [Two officials] 2 of officials
                On Friday, dozens of troops left the hills. | [dozens of troops] ~12 of troops
                A dozen fishermen waited. | [A dozen fishermen] 12 of fishermen
                Half a dozen trucks burned. | [Half a dozen trucks] 6 of trucks
                Hundreds of people marched. | [Hundreds of people] ~100 of people
                Tens of thousands of villagers fled. | [Tens of thousands of villagers] ~10000 of villagers
                The bridge cost over $90 million. | [over $90 million] ~90000000 USD
                The bridge cost $115m, not €2bn or £3.5 billion. | [$115m] 115000000 USD; [€2bn] 2000000000 EUR; [£3.5 billion] 3500000000 GBP
                A US$1.5 million grant was made. | [US$1.5 million] 1500000 USD
                They paid 5 million euros and 40 million naira. | [5 million euros] 5000000 EUR; [40 million naira] 40000000 NGN
                A fine of USD 300 was paid. | [USD 300] 300 USD
                Hundreds of millions of dollars were lent. | [Hundreds of millions of dollars] ~100000000 USD
                A $110 million ferry sank. | [$110 million] 110000000 USD
                He owes ₦40m. | [₦40m] 40000000 NGN
                The camp lies 650 kilometres (400 miles) north of the city. | [650 kilometres] 650 km; [400 miles] 400 mi
                The camp lies about 650 km (400 mi) north of the city. | [about 650 km] ~650 km; [400 mi] ~400 mi
                They stopped around two miles from the gate. | [around two miles] ~2 mi
                It is a 500-mile road, 12 metres wide. | [500-mile] 500 mi; [12 metres] 12 m
                The wall is 50m long. | [50m] 50 m
                A city of 110m people. | [110m people] 110000000 of people
                More than half of the Danish troops have left. | [More than half of the Danish troops] ~0.5 of troops
                Two-thirds of voters stayed home. | [Two-thirds of voters] 0.6666666666666666 of voters
                A third of the crew is ill. | [A third of the crew] 0.3333333333333333 of crew
                Some 30 percent of farmers agreed. | [Some 30 percent of farmers] ~30 % of farmers
                Growth was 12.5% last year. | [12.5%] 12.5 %
                At least 15 people were killed. | [At least 15 people] ~15 of people
                The blast left 15 dead and 20 wounded. | [15 dead] 15 of dead; [20 wounded] 20 of wounded
                A raid on Sunday, killing 15 and injuring at least 30 others. | [15] 15 of killed; [at least 30 others] ~30 of others
                No fewer than 40 hostages were freed. | [No fewer than 40 hostages] ~40 of hostages
                Up to 1,500 were there. | [Up to 1,500] ~1500
                As many as 300 fighters surrendered. | [As many as 300 fighters] ~300 of fighters
                Between 10 and 15 soldiers crossed. | [10 and 15 soldiers] ~10..15 of soldiers
                The ridge is 60-70 km away. | [60-70 km] ~60..70 km
                Two or three officials knew. | [Two or three officials] ~2..3 of officials
                A loan of $1-2 billion was signed. | [$1-2 billion] ~1000000000..2000000000 USD
                Some 5 to 10 percent of voters switched. | [Some 5 to 10 percent of voters] ~5..10 % of voters
                The force fell from 100 to 160 soldiers. | [100] 100 of soldiers; [160 soldiers] 160 of soldiers
                Twenty-five sailors and one hundred and fifty men came. | [Twenty-five sailors] 25 of sailors; [one hundred and fifty men] 150 of men
                Two thousand five hundred refugees crossed. | [Two thousand five hundred refugees] 2500 of refugees
                Half a million people fled. | [Half a million people] 500000 of people
                Several hundred civilians hid. | [Several hundred civilians] ~100 of civilians
                A couple of officials left. | [A couple of officials] ~2 of officials
                At least one air defense battery came with one soldier. | [At least one air defense battery] ~1 of battery; [one soldier] 1 of soldier
                A three-week mission lasted 20 years. | [three-week] 3 of week; [20 years] 20 of years
                There were 1.2 million displaced people. | [1.2 million displaced people] 1200000 of people
                Roughly 5,000 military and civilian personnel work there. | [Roughly 5,000 military and civilian personnel] ~5000 of civilian personnel
                ~60 guards stood there, 1,000+ people watched. | [~60 guards] ~60 of guards; [1,000+ people] ~1000 of people
                The three military-ruled countries met. | [three military-ruled countries] 3 of countries
                Fewer than ten aid workers stay. | [Fewer than ten aid workers] ~10 of aid workers
                A total of 12 boats sank. | [A total of 12 boats] 12 of boats
                Niger 60 soldiers. | [60 soldiers] 60 of soldiers
                In 2013 troops left, and 2,013 troops came back. | [2,013 troops] 2013 of troops
                He was one of the sources, one of the officials, and no one knew. |
                The drones left Air Base 101 and Airbase 201. |
                The G5, the F-16 and COVID-19 are names, as are Boeing 737 jets. |
                It began in July 2023, on 3 May 2024 or May 6, at 2:47 AM or 6pm. |
                The 1990s, the 21st century and the 3rd base. |
                They won 3-1 and lost 52 to 48. |
                Call +227 20 72 31 41 or (202) 555-0134 or 555-0134. |
                1. Boats |
                2) Nets |
                See Article 5, Resolution 2334 and page 12. |
                An 18-year-old, aged 18, left. |
                Open 24/7 since 9/11, version 1.2.3, at 10.0.0.1, issue #5. |
                The Three Gorges dam and the Four Seasons. |
                A bill of $10 to $15 million was split. | [$10 to $15 million] ~10000000..15000000 USD
                Four policewomen and 12 firemen came. | [Four policewomen] 4 of policewomen; [12 firemen] 12 of firemen
                Two Americans and 300 Wagner fighters stayed. | [Two Americans] 2 of americans; [300 Wagner fighters] 300 of fighters
                """)
    void readsEnglish(String sentence, String expected) {
        assertThat(shape(finder.figures(sentence, "en"))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                Environ 1 500 soldats français ont quitté Niamey le 3 mai 2024 après plus de 10 ans. | [Environ 1 500 soldats] ~1500 of soldats; [plus de 10 ans] ~10 of ans
                La base a coûté 1,5 million de dollars et une centaine de militaires, à 750 kilomètres, 30 % des habitants, deux cents hommes, quatre-vingt-dix civils, d'au moins 15 morts. | [1,5 million de dollars] 1500000 USD; [une centaine de militaires] ~100 of militaires; [750 kilomètres] 750 km; [30 %] 30 %; [deux cents hommes] 200 of hommes; [quatre-vingt-dix civils] 90 of civils; [15 morts] 15 of morts
                L'aide atteindra 12,5 millions d'euros. | [12,5 millions d'euros] 12500000 EUR
                Une quarantaine de soldats maliens ont été tués et plus d'une centaine blessés. | [Une quarantaine de soldats] ~40 of soldats; [plus d'une centaine blessés] ~100 of blessés
                Près d'un millier de combattants et moins d'une dizaine de civils. | [Près d'un millier de combattants] ~1000 of combattants; [moins d'une dizaine de civils] ~10 of civils
                """)
    void readsFrench(String sentence, String expected) {
        assertThat(shape(finder.figures(sentence, "fr"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                About 1,000 US troops stay. | ABOUT us
                1,100 American soldiers stay. | EXACT american
                More than 100 Russian military instructors came. | AT_LEAST russian
                Well over 100 men came. | AT_LEAST -
                Fewer than 30 men came. | AT_MOST -
                Up to 1,500 Wagner fighters came. | AT_MOST wagner
                Some 200+ men came. | AT_LEAST -
                Between 10 and 15 French soldiers left. | BETWEEN french
                A total of 40 men left. | EXACT -
                """)
    void saysHowTheTextBoundsTheNumberAndWhoseTheyAre(String sentence, String expected) {
        assertThat(finder.figures(sentence, "en")).singleElement().satisfies(f -> assertThat(
                        f.bound() + " " + (f.ofWhom() == null ? "-" : f.ofWhom()))
                .isEqualTo(expected));
    }

    @Test
    void givesNothingInALanguageItDoesNotKnow() {
        assertThat(finder.figures("1,000 sojoji", "ha")).isEmpty();
    }

    @Test
    void emojiAndCombiningMarksLeaveTheOffsetsRight() {
        String text = "🚢🚢 Nde\u0301 saw 1,500 🚢 and then 40 cafe\u0301s.";
        List<Figure> figures = finder.figures(text, "en");
        assertThat(figures).hasSize(2).allSatisfy(f -> assertThat(text.substring(f.start(), f.end()))
                .isEqualTo(f.surface()));
        assertThat(figures.get(1).of()).isEqualTo("cafe\u0301s");
    }

    @Test
    void readsOneVeryLongLine() {
        String text = "nearly 1,000 soldiers in 12 towns met 3-4 times for $5 million or so and ".repeat(1400);
        assertThat(text.length()).isGreaterThan(100_000);
        assertThat(finder.figures(text, "en")).hasSizeGreaterThan(5_000);
    }

    @Test
    void readsNothingButDigitsAndMarks() {
        for (String unit : List.of(
                "1 ",
                "1-",
                "1.",
                "1,",
                "12:",
                "one ",
                "one-",
                "hundred and ",
                "a ",
                "$",
                "half ",
                "about ",
                "٣ ",
                "𝟗")) {
            String text = unit.repeat(100_000 / unit.length());
            assertThat(finder.figures(text, "en"))
                    .allSatisfy(f -> assertThat(f.value()).isFinite());
            assertThat(finder.figures(text, "fr"))
                    .allSatisfy(f -> assertThat(f.value()).isFinite());
        }
        assertThat(finder.figures("", "en")).isEmpty();
    }

    private static String shape(List<Figure> figures) {
        return figures.stream()
                .map(f -> "[" + f.surface() + "] " + (f.approximate() ? "~" : "") + number(f.value())
                        + (f.upTo() == null ? "" : ".." + number(f.upTo()))
                        + (f.unit() == null ? "" : " " + f.unit())
                        + (f.of() == null ? "" : " of " + f.of()))
                .collect(Collectors.joining("; "));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
