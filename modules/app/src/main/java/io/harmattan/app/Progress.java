package io.harmattan.app;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** The bar on long work. */
final class Progress {
    private Progress() {}

    /** A bar on standard error that counts, without a known end; none where nobody looks at a terminal. */
    static @Nullable ProgressBar bar(String what) {
        return Ansi.AUTO.enabled()
                ? new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(-1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis((int) Duration.ofMillis(250).toMillis())
                        .setMaxRenderedLength(Console.WIDTH)
                        .showSpeed()
                        .build()
                : null;
    }
}
