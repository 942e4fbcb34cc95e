package io.harmattan.ingest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.harmattan.domain.Article.ContentType;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Articles from files and folders: {@code .txt} and {@code .html} hold one article each, {@code .jsonl} one a line,
 * {@code .warc} the pages of a web archive, {@code .urls} the addresses of pages to fetch; each may be packed as {@code
 * .gz}. Folders are read with all that is below them, names in the order of their
 * UTF-16 code units. An article's {@code source} is the path as it was given, with the line for JSONL.
 *
 * <p>With {@link FileOptions#watch} the folders are looked at again whenever something appears in them, and every few
 * seconds in any case; a file is read when it has not changed for {@link #SETTLED}.
 */
public final class FileSource implements ArticleSource {
    /** The default of the largest article, in bytes: a long newspaper page has a few hundred thousand. */
    public static final long MAX_BYTES = 10L << 20;

    /** A file younger than this may still be written to, so a watcher leaves it for the next look. */
    static final Duration SETTLED = Duration.ofSeconds(1);

    /** Readings between two checkpoints, and the longest time. */
    private static final int SAVED_EVERY = 1000;

    private static final long SAVED_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final List<Path> paths;
    private final Clock clock;
    private final FileOptions options;
    private final ArticleMaker maker;
    private final JsonMapper json;
    private final WarcReading archive;
    private final AtomicLong bytesRead = new AtomicLong();
    private int unsaved;
    private long saved = System.nanoTime();

    /** What files are. */
    public enum Format {
        /** What the ending of the name says; standard input is JSONL. */
        AUTO,
        /** One JSON object a line. */
        JSONL,
        /** Plain text, one article a file. */
        TEXT,
        /** A web page, one article a file. */
        HTML,
        /** A web archive. */
        WARC,
        /** The address of a page a line, with the time at which it was seen, as in the lists of GDELT. */
        URLS
    }

    /**
     * @param paths files and folders, read in this order; {@code -} is standard input
     * @param clock gives the ingest time
     */
    public FileSource(List<Path> paths, Clock clock, FileOptions options) {
        this.paths = List.copyOf(paths);
        this.clock = clock;
        this.options = options;
        this.maker = new ArticleMaker(clock, options.asOf());
        this.json = JsonLine.mapper(options.maxBytes());
        this.archive = new WarcReading(options.maxBytes(), maker);
    }

    /** Bytes on disk of the files met so far: read, or known from before. Any thread may ask. */
    public long bytesRead() {
        return bytesRead.get();
    }

    /**
     * Bytes on disk of all files that will be read; a look at every folder. What cannot be listed counts nothing, and
     * standard input neither.
     */
    public long bytesInAll() {
        long[] sum = {0};
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                new Walk(reading -> {}, (file, kind) -> sum[0] += size(file)).folder(path);
            } else {
                sum[0] += size(path);
            }
        }
        return sum[0];
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void read(Consumer<? super Reading> to) {
        if (!options.watch()) {
            for (Path path : paths) {
                readGiven(path, to);
            }
            save(to);
            return;
        }
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                to.accept(new Reading.Refused(path.toString(), "is no folder; expected one to watch"));
            }
        }
        List<Path> folders = paths.stream().filter(Files::isDirectory).toList();
        try (FolderWatch watch = folders.isEmpty() ? null : new FolderWatch()) {
            if (watch == null) {
                return;
            }
            Consumer<Reading> news = reading -> {
                if (!(reading instanceof Reading.Skipped)) {
                    to.accept(reading);
                }
            };
            Consumer<Reading> ofFolders = news; // a folder that cannot be listed is told of once
            do {
                for (Path folder : folders) {
                    new Walk(ofFolders, (file, kind) -> readSettled(file, kind, news), watch::also).folder(folder);
                }
                ofFolders = reading -> {};
                save(to);
            } while (watch.await());
        } catch (IOException e) {
            throw new UncheckedIOException("the folders cannot be watched: " + e.getMessage(), e);
        }
    }

    private void readSettled(Path file, FileKind kind, Consumer<? super Reading> to) {
        try {
            if (Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(clock.instant().minus(SETTLED))) {
                readFile(file, kind, to);
            }
        } catch (IOException e) {
            // gone again, or not to be looked at: the next look tells
        }
    }

    private void readGiven(Path path, Consumer<? super Reading> to) {
        FileKind kind = FileKind.of(path, options.format());
        if (path.equals(FileKind.STANDARD_INPUT) && kind != null) {
            readFile(path, kind, to);
        } else if (Files.isDirectory(path)) {
            if (!new Walk(to, (file, its) -> readFile(file, its, to)).folder(path)) {
                to.accept(new Reading.Refused(
                        path.toString(), "is a folder without articles; expected files named " + FileKind.KNOWN));
            }
        } else if (!Files.exists(path)) {
            to.accept(new Reading.Refused(path.toString(), missing(path)));
        } else if (kind == null) {
            to.accept(new Reading.Refused(
                    path.toString(), "is of no known kind; expected a name with " + FileKind.KNOWN));
        } else {
            readFile(path, kind, to);
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

    /** Does something with a file of a known kind. */
    private interface Visit {
        void file(Path path, FileKind kind);
    }

    /** One way through a folder given; a folder that links lead to twice is read once, so that loops end. */
    private final class Walk {
        private final Consumer<? super Reading> to;
        private final Visit visit;
        private final Consumer<Path> entering;
        private final Set<Path> entered = new HashSet<>();

        Walk(Consumer<? super Reading> to, Visit visit) {
            this(to, visit, folder -> {});
        }

        Walk(Consumer<? super Reading> to, Visit visit, Consumer<Path> entering) {
            this.to = to;
            this.visit = visit;
            this.entering = entering;
        }

        /** Whether there was any file that should hold articles, or a reason given why one cannot know. */
        boolean folder(Path folder) {
            List<String> names = new ArrayList<>();
            try {
                if (!entered.add(folder.toRealPath())) {
                    to.accept(new Reading.Skipped(folder.toString(), "links to a folder that was read already"));
                    return false;
                }
                entering.accept(folder);
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
            FileKind kind = FileKind.of(path, options.format());
            if (name.startsWith(".")) {
                to.accept(new Reading.Skipped(path.toString(), "is hidden"));
            } else if (Files.isDirectory(path)) {
                return folder(path);
            } else if (kind == null) {
                to.accept(new Reading.Skipped(path.toString(), "is of no known kind"));
            } else {
                visit.file(path, kind);
                return true;
            }
            return false;
        }
    }

    private void readFile(Path path, FileKind kind, Consumer<? super Reading> to) {
        OneFile file = new OneFile(path, kind, to);
        if (file.skip == FileJournal.DONE) {
            bytesRead.addAndGet(size(path));
            to.accept(new Reading.Skipped(path.toString(), "was read before and has not changed since"));
            return;
        }
        try {
            if (!path.equals(FileKind.STANDARD_INPUT) && Files.exists(path) && !Files.isRegularFile(path)) {
                throw new Refusal("is no regular file");
            }
            switch (kind.holds) {
                case ONE -> {
                    if (!file.skips()) {
                        file.give(readWhole(path, kind));
                    }
                }
                case LINES -> readLines(file);
                case PAGES -> {
                    try (InputStream in = open(path, kind)) {
                        archive.read(path.toString(), in, file);
                    }
                }
                case ADDRESSES -> readAddresses(file);
            }
        } catch (Refusal e) {
            file.give(new Reading.Refused(path.toString(), e.reason()));
        } catch (IOException e) {
            file.give(new Reading.Refused(path.toString(), "cannot be read: " + why(e)));
        }
        file.done();
    }

    private void readAddresses(OneFile file) throws IOException, Refusal {
        FetchSettings fetch = options.fetch();
        if (fetch == null) {
            throw new Refusal("lists addresses of pages; only `harmattan ingest` fetches them");
        }
        try (InputStream in = open(file.path, file.kind)) {
            new UrlLines(fetch, maker, clock, options.maxBytes()).read(file.path.toString(), in, file);
        }
    }

    /** A file on the way through: what of it was dealt with before, and what is handed over now. */
    private final class OneFile implements ReadingSink {
        final Path path;
        final FileKind kind;
        private final Consumer<? super Reading> to;
        private final String version;
        private final long skip;
        private long position;

        OneFile(Path path, FileKind kind, Consumer<? super Reading> to) {
            this.path = path;
            this.kind = kind;
            this.to = to;
            this.version = options.journal() == FileJournal.NONE ? "" : version(path);
            this.skip = version.isEmpty() ? 0 : options.journal().position(path, version);
        }

        @Override
        public boolean skips() {
            if (position < skip) {
                position++;
                return true;
            }
            return false;
        }

        @Override
        public void give(Reading reading) {
            to.accept(reading);
            position++;
            note(false);
        }

        void done() {
            note(true);
        }

        private void note(boolean done) {
            if (!version.isEmpty()) {
                options.journal().reached(path, version, position, done);
                unsaved++;
                if (unsaved >= SAVED_EVERY || System.nanoTime() - saved > SAVED_EVERY_NANOS) {
                    save(to);
                }
            }
        }
    }

    private void save(Consumer<? super Reading> to) {
        if (unsaved > 0) {
            unsaved = 0;
            saved = System.nanoTime();
            to.accept(new Reading.Checkpoint("files", options.journal()::save));
        }
    }

    /** Size and time of change; empty for what cannot be read twice. */
    private static String version(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() && !path.equals(FileKind.STANDARD_INPUT)
                    ? attributes.size() + ":" + attributes.lastModifiedTime().toMillis()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    private Reading readWhole(Path path, FileKind kind) throws IOException, Refusal {
        long maxBytes = options.maxBytes();
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
            if (!path.equals(FileKind.STANDARD_INPUT)) {
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
        if (size > options.maxBytes()) {
            throw new Refusal(
                    "has " + size + " bytes; expected at most " + options.maxBytes() + " (ingest.largest-bytes)");
        }
    }

    private void readLines(OneFile file) throws IOException, Refusal {
        Path path = file.path;
        long number = 0;
        boolean any = false;
        try (InputStream in = open(path, file.kind)) {
            Lines lines = new Lines(in, options.maxBytes());
            for (Lines.Line line = next(lines, number); line != null; line = next(lines, number)) {
                number++;
                if (number == 1 && Decoding.isUtf16(line.bytes())) {
                    throw new Refusal("is UTF-16; expected JSON lines in UTF-8");
                }
                Decoding.refuseNul(line.bytes());
                if (line.length() <= options.maxBytes() && Lines.isBlank(line.bytes())) {
                    continue;
                }
                any = true;
                if (!file.skips()) {
                    file.give(readLine(path + ":" + number, line, file.kind.stem(path) + ":" + number));
                }
            }
        }
        if (!any) {
            throw new Refusal(
                    number == 0
                            ? "is empty; expected a JSON object a line"
                            : "holds nothing but white space; expected a JSON object a line");
        }
    }

    private static Lines.@Nullable Line next(Lines lines, long number) throws IOException, Refusal {
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
            return new Reading.Found(fields.name() == null ? name : fields.name(), maker.make(location, fields));
        } catch (Refusal e) {
            return new Reading.Refused(location, e.reason());
        }
    }

    private InputStream open(Path path, FileKind kind) throws IOException {
        InputStream raw =
                new Counting(path.equals(FileKind.STANDARD_INPUT) ? System.in : Files.newInputStream(path), bytesRead);
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

    /** Counts the bytes that come from the disk. */
    private static final class Counting extends FilterInputStream {
        private final AtomicLong count;

        Counting(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count.incrementAndGet();
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                count.addAndGet(n);
            }
            return n;
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
}
