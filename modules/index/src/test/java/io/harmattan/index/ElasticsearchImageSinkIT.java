package io.harmattan.index;

import io.harmattan.local.stack.LocalStack;
import org.testcontainers.junit.jupiter.Testcontainers;

/** With Kafka and the registry of the laptop stack. */
@Testcontainers(disabledWithoutDocker = true)
class ElasticsearchImageSinkIT extends IndexSinkIT {
    ElasticsearchImageSinkIT(LocalStack stack) {
        super(stack);
    }

    @Override
    SearchSettings elasticsearch() {
        return ElasticsearchImage.settings();
    }
}
