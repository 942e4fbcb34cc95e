/** Places of the world: what is called what, which of several is meant, and where an article plays. Knows no profile. */
@NullMarked
package io.harmattan.analysis.place;

import org.jspecify.annotations.NullMarked;
