package io.harmattan.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankFusionTest {
    @Test
    void addsTheReciprocalsOfThePlaces() {
        List<RankFusion.Ranked> fused = RankFusion.fuse(List.of(List.of("a", "b", "c"), List.of("c", "d"), List.of()));

        assertThat(fused).extracting(RankFusion.Ranked::id).containsExactly("c", "a", "b", "d");
        assertThat(fused.get(0).score()).isEqualTo(1 / 61.0 + 1 / 63.0, within(1e-12));
        assertThat(fused.get(3).score()).isEqualTo(1 / 62.0, within(1e-12));
    }

    @Test
    void settlesWhatIsAlikeById() {
        assertThat(RankFusion.fuse(List.of(List.of("y"), List.of("x"))))
                .extracting(RankFusion.Ranked::id)
                .containsExactly("x", "y");
        assertThat(RankFusion.fuse(List.of())).isEmpty();
    }
}
