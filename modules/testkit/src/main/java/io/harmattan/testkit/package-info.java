/** Fixtures, the contract test of each port, ports in memory, and the local stack as a JUnit extension. */
@NullMarked
package io.harmattan.testkit;

import org.jspecify.annotations.NullMarked;
