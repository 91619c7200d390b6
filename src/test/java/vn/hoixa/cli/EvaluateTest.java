package vn.hoixa.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.cli.Console.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.cli.Console.Outcome;

/** The command that measures HoiXa on questions of others. */
class EvaluateTest {
    private static final String BASE = "knowledge-base";

    @TempDir
    private Path folder;

    @Test
    void printsFiguresAndWritesWhatEachQuestionCameTo() throws IOException {
        Path questions = questions("""
                {"question": "đăng ký khai sinh cần giấy tờ gì", "codes": ["1.001193"], "facet": "papers", "set": "mine"}

                {"question": "xin chào", "codes": [], "behavior": "other", "set": "talk"}
                {"question": "làm hộ chiếu", "codes": ["9.999999"], "set": "mine"}
                """);
        Path predictions = folder.resolve("predictions.jsonl");

        Outcome outcome = run(
                "evaluate", "--questions", questions.toString(), "--out", predictions.toString(), "--knowledge", BASE);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("all: 3 questions, 2 of them to answer", "talk: 1 questions, 0 of them to answer")
                .contains(" top-1 0.500 [0.000, 1.000] 0.500 [0.000, 1.000]")
                .contains("1 questions ask for guides that this knowledge does not have; they count as missed.")
                .contains(" 9.999999 làm hộ chiếu");
        List<JsonNode> rows = Files.readAllLines(predictions).stream()
                .map(JsonMapper.builder().build()::readTree)
                .toList();
        assertThat(rows)
                .extracting(row -> row.path("question").asString())
                .containsExactly("đăng ký khai sinh cần giấy tờ gì", "xin chào", "làm hộ chiếu");
        JsonNode birth = rows.getFirst();
        assertThat(birth.propertyNames())
                .containsExactly("question", "decision", "codes", "confidence", "facets", "options", "reason");
        assertThat(birth.path("decision").asString()).isEqualTo("answer");
        assertThat(birth.at("/codes/0/code").asString()).isEqualTo("1.001193");
        assertThat(birth.at("/codes/0/confidence").asDouble())
                .isEqualTo(birth.path("confidence").asDouble())
                .isBetween(0.7, 1.0);
        assertThat(birth.at("/facets/0").asString()).isEqualTo("papers");
        assertThat(rows.get(1).path("decision").asString()).isEqualTo("other");
    }

    @Test
    void namesTheLineThatCannotBeRead() throws IOException {
        Path questions = questions("""
                {"question": "đăng ký khai sinh"}
                {"question": ""}
                """);

        Outcome outcome = run("evaluate", "--questions", questions.toString(), "--knowledge", BASE);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("Line 2 of " + questions + " cannot be read: no \"question\".");
    }

    @Test
    void saysThatThereIsNoFile() {
        Outcome outcome =
                run("evaluate", "--questions", folder.resolve("none.jsonl").toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("There is no file");
    }

    private Path questions(String rows) throws IOException {
        return Files.writeString(folder.resolve("questions.jsonl"), rows);
    }
}
