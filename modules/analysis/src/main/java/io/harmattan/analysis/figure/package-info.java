/** Finds the numbers of an article and what they count. */
@NullMarked
package io.harmattan.analysis.figure;

import org.jspecify.annotations.NullMarked;
