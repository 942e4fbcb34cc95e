package io.harmattan.deliver;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Subscription;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Mail with a plain and an HTML part. All alerts of one cluster are one thread (References), the Message-ID is the alert's
 * id, so that a repeat is seen as one, and List-Unsubscribe (RFC 2369, RFC 8058) lets the reader end it.
 */
final class MailCarrier implements Carrier {
    private final Settings settings;
    private final Session session;

    /**
     * How mail is sent.
     *
     * @param user null where the server asks for none
     * @param startTls whether the connection must be upgraded to TLS before anything is sent
     * @param unsubscribe address that ends a subscription, {@code {subscription}} stands for its id; null for none
     */
    record Settings(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            boolean startTls,
            String from,
            @Nullable String unsubscribe,
            Duration patience) {}

    MailCarrier(Settings settings) {
        this.settings = settings;
        String patience = Long.toString(settings.patience().toMillis());
        Properties p = new Properties();
        p.put("mail.transport.protocol", "smtp");
        p.put("mail.smtp.host", settings.host());
        p.put("mail.smtp.port", Integer.toString(settings.port()));
        p.put("mail.smtp.starttls.enable", "true");
        p.put("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
        p.put("mail.smtp.ssl.checkserveridentity", "true");
        p.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
        p.put("mail.smtp.connectiontimeout", patience);
        p.put("mail.smtp.timeout", patience);
        p.put("mail.smtp.writetimeout", patience);
        this.session = Session.getInstance(p, new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return settings.user() == null
                        ? null
                        : new PasswordAuthentication(settings.user(), settings.password());
            }
        });
    }

    @Override
    public Outcome carry(Alert alert, Subscription subscription, Subscription.Delivery delivery, Instant now) {
        try {
            InternetAddress to = address(delivery.address());
            Transport.send(message(alert, to, now));
            return Outcome.delivered(250);
        } catch (AddressException e) {
            return Outcome.refused("'" + delivery.address() + "' is no mail address: " + e.getMessage());
        } catch (SendFailedException e) {
            return failed(e);
        } catch (MessagingException e) {
            return Outcome.failed("mail: " + e.getMessage());
        }
    }

    private MimeMessage message(Alert alert, InternetAddress to, Instant now) throws MessagingException {
        String domain =
                settings.from().substring(settings.from().lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<alert-" + alert.id() + "@" + domain + ">");
            }
        };
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(AlertText.subject(alert), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(now));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (alert.clusterId() != null) {
            String thread = "<cluster-" + alert.clusterId() + "@" + domain + ">";
            message.setHeader("References", thread);
            message.setHeader("In-Reply-To", thread);
        }
        String unsubscribe = settings.unsubscribe();
        if (unsubscribe != null) {
            message.setHeader(
                    "List-Unsubscribe",
                    "<"
                            + unsubscribe.replace(
                                    "{subscription}", alert.subscriptionId().replaceAll("[^A-Za-z0-9._-]", ""))
                            + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(AlertText.plain(alert), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(AlertText.html(alert), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", plain, html));
        return message;
    }

    private static InternetAddress address(URI mailto) throws AddressException {
        if (!"mailto".equals(mailto.getScheme())) {
            throw new AddressException("expected mailto:", String.valueOf(mailto));
        }
        String plain = URLDecoder.decode(
                mailto.getRawSchemeSpecificPart().replaceFirst("\\?.*", "").replace("+", "%2B"),
                StandardCharsets.UTF_8);
        if (plain.matches("(?s).*[\\p{Cntrl},;].*")) {
            throw new AddressException("expected one address", plain);
        }
        return new InternetAddress(plain, true);
    }

    /** 5xx for the address or the message is for good, all else may pass. */
    private static Outcome failed(SendFailedException e) {
        Exception inner = e;
        while (inner instanceof MessagingException m) {
            Integer code = inner instanceof SMTPAddressFailedException a
                    ? Integer.valueOf(a.getReturnCode())
                    : inner instanceof SMTPSendFailedException s ? Integer.valueOf(s.getReturnCode()) : null;
            if (code != null) {
                return new Outcome(
                        code >= 500 ? Outcome.Kind.REFUSED : Outcome.Kind.FAILED,
                        code,
                        null,
                        AlertText.oneLine(String.valueOf(inner.getMessage())));
            }
            inner = m.getNextException();
        }
        return Outcome.failed("mail: " + AlertText.oneLine(String.valueOf(e.getMessage())));
    }
}
