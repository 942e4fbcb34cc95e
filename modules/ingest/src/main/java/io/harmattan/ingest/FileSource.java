package io.harmattan.ingest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.harmattan.domain.Article.ContentType;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Articles from files and folders: {@code .txt} and {@code .html} hold one article each, {@code .jsonl} one a line, and
 * {@code .warc} the pages of a web archive, and each of them may be packed as {@code .gz}. Folders are read with all that is below them, names in the order of their
 * UTF-16 code units. An article's {@code source} is the path as it was given, with the line for JSONL.
 */
public final class FileSource implements ArticleSource {
    /** The default of the largest article, in bytes: a long newspaper page has a few hundred thousand. */
    public static final long MAX_BYTES = 10L << 20;

    private static final String KNOWN = ".txt, .html, .htm, .jsonl, .ndjson or .warc, or one of these with .gz";

    /** Stands for standard input. */
    private static final Path STANDARD_INPUT = Path.of("-");

    private final List<Path> paths;
    private final Format format;
    private final long maxBytes;
    private final ArticleMaker maker;
    private final WarcReading archive;
    private final JsonMapper json;

    /** What files are. */
    public enum Format {
        /** What the ending of the name says; standard input is JSONL. */
        AUTO,
        /** One JSON object a line. */
        JSONL,
        /** Plain text, one article a file. */
        TEXT,
        /** A web page, one article a file. */
        HTML
    }

    /** Files that are what the endings of their names say. */
    public FileSource(List<Path> paths, Clock clock, long maxBytes) {
        this(paths, Format.AUTO, clock, maxBytes);
    }

    /**
     * @param paths files and folders, read in this order; {@code -} is standard input
     * @param format what they are; with any but {@link Format#AUTO}, files of all names are read
     * @param clock gives the ingest time
     * @param maxBytes the largest article, in bytes once unpacked: a file of one article, or a line of JSONL; at most 1 GiB
     */
    public FileSource(List<Path> paths, Format format, Clock clock, long maxBytes) {
        if (maxBytes < 1 || maxBytes > 1L << 30) {
            throw new IllegalArgumentException(
                    "the largest article is " + maxBytes + " bytes; expected 1 to " + (1L << 30));
        }
        this.paths = List.copyOf(paths);
        this.format = format;
        this.maxBytes = maxBytes;
        this.maker = new ArticleMaker(clock);
        this.archive = new WarcReading(maxBytes, clock, false);
        this.json = JsonLine.mapper(maxBytes);
    }

    @Override
    public void read(Consumer<? super Reading> to) {
        for (Path path : paths) {
            readGiven(path, to);
        }
    }

    private void readGiven(Path path, Consumer<? super Reading> to) {
        if (path.equals(STANDARD_INPUT)) {
            readFile(path, to);
        } else if (Files.isDirectory(path)) {
            if (!new Walk(to).folder(path)) {
                to.accept(new Reading.Refused(
                        path.toString(), "is a folder without articles; expected files named " + KNOWN));
            }
        } else if (!Files.exists(path)) {
            to.accept(new Reading.Refused(path.toString(), missing(path)));
        } else if (Kind.of(path, format) == null) {
            to.accept(new Reading.Refused(path.toString(), "is of no known kind; expected a name with " + KNOWN));
        } else {
            readFile(path, to);
        }
    }

    private static String missing(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (Files.isSymbolicLink(path)) {
            return "is a link to a file that does not exist";
        }
        return parent != null && Files.isDirectory(parent) && !Files.isExecutable(parent)
                ? "cannot be reached: no permission to enter " + parent
                : "does not exist; expected a file or a folder";
    }

    /** One way through a folder given; a folder that links lead to twice is read once, so that loops end. */
    private final class Walk {
        private final Consumer<? super Reading> to;
        private final Set<Path> entered = new HashSet<>();

        Walk(Consumer<? super Reading> to) {
            this.to = to;
        }

        /** Whether there was any file that should hold articles, or a reason given why one cannot know. */
        boolean folder(Path folder) {
            List<String> names = new ArrayList<>();
            try {
                if (!entered.add(folder.toRealPath())) {
                    to.accept(new Reading.Skipped(folder.toString(), "links to a folder that was read already"));
                    return false;
                }
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                    for (Path entry : entries) {
                        names.add(String.valueOf(entry.getFileName()));
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                to.accept(new Reading.Refused(folder.toString(), "cannot be listed: " + why(e)));
                return true;
            }
            names.sort(null);
            boolean any = false;
            for (String name : names) {
                any |= entry(folder.resolve(name), name);
            }
            return any;
        }

        private boolean entry(Path path, String name) {
            if (name.startsWith(".")) {
                to.accept(new Reading.Skipped(path.toString(), "is hidden"));
            } else if (Files.isDirectory(path)) {
                return folder(path);
            } else if (Kind.of(path, format) == null) {
                to.accept(new Reading.Skipped(path.toString(), "is of no known kind"));
            } else {
                readFile(path, to);
                return true;
            }
            return false;
        }
    }

    private void readFile(Path path, Consumer<? super Reading> to) {
        Kind kind = Kind.of(path, format);
        if (kind == null) {
            throw new IllegalArgumentException(path + " is of no known kind");
        }
        Reading reading;
        try {
            if (!path.equals(STANDARD_INPUT) && Files.exists(path) && !Files.isRegularFile(path)) {
                throw new Refusal("is no regular file");
            }
            if (kind == Kind.ARCHIVE) {
                archive.read(path, to);
                return;
            }
            if (kind.lines) {
                readLines(path, kind, to);
                return;
            }
            reading = readWhole(path, kind);
        } catch (Refusal e) {
            reading = new Reading.Refused(path.toString(), e.reason());
        } catch (IOException e) {
            reading = new Reading.Refused(path.toString(), "cannot be read: " + why(e));
        }
        to.accept(reading);
    }

