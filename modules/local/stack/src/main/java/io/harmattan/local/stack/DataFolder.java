package io.harmattan.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stack's data folder, held by one process at a time from opening to closing. */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "stack.lock";

    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Opens the folder, making it where it is not there.
     *
     * @throws StackException if it is no folder, cannot be written, or belongs to another process
     */
    static DataFolder open(Path root) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new StackException("The data folder " + root + " is a file.", "Choose a folder with --data DIR.");
        }
        FileChannel channel;
        try {
            Files.createDirectories(root);
            channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StackException(
                    "The data folder " + root + " cannot be written: " + e + ".",
                    "Make it writable, or choose another with --data DIR.",
                    e);
        }
        if (!lock(channel, root)) {
            release(channel);
            throw inUse(root);
        }
        return new DataFolder(root, channel);
    }

    private static boolean lock(FileChannel channel, Path root) {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            release(channel);
            throw new StackException(
                    "The data folder " + root + " cannot be locked: " + e + ".",
                    "Choose a folder on a disk of this machine with --data DIR.",
                    e);
        }
    }

    private static StackException inUse(Path root) {
        Optional<StackInfo> owner = StackInfo.read(root);
        String who = owner.map(info -> "the process " + info.pid()).orElse("another process");
        return new StackException(
                "The data folder " + root + " is in use by " + who + ", which runs a stack on it.",
                "Stop that one with `harmattan down`, or choose another folder with --data DIR.");
    }

    Path root() {
        return root;
    }

    /** Where Kafka or Elasticsearch keeps its data. */
    Path of(Part part) {
        return root.resolve(part == Part.KAFKA ? "kafka" : part.folder());
    }

    Path log(Part part) {
        return root.resolve("logs").resolve(part.folder() + ".log");
    }

    /** A folder for what a part leaves lying about; emptied at each start. */
    Path emptyTmp(Part part) throws IOException {
        Path tmp = root.resolve("tmp").resolve(part.folder());
        deleteTree(tmp);
        return Files.createDirectories(tmp);
    }

    /** Deletes all that stacks wrote here, and nothing else that may lie in the folder. */
    void clear() {
        try {
            for (String name : List.of("kafka", "search", "logs", "tmp", "conf", "stack.properties")) {
                deleteTree(root.resolve(name));
            }
        } catch (IOException e) {
            throw new StackException(
                    "The data folder " + root + " cannot be emptied: " + e + ".",
                    "Delete it by hand, or choose another with --data DIR.",
                    e);
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Gives the folder back. The lock file stays: deleting it would let two processes lock two files of one name. */
    @Override
    public void close() {
        release(channel);
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the lock of the data folder", e);
        }
    }
}
