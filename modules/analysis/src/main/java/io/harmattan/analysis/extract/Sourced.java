package io.harmattan.analysis.extract;

import io.harmattan.domain.Published.Origin;

/** A value and what it was read from. */
record Sourced(String value, Origin origin) {}
