package io.harmattan.ingest;

import io.harmattan.domain.Article;
import io.harmattan.domain.ArticleId;
import io.harmattan.domain.FileState;
import io.harmattan.wire.Topic;
import io.harmattan.wire.Topics;
import io.harmattan.wire.Wire;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was read of which file, on the compacted topic {@code file-states}, and what of a run that was killed is on the topic
 * {@code articles} all the same. At each checkpoint a run notes how far it is in its files and where {@code articles} ends;
 * what lies behind that end may have been sent without being noted, so the next run over the same paths looks at it
 * and leaves out what it finds. So each article is put on the topic once, whenever the run is killed.
 *
 * <p>Memory stays flat: of files read to their end a hash is kept, for the last million of them; one that is forgotten is
 * read again, which is harmless.
 */
public final class FileStates implements FileJournal, AutoCloseable {
    private static final int REMEMBERED = 1 << 20;
    private static final String FILE = "file:";

    private final StateTopic<FileState> topic;
    private final StateTopic<Article> articles;
    private final String run;
    private final boolean again;
    private final Seen done = new Seen(REMEMBERED);
    private final Map<String, FileState> begun = new HashMap<>();
    private final Map<String, FileState> unsaved = new LinkedHashMap<>();
    private @Nullable FileState interrupted;

    /**
     * Reads the topic.
     *
     * @param paths what this run is given; a run over the same paths goes on where one before was stopped
     * @param again whether to read files again that were read before
     */
    public FileStates(Map<String, String> connection, Topic.Naming naming, Wire wire, List<Path> paths, boolean again) {
        this.topic = new StateTopic<>(connection, naming, wire, Topics.FILE_STATES);
        this.articles = new StateTopic<>(connection, naming, wire, Topics.ARTICLES);
        this.again = again;
        this.run = "run:"
                + ArticleId.hash(paths.stream()
                        .map(path -> path.toAbsolutePath().normalize().toString())
                        .sorted()
                        .toArray(String[]::new));
        topic.read(Map.of(), this::load);
        FileState before = interrupted;
        put(new FileState(run, "", 0, false, before == null ? ends() : before.ends()));
        topic.flush();
    }

    private void load(String source, @Nullable FileState state) {
        if (source.equals(run)) {
            interrupted = state;
        } else if (state != null && state.done()) {
            done.add(ArticleId.hash(source, state.version()));
            begun.remove(source);
        } else if (state != null) {
            begun.put(source, state);
        }
    }

    /** Whether a run over the same paths was stopped in the middle. */
    public boolean isResumed() {
        return interrupted != null;
    }

    /** Every article that an interrupted run may have sent without noting it. */
    public void sentBefore(Consumer<Article> to) {
        FileState before = interrupted;
        if (before != null) {
            articles.read(
                    before.ends().entrySet().stream()
                            .collect(Collectors.toMap(
                                    e -> new TopicPartition(articles.name(), e.getKey()), Map.Entry::getValue)),
                    (id, article) -> {
                        if (article != null) {
                            to.accept(article);
                        }
                    });
        }
    }

    @Override
    public synchronized long position(Path file, String version) {
        String source = source(file);
        FileState unnoted = unsaved.get(source);
        if (unnoted != null && unnoted.done() && unnoted.version().equals(version)) {
            return DONE;
        }
        FileState state = begun.get(source);
        if (state != null && state.version().equals(version)) {
            // where a run was stopped it goes on, also when files that are done are to be read again
            return again && interrupted == null ? 0 : state.position();
        }
        return !again && done.has(ArticleId.hash(source, version)) ? DONE : 0;
    }

    @Override
    public synchronized void reached(Path file, String version, long position, boolean atEnd) {
        String source = source(file);
        unsaved.put(source, new FileState(source, version, position, atEnd, Map.of()));
    }

    @Override
    public synchronized void save() {
        if (unsaved.isEmpty()) {
            return;
        }
        for (FileState state : unsaved.values()) {
            put(state);
            if (state.done()) {
                done.add(ArticleId.hash(state.source(), state.version()));
            }
        }
        unsaved.clear();
        topic.flush(); // before the run's own note, or a file could be behind it
        put(new FileState(run, "", 0, false, ends()));
        topic.flush();
    }

    /** The run came to its end: the next one over the same paths is a new one. */
    public void finished() {
        topic.put(run, null);
        topic.flush();
    }

    private void put(FileState state) {
        topic.put(state.source(), state);
    }

    private Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new TreeMap<>();
        articles.ends().forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    private static String source(Path file) {
        return FILE + file.toAbsolutePath().normalize();
    }

    @Override
    public void close() {
        topic.close();
        articles.close();
    }
}
