/** What a short text means, as a vector: texts that say one thing in other words lie near each other. */
@NullMarked
package io.harmattan.analysis.meaning;

import org.jspecify.annotations.NullMarked;
