package io.harmattan.analysis.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Quote;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteFinderTest {
    private final QuoteFinder finder = new QuoteFinder();

    /** A line end is written \\n; each quote is followed by its speaker, or - for none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                “The gates stay shut,” Moreau told reporters in Lyon. | [The gates stay shut,] Moreau
                "The gates stay shut," said Moreau. | [The gates stay shut,] Moreau
                "The gates stay shut," said Ana Moreau, the port's director. | [The gates stay shut,] Ana Moreau
                Ana Moreau, the port's director, said: "The gates stay shut." | [The gates stay shut.] Ana Moreau
                Ana Moreau said the plan was "a gift to nobody" and left. | [a gift to nobody] Ana Moreau
                Moreau called the plan "absurd". | [absurd] Moreau
                Dismissed by a port worker as "toys," said the Gazette, the boats stayed. | [toys,] a port worker
                The plan is "absurd," according to Moreau. | [absurd,] Moreau
                According to the harbour master, the plan is "absurd". | [absurd] the harbour master
                "Why now?" Moreau asked. | [Why now?] Moreau
                "It is late," a senior US defence official said on Monday. | [It is late,] a senior US defence official
                "It is late," one of the sources said. | [It is late,] one of the sources
                Described by a second official as "trainers", the men stayed. | [trainers] a second official
                Moreau spoke first. "It is late," she said. "We leave at dawn." | [It is late,] Moreau; [We leave at dawn.] Moreau
                Moreau said the port was closed. He added that the sea was "too rough". | [too rough] Moreau
                'It is late,' Moreau said. | [It is late,] Moreau
                ‘It’s late,’ said Moreau. | [It’s late,] Moreau
                “She told me ‘go home’ and I went,” Duval said. | [She told me ‘go home’ and I went,] Duval; [go home] She
                The minister denounced the "so-called friends" of the port, a spokesman for the Pentagon said. | [so-called friends] The minister
                The bridge is 5'11" wide and 'tis late. |
                The mayor defended the decision, saying it was "the least of all evils". | [the least of all evils] The mayor
                He watched "The Old Man And The Sea" twice. |
                “Ships will come,” Okoro, 52, who runs the yard, said. | [Ships will come,] Okoro
                “Ships will come,” the yard's owner added. | [Ships will come,] the yard's owner
                Boats “hopefully … this week” will go to the island, deputy harbour master Ines Okoro said at a briefing on Wednesday. | [hopefully … this week] deputy harbour master Ines Okoro
                General Ines Okoro said the yard's “ultimate goal” was to mend boats. | [ultimate goal] General Ines Okoro
                “Ships will come,” Okoro said, adding that “nobody will pay”. | [Ships will come,] Okoro; [nobody will pay] Okoro
                The "fleet" is two boats. | [fleet] -
                On Monday, Okoro told The Gazette that the yard was "full". | [full] Okoro
                “Nobody,” he said, “will pay.” | [Nobody,] he; [will pay.] he
                Okoro and Duval said the yard was “full”. | [full] Okoro and Duval
                The ministry said in a statement that it was “deeply concerned”. | [deeply concerned] The ministry
                A statement read: “We are concerned.” | [We are concerned.] A statement
                Officials said the yard was “full”. | [full] Officials
                The report, published by the council, found the yard “full”. | [full] The report
                Okoro's claims that it was “full” were denied. | [full] -
                “Full,” wrote the Gazette's Paul Anders in 2014. | [Full,] the Gazette's Paul Anders
                "Stay," "leave," he said. | [Stay,] he; [leave,] he
                Moreau, who runs the port, said the quay was "too short". | [too short] Moreau
                Duval told the court: “He shouted ‘run’ and fell.” | [He shouted ‘run’ and fell.] Duval; [run] He
                “I said ‘no’,” Duval said. | [I said ‘no’,] Duval; [no] I
                “One.\\n\\n“Two.\\n\\n“Three,” Duval said. | [One.\\n\\n“Two.\\n\\n“Three,] Duval
                Duval said:\\n\\n“The port is shut.” | [The port is shut.] Duval
                It cost “a lot. |
                The tower is 6'2" tall. |
                🚢 “Ships 🚢 come,” said Zoé Ñandú. | [Ships 🚢 come,] Zoé Ñandú
                LYON (ABC) – The port has shut its gates, saying that “late ships” must wait. | [late ships] The port
                Okoro left. Duval said he thinks the quay is “short”. | [short] Duval
                “The quay is short,“ said Duval. | [The quay is short,] Duval
                Officials would call it “short”, but Duval denied that. | [short] -
                Duval's claims are “thin,” Okoro told the Gazette on Friday. | [thin,] Okoro
                The sailors' union said the boats were “unfit”. | [unfit] The sailors' union
                “Ships will come,” Okoro said, according to the Gazette. | [Ships will come,] Okoro
                Okoro (Lyon) called it “thin”. | [thin] Okoro
                “Ships will come,” said Okoro and Duval on Monday. | [Ships will come,] Okoro and Duval
                The mayor's spokesman, Colonel Ana Moreau, said the quay was “short”. | [short] Colonel Ana Moreau
                A spokesman, Ana Moreau of the port, called it “thin”. | [thin] Ana Moreau of the port
                The council in the old town, Lyon, called it “thin”. | [thin] The council in the old town
                """)
    void readsEnglish(String sentence, String expected) {
        assertThat(shape(sentence, "en")).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                « Le port est fermé », a déclaré le ministre de la Défense. | [Le port est fermé] le ministre de la Défense
                « Le port est fermé », a affirmé Ana Moreau lundi. | [Le port est fermé] Ana Moreau
                Selon Ana Moreau, le port est « fermé ». | [fermé] Ana Moreau
                Ana Moreau a dit que le port était « fermé ». | [fermé] Ana Moreau
                """)
    void readsFrench(String sentence, String expected) {
        assertThat(shape(sentence, "fr")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                Moreau said that the gates would stay shut until May. | [the gates would stay shut until May] Moreau, said
                Moreau told the Gazette on Friday that the gates would stay shut. | [the gates would stay shut] Moreau, told
                Moreau said the gates would stay shut. | [the gates would stay shut] Moreau, said
                The gates would stay shut until May, Moreau said on Friday. | [The gates would stay shut until May] Moreau, said
                According to Moreau, the gates would stay shut. | [the gates would stay shut] Moreau, According to
                The gates would stay shut, according to Moreau. | [The gates would stay shut] Moreau, according to
                LYON (ABC) – The gates would stay shut until May, Moreau said on Friday. | [The gates would stay shut until May] Moreau, said
                LYON, France (ABC) - The gates would stay shut, according to Moreau. | [The gates would stay shut] Moreau, according to
                Moreau called on the port. |
                Moreau did not say so. |
                Moreau accused the council of theft. |
                The council told reporters nothing. |
                Since the fall of the old council, the Moreau office has been struggling to maintain order. |
                """)
    void findsSpeechThatIsReportedWithoutMarks(String sentence, String expected) {
        assertThat(finder.quotes(sentence, "en").stream()
                        .filter(q -> q.kind() == Quote.Kind.INDIRECT)
                        .map(q -> "[" + q.text() + "] " + q.holder() + ", " + q.verb())
                        .collect(Collectors.joining("; ")))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                “The gates stay shut,” Moreau said. | DIRECT
                Moreau said: “No.” | DIRECT
                Moreau called the plan “a gift to nobody at all”. | MIXED
                Moreau called them “trainers”. | WORD
                """)
    void tellsSentencesFromPartsAndWords(String sentence, Quote.Kind kind) {
        assertThat(finder.quotes(sentence, "en")).extracting(Quote::kind).containsExactly(kind);
    }

    @Test
    void pairsMarksInALanguageItDoesNotKnowAndNamesNobody() {
        assertThat(finder.quotes("Moreau ya ce “an rufe tashar”.", "ha"))
                .singleElement()
                .satisfies(q -> assertThat(q.holder()).isNull());
    }

    @Test
    void aPronounKeepsItsOwnPlaceAndTakesTheName() {
        String text = "Moreau said the port was closed. “We are tired,” she added.";
        Quote quote = finder.quotes(text, "en").get(1);
        assertThat(quote.holder()).isEqualTo("Moreau");
        assertThat(text.substring(quote.holderStart(), quote.holderEnd())).isEqualTo("she");
    }

    @Test
    void emojiAndCombiningMarksLeaveTheOffsetsRight() {
        String text = "🚢 Nde\u0301 Duval said: “We 🚢 saile\u0301d.”";
        Quote quote = finder.quotes(text, "en").get(0);
        assertThat(text.substring(quote.start(), quote.end()))
                .isEqualTo("We 🚢 saile\u0301d.")
                .isEqualTo(quote.text());
        assertThat(quote.holder()).isEqualTo("Nde\u0301 Duval");
    }

    @Test
    void readsFiveThousandQuotes() {
        assertThat(finder.quotes("“We stay,” said Duval. ".repeat(5_000), "en"))
                .hasSize(5_000)
                .allSatisfy(q -> assertThat(q.holder()).isEqualTo("Duval"));
    }

    @Test
    void readsFiveThousandQuotesInOneSentence() {
        assertThat(finder.quotes("Duval said " + "“stay” and ".repeat(5_000), "en"))
                .hasSize(5_000);
    }

    @Test
    void readsOneVeryLongLineWithoutAnEnd() {
        String text = "said Duval “and then ‘ he told 'em that it was \" over, ".repeat(2_000);
        assertThat(text.length()).isGreaterThan(100_000);
        assertThat(finder.quotes(text, "en"))
                .allSatisfy(q -> assertThat(q.text()).isNotBlank());
    }

    @Test
    void readsNothingButMarks() {
        for (String unit : List.of(
                "“",
                "”",
                "\"",
                "' ",
                " '",
                "‘",
                "’",
                "«",
                "»",
                "\n\n“",
                "\n\n\"a",
                " 'a",
                "a' ",
                "said ",
                ", ",
                "(",
                "he said, ")) {
            String text = unit.repeat(100_000 / unit.length());
            assertThat(finder.quotes(text, "en"))
                    .allSatisfy(q -> assertThat(q.text()).isNotBlank());
        }
        assertThat(finder.quotes("", "en")).isEmpty();
    }

    private String shape(String sentence, String language) {
        return finder.quotes(sentence.replace("\\n", "\n"), language).stream()
                .filter(q -> q.kind() != Quote.Kind.INDIRECT)
                .map(q -> "[" + q.text().replace("\n", "\\n") + "] " + (q.holder() == null ? "-" : q.holder()))
                .collect(Collectors.joining("; "));
    }
}
