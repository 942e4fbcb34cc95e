/**
 * The HTTP API: what {@link io.harmattan.domain.NewsSearch} answers, as JSON. {@link io.harmattan.dashboard.ApiServer}
 * starts it; {@code openapi.json} beside it describes every address and every field, and is served at {@code
 * /api/v1/openapi.json}. It reads alone: nothing here changes any state.
 */
@NullMarked
package io.harmattan.dashboard;

import org.jspecify.annotations.NullMarked;
