/** Every topic, declared once with its types; what crosses the wire and how. */
@NullMarked
package io.harmattan.wire;

import org.jspecify.annotations.NullMarked;
