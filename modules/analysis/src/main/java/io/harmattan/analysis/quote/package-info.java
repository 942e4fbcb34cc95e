/** Finds what an article quotes, and who said it. */
@NullMarked
package io.harmattan.analysis.quote;

import org.jspecify.annotations.NullMarked;
