package io.harmattan.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenOffsetsTest {
    private final TopicPartition partition = new TopicPartition("t", 0);
    private final OpenOffsets open = new OpenOffsets();

    @Test
    void commitsUpToTheFirstThatIsNotDone() {
        open.begin(partition, 5, 2);
        open.begin(partition, 6, 1);
        open.begin(partition, 7, 0);
        open.done(partition, 6);
        open.done(partition, 5);
        assertThat(open.committable().get(partition).offset()).isEqualTo(5);

        open.done(partition, 5);
        assertThat(open.committable().get(partition).offset()).isEqualTo(8);
        assertThat(open.size()).isZero();
    }

    @Test
    void forgetsWhatWentToAnother() {
        open.begin(partition, 5, 1);
        open.forget(partition);
        open.done(partition, 5);
        assertThat(open.committable()).isEmpty();
    }
}
