package io.harmattan.app;

import io.harmattan.ingest.FileSource;
import io.harmattan.ingest.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.ExitCode;

/** Reads files for the commands that need no server; what cannot be read is said on standard error. */
final class Readings {
    private final Main main;
    private final Format format;

    Readings(Main main, Format format) {
        this.main = main;
        this.format = format;
    }

    /** Hands over each article; the exit status says whether all could be read. */
    int each(List<Path> files, Consumer<Reading.Found> to) {
        int[] refused = {0};
        Console remarks = main.remarks();
        new FileSource(files, java.time.Clock.systemUTC(), main.settings().bytes("ingest.largest-bytes"))
                .read(reading -> {
                    if (reading instanceof Reading.Found found) {
                        to.accept(found);
                    } else if (reading instanceof Reading.Refused no) {
                        refused[0]++;
                        remarks.failed(no.location(), no.reason());
                    }
                });
        return refused[0] == 0 ? ExitCode.OK : ExitCode.USAGE;
    }
}
