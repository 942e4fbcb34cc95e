package io.harmattan.benchmarks;

import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.analysis.stance.StanceModel;
import io.harmattan.analysis.stance.TargetScorer;
import io.harmattan.analysis.tag.ModelNames;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.Article;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.EnrichedArticle.Path;
import io.harmattan.domain.Quote;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What enrich does to an article, step by step and as a whole; articles a second on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 10)
@Measurement(iterations = 5, time = 10)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class EnrichBenchmark {
    /** JSONL with title and text, or the seeds. */
    @Param("seeds")
    public String data;

    private Enricher enricher;
    private List<Article> articles;
    private final List<Extracted> clean = new ArrayList<>();
    private final List<Tags> tags = new ArrayList<>();
    private final List<List<Quote>> quotes = new ArrayList<>();
    private int next;

    @Setup
    public void read() {
        StanceModel model = StanceModel.load(1);
        AtomicInteger asked = new AtomicInteger();
        TargetScorer counting = sentences -> {
            asked.addAndGet(sentences.size());
            return model.likelihoods(sentences);
        };
        enricher =
                new Enricher(Data.profile(), new Enricher.Models(ModelNames.load(1), counting, MeaningEncoder.load(1)));
        articles = Data.articles(data);
        for (Article article : articles) {
            Extracted extracted = enricher.extract(article);
            Tags found = enricher.tag(extracted, Path.DICTIONARY);
            clean.add(extracted);
            tags.add(found);
            quotes.add(enricher.quotes(extracted, found));
        }
        int sentences = 0;
        int characters = 0;
        for (int i = 0; i < clean.size(); i++) {
            enricher.stances(clean.get(i), tags.get(i), quotes.get(i));
            characters += clean.get(i).text().length();
            BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
            ends.setText(clean.get(i).text());
            while (ends.next() != BreakIterator.DONE) {
                sentences++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d articles, %d characters each; of %d sentences the model for stance is asked of %d (%.3f %%)%n",
                clean.size(),
                characters / clean.size(),
                sentences,
                asked.get(),
                100.0 * asked.get() / sentences);
    }

    private int turn() {
        next = next + 1 == articles.size() ? 0 : next + 1;
        return next;
    }

    @Benchmark
    public Extracted clean() {
        return enricher.extract(articles.get(turn()));
    }

    @Benchmark
    public Tags namesByDictionary() {
        return enricher.tag(clean.get(turn()), Path.DICTIONARY);
    }

    @Benchmark
    public Tags namesByModel() {
        return enricher.tag(clean.get(turn()), Path.MODEL);
    }

    @Benchmark
    public Object quotesFiguresDates() {
        int at = turn();
        Extracted article = clean.get(at);
        return List.of(enricher.quotes(article, tags.get(at)), enricher.figures(article), enricher.dates(article));
    }

    @Benchmark
    public Object stances() {
        int at = turn();
        return enricher.stances(clean.get(at), tags.get(at), quotes.get(at));
    }

    @Benchmark
    public List<EnrichedArticle> whole() {
        Article article = articles.get(turn());
        return enricher.enrich(article, enricher.extract(article), 1, 1);
    }
}
