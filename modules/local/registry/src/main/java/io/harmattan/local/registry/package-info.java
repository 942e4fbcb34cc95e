/** A schema registry in a process of its own. */
@NullMarked
package io.harmattan.local.registry;

import org.jspecify.annotations.NullMarked;
