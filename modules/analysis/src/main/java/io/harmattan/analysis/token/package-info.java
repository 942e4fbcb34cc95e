/** Words, numbers and marks of a text, with their places, for the rules that read it. */
@NullMarked
package io.harmattan.analysis.token;

import org.jspecify.annotations.NullMarked;
