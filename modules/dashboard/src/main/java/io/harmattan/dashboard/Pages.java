package io.harmattan.dashboard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The page for people, the same at each of its addresses, and what it loads. It may load and ask nothing but this server,
 * and no script that an article might smuggle in would run.
 */
final class Pages {
    static final String ASSETS = "/assets/";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String LEAFLET = "/META-INF/resources/webjars/leaflet/1.9.4/dist/";

    private final byte[] page = read("pages/index.html");
    private final Map<String, Asset> assets = new LinkedHashMap<>();

    private record Asset(String type, byte[] content) {}

    Pages() {
        assets.put("app.js", new Asset("text/javascript; charset=utf-8", read("pages/app.js")));
        assets.put("style.css", new Asset("text/css; charset=utf-8", read("pages/style.css")));
        assets.put("countries.json", new Asset(Api.JSON, read("pages/countries.json")));
        assets.put("leaflet.js", new Asset("text/javascript; charset=utf-8", read(LEAFLET + "leaflet.js")));
        assets.put("leaflet.css", new Asset("text/css; charset=utf-8", read(LEAFLET + "leaflet.css")));
    }

    /** The addresses of the page but the root, which the API shares. */
    void register(RoutesConfig config) {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/clusters/{id}", this::page);
        routes.put("/search", this::page);
        routes.put("/entities/{id}", this::page);
        routes.put("/alerts", this::page);
        routes.put("/alerts/{id}", this::page);
        assets.forEach((name, asset) -> routes.put(ASSETS + name, context -> answer(context, asset)));
        routes.forEach((path, handler) -> {
            config.get(path, handler);
            config.addHttpHandler(HandlerType.HEAD, path, handler);
        });
    }

    /** Whether it is a browser that asks. */
    static boolean wanted(Context context) {
        String accept = context.header("Accept");
        return accept != null && accept.contains("text/html");
    }

    void page(Context context) {
        context.header("Content-Security-Policy", POLICY).contentType(HTML).result(page);
    }

    private static void answer(Context context, Asset asset) {
        context.header("Cache-Control", "no-cache").contentType(asset.type()).result(asset.content());
    }

    private static byte[] read(String resource) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing beside " + Pages.class.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
