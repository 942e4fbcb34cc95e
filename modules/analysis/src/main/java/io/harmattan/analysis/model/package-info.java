/** What the models of this product have in common: the pieces they read, and ONNX Runtime, which runs them. */
@NullMarked
package io.harmattan.analysis.model;

import org.jspecify.annotations.NullMarked;
