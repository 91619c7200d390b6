package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.matching.Models;
import vn.hoixa.testing.ShippedKnowledge;

/** Every kind of question that residents ask is understood as well as it was when its marks were set. */
class EvaluationTest {
    private static final TypeReference<Map<String, Map<String, Double>>> MARKS = new TypeReference<>() {};

    @Test
    void noSetOfGoldenQuestionsFallsBelowItsMarks() throws IOException {
        Map<String, Map<String, Double>> marks =
                YAMLMapper.builder().build().readValue(Path.of("knowledge-base/golden/marks.yaml"), MARKS);
        Evaluation evaluation = evaluate(Shipped.KNOWLEDGE.golden());

        List<String> fallen = new ArrayList<>();
        marks.forEach((set, measures) -> measures.forEach((key, mark) -> {
            double value = evaluation.measures(set).value(measure(key));
            String line = String.format(
                    Locale.ROOT, "%-12s %-20s %.3f  mark %.3f  %+.3f", set, key, value, mark, value - mark);
            System.out.println(line);
            if (!(value >= mark)) {
                fallen.add(line);
            }
        }));

        assertThat(fallen).isEmpty();
        assertThat(evaluation.sets())
                .as("sets with marks")
                .filteredOn(set -> !set.equals(Evaluation.ALL))
                .containsExactlyInAnyOrderElementsOf(marks.keySet());
        assertThat(evaluation.unlabelled()).isEmpty();
        assertThat(evaluation.unknown()).isEmpty();
    }

    @Test
    void namesWhatItCannotCountAndWhatCannotBeFound() throws IOException {
        Evaluation evaluation = evaluate(List.of(
                question("{'question': 'đăng ký khai sinh', 'codes': ['1.001193'], 'set': 'mine'}"),
                question("{'question': 'làm hộ chiếu', 'codes': ['9.999999'], 'set': 'mine'}"),
                question("{'question': 'không ai biết', 'set': 'mine'}"),
                question("{'question': 'khai tử', 'codes': ['1.000656'], 'set': 'legalrag'}")));

        assertThat(evaluation.sets()).containsExactly(Evaluation.ALL, "mine", "legalrag");
        assertThat(evaluation.measures(Evaluation.ALL).rows()).isEqualTo(2);
        assertThat(evaluation.measures("mine").value(Measure.TOP_1)).isEqualTo(0.5);
        assertThat(evaluation.measures("legalrag").rows()).isEqualTo(1);
        assertThat(evaluation.unknown()).extracting(LabelledQuestion::question).containsExactly("làm hộ chiếu");
        assertThat(evaluation.unlabelled())
                .extracting(LabelledQuestion::question)
                .containsExactly("không ai biết");
        assertThat(evaluation.predictions()).hasSize(4);
        assertThat(evaluation.predictions().getFirst().json())
                .startsWith(
                        "{\"question\":\"đăng ký khai sinh\",\"decision\":\"answer\",\"codes\":[{\"code\":\"1.001193\"");
    }

    @Test
    void takesDiacriticsAwayAndNothingElse() {
        LabelledQuestion question =
                question("{'question': 'Ở Đâu làm, hả XÃ?', 'before': ['đổi thẻ'], 'codes': ['1.001193']}");

        LabelledQuestion stripped = Evaluation.withoutMarks(List.of(question)).getFirst();

        assertThat(stripped.question()).isEqualTo("O Dau lam, ha XA?");
        assertThat(stripped.before()).containsExactly("doi the");
        assertThat(stripped.codes()).isEqualTo(question.codes());
    }

    private static Evaluation evaluate(List<LabelledQuestion> questions) {
        var clock = InstantSource.fixed(
                ShippedKnowledge.SNAPSHOT.atStartOfDay(CommuneTime.ZONE).toInstant());
        return new Evaluation(new Rehearsal(Shipped.KNOWLEDGE, new Models(null), clock), questions);
    }

    private static LabelledQuestion question(String row) {
        return LabelledQuestion.read(row.replace('\'', '"'), "row");
    }

    private static Measure measure(String key) {
        return Stream.of(Measure.values())
                .filter(measure -> measure.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no measure " + key));
    }
}
