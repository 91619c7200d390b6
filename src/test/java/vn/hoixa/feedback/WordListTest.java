package vn.hoixa.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words with and without marks: most letters of "tồi", which blames, are in "tôi", which everybody says. */
class WordListTest {
    private static final WordList WORDS = new WordList(
            List.of("tồi", "hôi", "hỏng", "hòa giải"),
            new Spellings(List.of("cho tôi hỏi bố tôi", "hỏi xã", "đèn hỏng", "đường hỏng", "rác hôi")));

    @ParameterizedTest
    @ValueSource(strings = {"cho tôi hỏi", "cho toi hoi", "CHO TÔI HỎI", "hồng", "hóa giai đoạn", "", "!!!"})
    void saysNothing(String text) {
        assertThat(WORDS.in(text)).isEmpty();
    }

    @Test
    void findsWhatIsTypedWithItsMarks() {
        assertThat(WORDS.in("làm ăn tồi, rác HÔI, đèn hỏng")).containsExactly("tồi", "hôi", "hỏng");
        assertThat(WORDS.in("to\u0302\u0300i")).containsExactly("tồi");
    }

    @Test
    void findsWithoutMarksWhatMeansNothingElse() {
        assertThat(WORDS.in("den hong roi, can hoa giai")).containsExactly("hỏng", "hòa giải");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hòa giải", "hoà giải", "hòa giai", "Hoà Giải"})
    void knowsBothWaysToPlaceAMark(String text) {
        assertThat(WORDS.in(text)).containsExactly("hòa giải");
    }
}
