package vn.hoixa.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.hoixa.site.StepDiagram.Line;
import vn.hoixa.site.StepDiagram.Step;

class StepDiagramTest {
    @Test
    void numbersTheStepsFromWhereTheListBegins() {
        StepDiagram diagram = diagram("3. Nộp giấy tờ.\n4. Nhận phiếu hẹn.");

        assertThat(diagram.steps()).extracting(Step::number).containsExactly(3, 4);
    }

    @Test
    void wrapsTextsIntoShortLinesAtWords() {
        assertThat(StepDiagram.wrapped("Thiếu giấy nào, cán bộ sẽ nói rõ để bổ sung."))
                .containsExactly("Thiếu giấy nào, cán bộ sẽ", "nói rõ để bổ sung.");
        assertThat(StepDiagram.wrapped("https://dichvucong.gov.vn/rat-dai"))
                .containsExactly("https://dichvucong.gov.vn", "/rat-dai");
    }

    @Test
    void losesNoWord() {
        String text = "Đúng ngày hẹn, cả hai người cùng đến, mang căn cước, đọc kỹ rồi ký tên.";

        assertThat(String.join(" ", StepDiagram.wrapped(text))).isEqualTo(text);
    }

    @Test
    void stepsAndTheirLinesStandBelowEachOtherWithoutTouching() {
        StepDiagram diagram = diagram("1. Chuẩn bị.\n2. Cha mẹ và người đi làm thống nhất họ tên, dân tộc, quê quán của"
                + " cháu rồi ghi vào tờ khai.\n3. Nhận giấy.");

        List<Integer> lines = diagram.steps().stream()
                .flatMap(step -> step.lines().stream())
                .map(Line::y)
                .toList();
        assertThat(lines).isSorted().doesNotHaveDuplicates().allMatch(y -> y < diagram.height());
        assertThat(diagram.steps().get(2).y() - 19)
                .isGreaterThan(diagram.steps().get(1).lines().getLast().y());
        assertThat(diagram.last()).isEqualTo(diagram.steps().getLast().y());
    }

    private static StepDiagram diagram(String text) {
        return StepDiagram.of(Block.of(text).getFirst());
    }
}
