package io.harmattan.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.harmattan.domain.Subscription;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailCarrierTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Outcome send(String title, String to, int port) {
        MailCarrier carrier = new MailCarrier(new MailCarrier.Settings(
                "127.0.0.1",
                port,
                null,
                null,
                false,
                "alerts@harmattan.example",
                "https://news.example/unsubscribe/{subscription}",
                Duration.ofSeconds(3)));
        Subscription.Delivery delivery =
                new Subscription.Delivery(Subscription.Channel.MAIL, URI.create(to), List.of());
        return carrier.carry(Samples.alert("al", title), Samples.subscription("s", delivery), delivery, Samples.NOW);
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    @Test
    void aMailHasBothPartsAThreadAndAWayOut() throws Exception {
        Outcome outcome = send("Troops enter base", "mailto:analyst@example.org", port());
        assertThat(outcome.kind()).as(outcome.message()).isEqualTo(Outcome.Kind.DELIVERED);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Troops enter base");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<alert-al@harmattan.example>");
        assertThat(mail.getHeader("References")).containsExactly("<cluster-c@harmattan.example>");
        assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<https://news.example/unsubscribe/s>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(GreenMailUtil.getBody(mail))
                .contains("text/plain")
                .contains("text/html")
                .contains("Two independent sources");
    }

    @Test
    void aHeadlineCannotAddAHeader() throws Exception {
        send("Troops\r\nBcc: victim@example.org\r\n\r\nbody", "mailto:analyst@example.org", port());
        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Troops Bcc: victim@example.org body");
    }

    @Test
    void anAddressThatIsNoneIsRefusedAndAServerThatIsDownIsTriedAgain() {
        assertThat(send("T", "mailto:a@example.org,b@example.org", port()).kind())
                .isEqualTo(Outcome.Kind.REFUSED);
        assertThat(send("T", "https://example.org", port()).message()).contains("no mail address");
        int port = port();
        server.stop();
        assertThat(send("T", "mailto:analyst@example.org", port).kind()).isEqualTo(Outcome.Kind.FAILED);
    }
}
