/** A Kafka broker in a process of its own. */
@NullMarked
package io.harmattan.local.broker;

import org.jspecify.annotations.NullMarked;
