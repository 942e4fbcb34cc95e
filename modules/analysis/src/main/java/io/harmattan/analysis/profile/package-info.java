/** Watch profiles: what is watched, as data files that an analyst edits. All that is about one region lives there. */
@NullMarked
package io.harmattan.analysis.profile;

import org.jspecify.annotations.NullMarked;
