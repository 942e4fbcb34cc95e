package io.harmattan.ingest;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Says when it is worth while to look at folders again: soon after something appeared in one of them, and every few
 * seconds in any case, since network file systems tell nothing and an overflow of events loses some.
 */
final class FolderWatch implements AutoCloseable {
    private static final long LOOK_SECONDS = 5;

    private final WatchService service;
    private final Set<Path> watched = new HashSet<>();

    FolderWatch() throws IOException {
        service = FileSystems.getDefault().newWatchService();
    }

    /** Listens to this folder too; one that cannot be listened to is looked at every few seconds all the same. */
    void also(Path folder) {
        if (!watched.contains(folder)) {
            try {
                folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
                watched.add(folder);
            } catch (IOException e) {
                // looked at in any case
            }
        }
    }

    /** Waits until it is time; false when the thread was interrupted. */
    boolean await() {
        try {
            WatchKey first = service.poll(LOOK_SECONDS, TimeUnit.SECONDS);
            if (first != null) {
                // what has just appeared is left until it is settled
                TimeUnit.MILLISECONDS.sleep(FileSource.SETTLED.toMillis() + 100);
            }
            for (WatchKey key = first; key != null; key = service.poll()) {
                key.pollEvents();
                if (!key.reset()) {
                    watched.remove((Path) key.watchable());
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
