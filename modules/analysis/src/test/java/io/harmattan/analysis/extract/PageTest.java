package io.harmattan.analysis.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.Articles;
import io.harmattan.domain.Published;
import io.harmattan.domain.Published.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final ArticleExtractor EXTRACTOR = new ArticleExtractor();
    private static final String FIRST =
            "Dock workers in the northern harbour kept the gates shut on Tuesday, a week after the strike began over pay.";
    private static final String SECOND =
            "The port authority said on Wednesday that it would return to the table once the gates were open again.";
    private static final String THIRD =
            "Nobody on either side would say how long it could go on, or what it would cost the town in the end.";

    private static String page(String head, String before, String after) {
        return "<html><head><title>Harbour strike enters second week | Coast Courier</title>" + head + "</head><body>"
                + "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
                + "<div class='cookie-banner'>We use cookies to make this site work better for you and for us.</div>"
                + "<main><article><h1>Harbour strike enters second week</h1>" + before + "<div class='article-body'><p>"
                + FIRST + "</p><figure><img src='x'><figcaption>The gate on Monday</figcaption></figure><p>" + SECOND
                + "</p><div class='share-bar'>Share this: Facebook, Twitter, and everywhere else you can think of</div><p>"
                + THIRD + "</p></div>" + after + "</article></main>"
                + "<aside><h2>Most read</h2><p>Another story that many people read today, and it is a long one too.</p></aside>"
                + "<footer>© 2024 Coast Courier. All rights reserved.</footer></body></html>";
    }

    private static Extracted extract(String html) {
        return EXTRACTOR.extract(Articles.page(html));
    }

    @Test
    void theArticleComesOutOfThePage() {
        Extracted found = extract(page("", "", ""));
        assertThat(found.title()).isEqualTo("Harbour strike enters second week");
        assertThat(found.text()).isEqualTo(FIRST + "\n\n" + SECOND + "\n\n" + THIRD);
        assertThat(found.language()).isEqualTo("en");
        assertThat(found.published()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-03T14:05:00+02:00\"}</script> => 2024-05-03T14:05:00+02:00 => JSON_LD",
                "<script type='application/ld+json'>{\"@graph\":[{\"@type\":[\"Article\"],\"datePublished\":\"2024-05-03\"}]}</script> => 2024-05-03 => JSON_LD",
                "<script type='application/ld+json'>{broken \"datePublished\": \"2024-05-03T14:05Z\"</script> => 2024-05-03T14:05:00Z => JSON_LD",
                "<meta property='article:published_time' content='2024-05-03T14:05:00Z'> => 2024-05-03T14:05:00Z => OPEN_GRAPH",
                "<meta name='DC.date.issued' content='2024-05-03'> => 2024-05-03 => META",
                "<meta itemprop='datePublished' content='2024-05-03'> => 2024-05-03 => META",
            })
    void theHeadOfThePageGivesTheDate(String head, String date, Origin origin) {
        Published published = extract(page(head, "", "")).published();
        assertThat(published).hasToString(date);
        assertThat(published).extracting(Published::origin).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "<time datetime='2024-05-03T14:05:00Z'>yesterday</time> => 2024-05-03T14:05:00Z => TIME_ELEMENT",
                "<time datetime='2024-05-09' class='updated'>9 May</time><time datetime='2024-05-03' class='published'>3 May</time> => 2024-05-03 => TIME_ELEMENT",
                "<span class='post-date'>3 May 2024</span> => 2024-05-03 => TEXT",
                "<p>Published: 3 May 2024 14:05</p> => 2024-05-03T14:05:00 => TEXT",
            })
    void theBodyOfThePageGivesTheDate(String body, String date, Origin origin) {
        Extracted found = extract(page("", body, ""));
        assertThat(found.published()).hasToString(date);
        assertThat(found.published()).extracting(Published::origin).isEqualTo(origin);
    }

    @Test
    void theMostTrustedBelievableDateWins() {
        Extracted found = extract(page(
                "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2204-05-03\"}</script>"
                        + "<meta property='article:published_time' content='2024-05-03'><meta name='date' content='2024-04-01'>",
                "<time datetime='2024-03-01'>1 March</time>",
                ""));
        assertThat(found.published()).hasToString("2024-05-03");
        assertThat(found.notes()).singleElement().asString().contains("2204-05-03", "refused");
    }

    @Test
    void theAddressGivesTheDateWhereThePageDoesNot() {
        Extracted found =
                EXTRACTOR.extract(Articles.page(page("", "", ""), "https://coast.example/2024/05/03/harbour"));
        assertThat(found.published()).hasToString("2024-05-03");
        assertThat(found.published()).extracting(Published::origin).isEqualTo(Origin.URL);
        assertThat(found.canonicalUrl()).isEqualTo("https://coast.example/2024/05/03/harbour");
    }

    @Test
    void datesOfOtherArticlesAreNotItsOwn() {
        Extracted found = extract(
                page(
                        "",
                        "",
                        "<div class='related-stories'><time datetime='2023-01-01'>1 January 2023</time><a href='/x'>Other</a></div>"));
        assertThat(found.published()).isNull();
    }

    @Test
    void authorOutletAndCanonicalAddressAreRead() {
        Extracted found = extract(page(
                "<link rel='canonical' href='https://coast.example/harbour'><meta property='og:site_name' content='Coast Courier'>"
                        + "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Ada Sommer\"},{\"name\":\"Ben Winther\"}]}</script>",
                "",
                ""));
        assertThat(found.byline()).isEqualTo("Ada Sommer, Ben Winther");
        assertThat(found.outlet()).isEqualTo("Coast Courier");
        assertThat(found.canonicalUrl()).isEqualTo("https://coast.example/harbour");
    }

    @Test
    void anAddressOfAnotherSchemeIsNoCanonicalOne() {
        Extracted found = extract(page("<link rel='canonical' href='javascript:alert(1)'>", "", ""));
        assertThat(found.canonicalUrl()).isNull();
    }

    @Test
    void aFormAroundThePageHidesNothing() {
        Extracted found = extract("<body><form id='page'><div><h1>Harbour strike</h1><p>" + FIRST + "</p><p>" + SECOND
                + "</p></div></form></body>");
        assertThat(found.text()).isEqualTo(FIRST + "\n\n" + SECOND);
    }

    @Test
    void anArticleInPiecesIsPutTogether() {
        StringBuilder chunks = new StringBuilder();
        for (String paragraph : new String[] {FIRST, SECOND, THIRD}) {
            chunks.append("<div class='row'><div class='chunk'><p>")
                    .append(paragraph)
                    .append("</p><p>")
                    .append(paragraph.replace("the", "some"))
                    .append("</p></div><div class='ad-slot'>Buy now</div></div>");
        }
        Extracted found = extract("<body><h1>Harbour strike</h1><div>" + chunks + "</div></body>");
        assertThat(found.text()).contains(FIRST, SECOND, THIRD).doesNotContain("Buy now");
    }

    @Test
    void commentsUnderTheArticleAreNotTheArticle() {
        Extracted found = extract(page(
                "",
                "",
                "<div id='comments'><p>" + "I was there and it was loud, all night long, believe me. ".repeat(30)
                        + "</p></div>"));
        assertThat(found.text()).doesNotContain("believe me").contains(THIRD);
    }

    @Test
    void aMomentInUtcIsToldInTheLocalTimeThatThePageGivesToo() {
        String head =
                "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2023-11-09T05:30:59Z\"}</script>";
        assertThat(extract(page(head, "<time datetime='2023-11-08 23:30:59'>8 November</time>", ""))
                        .published())
                .hasToString("2023-11-08T23:30:59-06:00");
        assertThat(extract(page(head, "<time datetime='2023-11-09T00:30:59-05:00'>9 November</time>", ""))
                        .published())
                .hasToString("2023-11-09T00:30:59-05:00");
        assertThat(extract(page(head, "<time datetime='2023-11-08 23:31:12'>8 November</time>", ""))
                        .published())
                .as("another moment")
                .hasToString("2023-11-09T05:30:59Z");
    }

    @Test
    void aDateThatCannotBeIsRefusedWithTheReasonAndNoOtherIsInvented() {
        Extracted found =
                extract(page("<meta property='article:published_time' content='2204-05-03T14:05:00Z'>", "", ""));
        assertThat(found.published()).isNull();
        assertThat(found.dateRefused()).contains("2204-05-03").contains("is refused: after");
        assertThat(found.origins()).doesNotContainKey("published");
    }

    @Test
    void eachFieldTellsWhatItWasReadFrom() {
        Extracted found = extract(page(
                "<meta property='og:site_name' content='Coast Courier'>"
                        + "<link rel='canonical' href='https://coast.example/harbour'>"
                        + "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Ada Sommer\"}}</script>",
                "<time datetime='2024-05-03'>3 May</time>",
                ""));
        assertThat(found.origins())
                .containsEntry("title", "TEXT")
                .containsEntry("outlet", "OPEN_GRAPH")
                .containsEntry("url", "META")
                .containsEntry("byline", "JSON_LD")
                .containsEntry("published", "TIME_ELEMENT")
                .containsEntry("language", "DETECTED");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/news/29-10-2021, 2021-10-29",
        "https://a.example/news/10-29-2021/x, 2021-10-29",
        "https://a.example/2021/10/29/x, 2021-10-29",
        "https://a.example/x-05-06-2021, ",
    })
    void anAddressGivesADateWhenItCanBeReadInOneWay(String address, String date) {
        assertThat(PageMetadata.dateOfAddress(address)
                        .map(d -> d.date().toString())
                        .orElse(null))
                .isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "</main></body></html><html><head><title>Rain at last</title></head><body><main>"})
    void ofTwoArticlesInOnePageTheFirstIsTakenAndNotAMixtureOfBoth(String between) {
        String other = "<article><h1>Rain at last in the dry valley</h1>"
                + "<p>The first rain of the season fell on the dry valley on Sunday night, farmers there said.</p>"
                + "<p>Most of the wells had been empty since March, and the herds had moved south long before.</p>"
                + "<p>The weather service expects more of it by the end of the week, and floods in some places.</p></article>";
        String page = page("", "", "").replace("</article></main>", "</article>" + between + other + "</main>");
        Extracted found = extract(page);
        assertThat(found.title()).isEqualTo("Harbour strike enters second week");
        assertThat(found.text()).isEqualTo(FIRST + "\n\n" + SECOND + "\n\n" + THIRD);
    }

    @Test
    void aPageFromRightToLeftKeepsItsOrderAndItsMarks() {
        String first =
                "قالت السلطات في نيامي يوم الثلاثاء إن القوات الأجنبية ستغادر القاعدة الجوية 101 في غضون أسابيع قليلة.";
        String second =
                "وأضاف المتحدث باسم الوزارة أن \u200f\"المحادثات مستمرة\" وأن موعد المغادرة لم يحدد بعد، بحسب البيان.";
        String html = "<html lang=ar dir=rtl><head><title>القوات تغادر القاعدة</title></head><body><article>"
                + "<h1>القوات تغادر القاعدة</h1><time>٣ مايو ٢٠٢٤</time><p>" + first + "</p><p>" + second
                + "</p></article></body></html>";
        Extracted found = extract(html);
        assertThat(found.title()).isEqualTo("القوات تغادر القاعدة");
        assertThat(found.text()).isEqualTo(first + "\n\n" + second.replace("\u200f", ""));
        assertThat(found.language()).isEqualTo("ar");
        assertThat(found.published()).hasToString("2024-05-03");
    }
}
