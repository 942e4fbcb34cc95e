package io.harmattan.ingest;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notices when the other side takes nothing for a while: after 5 seconds, then after twice as long each time up to five
 * minutes; and when it takes something again.
 */
final class Waiting {
    private static final long FIRST = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);

    private final String whom;
    private final Consumer<String> notices;
    private long outstanding;
    private long lastMoved;
    private long step = FIRST;
    private long nextNotice;
    private boolean told;

    Waiting(String whom, Consumer<String> notices) {
        this.whom = whom;
        this.notices = notices;
    }

    synchronized void handedOver(long now) {
        if (outstanding == 0) {
            moved(now);
        }
        outstanding++;
    }

    /** An article is safe, or has failed for good. */
    synchronized void settled(long now) {
        outstanding--;
        if (told) {
            notices.accept(whom + ": answers again after " + TimeUnit.NANOSECONDS.toSeconds(now - lastMoved) + " s");
        }
        moved(now);
    }

    synchronized void look(long now) {
        if (outstanding > 0 && now - nextNotice >= 0) {
            notices.accept(whom + ": no answer for " + TimeUnit.NANOSECONDS.toSeconds(now - lastMoved) + " s, "
                    + outstanding + (outstanding == 1 ? " article waits" : " articles wait")
                    + "; is it up, can it be reached, does the topic exist?");
            told = true;
            step = Math.min(step * 2, LONGEST);
            nextNotice = now + step;
        }
    }

    private void moved(long now) {
        lastMoved = now;
        told = false;
        step = FIRST;
        nextNotice = now + FIRST;
    }
}
