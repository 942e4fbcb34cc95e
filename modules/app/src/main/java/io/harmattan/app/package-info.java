/** Main, commands, configuration and wiring. */
@NullMarked
package io.harmattan.app;

import org.jspecify.annotations.NullMarked;
