/**
 * The alert stage. {@link io.harmattan.pipeline.alert.LiveSubscriptions} keeps every subscription's query at hand on every
 * instance; the firing half asks of each article and each change of a cluster who is to be told, once; the limiting half
 * keeps, for each subscription, what its limits hold back, its rates and its silences.
 */
@NullMarked
package io.harmattan.pipeline.alert;

import org.jspecify.annotations.NullMarked;
