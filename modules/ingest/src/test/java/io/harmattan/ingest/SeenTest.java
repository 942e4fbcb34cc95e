package io.harmattan.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.harmattan.domain.ArticleId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenTest {
    @Test
    void whatWasAddedIsSeen() {
        Seen seen = new Seen(100);
        assertThat(seen.add(hash(1))).isTrue();
        assertThat(seen.add(hash(2))).isTrue();
        assertThat(seen.add(hash(1))).isFalse();
    }

    @Test
    void nothingNewIsEverCalledSeenHoweverFullItIs() {
        Seen seen = new Seen(8);
        assertThat(IntStream.range(0, 10_000).allMatch(i -> seen.add(hash(i)))).isTrue();
    }

    @Test
    void aQuarterOfItsCapacityIsRememberedWhole() {
        Seen seen = new Seen(1 << 16);
        IntStream.range(0, 1 << 14).forEach(i -> seen.add(hash(i)));
        assertThat(IntStream.range(0, 1 << 14).filter(i -> seen.add(hash(i))).count())
                .isZero();
    }

    private static String hash(int i) {
        return ArticleId.hash("seen", String.valueOf(i));
    }
}