    private Reading readWhole(Path path, Kind kind) throws IOException, Refusal {
        byte[] bytes;
        if (kind.packed) {
            try (InputStream in = open(path, kind)) {
                bytes = in.readNBytes((int) maxBytes + 1);
            }
            if (bytes.length > maxBytes) {
                throw new Refusal("has more than " + maxBytes + " bytes once unpacked; expected at most " + maxBytes
                        + " (ingest.largest-bytes)");
            }
        } else {
            if (!path.equals(STANDARD_INPUT)) {
                refuseLarge(Files.size(path));
            }
            try (InputStream in = open(path, kind)) {
                bytes = in.readNBytes((int) maxBytes + 1);
            }
            refuseLarge(bytes.length); // it may be growing
        }
        if (bytes.length == 0) {
            throw new Refusal("is empty; expected an article");
        }
        String content = kind.type == ContentType.HTML ? Decoding.page(bytes) : Decoding.text(bytes);
        if (Decoding.isBlank(content)) {
            throw new Refusal("holds nothing but white space; expected an article");
        }
        return new Reading.Found(
                kind.stem(path), maker.make(path.toString(), null, kind.type, null, content, null, null));
    }

    private void refuseLarge(long size) throws Refusal {
        if (size > maxBytes) {
            throw new Refusal("has " + size + " bytes; expected at most " + maxBytes + " (ingest.largest-bytes)");
        }
    }

    private void readLines(Path path, Kind kind, Consumer<? super Reading> to) throws IOException, Refusal {
        long number = 0;
        boolean any = false;
        try (InputStream in = open(path, kind)) {
            Lines lines = new Lines(in, maxBytes);
            for (Lines.Line line = next(lines, path, number); line != null; line = next(lines, path, number)) {
                number++;
                if (number == 1 && Decoding.isUtf16(line.bytes())) {
                    throw new Refusal("is UTF-16; expected JSON lines in UTF-8");
                }
                Decoding.refuseNul(line.bytes());
                if (line.length() <= maxBytes && isBlank(line.bytes())) {
                    continue;
                }
                any = true;
                to.accept(readLine(path + ":" + number, line, kind.stem(path) + ":" + number));
            }
        }
        if (!any) {
            throw new Refusal(
                    number == 0
                            ? "is empty; expected a JSON object a line"
                            : "holds nothing but white space; expected a JSON object a line");
        }
    }

    private static Lines.@Nullable Line next(Lines lines, Path path, long number) throws IOException, Refusal {
        try {
            return lines.next();
        } catch (EOFException | ZipException e) {
            throw new Refusal("breaks off after line " + number + ": " + why(e));
        }
    }

    private Reading readLine(String location, Lines.Line line, String name) {
        try {
            refuseLarge(line.length());
            JsonLine fields = JsonLine.parse(Decoding.text(line.bytes()), json);
            return new Reading.Found(
                    fields.name() == null ? name : fields.name(),
                    maker.make(
                            location,
                            fields.url(),
                            fields.type(),
                            fields.title(),
                            fields.content(),
                            fields.published(),
                            fields.outlet()));
        } catch (Refusal e) {
            return new Reading.Refused(location, e.reason());
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static InputStream open(Path path, Kind kind) throws IOException {
        InputStream raw = path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path);
        if (!kind.packed) {
            return new BufferedInputStream(raw, 1 << 16);
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static String why(Exception e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it does not exist (any more)";
        }
        if (e instanceof EOFException) {
            return "its gzip data end too early";
        }
        if (e instanceof ZipException) {
            return "its gzip data are damaged (" + e.getMessage() + ")";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** What the name of a file says about its content. */
    private enum Kind {
        TEXT(ContentType.TEXT, false, false, ".txt"),
        HTML(ContentType.HTML, false, false, ".html", ".htm"),
        LINES(ContentType.TEXT, true, false, ".jsonl", ".ndjson"),
        PACKED_TEXT(ContentType.TEXT, false, true, ".txt.gz"),
        PACKED_HTML(ContentType.HTML, false, true, ".html.gz", ".htm.gz"),
        PACKED_LINES(ContentType.TEXT, true, true, ".jsonl.gz", ".ndjson.gz"),
        ARCHIVE(ContentType.HTML, false, false, ".warc", ".warc.gz");

        final ContentType type;
        final boolean lines;
        final boolean packed;
        private final List<String> endings;

        Kind(ContentType type, boolean lines, boolean packed, String... endings) {
            this.type = type;
            this.lines = lines;
            this.packed = packed;
            this.endings = List.of(endings);
        }

        static @Nullable Kind of(Path path, Format format) {
            String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
            boolean packed = name.endsWith(".gz");
            switch (format) {
                case TEXT:
                    return packed ? PACKED_TEXT : TEXT;
                case HTML:
                    return packed ? PACKED_HTML : HTML;
                case JSONL:
                    return packed ? PACKED_LINES : LINES;
                case AUTO:
                    break;
            }
            if (path.equals(STANDARD_INPUT)) {
                return LINES;
            }
            for (Kind kind : values()) {
                if (kind.endings.stream().anyMatch(name::endsWith)) {
                    return kind;
                }
            }
            return null;
        }

        /** The file's name without its ending. */
        String stem(Path path) {
            String name = String.valueOf(path.getFileName());
            String lower = name.toLowerCase(Locale.ROOT);
            int ending = endings.stream()
                    .filter(lower::endsWith)
                    .mapToInt(String::length)
                    .findFirst()
                    .orElse(0);
            return name.substring(0, name.length() - ending);
        }
    }
}
