package io.harmattan.local.search;

import io.harmattan.local.child.Lifeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsUtils;

/**
 * Starts one Elasticsearch node that listens on the loopback interface alone and forms a cluster by itself. Stops on
 * SIGTERM and when standard input ends.
 */
public final class SearchNodeMain {
    private static final String LOOPBACK = "127.0.0.1";

    private SearchNodeMain() {}

    /**
     * Entry point.
     *
     * @param args the home folder, which holds {@code modules/}; the data folder; the HTTP port; the transport port
     */
    public static void main(String[] args) {
        if (args.length != 4) {
            System.err.println(
                    "expected four arguments, home folder, data folder, HTTP port and transport port, but got "
                            + args.length);
            System.exit(2);
        }
        LogConfigurator.configureESLogging();
        Lifeline.hold(
                "Elasticsearch",
                () -> start(
                        Path.of(args[0]).toAbsolutePath(),
                        Path.of(args[1]).toAbsolutePath(),
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3])));
    }

    private static AutoCloseable start(Path home, Path data, int httpPort, int transportPort) throws Exception {
        Files.createDirectories(data);
        Settings settings = Settings.builder()
                .put("path.home", home.toString())
                .put("path.data", data.toString())
                .put("path.logs", data.resolve("logs").toString())
                .put("cluster.name", "harmattan-local")
                .put("node.name", "local")
                .put("discovery.type", "single-node")
                .put("http.host", LOOPBACK)
                .put("http.port", httpPort)
                .put("transport.host", LOOPBACK)
                .put("transport.port", transportPort)
                // one laptop: its disk is as full as its owner wants it
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        Environment environment = new Environment(settings, data.resolve("config"));
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
                PluginsUtils.getModuleBundles(environment.modulesDir()),
                PluginsUtils.getPluginBundles(environment.pluginsDir()),
                Map.of(),
                false);
        Node node = new Node(environment, plugins);
        node.start();
        return () -> {
            node.prepareForClose();
            node.close();
            if (!node.awaitClose(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("requests were still running after 20 s");
            }
        };
    }
}
