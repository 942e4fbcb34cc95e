package io.harmattan.deliver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harmattan.domain.Alert;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert in words, for each way that it goes. Headlines and lines come from articles: they are escaped for where they
 * stand, and line breaks in them become blanks.
 */
final class AlertText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertText() {}

    /** The body of a webhook: type, timestamp and data, as the Standard Webhooks specification has it. */
    static String json(Alert alert) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", "alert." + alert.trigger().label());
        body.put("timestamp", alert.ingestTime().toString());
        ObjectNode data = body.putObject("data");
        data.put("id", alert.id());
        data.put("subscription", alert.subscriptionId());
        data.put("subscription_version", alert.subscriptionVersion());
        data.put("name", alert.subscriptionName());
        data.put("title", alert.title());
        alert.lines().forEach(data.putArray("lines")::add);
        put(data, "cluster", alert.clusterId());
        data.put("cluster_revision", alert.clusterRevision());
        put(data, "article", alert.articleId());
        data.put("sources", alert.sources());
        data.put("event_time", alert.eventTime().toString());
        put(data, "url", alert.url());
        alert.gathered().forEach(data.putArray("gathered")::add);
        return body.toString();
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    /** The body for Slack and Mattermost; mentions and markup in headlines are defused. */
    static String chat(Alert alert) {
        String text = "*" + marked(alert.title()) + "*\n"
                + alert.lines().stream().map(AlertText::marked).collect(Collectors.joining("\n"))
                + (alert.url() == null ? "" : "\n" + alert.url())
                + "\n_" + marked(alert.subscriptionName()) + "_";
        ObjectNode body = JSON.createObjectNode();
        body.put("text", text);
        return body.toString();
    }

    /** Escaped as Slack asks; a zero-width space keeps channel-wide mentions and emphasis from taking effect. */
    private static String marked(String text) {
        return oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([@*_~`])", "$1\u200b");
    }

    /** The subject of a mail: one line of bounded length. */
    static String subject(Alert alert) {
        String line = oneLine(alert.title());
        return line.codePointCount(0, line.length()) <= 150
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 149)) + "…";
    }

    /** The plain part of a mail. */
    static String plain(Alert alert) {
        return oneLine(alert.title()) + "\n\n"
                + alert.lines().stream().map(AlertText::oneLine).collect(Collectors.joining("\n"))
                + (alert.url() == null ? "" : "\n\n" + alert.url())
                + "\n\n-- \n" + oneLine(alert.subscriptionName()) + "\n";
    }

    /** The HTML part of a mail. */
    static String html(Alert alert) {
        StringBuilder html = new StringBuilder("<!doctype html><html><body><h2>")
                .append(escaped(alert.title()))
                .append("</h2>");
        alert.lines().forEach(line -> html.append("<p>").append(escaped(line)).append("</p>"));
        if (alert.url() != null && alert.url().matches("https?://[^\\s\"'<>]+")) {
            html.append("<p><a href=\"")
                    .append(escaped(alert.url()))
                    .append("\">")
                    .append(escaped(alert.url()))
                    .append("</a></p>");
        }
        return html.append("<hr><p><small>")
                .append(escaped(alert.subscriptionName()))
                .append("</small></p></body></html>")
                .toString();
    }

    private static String escaped(String text) {
        return oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Control and line-breaking characters become one blank: nothing in a headline starts a new header or line. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ")
                .strip();
    }
}
