/**
 * The HTTP API: what {@link io.harmattan.domain.NewsSearch} answers, as JSON. {@link io.harmattan.dashboard.ApiServer}
 * starts it; {@code openapi.json} beside it describes every address and every field, and is served at {@code
 * /api/v1/openapi.json}. All of it reads, but for
 * {@code POST /api/v1/articles}, which takes articles from whoever has a token for it.
 */
@NullMarked
package io.harmattan.dashboard;

import org.jspecify.annotations.NullMarked;
