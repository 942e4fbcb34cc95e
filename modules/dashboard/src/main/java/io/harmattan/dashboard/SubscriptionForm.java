package io.harmattan.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.harmattan.domain.Subscription;
import io.harmattan.domain.Subscription.Channel;
import io.harmattan.domain.Subscription.Delivery;
import io.harmattan.domain.Subscription.Kind;
import io.harmattan.domain.Subscription.Limits;
import io.harmattan.domain.Subscription.QuietHours;
import io.harmattan.domain.Subscription.Trigger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as people write it, in a file or a request: {@code id}, {@code owner}, {@code name}, {@code query},
 * {@code trigger} (its kind, or {@code kind} with {@code articles}, {@code sources}, {@code within}, {@code factor},
 * {@code target}), {@code limits} ({@code per-cluster}, {@code per-subscription}, {@code quiet} with {@code from},
 * {@code until} and {@code zone}, {@code digest-every}, {@code expires}), {@code deliveries} (each {@code webhook},
 * {@code mail} or {@code chat} with its address, and {@code secrets}), {@code paused}. Times are as in {@code 90m},
 * {@code 24h}, {@code 7d}.
 */
public final class SubscriptionForm {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*([smhdw])");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");
    /** 24 to 64 bytes in base64, as the Standard Webhooks specification has it. */
    private static final Pattern SECRET = Pattern.compile(
            "whsec_(?=[A-Za-z0-9+/=]{32,88}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

    private static final int LONGEST_NAME = 200;
    private static final int MOST_DELIVERIES = 20;
    private static final Set<String> FIELDS =
            Set.of("id", "owner", "name", "query", "trigger", "limits", "deliveries", "paused");

    private SubscriptionForm() {}

    /**
     * Reads one.
     *
     * @param id the id where the form has none
     * @param before the version that it follows; null for none
     * @param now when it is written
     * @throws IllegalArgumentException with the field, its value and what was expected
     */
    public static Subscription read(JsonNode form, String id, @Nullable Subscription before, Instant now) {
        if (!form.isObject()) {
            throw new IllegalArgumentException(
                    "the subscription is " + shown(form) + "; expected an object with " + new TreeSet<>(FIELDS));
        }
        known(form, "", FIELDS);
        String named = text(form, "id", id);
        if (!ID.matcher(named).matches()) {
            throw fault("id", form.path("id"), "1 to 64 of a-z, 0-9, '.', '_' and '-', a letter or digit first");
        }
        String query = text(form, "query", "");
        if (query.isBlank()) {
            throw fault("query", form.path("query"), "a query in the language of the search");
        }
        String name = text(form, "name", named);
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw fault("name", form.path("name"), "one line of at most " + LONGEST_NAME + " characters");
        }
        return new Subscription(
                named,
                before == null ? 1 : before.version() + 1,
                text(form, "owner", before == null ? "local" : before.owner()),
                name,
                query,
                trigger(form.path("trigger")),
                limits(form.path("limits")),
                deliveries(form.path("deliveries")),
                form.path("paused").asBoolean(false),
                before == null ? now : before.created(),
                now);
    }

    /** As {@link #read} takes it; secrets are told only how many they are. */
    public static Map<String, Object> write(Subscription s, boolean secrets) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", s.id());
        form.put("version", s.version());
        form.put("owner", s.owner());
        form.put("name", s.name());
        form.put("query", s.query());
        Map<String, Object> trigger = new LinkedHashMap<>();
        trigger.put("kind", s.trigger().kind().label());
        put(trigger, "articles", s.trigger().articles());
        put(trigger, "sources", s.trigger().sources());
        put(trigger, "within", duration(s.trigger().within()));
        put(trigger, "factor", s.trigger().factor());
        put(trigger, "target", s.trigger().target());
        form.put("trigger", trigger);
        Map<String, Object> limits = new LinkedHashMap<>();
        put(limits, "per-cluster", duration(s.limits().perCluster()));
        put(limits, "per-subscription", duration(s.limits().perSubscription()));
        QuietHours quiet = s.limits().quiet();
        if (quiet != null) {
            limits.put(
                    "quiet",
                    Map.of(
                            "from", quiet.from().toString(),
                            "until", quiet.until().toString(),
                            "zone", quiet.zone().getId()));
        }
        put(limits, "digest-every", duration(s.limits().digestEvery()));
        put(
                limits,
                "expires",
                s.limits().expires() == null ? null : s.limits().expires().toString());
        form.put("limits", limits);
        List<Map<String, Object>> deliveries = new ArrayList<>();
        for (Delivery delivery : s.deliveries()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put(delivery.channel().label(), delivery.address().toString());
            one.put("secrets", secrets ? delivery.secrets() : delivery.secrets().size());
            deliveries.add(one);
        }
        form.put("deliveries", deliveries);
        form.put("paused", s.paused());
        form.put("created", s.created().toString());
        form.put("updated", s.updated().toString());
        return form;
    }

    private static void put(Map<String, Object> form, String key, @Nullable Object value) {
        if (value != null) {
            form.put(key, value);
        }
    }

    private static Trigger trigger(JsonNode form) {
        if (form.isMissingNode() || form.isTextual()) {
            return new Trigger(
                    kind(form.isTextual() ? form.asText() : Kind.NEW_CLUSTER.label()), null, null, null, null, null);
        }
        if (!form.isObject() || !form.path("kind").isTextual()) {
            throw fault("trigger", form, "one of " + kinds() + ", or an object with a kind");
        }
        known(form, "trigger.", Set.of("kind", "articles", "sources", "within", "factor", "target"));
        Kind kind = kind(form.path("kind").asText());
        Trigger trigger = new Trigger(
                kind,
                count(form, "articles"),
                count(form, "sources"),
                duration(form, "trigger.", "within"),
                factor(form),
                form.path("target").isTextual() ? form.path("target").asText() : null);
        Set<String> used = new TreeSet<>(
                switch (kind) {
                    case GROWS -> Set.of("articles", "sources", "within");
                    case SPIKE -> Set.of("within", "factor");
                    case STANCE_SHIFT -> Set.of("within", "target");
                    case SILENCE -> Set.of("within");
                    case NEW_CLUSTER, UPDATE, ARTICLE -> Set.<String>of();
                });
        form.fieldNames().forEachRemaining(name -> {
            if (!name.equals("kind") && !used.contains(name)) {
                throw fault(
                        "trigger." + name,
                        form.path(name),
                        used.isEmpty()
                                ? "nothing, since " + kind.label() + " has no use for it"
                                : "one of " + String.join(", ", used) + " for " + kind.label());
            }
        });
        if (kind == Kind.GROWS && trigger.articles() == null && trigger.sources() == null) {
            throw fault("trigger", form, "articles or sources, how many it must have, for grows");
        }
        if (kind == Kind.SILENCE && trigger.within() == null) {
            throw fault("trigger", form, "within, for how long nothing must match, for silence");
        }
        return trigger;
    }

    private static Kind kind(String label) {
        return Arrays.stream(Kind.values())
                .filter(k -> k.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("trigger is '" + label + "'; expected one of " + kinds()));
    }

    private static String kinds() {
        return Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", "));
    }

    private static @Nullable Integer count(JsonNode form, String key) {
        JsonNode value = form.path(key);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isInt() || value.asInt() < 1) {
            throw fault("trigger." + key, value, "a whole number, 1 or more");
        }
        return value.asInt();
    }

    private static @Nullable Double factor(JsonNode form) {
        JsonNode value = form.path("factor");
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isNumber() || !(value.asDouble() > 1)) {
            throw fault("trigger.factor", value, "a number above 1: how many times the usual rate");
        }
        return value.asDouble();
    }

    private static Limits limits(JsonNode form) {
        if (form.isMissingNode() || form.isNull()) {
            return Limits.NONE;
        }
        known(form, "limits.", Set.of("per-cluster", "per-subscription", "quiet", "digest-every", "expires"));
        return new Limits(
                duration(form, "limits.", "per-cluster"),
                duration(form, "limits.", "per-subscription"),
                quiet(form.path("quiet")),
                duration(form, "limits.", "digest-every"),
                expires(form.path("expires")));
    }

    private static @Nullable QuietHours quiet(JsonNode form) {
        if (form.isMissingNode() || form.isNull()) {
            return null;
        }
        known(form, "limits.quiet.", Set.of("from", "until", "zone"));
        try {
            return new QuietHours(
                    LocalTime.parse(form.path("from").asText()),
                    LocalTime.parse(form.path("until").asText()),
                    ZoneId.of(form.path("zone").asText()));
        } catch (DateTimeException e) {
            throw fault("limits.quiet", form, "from and until such as \"22:00\", and a zone such as Africa/Niamey");
        }
    }

    private static @Nullable Instant expires(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeException e) {
            throw fault("limits.expires", value, "a time such as 2027-01-01T00:00:00Z");
        }
    }

    private static List<Delivery> deliveries(JsonNode form) {
        List<Delivery> deliveries = new ArrayList<>();
        if (form.isMissingNode() || form.isNull()) {
            return deliveries;
        }
        if (!form.isArray() || form.size() > MOST_DELIVERIES) {
            throw fault("deliveries", form, "a list of at most " + MOST_DELIVERIES);
        }
        for (int i = 0; i < form.size(); i++) {
            deliveries.add(delivery(form.get(i), "deliveries[" + i + "]"));
        }
        return deliveries;
    }

    private static Delivery delivery(JsonNode form, String where) {
        known(form, where + ".", Set.of("webhook", "mail", "chat", "secrets"));
        List<Channel> channels = Arrays.stream(Channel.values())
                .filter(c -> form.path(c.label()).isTextual())
                .toList();
        if (channels.size() != 1) {
            throw fault(where, form, "one of webhook, mail and chat with its address");
        }
        Channel channel = channels.get(0);
        String text = form.path(channel.label()).asText().strip();
        String address = channel == Channel.MAIL && !text.startsWith("mailto:") ? "mailto:" + text : text;
        URI uri;
        try {
            uri = new URI(address);
        } catch (java.net.URISyntaxException e) {
            throw fault(where, form, "an address that can be read (" + e.getMessage() + ")");
        }
        boolean fits = channel == Channel.MAIL
                ? MAIL.matcher(address.substring("mailto:".length())).matches()
                : uri.getHost() != null && Set.of("https", "http").contains(String.valueOf(uri.getScheme()));
        if (!fits) {
            throw fault(
                    where, form, channel == Channel.MAIL ? "an address such as desk@example.org" : "an https address");
        }
        List<String> secrets = new ArrayList<>();
        for (JsonNode secret : form.path("secrets")) {
            if (channel != Channel.WEBHOOK || !SECRET.matcher(secret.asText()).matches()) {
                throw new IllegalArgumentException(where + ".secrets has one that cannot be used; expected "
                        + (channel == Channel.WEBHOOK
                                ? "whsec_ and 24 to 64 bytes in base64"
                                : "none but for webhooks"));
            }
            secrets.add(secret.asText());
        }
        return new Delivery(channel, uri, secrets);
    }

    private static @Nullable Duration duration(JsonNode form, String path, String key) {
        JsonNode value = form.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Matcher matcher = DURATION.matcher(value.asText().strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw fault(path + key, value, "a time such as 90m, 24h or 7d");
        }
        long many = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(many);
            case "m" -> Duration.ofMinutes(many);
            case "h" -> Duration.ofHours(many);
            case "d" -> Duration.ofDays(many);
            default -> Duration.ofDays(7 * many);
        };
    }

    private static @Nullable String duration(@Nullable Duration duration) {
        if (duration == null) {
            return null;
        }
        long seconds = duration.toSeconds();
        return seconds % 86_400 == 0
                ? seconds / 86_400 + "d"
                : seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String text(JsonNode form, String key, String otherwise) {
        JsonNode value = form.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            throw fault(key, value, "some text");
        }
        return value.asText().strip();
    }

    private static void known(JsonNode form, String path, Set<String> fields) {
        if (!form.isObject()) {
            throw fault(path.isEmpty() ? "it" : path.substring(0, path.length() - 1), form, "an object");
        }
        form.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)
                    && !Set.of("version", "created", "updated").contains(name)) {
                throw new IllegalArgumentException("there is no field '" + path + name
                        + "' of a subscription; expected " + String.join(", ", new TreeSet<>(fields)));
            }
        });
    }

    private static IllegalArgumentException fault(String field, JsonNode value, String expected) {
        return new IllegalArgumentException(
                field + " is " + (value.isMissingNode() ? "missing" : shown(value)) + "; expected " + expected);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
