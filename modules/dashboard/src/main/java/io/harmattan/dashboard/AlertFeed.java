package io.harmattan.dashboard;

import io.harmattan.domain.Alert;
import io.harmattan.domain.Alerts;
import io.harmattan.domain.Subscription;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** The alerts of a subscription as an Atom feed (RFC 4287), for feed readers. */
final class AlertFeed {
    static final String TYPE = "application/atom+xml; charset=utf-8";

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private AlertFeed() {}

    /** @param self address of the feed */
    static byte[] write(Subscription subscription, List<Alerts.Entry> entries, String self) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            Export.element(xml, "id", "urn:harmattan:subscription:" + subscription.id());
            Export.element(xml, "title", subscription.name().isBlank() ? subscription.id() : subscription.name());
            Instant updated = entries.isEmpty()
                    ? subscription.updated()
                    : entries.get(0).alert().due();
            Export.element(xml, "updated", updated.toString());
            link(xml, "self", self);
            for (Alerts.Entry entry : entries) {
                entry(xml, entry.alert());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a feed in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void entry(XMLStreamWriter xml, Alert alert) throws XMLStreamException {
        xml.writeStartElement("entry");
        Export.element(xml, "id", "urn:harmattan:alert:" + alert.id());
        Export.element(xml, "title", alert.title());
        Export.element(xml, "updated", alert.due().toString());
        xml.writeStartElement("author");
        Export.element(xml, "name", alert.owner());
        xml.writeEndElement();
        link(xml, "alternate", alert.url());
        Export.element(xml, "content", String.join("\n", alert.lines()));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, @Nullable String address) throws XMLStreamException {
        if (address != null && address.matches("https?://[^\\s\"'<>]+")) {
            xml.writeEmptyElement("link");
            xml.writeAttribute("rel", rel);
            xml.writeAttribute("href", Export.legal(address));
        }
    }
}
