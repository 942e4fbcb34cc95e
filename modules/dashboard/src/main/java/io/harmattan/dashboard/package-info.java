/** The HTTP API, through the ports of the domain. */
@NullMarked
package io.harmattan.dashboard;

import org.jspecify.annotations.NullMarked;
