package io.harmattan.analysis.date;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.DateMention;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateFinderTest {
    /** A Friday. */
    private static final LocalDate PUBLISHED = LocalDate.of(2024, 5, 3);

    private final DateFinder finder = new DateFinder();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                They came on 12 April 2024. | [12 April 2024] 2024-04-12
                They came on April 12, 2024, and stayed. | [April 12, 2024] 2024-04-12
                They came on the 12th of April 2024. | [12th of April 2024] 2024-04-12
                The accord of 2024-03-16 ended. | [2024-03-16] 2024-03-16
                The coup of July 2023 came first. | [July 2023] 2023-07-01..2023-07-31
                They came in 2023. | [2023] 2023-01-01..2023-12-31
                They came on Friday, April 12. | [Friday, April 12] ~2024-04-12
                They came on Wednesday. | [Wednesday] ~2024-05-01
                They came on Friday. | [Friday] ~2024-05-03
                They came last Friday. | [Friday] ~2024-04-26
                They will meet on Monday. | [Monday] ~2024-05-06
                They leave next Monday. | [Monday] ~2024-05-06
                They came yesterday and leave tomorrow. | [yesterday] ~2024-05-02; [tomorrow] ~2024-05-04
                They came on April 10, others the following Wednesday. | [April 10] ~2024-04-10; [Wednesday] ~2024-04-17
                Others came the following Wednesday. |
                They came last week. | [last week] ~2024-04-22..2024-04-28
                They came last month. | [last month] ~2024-04-01..2024-04-30
                They leave next month. | [next month] ~2024-06-01..2024-06-30
                They leave this year. | [this year] ~2024-01-01..2024-12-31
                They came in July. | [July] ~2023-07-01..2023-07-31
                They came in March. | [March] ~2024-03-01..2024-03-31
                They will be gone by September. | [September] ~2024-09-01..2024-09-30
                They came on December 20. | [December 20] ~2023-12-20
                They came three days ago. | [three days ago] ~2024-04-30
                They came 2 months ago. | [2 months ago] ~2024-03-01..2024-03-31
                They may march in 2000 villages. |
                Gen. March said they may come. |
                Since late March they wait. | [March] ~2024-03-01..2024-03-31
                On 31 June 2024 nothing happens. |
                Flight 2024 has 12 March hares. | [12 March] ~2024-03-12
                """)
    void readsEnglish(String sentence, @Nullable String expected) {
        assertThat(shape(sentence, "en", PUBLISHED)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                Ils sont venus le 12 avril 2024. | [12 avril 2024] 2024-04-12
                Ils sont venus le 1er août 2023. | [1er août 2023] 2023-08-01
                Ils sont venus mercredi. | [mercredi] ~2024-05-01
                Ils sont venus mercredi dernier. | [mercredi] ~2024-05-01
                Ils partent lundi prochain. | [lundi] ~2024-05-06
                Ils sont venus le mois dernier. | [mois dernier] ~2024-04-01..2024-04-30
                Ils sont venus en juillet 2023. | [juillet 2023] 2023-07-01..2023-07-31
                Ils sont venus hier. | [hier] ~2024-05-02
                Ils sont venus il y a trois jours. | [il y a trois jours] ~2024-04-30
                """)
    void readsFrench(String sentence, String expected) {
        assertThat(shape(sentence, "fr", PUBLISHED)).isEqualTo(expected);
    }

    @Test
    void withoutADayOfPublicationNothingIsGuessed() {
        assertThat(shape("They came on Wednesday, last month, in July, on 12 April and three days ago.", "en", null))
                .isEmpty();
        assertThat(shape("They came on 12 April 2024.", "en", null)).isEqualTo("[12 April 2024] 2024-04-12");
    }

    @Test
    void aLongLineIsReadOnceAndOtherLanguagesNotAtAll() {
        String text = "on Wednesday 3 May 2024, in July 2023, ".repeat(3_000);
        assertThat(finder.dates(text, "en", PUBLISHED))
                .hasSizeGreaterThan(5_000)
                .allSatisfy(d -> assertThat(text.substring(d.start(), d.end())).isEqualTo(d.surface()));
        assertThat(finder.dates("3 May 2024", "ha", PUBLISHED)).isEmpty();
    }

    private String shape(String text, String language, @Nullable LocalDate published) {
        return finder.dates(text, language, published).stream()
                .map(DateFinderTest::shape)
                .collect(Collectors.joining("; "));
    }

    private static String shape(DateMention date) {
        return "[" + date.surface() + "] " + (date.relative() ? "~" : "") + date.from()
                + (date.to().equals(date.from()) ? "" : ".." + date.to());
    }
}
