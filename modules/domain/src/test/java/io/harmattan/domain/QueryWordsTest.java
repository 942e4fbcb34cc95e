package io.harmattan.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryWordsTest {
    @Test
    void partsWordsAtWhiteSpaceOfAnyKind() {
        assertThat(QueryWords.of("  drone\tbase\u00a0Agadez\n")).isEqualTo(words("drone", "base", "Agadez"));
    }

    @Test
    void keepsQuotedWordsTogether() {
        QueryWords query = QueryWords.of("troops \"Air Base 101\" leave «base aérienne»");
        assertThat(query.words()).containsExactly("troops", "leave");
        assertThat(query.phrases()).containsExactly("Air Base 101", "base aérienne");
    }

    @Test
    void takesAQuoteThatIsNeverClosedForNothing() {
        assertThat(QueryWords.of("troops \"air base")).isEqualTo(words("troops", "air", "base"));
    }

    @Test
    void findsNothingToAskForInEmptyQuotes() {
        assertThat(QueryWords.of("\"\" \" \"")).isEqualTo(words());
    }

    @Test
    void leavesSyntaxOfQueryLanguagesAsWords() {
        assertThat(QueryWords.of("(a OR b) AND title:x* ~2"))
                .isEqualTo(words("(a", "OR", "b)", "AND", "title:x*", "~2"));
    }

    @Test
    void replacesHalfASurrogatePair() {
        assertThat(QueryWords.of("base\ud83d")).isEqualTo(words("base?"));
    }

    @Test
    void refusesWhatIsBlankOrTooLongAndSaysWhatItExpected() {
        assertThatThrownBy(() -> QueryWords.of(" \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query is blank; expected at least one word");
        assertThatThrownBy(() -> QueryWords.of("a".repeat(1001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query has 1001 characters; expected at most 1000");
        assertThatThrownBy(() -> QueryWords.of("a ".repeat(51)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query has 51 words and phrases; expected at most 50");
    }

    private static QueryWords words(String... words) {
        return new QueryWords(java.util.List.of(words), java.util.List.of());
    }
}
