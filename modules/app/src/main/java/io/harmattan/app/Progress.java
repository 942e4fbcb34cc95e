package io.harmattan.app;

import io.harmattan.ingest.FileSource;
import io.harmattan.ingest.Ingest;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * How far long work is: a bar on a terminal, a line now and then elsewhere; with the rate, and the time that remains where
 * the end is known. The share that is done is one of bytes, for nobody knows the number of articles beforehand.
 */
final class Progress implements AutoCloseable {
    private static final long LINE_EVERY = Duration.ofSeconds(5).toNanos();
    private static final int UPDATE_MILLIS = 250;

    private final FileSource source;
    private final Console remarks;
    private final long bytes;
    private final @Nullable ProgressBar bar;
    private final long since = System.nanoTime();
    private long lastLine = since;

    private Progress(FileSource source, long bytes, Console remarks, @Nullable ProgressBar bar) {
        this.source = source;
        this.bytes = bytes;
        this.remarks = remarks;
        this.bar = bar;
    }

    /** Of a run over files; without an end where it stays to watch. */
    static Progress of(FileSource source, boolean watch, Console remarks) {
        long bytes = watch ? 0 : source.bytesInAll();
        ProgressBar bar = Ansi.AUTO.enabled()
                ? builder(bytes > 0 ? "MB" : "articles")
                        .setInitialMax(bytes > 0 ? bytes : -1)
                        .setUnit(bytes > 0 ? " MB" : "", bytes > 0 ? 1 << 20 : 1)
                        .build()
                : null;
        return new Progress(source, bytes, remarks, bar);
    }

    /** A bar on standard error that counts, without a known end; none where nobody looks at a terminal. */
    static @Nullable ProgressBar bar(String what) {
        return Ansi.AUTO.enabled() ? builder(what).setInitialMax(-1).build() : null;
    }

    private static ProgressBarBuilder builder(String what) {
        return new ProgressBarBuilder()
                .setTaskName(what)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setMaxRenderedLength(Console.WIDTH)
                .showSpeed();
    }

    void at(Ingest.Summary soFar) {
        if (bar != null) {
            bar.stepTo(bytes > 0 ? Math.min(bytes, source.bytesRead()) : soFar.sent());
            bar.setExtraMessage(" " + soFar.sent() + " articles" + rate(soFar));
        } else if (System.nanoTime() - lastLine > LINE_EVERY) {
            lastLine = System.nanoTime();
            remarks.note("progress", soFar.sent() + " articles" + rate(soFar) + remaining());
        }
    }

    private String rate(Ingest.Summary soFar) {
        return String.format(Locale.ROOT, ", %.0f/s", soFar.sent() * 1e9 / Math.max(1, System.nanoTime() - since));
    }

    private String remaining() {
        long read = source.bytesRead();
        if (bytes == 0 || read == 0) {
            return "";
        }
        double share = Math.min(1, read / (double) bytes);
        Duration left = Duration.ofNanos((long) ((System.nanoTime() - since) * (1 - share) / share));
        return String.format(Locale.ROOT, ", %.0f %%, ", share * 100) + Console.seconds(left) + " to go";
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
