/**
 * Stance: who is for or against a target of the watch profile, with the words that show it.
 *
 * <p>{@link io.harmattan.analysis.stance.StanceFinder} reads a text in this order: where a target is named or referred to
 * ({@code TargetFinder}), who acts or speaks ({@code Actors}), which verb frames of the language's file match
 * ({@code FrameMatcher}), who holds what a frame says ({@code HolderFinder}); what no frame explains is asked of a model
 * ({@link io.harmattan.analysis.stance.StanceModel}).
 */
@NullMarked
package io.harmattan.analysis.stance;

import org.jspecify.annotations.NullMarked;
