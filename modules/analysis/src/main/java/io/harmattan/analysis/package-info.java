/** Pure functions, in the order in which an article meets them. No Kafka, no sockets, no clock. */
@NullMarked
package io.harmattan.analysis;

import org.jspecify.annotations.NullMarked;
