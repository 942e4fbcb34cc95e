@NullMarked
package io.harmattan.local.registry;

import org.jspecify.annotations.NullMarked;
