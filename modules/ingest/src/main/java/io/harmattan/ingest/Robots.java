package io.harmattan.ingest;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the hosts allow (RFC 9309): read once a day each; a host without the file allows everything, one that cannot be
 * reached allows nothing for a while. Safe for use by many threads.
 */
final class Robots {
    private static final int HOSTS = 2_000;
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration FRESH_WHEN_UNKNOWN = Duration.ofMinutes(5);
    private static final Pattern PRODUCT = Pattern.compile("[A-Za-z_-]+");

    private final List<String> names;
    private final Map<String, Rules> byHost = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rules> eldest) {
            return size() > HOSTS;
        }
    };

    /** @param userAgent of which the product's name is looked for in the files */
    Robots(String userAgent) {
        var product = PRODUCT.matcher(userAgent);
        this.names = List.of(product.lookingAt() ? product.group().toLowerCase(Locale.ROOT) : "*");
    }

    /** Gets a file. */
    interface Get {
        Fetched get(String address) throws Refusal;
    }

    /**
     * What a host allows.
     *
     * @param unknown whether nothing is allowed because nothing could be learned
     */
    record Rules(SimpleRobotRules parsed, boolean unknown, long readAt) {
        boolean allow(URI address) {
            return parsed.isAllowed(address.toString());
        }

        /** How long the host wants us to wait between two requests. */
        @Nullable
        Duration delay() {
            long millis = parsed.getCrawlDelay();
            return millis == SimpleRobotRules.UNSET_CRAWL_DELAY || millis <= 0 ? null : Duration.ofMillis(millis);
        }

        boolean fresh() {
            return System.nanoTime() - readAt < (unknown ? FRESH_WHEN_UNKNOWN : FRESH).toNanos();
        }
    }

    Rules rules(URI address, Get get) throws Refusal {
        String origin = address.getScheme().toLowerCase(Locale.ROOT) + "://"
                + address.getRawAuthority().toLowerCase(Locale.ROOT);
        synchronized (byHost) {
            Rules known = byHost.get(origin);
            if (known != null && known.fresh()) {
                return known;
            }
        }
        Rules read = read(origin + "/robots.txt", get);
        synchronized (byHost) {
            byHost.put(origin, read);
        }
        return read;
    }

    private Rules read(String file, Get get) throws Refusal {
        Fetched fetched = get.get(file);
        long now = System.nanoTime();
        if (fetched instanceof Fetched.Content content) {
            return new Rules(
                    new SimpleRobotRulesParser().parseContent(file, content.body(), "text/plain", names), false, now);
        }
        boolean none = fetched instanceof Fetched.Failed failed && failed.forGood();
        return new Rules(new SimpleRobotRules(none ? RobotRulesMode.ALLOW_ALL : RobotRulesMode.ALLOW_NONE), !none, now);
    }
}
