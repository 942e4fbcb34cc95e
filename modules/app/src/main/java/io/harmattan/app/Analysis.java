package io.harmattan.app;

import io.harmattan.analysis.Enricher;
import io.harmattan.analysis.match.QueryLanguage;
import io.harmattan.analysis.match.Vocabulary;
import io.harmattan.analysis.meaning.MeaningEncoder;
import io.harmattan.analysis.profile.Background;
import io.harmattan.analysis.profile.ProfileException;
import io.harmattan.analysis.profile.Target;
import io.harmattan.analysis.profile.WatchProfile;
import io.harmattan.analysis.stance.StanceModel;
import io.harmattan.analysis.tag.ModelNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The analysis, made from the settings: the profile's files are read here, since analysis itself reads none. */
record Analysis(Enricher enricher, int entities, Background background) {

    static Analysis of(Settings settings) {
        WatchProfile profile = profile(settings.profile());
        return new Analysis(
                new Enricher(
                        profile, new Enricher.Models(ModelNames.load(1), StanceModel.load(1), MeaningEncoder.load(1))),
                profile.entities().size(),
                profile.background());
    }

    /** The encoder of meanings, loaded when it is first asked for. */
    static Supplier<MeaningEncoder> meanings() {
        return new Supplier<>() {
            private @Nullable MeaningEncoder encoder;

            @Override
            public synchronized MeaningEncoder get() {
                if (encoder == null) {
                    encoder = MeaningEncoder.load(1);
                }
                return encoder;
            }
        };
    }

    /** The names that queries may use. */
    static Vocabulary vocabulary(Settings settings) {
        WatchProfile profile = profile(settings.profile());
        return new Vocabulary(
                profile, profile.targets().stream().map(Target::id).toList());
    }

    /** The query language of search and alerts. */
    static QueryLanguage language(Settings settings) {
        return new QueryLanguage(vocabulary(settings));
    }

    /**
     * Reads a profile.
     *
     * @throws UserException if the folder cannot be read or the profile has faults
     */
    static WatchProfile profile(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UserException(
                    "The watch profile " + folder + " cannot be read (" + e
                            + "); expected a folder of data files. The setting profile names it.",
                    e);
        }
        try {
            return WatchProfile.parse(files);
        } catch (ProfileException e) {
            throw new UserException("The watch profile " + folder + " has faults:\n" + e.getMessage(), e);
        }
    }
}
