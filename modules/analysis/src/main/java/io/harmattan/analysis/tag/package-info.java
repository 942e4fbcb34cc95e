/** Marks the spans of a text that name an entity of the watch profile. */
@NullMarked
package io.harmattan.analysis.tag;

import org.jspecify.annotations.NullMarked;
