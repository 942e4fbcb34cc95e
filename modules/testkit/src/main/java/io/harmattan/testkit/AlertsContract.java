package io.harmattan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Alerts;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.Receipt;
import io.harmattan.domain.Receipt.Status;
import io.harmattan.domain.Subscription;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Alerts} does. Implementations may share one other side: subscriptions and alerts of each test are new. */
public abstract class AlertsContract {
    private static final String HOOK = "https://hooks.example/a";
    private static final String OTHER = "https://hooks.example/b";

    private final String subscription = "bases-" + UUID.randomUUID().toString().substring(0, 8);

    /** What is under test; closed by the implementation of the test. */
    protected abstract Alerts alerts();

    /** Has an alert told, as the alert stage does. */
    protected abstract void tell(List<Alert> alerts) throws Exception;

    /** Has a receipt written, as deliver does. */
    protected abstract void write(List<Receipt> receipts) throws Exception;

    /** The ids of the alerts that are to be carried once more. */
    protected abstract List<String> resent() throws Exception;

    private static String id(Object... of) {
        return ArticleId.hash(List.of(of).toString());
    }

    @Test
    void anAlertIsFoundWithEveryAttempt() throws Exception {
        Alert alert = SampleAlert.alert(id(subscription), subscription, SampleAlert.NOW);
        Alert other = SampleAlert.alert(id(subscription, "other"), subscription, SampleAlert.NOW);
        Receipt first = SampleAlert.receipt(alert.id(), HOOK, 1, Status.RETRYING, 500);
        Receipt second = SampleAlert.receipt(alert.id(), HOOK, 2, Status.DELIVERED, 204);
        Receipt elsewhere = SampleAlert.receipt(other.id(), HOOK, 1, Status.DELIVERED, 204);
        tell(List.of(alert, other));
        write(List.of(first, elsewhere, second));

        assertThat(alerts().get(alert.id())).hasValueSatisfying(entry -> {
            assertThat(entry.alert()).isEqualTo(alert);
            assertThat(entry.receipts()).containsExactly(first, second);
            assertThat(entry.status()).isEqualTo(Status.DELIVERED);
        });
        assertThat(alerts().get(id(subscription, "none"))).isEmpty();
    }

    @Test
    void theNewestComeFirstAndThoseOfOneSubscriptionAlone() throws Exception {
        List<Alert> all = IntStream.range(0, 200)
                .mapToObj(i -> SampleAlert.alert(
                        id(subscription, i),
                        i % 2 == 0 ? subscription : subscription + "-b",
                        SampleAlert.NOW.plusSeconds(i)))
                .toList();
        tell(all);
        write(List.of(SampleAlert.receipt(all.get(198).id(), HOOK, 1, Status.GONE, 410)));

        List<Alerts.Entry> newest = alerts().newest(subscription, 3);
        assertThat(newest)
                .extracting(entry -> entry.alert().id())
                .containsExactly(
                        all.get(198).id(), all.get(196).id(), all.get(194).id());
        assertThat(newest).extracting(Alerts.Entry::status).containsExactly(Status.GONE, null, null);
        assertThat(alerts().newest(subscription, 1000)).hasSize(100);
        assertThat(alerts().newest("none-" + subscription, 10)).isEmpty();
        assertThat(alerts().newest(null, 5)).hasSize(5);
    }

    @Test
    void howItStandsIsTheWorstOfTheNewestAttemptAtEachAddress() {
        Alert alert = SampleAlert.alert("x", subscription, SampleAlert.NOW);
        Receipt failed = SampleAlert.receipt("x", HOOK, 1, Status.RETRYING, 500);
        Receipt taken = SampleAlert.receipt("x", HOOK, 2, Status.DELIVERED, 204);
        Receipt refused = SampleAlert.receipt("x", OTHER, 1, Status.FAILED, null);
        assertThat(new Alerts.Entry(alert, List.of()).status()).isNull();
        assertThat(new Alerts.Entry(alert, List.of(failed)).status()).isEqualTo(Status.RETRYING);
        assertThat(new Alerts.Entry(alert, List.of(taken, failed)).status()).isEqualTo(Status.DELIVERED);
        assertThat(new Alerts.Entry(alert, List.of(failed, taken, refused)).status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void anAlertIsCarriedOnceMoreWhereItsSubscriptionHasADelivery() throws Exception {
        Alert alert = SampleAlert.alert(id(subscription, "again"), subscription, SampleAlert.NOW);
        tell(List.of(alert));
        MemorySubscriptions subscriptions = new MemorySubscriptions();

        assertThat(alerts().resend(id(subscription, "none"), subscriptions)).isEmpty();
        assertThatThrownBy(() -> alerts().resend(alert.id(), subscriptions))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(subscription)
                .hasMessageContaining("was removed");
        subscriptions.put(SampleAlert.subscription(subscription));
        assertThatThrownBy(() -> alerts().resend(alert.id(), subscriptions)).hasMessageContaining("has no delivery");
        assertThat(resent()).doesNotContain(alert.id());

        subscriptions.put(SampleAlert.subscription(
                subscription, new Subscription.Delivery(Subscription.Channel.WEBHOOK, URI.create(HOOK), List.of())));
        assertThat(alerts().resend(alert.id(), subscriptions)).isPresent();
        assertThat(resent()).containsOnlyOnce(alert.id());
    }
}
