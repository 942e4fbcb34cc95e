/** The child processes of one laptop, started, watched and stopped together. */
@NullMarked
package io.harmattan.local.stack;

import org.jspecify.annotations.NullMarked;
