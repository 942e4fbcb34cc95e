@NullMarked
package io.harmattan.wire.registry;

import org.jspecify.annotations.NullMarked;
