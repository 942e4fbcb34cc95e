/** Sources of articles and the producer that puts them on the topic articles. */
@NullMarked
package io.harmattan.ingest;

import org.jspecify.annotations.NullMarked;
