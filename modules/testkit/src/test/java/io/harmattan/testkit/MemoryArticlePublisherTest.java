package io.harmattan.testkit;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticlePublisher;
import java.util.ArrayList;
import java.util.List;

class MemoryArticlePublisherTest extends ArticlePublisherContract {
    private final List<MemoryArticlePublisher> opened = new ArrayList<>();

    @Override
    protected ArticlePublisher open() {
        MemoryArticlePublisher publisher = new MemoryArticlePublisher();
        opened.add(publisher);
        return publisher;
    }

    @Override
    protected List<Article> arrived(List<String> ids) {
        return opened.stream()
                .flatMap(publisher -> publisher.articles().stream())
                .filter(article -> ids.contains(article.id()))
                .toList();
    }
}
