@NullMarked
package io.harmattan.wire.serde;

import org.jspecify.annotations.NullMarked;
