package io.harmattan.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harmattan.analysis.stance.StanceModel;
import io.harmattan.analysis.stance.TargetScorer;
import io.harmattan.analysis.stance.TargetScorer.Likelihood;
import io.harmattan.analysis.stance.TargetScorer.Marked;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells the stance of sentences towards words marked in them, without any server. */
@Command(
        name = "stance",
        header = "Tell the stance of sentences towards words marked in them, without any server.",
        sortOptions = false,
        usageHelpWidth = Console.WIDTH,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        description =
                "Reads lines {\"id\",\"text\",\"targets\":[{\"start\",\"end\"}]} and prints them with a label (favourable, neutral, "
                        + "opposed) and a confidence for each target. Spans are UTF-16 code units. Needs no server.")
final class StanceCommand implements Callable<Integer> {
    private static final int ROUND = 64;

    @ParentCommand
    private Main main;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSONL files; - is standard input.")
    private List<Path> files;

    private final ObjectMapper mapper = new ObjectMapper();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    StanceCommand() {}

    /** A line as read: its id as it stands there, and the marked words. */
    private record Asked(@Nullable JsonNode id, List<Marked> targets) {}

    @Override
    public Integer call() {
        TargetScorer scorer = StanceModel.load(1);
        int[] refused = {0};
        try (ProgressBar bar = Progress.bar("lines")) {
            for (Path file : files) {
                read(file, scorer, refused, bar);
            }
        }
        return refused[0] == 0 ? ExitCode.OK : ExitCode.USAGE;
    }

    private void read(Path file, TargetScorer scorer, int[] refused, @Nullable ProgressBar bar) {
        List<Asked> round = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(reader(file))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    round.add(asked(mapper.readTree(line)));
                } catch (JsonProcessingException e) {
                    refuse(file, number, "is no JSON: " + e.getOriginalMessage(), refused);
                } catch (IllegalArgumentException e) {
                    refuse(file, number, String.valueOf(e.getMessage()), refused);
                }
                if (bar != null) {
                    bar.step();
                }
                if (round.size() == ROUND) {
                    answer(round, scorer);
                    round.clear();
                }
            }
        } catch (IOException e) {
            throw new UserException("The file " + file + " cannot be read: " + e + ".", e);
        }
        answer(round, scorer);
    }

    private static Reader reader(Path file) throws IOException {
        return file.toString().equals("-")
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                : Files.newBufferedReader(file, StandardCharsets.UTF_8);
    }

    private void refuse(Path file, int line, String why, int[] refused) {
        refused[0]++;
        main.remarks().failed(file + ":" + line, why);
    }

    private static Asked asked(JsonNode line) {
        if (!line.path("text").isTextual() || !line.path("targets").isArray()) {
            throw new IllegalArgumentException(
                    "has no text or no targets; expected {\"id\",\"text\",\"targets\":[{\"start\",\"end\"}]}");
        }
        List<Marked> targets = new ArrayList<>();
        for (JsonNode target : line.get("targets")) {
            if (!target.path("start").isInt() || !target.path("end").isInt()) {
                throw new IllegalArgumentException(
                        "has the target " + target + "; expected whole numbers start and end");
            }
            targets.add(new Marked(
                    line.get("text").asText(),
                    target.get("start").asInt(),
                    target.get("end").asInt()));
        }
        return new Asked(line.get("id"), targets);
    }

    private void answer(List<Asked> round, TargetScorer scorer) {
        List<Likelihood> likelihoods = scorer.likelihoods(
                round.stream().flatMap(one -> one.targets().stream()).toList());
        int next = 0;
        for (Asked one : round) {
            List<Map<String, Object>> targets = new ArrayList<>();
            for (Marked marked : one.targets()) {
                Likelihood said = likelihoods.get(next++);
                Map<String, Object> target = new LinkedHashMap<>();
                target.put("start", marked.start());
                target.put("end", marked.end());
                target.put("label", said.label().label());
                target.put("confidence", Math.round(said.of(said.label()) * 1000) / 1000.0);
                targets.add(target);
            }
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("id", one.id());
            line.put("targets", targets);
            main.console().line(Json.write(line));
        }
    }
}
