package io.harmattan.app;

import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.stance.Stances;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.Article;
import io.harmattan.domain.DateMention;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Entity;
import io.harmattan.domain.Figure;
import io.harmattan.domain.Focus;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Published;
import io.harmattan.domain.Quote;
import io.harmattan.domain.Stance;
import io.harmattan.ingest.FileSource;
import io.harmattan.ingest.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows what enrich makes of articles, without any server. */
@Command(
        name = "analyze",
        header = "Show what enrich makes of articles, without any server.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Prints what enrich makes of articles: clean text, date, language, mentions, quotes, figures, stances. One "
                        + "JSON object a line; spans are UTF-16 code units of its text. Needs no server.")
final class AnalyzeCommand implements java.util.concurrent.Callable<Integer> {
    @ParentCommand
    private Main main;

    @Option(
            names = "--format",
            defaultValue = "auto",
            description = "What the files are: auto (by the ending of the name), jsonl, text or html.")
    private FileSource.Format format;

    @Option(names = "--as-is", description = "Skip the cleaning: spans then refer to the text as given.")
    private boolean asIs;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or folders; - is standard input, which is JSONL unless --format says otherwise.")
    private List<Path> files;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    AnalyzeCommand() {}

    @Override
    public Integer call() {
        Analysis analysis = Analysis.of(main.settings());
        return new Readings(main, format).each(files, found -> {
            Article article = found.article();
            Extracted extracted = asIs
                    ? analysis.enricher().asIs(article)
                    : analysis.enricher().extract(article);
            Tags tags = analysis.enricher().tag(extracted, EnrichedArticle.Path.MODEL);
            Map<String, @Nullable Object> shape = shape(found, extracted, tags);
            List<Quote> quotes = analysis.enricher().quotes(extracted, tags);
            Stances stances = analysis.enricher().stances(extracted, tags, quotes);
            shape.put("quotes", quotes(quotes));
            shape.put("figures", figures(analysis.enricher().figures(extracted)));
            shape.put("dates", dates(analysis.enricher().dates(extracted)));
            shape.put("stances", stances(stances.taken()));
            shape.put("abstentions", stances(stances.abstained()));
            shape.put("notes", extracted.notes());
            main.console().line(Json.write(shape));
        });
    }

    private static Map<String, @Nullable Object> shape(Reading.Found found, Extracted e, Tags tags) {
        Map<String, Entity> entities =
                tags.entities().stream().collect(Collectors.toMap(Entity::id, Function.identity(), (a, b) -> a));
        Published published = e.published();
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", found.name());
        shape.put("title", e.title());
        shape.put("text", e.text());
        shape.put("published", published == null ? null : published.toString());
        shape.put("publishedFrom", published == null ? null : published.origin());
        shape.put("language", e.language());
        shape.put("byline", e.byline());
        shape.put("outlet", e.outlet());
        shape.put("credits", e.credits());
        List<Map<String, @Nullable Object>> mentions = new ArrayList<>();
        for (Mention mention : tags.mentions()) {
            Entity entity = mention.entityId() == null ? null : entities.get(mention.entityId());
            Map<String, @Nullable Object> m = new LinkedHashMap<>();
            m.put("start", mention.start());
            m.put("end", mention.end());
            m.put("surface", mention.surface());
            m.put("type", mention.type().label());
            m.put("entity", mention.entityId());
            if (entity != null) {
                m.put("name", entity.name());
                m.put("kind", entity.kind());
                m.put("country", entity.country());
                if (entity.location() != null) {
                    m.put("lat", entity.location().lat());
                    m.put("lon", entity.location().lon());
                }
            }
            mentions.add(m);
        }
        shape.put("mentions", mentions);
        Focus focus = tags.focus();
        Map<String, @Nullable Object> plays = new LinkedHashMap<>();
        if (focus != null) {
            plays.put("country", focus.country());
            plays.put("countryScore", focus.countryScore());
            plays.put("place", focus.placeId());
            plays.put("placeScore", focus.placeScore());
        }
        shape.put("focus", focus == null ? null : plays);
        shape.put("path", tags.path().name().toLowerCase(Locale.ROOT));
        return shape;
    }

    private static List<Map<String, @Nullable Object>> quotes(List<Quote> quotes) {
        List<Map<String, @Nullable Object>> shapes = new ArrayList<>();
        for (Quote quote : quotes) {
            Map<String, @Nullable Object> q = new LinkedHashMap<>();
            q.put("start", quote.start());
            q.put("end", quote.end());
            q.put("text", quote.text());
            q.put("holder", quote.holder());
            q.put("holderStart", quote.holderStart());
            q.put("holderEnd", quote.holderEnd());
            q.put("holderEntity", quote.holderEntity());
            q.put("verb", quote.verb());
            q.put("kind", label(quote.kind()));
            shapes.add(q);
        }
        return shapes;
    }

    private static List<Map<String, @Nullable Object>> stances(List<Stance> stances) {
        List<Map<String, @Nullable Object>> shapes = new ArrayList<>();
        for (Stance stance : stances) {
            Map<String, @Nullable Object> s = new LinkedHashMap<>();
            s.put("target", stance.target());
            s.put("holder", stance.holder());
            s.put("holderEntity", stance.holderEntity());
            s.put("label", stance.label().label());
            s.put("confidence", Math.round(stance.confidence() * 1000) / 1000.0);
            s.put("start", stance.start());
            s.put("end", stance.end());
            s.put("manner", label(stance.manner()));
            shapes.add(s);
        }
        return shapes;
    }

    private static List<Map<String, @Nullable Object>> figures(List<Figure> figures) {
        List<Map<String, @Nullable Object>> shapes = new ArrayList<>();
        for (Figure figure : figures) {
            Map<String, @Nullable Object> f = new LinkedHashMap<>();
            f.put("start", figure.start());
            f.put("end", figure.end());
            f.put("surface", figure.surface());
            f.put("value", number(figure.value()));
            f.put("unit", figure.unit());
            f.put("of", figure.of());
            f.put("upTo", figure.upTo() == null ? null : number(figure.upTo()));
            f.put("ofWhom", figure.ofWhom());
            f.put("bound", label(figure.bound()));
            f.put("approximate", figure.approximate());
            shapes.add(f);
        }
        return shapes;
    }

    private static List<Map<String, @Nullable Object>> dates(List<DateMention> dates) {
        List<Map<String, @Nullable Object>> shapes = new ArrayList<>();
        for (DateMention date : dates) {
            Map<String, @Nullable Object> d = new LinkedHashMap<>();
            d.put("start", date.start());
            d.put("end", date.end());
            d.put("surface", date.surface());
            d.put("from", date.from().toString());
            d.put("to", date.to().toString());
            d.put("relative", date.relative());
            shapes.add(d);
        }
        return shapes;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A whole number without a point, as people write it. */
    private static Number number(double value) {
        return value == Math.rint(value) && value < 1e18 ? (Number) (long) value : (Number) value;
    }
}
