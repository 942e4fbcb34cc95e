/** The language analysers for the laptop Elasticsearch. */
@NullMarked
package io.harmattan.local.search.analysis;

import org.jspecify.annotations.NullMarked;
