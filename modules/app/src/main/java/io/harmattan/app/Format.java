package io.harmattan.app;

/** What the files of a command are. */
enum Format {
    /** By the ending of the name. */
    auto,
    /** One JSON object a line. */
    jsonl,
    /** Plain text, one article a file. */
    text,
    /** A web page, one article a file. */
    html
}
