/** Elasticsearch: templates, the sink, search. */
@NullMarked
package io.harmattan.index;

import org.jspecify.annotations.NullMarked;
