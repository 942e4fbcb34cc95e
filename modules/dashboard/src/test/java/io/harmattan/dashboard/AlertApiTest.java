package io.harmattan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.harmattan.domain.Alert;
import io.harmattan.domain.Subscription;
import io.harmattan.testkit.MemoryAlerts;
import io.harmattan.testkit.MemorySubscriptions;
import io.harmattan.testkit.SampleAlert;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class AlertApiTest {
    private final MemoryAlerts alerts = Fixtures.alerts();
    private final MemorySubscriptions subscriptions = new MemorySubscriptions();
    private ApiServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = new Fixtures.Server()
                .subscriptions(subscriptions)
                .alerts(alerts)
                .start();
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoeverKeepsSubscriptionsOrOperatesMaySeeThem() {
        assertThat(client.get(AlertApi.PATH).statusCode()).isEqualTo(401);
        assertThat(client.get(AlertApi.PATH).headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer scope=\"subscribe operate\"");
        assertThat(Client.json(as("reader", "GET", "")).path("detail").textValue())
                .endsWith("expected the scope subscribe or operate");
        assertThat(as("subscriber", "GET", "").statusCode()).isEqualTo(200);
        assertThat(as("operator", "GET", "").statusCode()).isEqualTo(200);
    }

    @Test
    void theListIsOfAllOrOfOneSubscription() {
        JsonNode all = Client.json(as("operator", "GET", "?limit=5")).path("alerts");
        assertThat(all.findValuesAsText("id")).containsExactly(Fixtures.ALERT, Fixtures.UNSENT);
        assertThat(all.findValuesAsText("status")).containsExactly("delivered", "null");
        JsonNode one = Client.json(as("operator", "GET", "?subscription=coups")).path("alerts");
        assertThat(one.findValuesAsText("id")).containsExactly(Fixtures.UNSENT);
        assertThat(as("operator", "GET", "?limit=0").statusCode()).isEqualTo(400);
        assertThat(as("operator", "GET", "?since=now").statusCode()).isEqualTo(400);
    }

    @Test
    void aQueryIsAskedOfAllThatWereTold() {
        JsonNode found = Client.json(as("operator", "GET", "?q=troops&subscription=bases"));
        assertThat(found.at("/alerts/0/id").textValue()).isEqualTo(Fixtures.ALERT);
        assertThat(found.at("/alerts/0/status").isNull()).isTrue();
        assertThat(found.at("/alerts/0/attempts").isNull()).isTrue();
        assertThat(found.path("total").intValue()).isEqualTo(7);
        assertThat(found.path("next").textValue()).isEqualTo("more");
        assertThat(Client.json(as("operator", "GET", "?q=troops&after=more"))
                        .path("next")
                        .isNull())
                .isTrue();
        assertThat(Client.json(as("operator", "GET", "?q=country:NE"))
                        .path("detail")
                        .textValue())
                .contains("asks for country");
        assertThat(Client.json(as("operator", "GET", "?after=more"))
                        .path("detail")
                        .textValue())
                .contains("without q");
        assertThat(as("reader", "GET", "?q=troops").statusCode()).isEqualTo(403);
    }

    @Test
    void anAlertSaysWhatFiredItAndEveryAttempt() {
        JsonNode alert = Client.json(as("operator", "GET", "/" + Fixtures.ALERT));
        assertThat(alert.path("cause"))
                .hasToString("{\"topic\":\"enriched-articles-1\",\"partition\":2,\"offset\":17}");
        assertThat(alert.path("clusterRevision").asInt()).isEqualTo(2);
        assertThat(alert.path("subscriptionVersion").asInt()).isEqualTo(3);
        assertThat(alert.path("attempts").findValuesAsText("status")).containsExactly("retrying", "delivered");
        assertThat(alert.at("/attempts/0/nextTry").asText()).isEqualTo("2026-03-01T10:01:05Z");
        assertThat(alert.at("/attempts/0/latencyMillis").asInt()).isEqualTo(42);
        assertThat(as("operator", "GET", "/none").statusCode()).isEqualTo(404);
        assertThat(as("operator", "GET", "/a%20b").statusCode()).isEqualTo(400);
    }

    @Test
    void feedReadersGetTheAlertsOfASubscription() throws Exception {
        String feed = SubscriptionApi.PATH + "/bases/feed";
        assertThat(client.get(feed).statusCode()).isEqualTo(401);
        assertThat(client.get(feed, "Authorization", "Bearer subscriber").statusCode())
                .isEqualTo(404);
        subscriptions.put(SampleAlert.subscription("bases"));
        alerts.with(SampleAlert.alert("odd", "bases", java.time.Instant.EPOCH));

        String basic = Base64.getEncoder().encodeToString("anybody:subscriber".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = client.get(feed, "Authorization", "Basic " + basic);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/atom+xml; charset=utf-8");
        Document atom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body()));
        assertThat(atom.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Bases");
        assertThat(atom.getElementsByTagName("entry").getLength()).isEqualTo(2);
        assertThat(atom.getElementsByTagName("id").item(1).getTextContent())
                .isEqualTo("urn:harmattan:alert:" + Fixtures.ALERT);
        assertThat(atom.getElementsByTagName("title").item(1).getTextContent()).isEqualTo("Troops enter <b>base</b>");
        String wrong = Base64.getEncoder().encodeToString("anybody:wrong".getBytes(StandardCharsets.UTF_8));
        assertThat(client.get(feed, "Authorization", "Basic " + wrong).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatXmlHasNoPlaceForIsReplaced() throws Exception {
        Alert like = SampleAlert.alert("odd", "bases", SampleAlert.NOW);
        Alert odd = new Alert(
                like.id(),
                1,
                "bases",
                1,
                "n",
                "o",
                like.trigger(),
                null,
                0,
                null,
                "",
                0,
                0,
                like.eventTime(),
                like.ingestTime(),
                like.due(),
                "half \ud83d a, \u0000 & <x> ]]> \ufffe",
                List.of("one"),
                "javascript:alert(1)",
                0,
                List.of());
        byte[] feed = AlertFeed.write(
                SampleAlert.subscription("bases"),
                List.of(new io.harmattan.domain.Alerts.Entry(odd, List.of())),
                "http://127.0.0.1/feed?a=1&b=2");
        Document atom =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(feed));
        assertThat(atom.getElementsByTagName("title").item(1).getTextContent())
                .isEqualTo("half \ufffd a, \ufffd & <x> ]]> \ufffd");
        assertThat(atom.getElementsByTagName("link").getLength()).isEqualTo(1);
    }

    @Test
    void anAlertIsSentOnceMoreWhereThatCanBe() {
        String resend = "/" + Fixtures.ALERT + "/resend";
        HttpResponse<byte[]> gone = as("operator", "POST", resend);
        assertThat(gone.statusCode()).isEqualTo(409);
        assertThat(Client.json(gone).path("detail").textValue())
                .isEqualTo("subscription 'bases' of alert " + Fixtures.ALERT
                        + " was removed; expected one that is awake and has a delivery");
        subscriptions.put(SampleAlert.subscription(
                "bases",
                new Subscription.Delivery(
                        Subscription.Channel.WEBHOOK, URI.create("https://hooks.example/a"), List.of())));

        assertThat(as("reader", "POST", resend).statusCode()).isEqualTo(403);
        assertThat(alerts.resent()).isEmpty();
        assertThat(as("subscriber", "POST", resend).statusCode()).isEqualTo(202);
        assertThat(as("operator", "POST", resend).statusCode()).isEqualTo(202);
        assertThat(alerts.resent()).extracting(Alert::id).containsExactly(Fixtures.ALERT, Fixtures.ALERT);
        assertThat(as("operator", "POST", "/none/resend").statusCode()).isEqualTo(404);
        HttpResponse<byte[]> other = as("operator", "GET", resend);
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.headers().firstValue("Allow")).hasValue("POST");
    }

    private HttpResponse<byte[]> as(String token, String method, String path) {
        return client.ask(method, AlertApi.PATH + path, "", "Authorization", "Bearer " + token);
    }
}
