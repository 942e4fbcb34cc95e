package io.harmattan.app;

import io.harmattan.ingest.FileOptions;
import io.harmattan.ingest.FileSource;
import io.harmattan.ingest.Reading;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.ExitCode;

/** Reads files for the commands that need no server; what cannot be read is said on standard error. */
final class Readings {
    private final Main main;
    private final FileSource.Format format;

    Readings(Main main, FileSource.Format format) {
        this.main = main;
        this.format = format;
    }

    /** Hands over each article, with a bar on a terminal; the exit status says whether all could be read. */
    int each(List<Path> files, Consumer<Reading.Found> to) {
        int[] refused = {0};
        Console remarks = main.remarks();
        FileSource source = new FileSource(
                files,
                Clock.systemUTC(),
                FileOptions.of(main.settings().bytes("ingest.largest-bytes")).withFormat(format));
        try (ProgressBar bar = Progress.bar("articles")) {
            source.read(reading -> {
                if (reading instanceof Reading.Found found) {
                    to.accept(found);
                    if (bar != null) {
                        bar.step();
                    }
                } else if (reading instanceof Reading.Refused no) {
                    refused[0]++;
                    remarks.failed(no.location(), no.reason());
                }
            });
        }
        return refused[0] == 0 ? ExitCode.OK : ExitCode.USAGE;
    }
}
