package io.harmattan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.harmattan.local.stack.LocalStack;
import io.harmattan.local.stack.Part;
import io.harmattan.local.stack.StackEvent;
import org.junit.jupiter.api.Test;

@LocalStackTest(Part.SEARCH)
class LocalStackExtensionIT {
    private final LocalStack given;

    LocalStackExtensionIT(LocalStack given) {
        this.given = given;
    }

    @Test
    void givesEveryTestTheSameStackWithThePartsAskedFor(LocalStack again) {
        assertThat(again).isSameAs(given);
        assertThat(given.state(Part.SEARCH)).isEqualTo(StackEvent.State.READY);
        assertThat(given.elasticsearchUrl()).startsWith("http://127.0.0.1:");
        assertThatIllegalStateException().isThrownBy(given::registryUrl).withMessageContaining("SEARCH");
    }
}
