package vn.hoixa.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.hoixa.site.Block.Style;

class BlockTest {
    @Test
    void tellsListsFromParagraphs() {
        assertThat(Block.of("Mang theo:\n1. Tờ khai.\n2. Căn cước.\n\nCho xem:\n– Sổ đỏ\n– Ảnh"))
                .containsExactly(
                        new Block(Style.PARAGRAPH, 1, List.of("Mang theo:")),
                        new Block(Style.NUMBERS, 1, List.of("Tờ khai.", "Căn cước.")),
                        new Block(Style.PARAGRAPH, 1, List.of("Cho xem:")),
                        new Block(Style.DASHES, 1, List.of("Sổ đỏ", "Ảnh")));
    }

    @Test
    void keepsTheNumbersOfTheText() {
        assertThat(Block.of("1. Một\n2. Hai\n1. Lại một"))
                .containsExactly(
                        new Block(Style.NUMBERS, 1, List.of("Một", "Hai")),
                        new Block(Style.NUMBERS, 1, List.of("Lại một")));
        assertThat(Block.of("3. Ba\n4. Bốn")).containsExactly(new Block(Style.NUMBERS, 3, List.of("Ba", "Bốn")));
    }

    @Test
    void takesNoSentenceForAList() {
        assertThat(Block.of("15 ngày. Miễn phí.\n2.000 đồng một trang."))
                .allMatch(block -> block.style() == Style.PARAGRAPH);
    }

    @Test
    void showsOnlyWhatGoesOnAsASequence() {
        assertThat(Block.of("1. Chỉ một việc.").getFirst().isSequence()).isFalse();
        assertThat(Block.of("– Một\n– Hai").getFirst().isSequence()).isFalse();
        assertThat(Block.of("1. Một\n2. Hai").getFirst().isSequence()).isTrue();
    }
}
