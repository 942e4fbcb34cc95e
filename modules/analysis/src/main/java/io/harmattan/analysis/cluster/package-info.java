/**
 * From features to event clusters. {@link io.harmattan.analysis.cluster.FeatureExtractor} runs once an article, in
 * parallel; {@link io.harmattan.analysis.cluster.EventClustering} decides, one desk in one order, over a
 * {@link io.harmattan.analysis.cluster.DeskState} that a store or the memory keeps.
 */
@NullMarked
package io.harmattan.analysis.cluster;

import org.jspecify.annotations.NullMarked;
