package io.harmattan.index;

import io.harmattan.local.stack.LocalStack;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class ElasticsearchImageTemplatesIT extends IndexTemplatesIT {
    @Override
    SearchSettings elasticsearch(LocalStack stack) {
        return ElasticsearchImage.settings();
    }
}
