/** The Kafka Streams topologies and their thin processors. */
@NullMarked
package io.harmattan.pipeline;

import org.jspecify.annotations.NullMarked;
