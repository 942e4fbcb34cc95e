package io.harmattan.dashboard;

import io.harmattan.domain.NewsSearch;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** A search for other programs: all of it as JSON lines or CSV, written page by page, and the newest as an Atom feed. */
final class Export {
    static final String PATH = "/api/v1/export";
    static final String FEED = "/api/v1/feed";

    private static final int PAGE = 500;
    private static final int ENTRIES = 50;
    private static final List<String> COLUMNS =
            List.of("articleId", "title", "outlet", "url", "eventTime", "timed", "clusterId");

    /** What XML 1.0 does not take. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final NewsSearch search;

    Export(NewsSearch search) {
        this.search = search;
    }

    private enum Format {
        JSONL,
        CSV
    }

    /**
     * Every article of a search, the newest first, as the index was when it began. No more than a page of them is held at a
     * time.
     */
    void all(Context context) {
        Parameters parameters = new Parameters(context, "q", "format");
        String query = parameters.query();
        Format format = parameters.one("format", Format.class, Format.JSONL);
        NewsSearch.Page page =
                page(query, PAGE, null, true); // a query that is wrong is refused before anything is written
        boolean csv = format == Format.CSV;
        context.contentType(csv ? "text/csv; charset=utf-8" : "application/x-ndjson");
        context.header("Content-Disposition", "attachment; filename=\"articles." + (csv ? "csv" : "jsonl") + '"');
        try {
            OutputStream out = context.outputStream();
            if (csv) {
                write(out, String.join(",", COLUMNS));
            }
            while (true) {
                for (NewsSearch.Hit hit : page.hits()) {
                    write(out, csv ? row(hit) : new String(Api.json(Views.Hit.of(hit)), StandardCharsets.UTF_8));
                }
                if (page.next() == null) {
                    return;
                }
                page = page(query, PAGE, page.next(), true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the client went away", e);
        } catch (UncheckedIOException e) {
            breakOff(context);
            throw e;
        }
    }

    /** Half an export that ends in order looks like all of it, so that the client must see its connection break. */
    private static void breakOff(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private NewsSearch.Page page(String query, int limit, @Nullable String after, boolean fixed) {
        try {
            return search.articles(
                    new NewsSearch.Question(query, NewsSearch.Sort.NEWEST, limit, after, false, null, fixed));
        } catch (IllegalArgumentException e) {
            throw new ApiFault(400, String.valueOf(e.getMessage()));
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String row(NewsSearch.Hit hit) {
        return Stream.of(
                        hit.articleId(),
                        hit.title(),
                        hit.outlet(),
                        hit.url(),
                        hit.eventTime().toString(),
                        Boolean.toString(hit.timed()),
                        hit.clusterId())
                .map(Export::cell)
                .collect(Collectors.joining(","));
    }

    /** As RFC 4180 has it; what a spreadsheet would take for a formula is made text. */
    private static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.matches("[^,\"\\r\\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /** The newest articles of a search as an Atom feed (RFC 4287). */
    void feed(Context context) {
        String query = new Parameters(context, "q").query();
        NewsSearch.Page page = page(query, ENTRIES, null, false);
        context.contentType("application/atom+xml; charset=utf-8");
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory()
                    .createXMLStreamWriter(context.outputStream(), StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
            element(xml, "title", "Harmattan: " + query);
            element(xml, "id", "urn:harmattan:search:" + java.net.URLEncoder.encode(query, StandardCharsets.UTF_8));
            element(
                    xml,
                    "updated",
                    page.hits().isEmpty()
                            ? "1970-01-01T00:00:00Z"
                            : page.hits().get(0).eventTime().toString());
            for (NewsSearch.Hit hit : page.hits()) {
                xml.writeStartElement("entry");
                element(xml, "id", "urn:harmattan:article:" + hit.articleId());
                element(xml, "title", hit.title() == null ? "(no title)" : hit.title());
                element(xml, "updated", hit.eventTime().toString());
                xml.writeStartElement("author");
                element(xml, "name", hit.outlet() == null ? "unknown" : hit.outlet());
                xml.writeEndElement();
                if (hit.url() != null) {
                    xml.writeEmptyElement("link");
                    xml.writeAttribute("href", legal(hit.url()));
                }
                element(xml, "summary", hit.snippet());
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException("the client went away", new IOException(e));
        }
    }

    static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    /** The text without what XML 1.0 has no place for. */
    static String legal(String text) {
        return NO_XML.matcher(text).replaceAll("\ufffd");
    }
}
