package io.harmattan.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that need no server, as a user calls them. */
class CommandsTest {
    private static final Path SEEDS = WholeWay.REPOSITORY.resolve("seeds");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void analyzePrintsOneObjectAnArticleWithSpansOfItsText() throws Exception {
        assertThat(run("analyze", SEEDS.toString())).isZero();
        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(5);
        for (JsonNode line : lines) {
            String text = line.get("text").asText();
            assertThat(line.get("mentions")).isNotEmpty();
            for (JsonNode mention : line.get("mentions")) {
                assertThat(text.substring(
                                mention.get("start").asInt(), mention.get("end").asInt()))
                        .isEqualTo(mention.get("surface").asText());
            }
        }
        assertThat(lines.get(0).get("id").asText()).isEqualTo("000_7de3d077cdedc311");
    }

    @Test
    void analyzePrintsQuotesAndFigures() throws Exception {
        Path file = Files.writeString(
                folder.resolve("a.jsonl"),
                "{\"id\":\"x\",\"text\":\"Duval said nearly 1,500 people had seen “a disaster” that cost $2.5 in May 2024.\"}\n");
        assertThat(run("analyze", "--as-is", file.toString())).isZero();
        JsonNode line = lines().get(0);
        assertThat(line.get("quotes"))
                .hasToString("[{\"start\":41,\"end\":51,\"text\":\"a disaster\",\"holder\":\"Duval\","
                        + "\"holderStart\":0,\"holderEnd\":5,\"holderEntity\":\"name-person-duval\","
                        + "\"verb\":\"said\",\"kind\":\"word\"}]");
        assertThat(line.get("figures"))
                .hasToString(
                        "[{\"start\":11,\"end\":30,\"surface\":\"nearly 1,500 people\",\"value\":1500,\"unit\":null,"
                                + "\"of\":\"people\",\"upTo\":null,\"ofWhom\":null,\"bound\":\"about\",\"approximate\":true},"
                                + "{\"start\":63,\"end\":67,\"surface\":\"$2.5\",\"value\":2.5,\"unit\":\"USD\",\"of\":null,"
                                + "\"upTo\":null,\"ofWhom\":null,\"bound\":\"exact\",\"approximate\":false}]");
        assertThat(line.get("dates"))
                .hasToString("[{\"start\":71,\"end\":79,\"surface\":\"May 2024\",\"from\":\"2024-05-01\","
                        + "\"to\":\"2024-05-31\",\"relative\":false}]");
    }

    @Test
    void analyzeAsIsLeavesTheTextAlone() throws Exception {
        Path file = Files.writeString(
                folder.resolve("a.jsonl"), "{\"id\":\"x\",\"title\":\"\",\"text\":\"Share this  article\\nNiger\"}\n");
        assertThat(run("analyze", "--as-is", file.toString())).isZero();
        assertThat(lines().get(0).get("text").asText()).isEqualTo("Share this  article\nNiger");
    }

    @Test
    void clusterGivesEachArticleItsCluster() throws Exception {
        assertThat(run("cluster", SEEDS.toString())).isZero();
        assertThat(lines()).hasSize(5);
        assertThat(lines().stream().map(l -> l.get("cluster").asText()).distinct())
                .hasSize(1);
    }

    @Test
    void matchPrintsWhatTheAlertStageWouldMatch() throws Exception {
        Path queries = Files.writeString(
                folder.resolve("queries.json"),
                "[{\"id\":\"bases\",\"query\":\"base:ne-air-base-101\"},{\"id\":\"ferries\",\"query\":\"ferry\"},"
                        + "{\"id\":\"large\",\"query\":\"sources:>=2\"}]");
        assertThat(run("match", "--subscriptions", queries.toString(), SEEDS.toString()))
                .isZero();
        assertThat(lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.get("subscription").asText()).isEqualTo("bases");
            assertThat(line.get("article").asText()).matches("00\\d_.*");
        });
        assertThat(err.toString()).contains("large asks how large an event is");
        int listed = lines().size();

        out.getBuffer().setLength(0);
        Files.writeString(queries, "{\"bases\":\"base:ne-air-base-101\"}");
        assertThat(run("match", "--subscriptions", queries.toString(), SEEDS.toString()))
                .isZero();
        assertThat(lines()).hasSize(listed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "[] => There is no subscription in",
                "{ => is no JSON",
                "[{\"query\":\"x\"}] => has no id",
                "[{\"id\":\"a\",\"query\":\"x\"},{\"id\":\"a\",\"query\":\"y\"}] => The id a stands twice",
                "[{\"id\":\"a\"}] => The subscription a of",
                "{\"a\":\"persn:Tiani\"} => persn",
                "{\"a\":\"/(a+)+$/\"} => cannot be used",
            })
    void matchRefusesSubscriptionsThatCannotBeUsed(String json, String message) throws Exception {
        Path queries = Files.writeString(folder.resolve("queries.json"), json);
        assertThat(run("match", "--subscriptions", queries.toString(), SEEDS.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestGoesOn() throws Exception {
        Files.writeString(folder.resolve("empty.txt"), "");
        Files.copy(SEEDS.resolve("002_8b5a90c0a7b1b818.txt"), folder.resolve("good.txt"));
        assertThat(run("analyze", folder.toString())).isEqualTo(2);
        assertThat(lines()).hasSize(1);
        assertThat(err.toString()).contains("empty.txt").contains("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search x", "clusters", "topics", "status", "ingest seeds"})
    void withoutAStackACommandSaysHowToGetOne(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("harmattan up").doesNotContain("\tat ");
    }

    @Test
    void aWrongOptionIsAnErrorOfUse() {
        assertThat(run("clusters", "--limt", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("--limt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "demo",
                "run",
                "ingest",
                "search",
                "clusters",
                "cluster",
                "match",
                "subscriptions",
                "alerts",
                "verify",
                "topics",
                "status",
                "analyze",
                "profile",
                "config"
            })
    void helpFitsTheWidthAndTeaches(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("harmattan " + command).contains("--data");
        assertThat(out.toString().lines())
                .allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(Console.WIDTH));
    }

    @Test
    void aFaultyProfileIsNamedWithFileAndLine() throws Exception {
        Files.writeString(folder.resolve("desks.csv"), "id,name,countries\nworld,World,\n");
        Files.writeString(
                folder.resolve("aliases.csv"), "entity,alias,language,case,not_after,not_before,needs,notes\n");
        Files.writeString(
                folder.resolve("entities.csv"),
                "id,type,kind,name,country,lat,lon,geonames,wikidata,notes\nx,planet,,X,,,,,,\n");
        assertThat(run("analyze", "--set", "profile=" + folder, SEEDS.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("entities.csv:2").contains("planet");
        err.getBuffer().setLength(0);
        assertThat(run("profile", "check", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("entities.csv:2").contains("planet");
    }

    @Test
    void aSoundProfileIsCounted() {
        assertThat(run("profile", "check")).isZero();
        assertThat(out.toString())
                .contains("is sound: 1 desk, ")
                .contains(" places, ")
                .contains(" roles, ");
        assertThat(run("profile")).isEqualTo(2);
        assertThat(err.toString()).contains("profile needs a command; expected: profile check [DIR]");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        if (!all.toString().contains("profile=")) {
            all.addAll(List.of("--set", "profile=" + WholeWay.REPOSITORY.resolve("ops/profiles/sahel")));
        }
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private List<JsonNode> lines() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
