package io.harmattan.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.analysis.quote.QuoteFinder;
import io.harmattan.domain.EntityType;
import io.harmattan.domain.Mention;
import io.harmattan.domain.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldersTest {
    private static final Map<String, EntityType> KNOWN =
            Map.of("Ana Moreau", EntityType.PERSON, "Harbour Board", EntityType.ORGANISATION, "Lyon", EntityType.PLACE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                “We stay,” said Ana Moreau of the Harbour Board. | Ana Moreau
                “We stay,” said a spokesman for the Harbour Board. | Harbour Board
                “We stay,” said a resident of Lyon. | -
                “We stay,” said Lyon. | Lyon
                Ana Moreau said the port was shut. “We stay,” she added. | Ana Moreau
                “We stay,” he said. | -
                Harbour master Ana Moreau came. “We stay,” the harbour master said. | Ana Moreau
                Harbour master Ana Moreau came. “We stay,” a harbour master said. | -
                """)
    void theSpeakerIsWhomTheWordsName(String text, String entity) {
        List<Mention> mentions = new ArrayList<>();
        KNOWN.forEach((name, type) -> {
            int at = text.indexOf(name);
            if (at >= 0) {
                mentions.add(new Mention(at, at + name.length(), name, type, name));
            }
        });
        List<Quote> quotes = Holders.link(text, new QuoteFinder().quotes(text, "en"), mentions);
        @Nullable String found = quotes.get(quotes.size() - 1).holderEntity();
        assertThat(found == null ? "-" : found).isEqualTo(entity);
    }
}
