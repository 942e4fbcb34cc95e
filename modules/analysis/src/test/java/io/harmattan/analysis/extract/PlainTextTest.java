package io.harmattan.analysis.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.Articles;
import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import io.harmattan.domain.Published;
import io.harmattan.domain.Published.Origin;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    private static final ArticleExtractor EXTRACTOR = new ArticleExtractor();
    private static final String TITLE = "Harbour strike enters a second week as talks stall";
    private static final String FIRST =
            "Dock workers in the northern harbour kept the gates shut on Tuesday, a week after the strike began over pay.";
    private static final String SECOND =
            "The port authority said on Wednesday that it would return to the table once the gates were open again.";
    private static final String BODY = FIRST + "\n\n" + SECOND;

    private static Extracted extract(String content) {
        return EXTRACTOR.extract(Articles.text(content));
    }

    @Test
    void headlineAndParagraphsAreToldApart() {
        Extracted found = extract(TITLE + "\n\n" + FIRST + "\n" + SECOND + "\n");
        assertThat(found.title()).isEqualTo(TITLE);
        assertThat(found.text()).isEqualTo(BODY);
        assertThat(found.language()).isEqualTo("en");
        assertThat(found.published()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Author-image",
                "twitter icon sharing",
                "icon sharing",
                "Facebook Twitter WhatsApp Email",
                "Share this article",
                "Share on Facebook",
                "Tweet",
                "1.2K views",
                "Updated On",
                "New Update",
                "News Update",
                "Advertisement",
                "Read more",
                "3 min read",
                "Listen to this article",
                "entertainment",
                "World | Africa",
                "By Ada Sommer",
                "By Ada Sommer and Ben Winther | 3 May 2024",
                "Written by: Ada Sommer",
                "Published: May 3, 2024 5:30 PM",
                "Photo: Ben Winther/AFP",
                "Screenshot, Workers stand at the gate",
                "Image caption, The gates have been shut for a week",
                "A crane stands still in the harbour (AP Photo/Ben Winther)",
                "Workers at the gate [File: Ben Winther/Reuters]",
                "Sign up for our daily newsletter",
                "Get the latest news delivered to your inbox",
                "Follow us on Twitter and Facebook",
                "We use cookies to improve your experience on this site",
                "Also read: Ferry workers join the strike in the south",
                "Please enable JavaScript to view the page",
                "Harbour Strike EntersA Second Week As Talks Stall",
                "HARBOUR STRIKE ENTERS A SECOND WEEK AS TALKS STALL",
                "Harbour strike enters second week as the talks stall",
                "•••",
            })
    void whatAPagePutsAroundAnArticleGoes(String line) {
        Extracted found = extract(TITLE + "\n" + line + "\n" + FIRST + "\n" + SECOND);
        assertThat(found.title()).isEqualTo(TITLE);
        assertThat(found.text()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The watch changed at midnight and nobody slept.",
                "\"Share this bread,\" the old man said to those who stood in the queue with him.",
                "Photos of the gate were shown to the court, which asked for more of them.",
                "Why the talks failed",
                "The vote was set for 3 May 2024, but the union put it off by a week.",
                "Key takeaways",
                "Comment was not to be had from the ministry on Tuesday night.",
                "It reads: nobody enters without a pass, and nobody leaves without one.",
                "The contract is dated 1 May 2023.",
                "Next week the court will hear both sides again.",
            })
    void whatBelongsToTheArticleStays(String line) {
        Extracted found = extract(TITLE + "\n" + FIRST + "\n" + SECOND + "\n" + line + "\n"
                + FIRST.replace("Tuesday", "Friday") + "\n" + SECOND.replace("Wednesday", "Sunday"));
        assertThat(found.text()).contains("\n\n" + line + "\n\n");
    }

    @Test
    void theCommentsEndTheArticleButTheirLinkAtTheTopDoesNot() {
        String longBody = BODY + "\n" + BODY.replace("harbour", "yard").replace("port", "yard");
        Extracted found = extract(
                TITLE + "\n3 Comments\n" + longBody
                        + "\nLeave a Reply\nGreat piece, I was there and saw it all happen.\n© 2023 Coast Courier. All rights reserved.");
        assertThat(found.text()).startsWith(FIRST).doesNotContain("Great piece", "Comments", "Reply");
        assertThat(found.outlet()).isEqualTo("Coast Courier");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "© 2024 Coast Courier. All Rights Reserved. => Coast Courier",
                "Copyright © 2019-2024 Coast Courier => Coast Courier",
                "© Coast Courier 2024 => Coast Courier",
                "(c) 2024 The Coast Courier, all rights reserved => The Coast Courier",
            })
    void theFooterNamesTheOutlet(String footer, String outlet) {
        Extracted found = extract(TITLE + "\n" + BODY + "\n" + footer);
        assertThat(found.outlet()).isEqualTo(outlet);
        assertThat(found.text()).isEqualTo(BODY);
    }

    @Test
    void aPromptTakesItsParagraphWithIt() {
        Extracted found = extract(
                TITLE + "\n" + BODY
                        + "\nWhat's Your Take?\nThe strike shows how tense the coast is. What are your thoughts? Share this article with friends.");
        assertThat(found.text()).isEqualTo(BODY);
    }

    @Test
    void headlinesOfOtherArticlesGo() {
        Extracted found = extract(TITLE + "\n" + FIRST
                + "\nRelated articles\nFerry workers join in\nMinister resigns over gates\n" + SECOND);
        assertThat(found.text()).isEqualTo(BODY);
    }

    @Test
    void aLongFirstSentenceIsNoHeadline() {
        Extracted found = extract(BODY);
        assertThat(found.title()).isNull();
        assertThat(found.text()).isEqualTo(BODY);
    }

    @Test
    void aGivenTitleIsBelievedAndNotRepeated() {
        Article article = new Article(
                "a",
                0,
                1,
                Articles.INGESTED,
                Articles.INGESTED,
                null,
                "test",
                ContentType.TEXT,
                "  Harbour\u00a0strike, week two ",
                "Harbour Strike, Week Two\n" + BODY,
                null,
                "Coast Courier");
        Extracted found = EXTRACTOR.extract(article);
        assertThat(found.title()).isEqualTo("Harbour strike, week two");
        assertThat(found.text()).isEqualTo(BODY);
        assertThat(found.outlet()).isEqualTo("Coast Courier");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "author-image~Ada Sommer => Ada Sommer",
                "By Ada Sommer => Ada Sommer",
                "By Ada Sommer and Ben Winther => Ada Sommer, Ben Winther",
                "BY ADA SOMMER, Staff Writer => ADA SOMMER",
                "Par Ada Sommer => Ada Sommer",
                "Written by Ada van der Berg | 3 May 2024 => Ada van der Berg",
                "Published 3 May 2024 by Ada Sommer => Ada Sommer",
            })
    void theAuthorIsNamed(String lines, String author) {
        Extracted found = extract(TITLE + "\n" + lines.replace('~', '\n') + "\n" + BODY);
        assertThat(found.byline()).isEqualTo(author);
        assertThat(found.text()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "By the time the gates opened, most had left",
                "Reporting contributed by Ada Sommer",
                "By Reuters",
                "By then it was over"
            })
    void whatIsNoAuthorIsNoByline(String line) {
        assertThat(extract(TITLE + "\n" + BODY + "\n" + line).byline()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "The union leader told CNN that talks had failed. => CNN",
                "The offer was made twice, the BBC previously reported. => BBC",
                "Reuters first reported that the gates were shut. => Reuters",
                "OSLO (Reuters) – The gates stayed shut. => Reuters",
                "OSLO, May 3 (AFP) - The gates stayed shut. => AFP",
                "She confirmed to CBS News that it was over. => CBS News",
                "According to the Reuters news agency, it was over. => Reuters",
                "Le ministre a déclaré à l'AFP que tout était fini. => AFP",
                "It was over, the Coast Tribune reported. => Coast Tribune",
                "Reporting contributed by Ada Sommer => Ada Sommer",
                "Additional reporting by Ada Sommer in Oslo and Ben Winther. => Ada Sommer, Ben Winther",
            })
    void creditsAreWhomTheTextSaysItComesFrom(String sentence, String credits) {
        Extracted found = extract(TITLE + "\n" + BODY + "\n" + sentence);
        assertThat(String.join(", ", found.credits())).isEqualTo(credits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "She told Parliament that it was over.",
                "He told the Senate he had time.",
                "They told Captain Sommer to leave.",
                "A press officer said it was over."
            })
    void thoseSpokenToAreNoCreditsUnlessTheyReport(String sentence) {
        assertThat(extract(TITLE + "\n" + BODY + "\n" + sentence).credits()).isEmpty();
    }

    @Test
    void aDateLineInTheHeadIsTheDate() {
        Extracted found = extract(TITLE + "\nUpdated 4 May 2024\nPublished 3 May 2024, 14:05 GMT\n" + BODY);
        assertThat(found.published()).hasToString("2024-05-03T14:05:00Z");
        assertThat(found.published()).extracting(Published::origin).isEqualTo(Origin.TEXT);
        assertThat(found.text()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "3 May 2024 Last updated at 11:11 GMT => 2024-05-03",
                "Friday, May 3, 2024 | Updated 1:32 PM PDT => 2024-05-03",
                "Published Fri, 3 May 2024, 14:05 GMT+01:00 => 2024-05-03T14:05:00+01:00",
                "Posted on May 3, 2024 6:07:15 PM GMT+1:00 => 2024-05-03T18:07:15+01:00",
                "7:00pm UK, Friday 03 May 2024 => 2024-05-03",
                "8:13 AM PDT 5/3/2024 => 2024-05-03T08:13:00-07:00",
                "Posted: 05/03/2024 11:10 am EDT => 2024-05-03T11:10:00-04:00",
                "On Fri, 03/05/2024 - 13:42 => 2024-05-03T13:42:00",
                "Story created: May 3, 2024 at 9:56 AM AKDT => 2024-05-03T09:56:00",
                "POSTED: 1052 GMT (1852 HKT), May 3, 2024 => 2024-05-03",
                "on May 3 2024, 5:55p => 2024-05-03T17:55:00",
                "2 A.M. MAY 3, 2024 => 2024-05-03",
            })
    void whatStandsBesideTheDateOfADateLineIsReadOver(String line, String expected) {
        Extracted found = extract(TITLE + "\n" + line + "\n" + BODY);

        assertThat(found.published()).hasToString(expected);
        assertThat(found.text()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WASHINGTON, DC, May 3, 2024",
                "Reuters May 3, 2024, 02.16PM IST",
                "NIAMEY, May 3, 2024 (AFP) - Dock workers kept the gates shut, a week after the strike began over pay.",
            })
    void theDateOfADatelineIsThatOfTheArticleAndTheLineStays(String line) {
        Extracted found = extract(TITLE + "\n" + line + "\n" + BODY);

        assertThat(found.published()).isNotNull().asString().startsWith("2024-05-03");
        assertThat(found.text()).isEqualTo(line + "\n\n" + BODY);
    }

    @Test
    void aLabelledDateLineBelowAStandfirstCounts() {
        Extracted found = extract(TITLE + "\n" + BODY + "\nPUBLISHED: FRIDAY, MAY 3, 2024, 2:29 PM\n" + FIRST);

        assertThat(found.published()).hasToString("2024-05-03T14:29:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Officers seized the harbour of Port Sommer on May 3, 2024",
                "Harbour Strike May 3, 2024",
                "The strike of May 3, 2024 - the first in years - was the last for now, they said.",
                "End of watch: Friday, May 3, 2024"
            })
    void aDateInASentenceOrAHeadingIsNot(String line) {
        assertThat(extract(TITLE + "\n" + line + "\n" + BODY).published()).isNull();
    }

    @Test
    void aDateOfAnUpdateIsSaidToBeOne() {
        Extracted found = extract(TITLE + "\nUpdated 4 May 2024\n" + BODY);
        assertThat(found.published()).hasToString("2024-05-04");
        assertThat(found.notes()).singleElement().asString().contains("update");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 May 2204", "12 March 1969", "25 November 2026"})
    void aDateThatCannotBeIsRefusedWithTheReason(String date) {
        Extracted found = extract(TITLE + "\n" + date + "\n" + BODY);
        assertThat(found.published()).isNull();
        assertThat(found.notes()).singleElement().asString().contains("refused");
    }

    @Test
    void aDateInTheTextIsNotTheDateOfTheText() {
        assertThat(extract(TITLE + "\n" + BODY
                                + "\nThe strike of 2 May 2024 was the first in years, and the last for now.")
                        .published())
                .isNull();
    }

    @Test
    void theDateGivenBesideTheContentIsBelievedFirst() {
        Published given =
                new Published(OffsetDateTime.of(2024, 5, 2, 0, 0, 0, 0, ZoneOffset.UTC), false, false, Origin.SOURCE);
        Article article = new Article(
                "a",
                0,
                1,
                Articles.INGESTED,
                Articles.INGESTED,
                null,
                "test",
                ContentType.TEXT,
                null,
                TITLE + "\n3 May 2024\n" + BODY,
                given,
                null);
        assertThat(EXTRACTOR.extract(article).published()).isEqualTo(given);
    }

    @Test
    void charactersArePutInOrder() {
        Extracted found = extract(TITLE
                + "\r\n\r\nThe\u00a0of\ufb01ce\u200b was shut\u00ad ted for   a week, and cafe\u0301s too, they all said.\u2028"
                + SECOND);
        assertThat(found.text())
                .isEqualTo("The office was shut ted for a week, and caf\u00e9s too, they all said.\n\n" + SECOND);
    }

    @Test
    void linesCutToAWidthAreJoined() {
        String wrapped = "Dock workers in the northern harbour kept the gates shut on\n"
                + "Tuesday, a week after the strike began over pay and hours, and\n"
                + "nobody on either side would say how long it could go on.";
        assertThat(extract(TITLE + "\n\n" + wrapped + "\n\n" + SECOND).text())
                .isEqualTo(wrapped.replace('\n', ' ') + "\n\n" + SECOND);
    }

    @Test
    void asItIsNothingIsTouched() {
        String content = "By Ada Sommer\n\n\u00a0" + FIRST + " CNN has reported.\n© 2024 Coast Courier";
        Extracted found = EXTRACTOR.asIs(Articles.text(content));
        assertThat(found.text()).isEqualTo(content);
        assertThat(found.title()).isNull();
        assertThat(found.credits()).containsExactly("CNN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "The harbour was closed on Tuesday and nobody knows for how long. => en",
                "Le port était fermé mardi et personne ne sait pour combien de temps. => fr",
                "Shugaban kasar ya ce za a yi taro a babban birnin kasar ranar Talata domin tattauna batun tsaro. => ha",
                "أغلق الميناء يوم الثلاثاء ولا أحد يعرف إلى متى سيستمر الإضراب. => ar",
                "Порт был закрыт во вторник, и никто не знает, как долго это продлится. => ru",
                "Bandari ilifungwa siku ya Jumanne na hakuna anayejua itaendelea kwa muda gani. => sw",
                "Der Hafen war am Dienstag geschlossen, und niemand weiß, wie lange das noch so bleiben wird. => und",
                "Los trabajadores del puerto mantuvieron cerradas las puertas el martes. => und",
                "Oslo => und",
                "12345 67890 !!! => und",
            })
    void theLanguageIsKnown(String text, String language) {
        assertThat(LanguageIdentifier.identify(text)).isEqualTo(language);
    }
}
