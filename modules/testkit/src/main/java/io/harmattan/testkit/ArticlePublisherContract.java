package io.harmattan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.ArticlePublisher;
import io.harmattan.domain.Published;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ArticlePublisher} does. Implementations may share one other side: the articles of each test are new. */
public abstract class ArticlePublisherContract {
    private static final Instant EVENT = Instant.parse("2024-05-03T12:30:00.123Z");
    private static final Instant INGEST = Instant.parse("2024-05-04T08:00:00.456Z");

    /** A new publisher, open. The test closes it. */
    protected abstract ArticlePublisher open() throws Exception;

    /** The articles with one of these ids that have arrived on the other side, in the order of arrival for each id. */
    protected abstract List<Article> arrived(List<String> ids) throws Exception;

    @Test
    void anArticleArrivesAsItWas() throws Exception {
        Article article = new Article(
                newId(),
                0,
                1,
                EVENT,
                INGEST,
                "https://news.example/a?b=c",
                "dir/file.jsonl:7",
                Article.ContentType.HTML,
                "Título – “quoted”",
                "<p>Niamey, نيامي, Ниамей 🛩 \u00a0</p>\n\n<p>second</p>",
                new Published(
                        OffsetDateTime.parse("2024-05-03T13:30:00.123+01:00"), true, true, Published.Origin.SOURCE),
                "An Outlet");
        publishAll(List.of(article));
        assertThat(arrived(List.of(article.id()))).containsExactly(article);
    }

    @Test
    void whatIsNotKnownStaysUnknown() throws Exception {
        Article article = text(newId(), "Only a text");
        publishAll(List.of(article));
        assertThat(arrived(List.of(article.id()))).containsExactly(article);
    }

    @Test
    void allAreSafeAfterFlush() throws Exception {
        List<Article> articles = IntStream.range(0, 500)
                .mapToObj(i -> text(newId(), "Article number " + i))
                .toList();
        try (ArticlePublisher publisher = open()) {
            List<CompletionStage<Void>> stages = new ArrayList<>();
            for (Article article : articles) {
                stages.add(publisher.publish(article));
            }
            publisher.flush();
            assertThat(stages)
                    .allSatisfy(stage -> assertThat(stage.toCompletableFuture()).isCompleted());
        }
        assertThat(arrived(articles.stream().map(Article::id).toList())).containsExactlyInAnyOrderElementsOf(articles);
    }

    @Test
    void revisionsOfOneArticleKeepTheirOrder() throws Exception {
        String id = newId();
        List<Article> revisions =
                IntStream.range(0, 50).mapToObj(i -> text(id, "Revision " + i)).toList();
        publishAll(revisions);
        assertThat(arrived(List.of(id))).containsExactlyElementsOf(revisions);
    }

    @Test
    void anEventBefore1970IsTaken() throws Exception {
        Article article = article(newId(), Instant.parse("1960-08-03T00:00:00Z"), "Independence.");
        publishAll(List.of(article));
        assertThat(arrived(List.of(article.id()))).containsExactly(article);
    }

    @Test
    void aTextOfMegabytesIsTaken() throws Exception {
        // letters at random, so that no compression makes it small
        String letters = new Random(1)
                .ints(9_000_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Article article = article(newId(), EVENT, letters);
        publishAll(List.of(article));
        assertThat(arrived(List.of(article.id())).equals(List.of(article)))
                .as("the article arrives as it was")
                .isTrue();
    }

    @Test
    void publishingTheSameAgainIsTaken() throws Exception {
        Article article = text(newId(), "Twice");
        publishAll(List.of(article, article));
        assertThat(arrived(List.of(article.id()))).isNotEmpty().containsOnly(article);
    }

    @Test
    void closingTwiceIsHarmlessAndPublishingThenIsRefused() throws Exception {
        ArticlePublisher publisher = open();
        publisher.close();
        publisher.close();
        assertThatThrownBy(() -> publisher.publish(text(newId(), "Too late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private void publishAll(List<Article> articles) throws Exception {
        try (ArticlePublisher publisher = open()) {
            for (Article article : articles) {
                var unused = publisher.publish(article);
            }
            publisher.flush();
        }
    }

    private static String newId() {
        return ArticleId.hash("contract", UUID.randomUUID().toString());
    }

    private static Article text(String id, String content) {
        return article(id, INGEST, content);
    }

    private static Article article(String id, Instant event, String content) {
        return new Article(
                id, 0, 1, event, INGEST, null, "contract", Article.ContentType.TEXT, null, content, null, null);
    }
}
