/**
 * From what came in to a clean article: title, body, byline, date, outlet, credits, language. The rules are about news
 * in general; they know no site and no region.
 */
@NullMarked
package io.harmattan.analysis.extract;

import org.jspecify.annotations.NullMarked;
