/** The cluster stage: its processor, and the stores that keep the open clusters. */
@NullMarked
package io.harmattan.pipeline.cluster;

import org.jspecify.annotations.NullMarked;
