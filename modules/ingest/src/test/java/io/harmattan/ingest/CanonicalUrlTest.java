package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://News.Example/A/b https://news.example/A/b",
                "HTTPS://news.example https://news.example/",
                "https://news.example:443/a https://news.example/a",
                "http://news.example:80/a http://news.example/a",
                "http://news.example:443/a http://news.example:443/a",
                "https://news.example/a#part https://news.example/a",
                "https://news.example/a?utm_source=x&id=7&fbclid=y https://news.example/a?id=7",
                "https://news.example/a?utm_source=x https://news.example/a",
                "https://news.example/?b=2&a=%C3%A9&b=1 https://news.example/?b=2&a=%C3%A9&b=1",
                "https://news.example/a|b?utm_source=x https://news.example/a|b?utm_source=x",
                "https://sahel_news.example/a https://sahel_news.example/a",
            })
    void oneSpellingForOneAddress(String given, String canonical) {
        assertThat(CanonicalUrl.of(given)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "/news/world-africa-1",
                "news.example/a",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "http:/a"
            })
    void whatIsNoAddressOnTheWebIsNone(String given) {
        assertThat(CanonicalUrl.of(given)).isNull();
    }
}
