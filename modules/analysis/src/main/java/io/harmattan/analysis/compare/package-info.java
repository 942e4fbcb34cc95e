/** What the articles of an event say, side by side: figures that differ, who is quoted by whom, who is for or against what. */
@NullMarked
package io.harmattan.analysis.compare;

import org.jspecify.annotations.NullMarked;
