/** The days that a text speaks of: "3 May 2024", "in July", "last week", "Wednesday". */
@NullMarked
package io.harmattan.analysis.date;

import org.jspecify.annotations.NullMarked;
