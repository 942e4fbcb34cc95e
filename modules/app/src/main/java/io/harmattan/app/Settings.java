package io.harmattan.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.harmattan.ingest.FetchSettings;
import io.harmattan.wire.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force: {@code harmattan.conf} inside the jar, overridden by a file, by the environment and by options, in
 * that order. An unknown key or a value of the wrong type is an error that names both.
 */
final class Settings {
    private static final String SECRET = "(set, not shown)";

    private final Config config;

    private Settings(Config config) {
        this.config = config;
    }

    /**
     * @param home folder of the distribution: profiles, seeds and runtimes are there
     * @param file a file of the user's own, if any
     * @param environment the variables of the process
     * @param options by key, from the command line
     * @throws UserException when a key is unknown or a value is not what it must be
     */
    static Settings load(Path home, @Nullable Path file, Map<String, String> environment, Map<String, String> options) {
        try {
            Config defaults = ConfigFactory.parseResources(
                    Settings.class.getClassLoader(),
                    "harmattan.conf",
                    ConfigParseOptions.defaults().setAllowMissing(false));
            Config homeOnly = ConfigFactory.parseMap(Map.of("home", home.toString()), "the launcher");
            Config own = ConfigFactory.empty();
            if (file != null) {
                if (!Files.isReadable(file)) {
                    throw new UserException(
                            "The configuration file " + file + " cannot be read; expected a file of settings.");
                }
                own = ConfigFactory.parseFile(file.toFile());
            }
            Config known = defaults.withFallback(homeOnly).resolve();
            Map<String, String> fromEnvironment = new HashMap<>();
            for (var entry : known.entrySet()) {
                String value = environment.get(variable(entry.getKey()));
                if (value != null) {
                    fromEnvironment.put(entry.getKey(), value);
                }
            }
            Config config = ConfigFactory.parseMap(options, "the command line")
                    .withFallback(ConfigFactory.parseMap(fromEnvironment, "the environment"))
                    .withFallback(own)
                    .withFallback(defaults)
                    .withFallback(homeOnly)
                    .resolve();
            refuseUnknown(config, known);
            Settings settings = new Settings(config);
            settings.check(known);
            return settings;
        } catch (ConfigException e) {
            throw new UserException("A setting is wrong: " + e.getMessage(), e);
        }
    }

    private static void refuseUnknown(Config config, Config known) {
        for (var entry : config.entrySet()) {
            String key = entry.getKey();
            if (!known.hasPath(key) && !key.startsWith("kafka.client.")) {
                String near = known.entrySet().stream()
                        .map(Map.Entry::getKey)
                        .filter(k -> last(k).equals(last(key)) || k.startsWith(first(key) + "."))
                        .sorted()
                        .collect(Collectors.joining(", "));
                throw new UserException("There is no setting '" + key + "' ("
                        + entry.getValue().origin().description() + ")"
                        + (near.isEmpty() ? "" : "; expected one of " + near)
                        + ". `harmattan config` lists all.");
            }
        }
    }

    /** Reads each value once with the type of its default, so that a fault shows now and not at midnight. */
    private void check(Config known) {
        for (var entry : known.entrySet()) {
            String key = entry.getKey();
            Object usual = entry.getValue().unwrapped();
            try {
                if (usual instanceof Number) {
                    config.getLong(key);
                } else if (usual instanceof Boolean) {
                    config.getBoolean(key);
                } else if (usual instanceof String s && s.matches("\\d+(ms|s|m|h|d)")) {
                    config.getDuration(key);
                } else {
                    config.getString(key);
                }
            } catch (ConfigException e) {
                ConfigValue value = config.getValue(key);
                throw new UserException(
                        "The setting " + key + " is '" + value.unwrapped() + "' ("
                                + value.origin().description() + "); expected something like " + usual + ".",
                        e);
            }
        }
        if (epoch() < 1) {
            throw new UserException("The setting epoch is " + epoch() + "; expected 1 or more.");
        }
        for (String key : new String[] {
            "local.kafka-port",
            "local.controller-port",
            "local.registry-port",
            "local.elasticsearch-port",
            "api.port",
            "deliver.mail.port"
        }) {
            int port = config.getInt(key);
            if (port < 0 || port > 65_535) {
                throw new UserException(
                        "The setting " + key + " is " + port + "; expected a port from 0 (any free one) to 65535.");
            }
        }
    }

    private static String variable(String key) {
        return "HARMATTAN_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String first(String key) {
        return key.substring(0, key.indexOf('.') < 0 ? key.length() : key.indexOf('.'));
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    Path data() {
        return Path.of(config.getString("data")).toAbsolutePath().normalize();
    }

    Path profile() {
        return Path.of(config.getString("profile")).toAbsolutePath().normalize();
    }

    int epoch() {
        return config.getInt("epoch");
    }

    Topic.Naming naming() {
        return new Topic.Naming(prefix(), epoch());
    }

    String prefix() {
        return config.getString("kafka.prefix");
    }

    /** A text, or null where it is empty. */
    @Nullable
    String optional(String key) {
        String value = config.getString(key);
        return value.isBlank() ? null : value;
    }

    String text(String key) {
        return config.getString(key);
    }

    Path path(String key) {
        return Path.of(config.getString(key)).toAbsolutePath().normalize();
    }

    int number(String key) {
        return config.getInt(key);
    }

    long bytes(String key) {
        return config.getBytes(key);
    }

    Duration duration(String key) {
        return config.getDuration(key);
    }

    /** How pages and feeds are fetched. */
    FetchSettings fetch() {
        try {
            return new FetchSettings(
                    text("fetch.user-agent"),
                    duration("fetch.patience"),
                    bytes("ingest.largest-bytes"),
                    duration("fetch.pause"),
                    flag("fetch.robots"),
                    flag("fetch.private-addresses"),
                    flag("fetch.insecure-redirects"));
        } catch (IllegalArgumentException e) {
            throw new UserException("The settings fetch.* are wrong: " + e.getMessage(), e);
        }
    }

    boolean flag(String key) {
        return config.getBoolean(key);
    }

    /** The Kafka client settings that the user added. */
    Map<String, String> kafkaClient() {
        Map<String, String> client = new HashMap<>();
        for (var entry : config.getConfig("kafka.client").entrySet()) {
            client.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    String.valueOf(entry.getValue().unwrapped()));
        }
        return client;
    }

    /** The same settings with some values replaced. */
    Settings with(Map<String, String> values) {
        return new Settings(ConfigFactory.parseMap(values, "this command").withFallback(config));
    }

    /**
     * Every key with its value and what gave it, in order of the keys; secrets are not shown.
     */
    Map<String, Shown> shown() {
        Map<String, Shown> all = new TreeMap<>();
        for (var entry : config.entrySet()) {
            String key = entry.getKey();
            if (key.equals("home")) {
                continue;
            }
            String value = String.valueOf(entry.getValue().unwrapped());
            boolean secret = last(key).matches("(?i).*(password|token|api-key|user-info|secret|jaas).*");
            all.put(key, new Shown(secret && !value.isEmpty() ? SECRET : value, origin(entry.getValue())));
        }
        return all;
    }

    private static String origin(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        String description = origin.description();
        return origin.resource() != null || description.contains("harmattan.conf") && origin.filename() == null
                ? "default"
                : description;
    }

    /** A value as it is shown, and what gave it. */
    record Shown(String value, String origin) {}
}
