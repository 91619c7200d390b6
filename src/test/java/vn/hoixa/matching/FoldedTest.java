package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Đăng ký khai sinh          | dang ky khai sinh
            dang ky khai sinh          | dang ky khai sinh
            ĐĂNG KÝ KHAI SINH          | dang ky khai sinh
            đường, đất, Đỗ             | duong dat do
            ưu tiên người ở trọ        | uu tien nguoi o tro
            khai tử: mất bao lâu?!     | khai tu mat bao lau
            nghị định 123/2015/NĐ-CP   | nghi dinh 123 2015 nd cp
            mã 1.001193                | ma 1.001193
            con 3 tuổi,bé 2 tuổi       | con 3 tuoi be 2 tuoi
            quá 60 ngày                | qua 60 ngay
            """)
    void foldsToSyllables(String text, String tokens) {
        assertThat(Folded.tokens(Folded.syllables(), text)).containsExactly(tokens.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"Thủ tục đăng ký kết hôn", "Giấy ủy quyền của bố mẹ", "đẻ rơi dọc đường, Ỷ Lan"})
    void decomposedTextFoldsLikeComposed(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);

        assertThat(decomposed).isNotEqualTo(text);
        assertThat(Folded.tokens(Folded.syllables(), decomposed)).isEqualTo(Folded.tokens(Folded.syllables(), text));
    }

    @ParameterizedTest
    @CsvSource({"''", "'  '", "🙂🙂", "?!…"})
    void findsNoSyllableWhereNoneIs(String text) {
        assertThat(Folded.tokens(Folded.syllables(), text)).isSubsetOf("🙂");
    }

    @Test
    void pairsAreNeighbours() {
        assertThat(Folded.tokens(Folded.pairs(), "Đăng ký kết hôn")).containsExactly("dang_ky", "ky_ket", "ket_hon");
        assertThat(Folded.tokens(Folded.pairs(), "hôn")).isEmpty();
    }

    @Test
    void neverThrows() {
        var random = new Random(20261122);

        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1).forEach(text::appendCodePoint);
            assertThatCode(() -> Folded.tokens(Folded.syllables(), text.toString()))
                    .as(text.toString())
                    .doesNotThrowAnyException();
            assertThatCode(() -> Folded.tokens(Folded.pairs(), text.toString()))
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
    }
}
