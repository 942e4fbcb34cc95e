package io.harmattan.analysis.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.Published.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "2024-05-03 => 2024-05-03",
                "2024-05-03T02:47:00Z => 2024-05-03T02:47:00Z",
                "2024-05-03T02:47:11.123+02:00 => 2024-05-03T02:47:11+02:00",
                "2024-05-03T02:47+0000 => 2024-05-03T02:47:00Z",
                "2024-05-03 02:47:11 => 2024-05-03T02:47:11",
                "2024/05/03 => 2024-05-03",
                "2024年5月3日 => 2024-05-03",
                "03 May 2024, 02:47 AM => 2024-05-03T02:47:00",
                "3 May 2024, 12:05 am => 2024-05-03T00:05:00",
                "3 May 2024 at 12:05 p.m. => 2024-05-03T12:05:00",
                "May 3, 2024 => 2024-05-03",
                "May 3rd, 2024 | 5:30 PM EDT => 2024-05-03T17:30:00-04:00",
                "Friday, May 3, 2024 5:30 pm ET => 2024-05-03T17:30:00-04:00",
                "Jan. 9, 2024 5:30 pm ET => 2024-01-09T17:30:00-05:00",
                "Sept. 3, 2023 => 2023-09-03",
                "Fri, 03 May 2024 02:47:00 +0000 => 2024-05-03T02:47:00Z",
                "14:05 GMT, 3 May 2024 => 2024-05-03T14:05:00Z",
                "3rd of May 2024 => 2024-05-03",
                "Publié le 3 mai 2024 à 14h05 => 2024-05-03T14:05:00",
                "1er août 2023 => 2023-08-01",
                "3 février 2024 => 2024-02-03",
                "3. Mai 2024, 14:05 Uhr => 2024-05-03T14:05:00",
                "3 de mayo de 2024 => 2024-05-03",
                "3 мая 2024 => 2024-05-03",
                "3 Mayu 2024 => 2024-05-03",
                "03.05.2024 => 2024-05-03",
                "31/05/2024 => 2024-05-31",
                "05/31/2024 => 2024-05-31",
                "05/05/2024 => 2024-05-05",
                "03-May-2024 => 2024-05-03",
                "Updated 13:05, 3 May 2024 => 2024-05-03T13:05:00",
                "vendredi 3 mai 2024 => 2024-05-03",
                "Freitag, 3. Mai 2024 => 2024-05-03",
                "3 maggio 2024 => 2024-05-03",
                "3 de maio de 2024 => 2024-05-03",
                "3 Mayıs 2024 => 2024-05-03",
                "٣ مايو ٢٠٢٤ => 2024-05-03",
                "3 مايو 2024 => 2024-05-03",
                "2024.05.03 14:05 => 2024-05-03T14:05:00",
                "Published: May 3, 2024, 2:47 a.m. CEST => 2024-05-03T02:47:00+02:00",
                "Friday 3rd May 2024 14.05 BST => 2024-05-03T14:05:00+01:00",
                "Mai 3, 2024 => 2024-05-03",
                "3 травня 2024 => 2024-05-03",
                "31 / 05 / 2024 => 2024-05-31",
                "2024 - 05 - 03 => 2024-05-03",
                "Fri 03/05/2024 => 2024-05-03",
                "Friday, 05/03/2024 => 2024-05-03",
                "vendredi 3/5/2024 => 2024-05-03",
                "05/03/2024 at 11:00 AM EDT => 2024-05-03T11:00:00-04:00",
                "3 May 2024, 5: 55p => 2024-05-03T17:55:00",
                "3 May 2024, 14:05 UTC-3 => 2024-05-03T14:05:00-03:00",
                "3 May 2024, 14:05 +01 30 read => 2024-05-03T14:05:00+01:00",
                "3 May 2024, 14:05 -3 killed => 2024-05-03T14:05:00",
            })
    void readsTheWaysPagesWriteDates(String line, String expected) {
        assertThat(Dates.find(line)).as(line).hasValueSatisfying(date -> assertThat(
                        date.published(Origin.TEXT).toString())
                .isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03/05/2024",
                "3-5-2024",
                "Monday 03/05/2024",
                "00/05/2024",
                "0/3/2024 11:00 AM EDT",
                "3/00/2024",
                "03/05/2024 11:00 AM",
                "31 June 2024",
                "May 2024",
                "In 2024, 12 people",
                "version 1.2.2024.5",
                "call 2024-55-99",
                "3 Foo 2024",
                "room 10/20",
                "99.99.2024",
                "",
            })
    void whatCanBeReadInTwoWaysOrIsNoDayIsNoDate(String line) {
        assertThat(Dates.find(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1714704420, 2024-05-03T02:47:00Z",
        "1714704420000, 2024-05-03T02:47:00Z",
        "20240503, 2024-05-03",
        "20240503T024711, 2024-05-03T02:47:11",
        "Fri May 03 02:47:11 UTC 2024, 2024-05-03T02:47:11Z",
    })
    void fieldsAlsoHoldNumbers(String field, String expected) {
        assertThat(Dates.ofField(field))
                .hasValueSatisfying(date ->
                        assertThat(date.published(Origin.META).toString()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example/2024/05/03/story, 2024-05-03",
        "https://news.example/world/2024-5-3-story.html, 2024-05-03",
        "https://news.example/2024/may/03/story, 2024-05-03",
        "https://news.example/story-20240503.html, 2024-05-03",
        "https://web.archive.org/web/20200101000000/http://news.example/2019/05/03/x, 2019-05-03",
    })
    void addressesHoldDates(String address, String expected) {
        assertThat(PageMetadata.dateOfAddress(address))
                .hasValueSatisfying(date -> assertThat(date.date()).hasToString(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example/story/20241399",
                "https://news.example/a/1234567890123",
                "https://news.example/2024/story",
                "https://web.archive.org/web/20200101000000/http://news.example/x"
            })
    void otherNumbersInAddressesAreNoDates(String address) {
        assertThat(PageMetadata.dateOfAddress(address)).isEmpty();
    }
}
