package io.harmattan.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.harmattan.domain.Article;
import io.harmattan.domain.Article.ContentType;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.Published;
import io.harmattan.ingest.Reading.Found;
import io.harmattan.ingest.Reading.Refused;
import io.harmattan.ingest.Reading.Skipped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    private static final Instant NOW = Instant.parse("2024-05-10T08:00:00.123456789Z");
    private static final Instant NOW_MILLIS = Instant.parse("2024-05-10T08:00:00.123Z");
    private static final long LIMIT = 1000;

    @TempDir
    Path dir;

    @Test
    void aTextFileIsAnArticleWithTheFilesNameAndTheIngestTime() {
        Path file = write("one.txt", "Headline\n\nA body.\n");

        Found found = found(file);

        assertThat(found.name()).isEqualTo("one");
        assertThat(found.location()).isEqualTo(file.toString());
        assertThat(found.article())
                .isEqualTo(new Article(
                        ArticleId.of(null, null, "Headline\n\nA body.\n"),
                        0,
                        1,
                        NOW_MILLIS,
                        NOW_MILLIS,
                        null,
                        file.toString(),
                        ContentType.TEXT,
                        null,
                        "Headline\n\nA body.\n",
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource({"page.html,page", "page.htm,page", "PAGE.HTML,PAGE", "page.html.gz,page"})
    void aPageIsAnArticleInHtml(String file, String name) {
        byte[] bytes = "<p>Page</p>".getBytes(UTF_8);

        Found found = found(write(file, file.endsWith(".gz") ? gzip(bytes) : bytes));

        assertThat(found.name()).isEqualTo(name);
        assertThat(found.article().contentType()).isEqualTo(ContentType.HTML);
        assertThat(found.article().content()).isEqualTo("<p>Page</p>");
    }

    @Test
    void packedFilesAreTheSameArticlesAsUnpackedOnes() {
        Path plain = write("a.txt", "Same text");
        Path packed = write("b.txt.gz", gzip("Same text".getBytes(UTF_8)));

        assertThat(found(packed).article().id())
                .isEqualTo(found(plain).article().id());
        assertThat(found(packed).name()).isEqualTo("b");
    }

    @Test
    void foldersAreReadWithAllBelowThemInTheOrderOfTheirNames() {
        write("b.txt", "b");
        write("a/2.txt", "a2");
        write("a/10.txt", "a10");
        write("c/d/e.jsonl", "{\"text\":\"e1\"}\n{\"text\":\"e2\"}\n");
        write("picture.png", "no text");
        write(".hidden.txt", "hidden");

        assertThat(read(dir).stream()
                        .map(r -> dir.relativize(Path.of(r.location())) + " "
                                + r.getClass().getSimpleName()))
                .containsExactly(
                        ".hidden.txt Skipped",
                        "a/10.txt Found",
                        "a/2.txt Found",
                        "b.txt Found",
                        "c/d/e.jsonl:1 Found",
                        "c/d/e.jsonl:2 Found",
                        "picture.png Skipped");
    }

    @Test
    void theSourceIsThePathAsGiven() {
        Path relative =
                Path.of("").toAbsolutePath().relativize(write("r/a.txt", "text").toAbsolutePath());

        assertThat(found(relative).article().source()).isEqualTo(relative.toString());
    }

    @Test
    void aFolderThatLinksToItselfIsReadOnce() throws IOException {
        write("sub/a.txt", "text");
        Files.createSymbolicLink(dir.resolve("sub/loop"), dir);

        List<Reading> readings = read(dir);

        assertThat(readings).hasSize(2);
        assertThat(readings.get(0)).isInstanceOf(Found.class);
        assertThat(readings.get(1))
                .isEqualTo(new Skipped(dir.resolve("sub/loop").toString(), "links to a folder that was read already"));
    }

    @Test
    void aLinkToNothingIsRefused() throws IOException {
        write("a.txt", "text");
        Files.createSymbolicLink(dir.resolve("b.txt"), dir.resolve("gone.txt"));

        assertThat(read(dir).get(1)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .contains("does not exist"));
    }

    @Test
    void aFolderWithoutArticlesIsRefused() {
        write("sub/notes.md", "text");

        assertThat(read(dir)).last().isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused)
                .returns(dir.toString(), Refused::location)
                .satisfies(r -> assertThat(r.reason()).startsWith("is a folder without articles; expected")));
    }

    @Test
    void aPathThatDoesNotExistIsRefused() {
        assertThat(reason(dir.resolve("none.txt"))).isEqualTo("does not exist; expected a file or a folder");
    }

    @Test
    void aFileOfAnotherKindIsRefusedWhenItWasAskedFor() {
        assertThat(reason(write("report.pdf", "%PDF"))).startsWith("is of no known kind; expected a name with .txt");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(reason(write("empty.txt", ""))).isEqualTo("is empty; expected an article");
        assertThat(reason(write("empty.jsonl", ""))).isEqualTo("is empty; expected a JSON object a line");
    }

    @ParameterizedTest
    @ValueSource(strings = {" \n\t\r\n", "\u00a0\u2003", "\ufeff", "\ufeff\u200b \n"})
    void whiteSpaceAloneIsRefused(String blank) {
        assertThat(reason(write("blank.txt", blank))).isEqualTo("holds nothing but white space; expected an article");
    }

    @Test
    void aBinaryIsRefused() {
        assertThat(reason(write("nul.txt", new byte[] {'E', 'L', 'F', 0, 1})))
                .isEqualTo("looks like a binary file: byte 3 is NUL; expected text");
        assertThat(reason(write("controls.txt", "ab\u0001\u0002\u0003")))
                .isEqualTo("looks like a binary file: 3 of 5 characters are control characters; expected text");
        assertThat(reason(write("nul.jsonl", new byte[] {'{', 0, '}'})))
                .isEqualTo("looks like a binary file: byte 1 is NUL; expected text");
    }

    @Test
    void aStrayControlCharacterIsNoBinary() {
        assertThat(found(write("formfeed.txt", "Page one\u000bstill page one\fPage two")))
                .isNotNull();
    }

    @Test
    void invalidUtf8IsRefusedWithItsPlace() {
        assertThat(reason(write("latin.txt", "Père".getBytes(ISO_8859_1))))
                .isEqualTo("is not valid UTF-8: byte 1 is 0xE8; expected UTF-8 text");
        assertThat(reason(write("cut.txt", Arrays.copyOf("abcé".getBytes(UTF_8), 4))))
                .isEqualTo("is not valid UTF-8: byte 3 is 0xC3; expected UTF-8 text");
        // a surrogate and an overlong slash, which lenient decoders let through
        assertThat(reason(write("surrogate.txt", new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80})))
                .contains("byte 1 is 0xED");
        assertThat(reason(write("overlong.txt", new byte[] {(byte) 0xC0, (byte) 0xAF})))
                .contains("byte 0 is 0xC0");
    }

    @Test
    void byteOrderMarksAreUnderstoodAndDropped() {
        assertThat(found(write("bom.txt", "\ufeffNiamey")).article().content()).isEqualTo("Niamey");
        assertThat(found(write("utf16.txt", concat(new byte[] {(byte) 0xFF, (byte) 0xFE}, "نيامي".getBytes(UTF_16LE))))
                        .article()
                        .content())
                .isEqualTo("نيامي");
        assertThat(found(write("bom.jsonl", "\ufeff{\"text\":\"Niamey\"}"))
                        .article()
                        .content())
                .isEqualTo("Niamey");
        assertThat(reason(write("utf16.jsonl", concat(new byte[] {(byte) 0xFF, (byte) 0xFE}, "{}".getBytes(UTF_16LE)))))
                .isEqualTo("is UTF-16; expected JSON lines in UTF-8");
    }

    @Test
    void aPageMayDeclareAnOlderEncoding() {
        String page = "<html><head><meta charset=\"iso-8859-1\"></head><p>Père</p></html>";
        assertThat(found(write("latin.html", page.getBytes(ISO_8859_1)))
                        .article()
                        .content())
                .isEqualTo(page);
        assertThat(found(write("mislabelled.html", page)).article().content()).isEqualTo(page);
        assertThat(reason(write(
                        "unknown.html", page.replace("iso-8859-1", "x-none").getBytes(ISO_8859_1))))
                .isEqualTo("declares the encoding 'x-none', which is not known; expected UTF-8");
    }

    @Test
    void aTextOfTwentyMegabytesIsRefusedWithBothNumbers() {
        Path file = write("large.txt", "x".repeat(20 << 20));

        assertThat(read(FileSource.MAX_BYTES, file))
                .containsExactly(new Refused(
                        file.toString(), "has 20971520 bytes; expected at most 10485760 (ingest.largest-bytes)"));
    }

    @Test
    void theLimitHoldsForUnpackedSizesAndForLines() {
        String limit = "x".repeat((int) LIMIT);
        assertThat(found(write("limit.txt", limit)).article().content()).isEqualTo(limit);
        assertThat(found(write("limit.txt.gz", gzip(limit.getBytes(UTF_8))))
                        .article()
                        .content())
                .isEqualTo(limit);
        assertThat(reason(write("more.txt.gz", gzip((limit + "x").getBytes(UTF_8)))))
                .isEqualTo("has more than 1000 bytes once unpacked; expected at most 1000 (ingest.largest-bytes)");

        List<Reading> lines = read(write("lines.jsonl", "{\"text\":\"" + limit + "\"}\n{\"text\":\"short\"}\n"));
        assertThat(lines.get(0)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.reason())
                .isEqualTo("has 1011 bytes; expected at most 1000 (ingest.largest-bytes)"));
        assertThat(lines.get(1)).isInstanceOf(Found.class);
    }

    @Test
    void aLimitThatIsNoneIsRefused() {
        assertThatThrownBy(() -> FileOptions.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is 0 bytes; expected 1 to");
    }

    @Test
    void anUnreadableFileOrFolderIsRefusedAndTheRestGoesOn() throws IOException {
        Path locked = write("a/locked.txt", "text");
        Path room = write("b/room/x.txt", "text").getParent();
        write("c.txt", "text");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(room, PosixFilePermissions.fromString("---------"));
        boolean readableAllTheSame = Files.isReadable(locked);
        try {
            assumeFalse(readableAllTheSame, "the super-user reads everything");
            assertThat(read(dir))
                    .containsSequence(
                            new Refused(locked.toString(), "cannot be read: permission denied"),
                            new Refused(room.toString(), "cannot be listed: permission denied"))
                    .last()
                    .isInstanceOf(Found.class);
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rw-------"));
            Files.setPosixFilePermissions(room, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void damagedGzipIsRefused() {
        byte[] packed = gzip("A text that is long enough to be cut somewhere.".getBytes(UTF_8));
        assertThat(reason(write("cut.txt.gz", Arrays.copyOf(packed, packed.length - 12))))
                .contains("its gzip data end too early");
        assertThat(reason(write("plain.txt.gz", "no gzip"))).contains("its gzip data are damaged");

        byte[] lines = gzip("{\"text\":\"one\"}\n".getBytes(UTF_8));
        List<Reading> readings = read(write("cut.jsonl.gz", Arrays.copyOf(lines, lines.length - 4)));
        assertThat(readings).hasSize(2);
        assertThat(readings.get(1)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.reason())
                .isEqualTo("breaks off after line 1: its gzip data end too early"));
    }

    @Test
    void aJsonLineGivesAllItsFields() {
        Path file = write(
                "news.jsonl",
                "\r\n{\"id\":\"x7\",\"title\":\"A title\",\"text\":\"A text\",\"published\":\"2024-05-03T14:30:00+01:00\","
                        + "\"url\":\"https://News.example/a?utm_source=rss#top\",\"source\":\"The Outlet\",\"event\":9}\r\n");

        Found found = found(file);

        assertThat(found.name()).isEqualTo("x7");
        assertThat(found.article())
                .isEqualTo(new Article(
                        ArticleId.of("https://news.example/a", null, ""),
                        0,
                        1,
                        Instant.parse("2024-05-03T13:30:00Z"),
                        NOW_MILLIS,
                        "https://news.example/a",
                        file + ":2",
                        ContentType.TEXT,
                        "A title",
                        "A text",
                        new Published(
                                OffsetDateTime.parse("2024-05-03T14:30:00+01:00"), true, true, Published.Origin.SOURCE),
                        "The Outlet"));
    }

    @Test
    void aJsonLineMayHoldAPageOrAHeadlineAlone() {
        List<Reading> readings = read(write("news.jsonl", """
                {"id":5,"html":"<p>page</p>","outlet":"A","source":"B"}
                {"title":"Headline","text":""}
                {"text":"Both","html":"<p>both</p>","published":""}
                """));

        assertThat(readings).hasSize(3).allSatisfy(r -> assertThat(r).isInstanceOf(Found.class));
        assertThat(((Found) readings.get(0)).name()).isEqualTo("5");
        Article page = ((Found) readings.get(0)).article();
        assertThat(page.contentType()).isEqualTo(ContentType.HTML);
        assertThat(page.outlet()).isEqualTo("A");
        assertThat(((Found) readings.get(1)).name()).isEqualTo("news:2");
        assertThat(((Found) readings.get(1)).article().title()).isEqualTo("Headline");
        assertThat(((Found) readings.get(2)).article().contentType()).isEqualTo(ContentType.TEXT);
        assertThat(((Found) readings.get(2)).article().published()).isNull();
    }

    @Test
    void badLinesAreRefusedWithTheirNumberAndTheRestGoesOn() {
        Path file = write("bad.jsonl", """
                {"text":"good"}
                no json
                {"text":"trailing"} x
                [1,2]
                {"title":"no text"}
                {"text":"  ","title":" "}
                {"text":17}
                {"text":"t","published":"yesterday"}
                {"text":"t","published":"2024-02-30"}
                {"text":"t","published":1714746600}

                {"text":"good too"}
                """);

        List<Reading> readings = read(file);

        assertThat(readings.stream()
                        .filter(Refused.class::isInstance)
                        .map(Refused.class::cast)
                        .map(r -> r.location().substring(file.toString().length()) + " " + r.reason()))
                .satisfiesExactly(
                        r -> assertThat(r).startsWith(":2 is no JSON: ").contains("(column "),
                        r -> assertThat(r).startsWith(":3 is no JSON: "),
                        r -> assertThat(r).isEqualTo(":4 is JSON of type array; expected an object {…}"),
                        r -> assertThat(r).isEqualTo(":5 has no text; expected a field 'text' or 'html'"),
                        r -> assertThat(r)
                                .isEqualTo(":6 has neither text nor title: both are empty; expected some words"),
                        r -> assertThat(r).isEqualTo(":7 has text 17, which is of type number; expected a string"),
                        r -> assertThat(r).startsWith(":8 has published 'yesterday'; expected ISO-8601 such as "),
                        r -> assertThat(r).startsWith(":9 has published '2024-02-30'; expected ISO-8601"),
                        r -> assertThat(r)
                                .isEqualTo(":10 has published 1714746600, which is of type number; expected a string"));
        assertThat(readings.stream().filter(Found.class::isInstance).map(Reading::location))
                .containsExactly(file + ":1", file + ":12");
    }

    @Test
    void anAddressThatLeadsNowhereCostsTheAddressAlone() {
        Article article =
                found(write("a.jsonl", "{\"text\":\"t\",\"url\":\"/news/1\"}")).article();

        assertThat(article.url()).isNull();
        assertThat(article.id()).isEqualTo(ArticleId.of(null, null, "t"));
    }

    @Test
    void invalidUtf8InOneLineCostsThatLineAlone() {
        byte[] lines = "{\"text\":\"a\"}\n{\"text\":\"é\"}\n{\"text\":\"c\"}".getBytes(ISO_8859_1);

        List<Reading> readings = read(write("mixed.jsonl", lines));

        assertThat(readings).hasSize(3);
        assertThat(((Refused) readings.get(1)).reason())
                .isEqualTo("is not valid UTF-8: byte 9 is 0xE9; expected UTF-8 text");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-03T14:30:00+01:00, 2024-05-03T14:30:00+01:00, 2024-05-03T13:30:00Z",
        "2024-05-03T14:30:00.5Z, 2024-05-03T14:30:00.5Z, 2024-05-03T14:30:00.500Z",
        "2024-05-03t14:30:00z, 2024-05-03T14:30:00Z, 2024-05-03T14:30:00Z",
        "2024-05-03 14:30:00+0100, 2024-05-03T14:30:00+01:00, 2024-05-03T13:30:00Z",
        "2024-05-03T14:30, 2024-05-03T14:30:00, 2024-05-03T14:30:00Z",
        "2024-05-03, 2024-05-03, 2024-05-03T00:00:00Z",
    })
    void publishedKeepsWhatIsKnown(String given, String kept, Instant event) {
        Article article = found(write("p.jsonl", "{\"text\":\"t\",\"published\":\"" + given + "\"}"))
                .article();

        assertThat(article.published()).hasToString(kept);
        assertThat(article.eventTime()).isEqualTo(event);
    }

    @Test
    void anArticleFromTheFutureHappensWhenItIsRead() {
        Article article = found(write("p.jsonl", "{\"text\":\"t\",\"published\":\"2204-05-03\"}"))
                .article();

        assertThat(article.published()).hasToString("2204-05-03");
        assertThat(article.eventTime()).isEqualTo(NOW_MILLIS);
    }

    @Test
    void readingsAreHandedOverOneByOneAndTheConsumersExceptionEndsIt() {
        write("a.txt", "a");
        write("b.txt", "b");
        List<Reading> readings = new ArrayList<>();

        assertThatThrownBy(() -> source(LIMIT, dir).read(r -> {
                    readings.add(r);
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(readings).hasSize(1);
    }

    private FileSource source(long limit, Path... paths) {
        return new FileSource(List.of(paths), Clock.fixed(NOW, ZoneOffset.UTC), FileOptions.of(limit));
    }

    private List<Reading> read(long limit, Path... paths) {
        List<Reading> readings = new ArrayList<>();
        source(limit, paths).read(readings::add);
        return readings;
    }

    private List<Reading> read(Path path) {
        return read(LIMIT, path);
    }

    private Found found(Path path) {
        List<Reading> readings = read(path);
        assertThat(readings).singleElement().isInstanceOf(Found.class);
        return (Found) readings.get(0);
    }

    private String reason(Path path) {
        List<Reading> readings = read(path);
        assertThat(readings).singleElement().isInstanceOf(Refused.class);
        assertThat(readings.get(0).location()).isEqualTo(path.toString());
        return ((Refused) readings.get(0)).reason();
    }

    private Path write(String name, String text) {
        return write(name, text.getBytes(UTF_8));
    }

    private Path write(String name, byte[] bytes) {
        try {
            Path path = dir.resolve(name);
            Files.createDirectories(path.getParent());
            return Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
