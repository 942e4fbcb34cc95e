/** What every child process of the stack does alike: say when it is ready, stop when asked, and stop when its parent is gone. */
@NullMarked
package io.harmattan.local.child;

import org.jspecify.annotations.NullMarked;
