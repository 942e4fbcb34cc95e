package io.harmattan.analysis.token;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists of words from a file beside a class: {@code [name]} starts a list, each further line is an entry, {@code #} starts
 * a comment.
 */
public final class WordLists {
    private final String resource;
    private final Map<String, List<String>> lists;

    private WordLists(String resource, Map<String, List<String>> lists) {
        this.resource = resource;
        this.lists = lists;
    }

    /**
     * Reads a file of the class path.
     *
     * @throws IllegalStateException if it is not there or an entry stands before the first list
     */
    public static WordLists read(Class<?> beside, String resource) {
        Map<String, List<String>> lists = new HashMap<>();
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no word lists " + resource + " beside " + beside.getName()
                        + "; expected them on the class path");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<String> current = null;
            for (String raw = reader.readLine(); raw != null; raw = reader.readLine()) {
                int comment = raw.indexOf('#');
                String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
                if (line.startsWith("[") && line.endsWith("]")) {
                    current = lists.computeIfAbsent(line.substring(1, line.length() - 1), name -> new ArrayList<>());
                } else if (!line.isEmpty()) {
                    if (current == null) {
                        throw new IllegalStateException(
                                resource + " has the entry '" + line + "' before any list; expected [name] first");
                    }
                    current.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the word lists " + resource + " cannot be read", e);
        }
        return new WordLists(resource, lists);
    }

    /** The lines of a list, in order. */
    public List<String> lines(String name) {
        List<String> lines = lists.get(name);
        if (lines == null) {
            throw new IllegalStateException(resource + " has no list '" + name + "'; it has " + lists.keySet());
        }
        return lines;
    }

    /** All the words of a list, however they are spread over its lines. */
    public Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (String line : lines(name)) {
            words.addAll(List.of(line.split(" +")));
        }
        return words;
    }
}
