package io.harmattan.ingest;

import io.harmattan.domain.Article.ContentType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the name of a file, or the format that the user gave, says about its content. */
enum FileKind {
    TEXT(Holds.ONE, ContentType.TEXT, false, ".txt"),
    HTML(Holds.ONE, ContentType.HTML, false, ".html", ".htm"),
    LINES(Holds.LINES, ContentType.TEXT, false, ".jsonl", ".ndjson"),
    PACKED_TEXT(Holds.ONE, ContentType.TEXT, true, ".txt.gz"),
    PACKED_HTML(Holds.ONE, ContentType.HTML, true, ".html.gz", ".htm.gz"),
    PACKED_LINES(Holds.LINES, ContentType.TEXT, true, ".jsonl.gz", ".ndjson.gz"),
    ARCHIVE(Holds.PAGES, ContentType.HTML, false, ".warc", ".warc.gz"),
    ADDRESSES(Holds.ADDRESSES, ContentType.HTML, false, ".urls"),
    PACKED_ADDRESSES(Holds.ADDRESSES, ContentType.HTML, true, ".urls.gz");

    /** The names that are known, for people. */
    static final String KNOWN = ".txt, .html, .htm, .jsonl, .ndjson, .warc or .urls, or one of these with .gz";

    /** Stands for standard input. */
    static final Path STANDARD_INPUT = Path.of("-");

    /** How articles stand in a file. */
    enum Holds {
        /** The file is one article. */
        ONE,
        /** One JSON object a line. */
        LINES,
        /** The records of a web archive; the library unpacks them. */
        PAGES,
        /** An address a line, of a page to fetch. */
        ADDRESSES
    }

    final Holds holds;
    final ContentType type;
    final boolean packed;
    private final List<String> endings;

    FileKind(Holds holds, ContentType type, boolean packed, String... endings) {
        this.holds = holds;
        this.type = type;
        this.packed = packed;
        this.endings = List.of(endings);
    }

    /** Null where nobody takes the file for articles. */
    static @Nullable FileKind of(Path path, FileSource.Format format) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean packed = name.endsWith(".gz");
        switch (format) {
            case TEXT:
                return packed ? PACKED_TEXT : TEXT;
            case HTML:
                return packed ? PACKED_HTML : HTML;
            case JSONL:
                return packed ? PACKED_LINES : LINES;
            case WARC:
                return ARCHIVE;
            case URLS:
                return packed ? PACKED_ADDRESSES : ADDRESSES;
            case AUTO:
                break;
        }
        if (path.equals(STANDARD_INPUT)) {
            return LINES;
        }
        for (FileKind kind : values()) {
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
