/** What tells a near-copy of a text from another telling of it: samples of word shingles, compared by containment. */
@NullMarked
package io.harmattan.analysis.fingerprint;

import org.jspecify.annotations.NullMarked;
