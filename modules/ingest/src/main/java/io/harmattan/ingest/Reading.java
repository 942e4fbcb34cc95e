package io.harmattan.ingest;

import io.harmattan.domain.Article;

/** What came of one thing that a source met. */
public sealed interface Reading {

    /** Where it was found, for people: {@code dir/file.txt}, {@code dir/file.jsonl:12}. */
    String location();

    /**
     * A place from where the source can go on: what was read before is not wanted again.
     *
     * @param reached to be called when everything before is safe
     */
    record Checkpoint(String location, Runnable reached) implements Reading {}

    /**
     * An article.
     *
     * @param name what the source itself calls it: the {@code id} of a line, the file's name without its ending
     */
    record Found(String name, Article article) implements Reading {
        @Override
        public String location() {
            return article.source();
        }
    }

    /**
     * Something that was to be an article and is not.
     *
     * @param reason what is wrong, with the offending value and the expected one
     */
    record Refused(String location, String reason) implements Reading {}

    /**
     * Something that nobody took for an article, such as a picture in a folder.
     *
     * @param reason why not
     */
    record Skipped(String location, String reason) implements Reading {}
}
