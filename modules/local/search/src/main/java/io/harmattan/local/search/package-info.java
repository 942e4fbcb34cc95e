/** An Elasticsearch node in a process of its own. */
@NullMarked
package io.harmattan.local.search;

import org.jspecify.annotations.NullMarked;
