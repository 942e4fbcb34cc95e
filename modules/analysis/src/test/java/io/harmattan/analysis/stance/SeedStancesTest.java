package io.harmattan.analysis.stance;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.Articles;
import io.harmattan.analysis.SahelProfile;
import io.harmattan.analysis.extract.ArticleExtractor;
import io.harmattan.analysis.extract.Extracted;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.quote.QuoteFinder;
import io.harmattan.analysis.tag.Tagger;
import io.harmattan.analysis.tag.Tags;
import io.harmattan.domain.EnrichedArticle;
import io.harmattan.domain.Stance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stances of the seed articles, by frames alone. */
class SeedStancesTest {
    private static final WatchProfile PROFILE = SahelProfile.load();

    private static List<Stance> stances(String name) throws IOException {
        Extracted seed = new ArticleExtractor()
                .extract(Articles.text(Files.readString(Path.of("..", "..", "seeds", name + ".txt"))));
        LocalDate day = seed.published() == null ? null : seed.published().at().toLocalDate();
        Tags tags = new Tagger(PROFILE).tag(seed.title(), seed.text(), day, EnrichedArticle.Path.DICTIONARY);
        List<Stance> taken = new StanceFinder(PROFILE, null)
                .find(seed.text(), seed.language(), day, tags, new QuoteFinder().quotes(seed.text(), seed.language()))
                .taken();
        taken.forEach(
                one -> assertThat(seed.text().substring(one.start(), one.end())).isNotBlank());
        return taken;
    }

    @ParameterizedTest
    @CsvSource({
        "000_7de3d077cdedc311, us-presence, ne-cnsp, OPPOSED",
        "000_7de3d077cdedc311, russian-presence, us-government, OPPOSED",
        "000_7de3d077cdedc311, russian-presence, ne-cnsp, FAVOURABLE",
        "001_66acf2913ab27397, us-presence, ne-cnsp, OPPOSED",
        "001_66acf2913ab27397, russian-presence, ne-cnsp, FAVOURABLE",
        "002_8b5a90c0a7b1b818, us-presence, ne-cnsp, OPPOSED",
        "002_8b5a90c0a7b1b818, russian-presence, ne-cnsp, FAVOURABLE",
        "003_f0ec5ce33ec9b43a, us-presence, ne-cnsp, OPPOSED",
        "003_f0ec5ce33ec9b43a, russian-presence, us-government, OPPOSED",
        "004_cb89a7d19fc5488b, us-presence, ne-cnsp, OPPOSED",
        "004_cb89a7d19fc5488b, russian-presence, ne-cnsp, FAVOURABLE"
    })
    void holderAndLabelAreThose(String name, String target, String entity, Stance.Label label) throws IOException {
        assertThat(stances(name))
                .filteredOn(one -> one.target().equals(target) && entity.equals(one.holderEntity()))
                .extracting(Stance::label)
                .containsExactly(label);
    }

    @Test
    void oneWhoIsDescribedWithoutADayIsHeldByTheWordsOfTheText() throws IOException {
        assertThat(stances("004_cb89a7d19fc5488b"))
                .extracting(one -> one.target() + " " + one.label() + " " + one.holder())
                .contains(
                        "us-presence FAVOURABLE The head of the US Africa Command",
                        "russian-presence NEUTRAL the defense secretary");
    }
}
