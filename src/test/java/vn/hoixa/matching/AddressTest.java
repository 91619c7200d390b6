package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.matching.ShippedMatcher.understand;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "bác hỏi làm khai sinh cho cháu, bác",
        "Bác muốn xây cái nhà, bác",
        "bac hoi lam khai sinh cho chau, bac",
        "bà muốn hỏi làm giấy khai sinh, bà",
        "cho ông hỏi chút, ông",
        "cô cần làm tạm trú, cô",
        "cho chị hỏi, chị",
        "Dạ cho em hỏi, anh/chị",
        "cho chau hoi, anh/chị",
    })
    void isWhatTheyCallThemselves(String text, String address) {
        assertThat(understand(text).address()).isEqualTo(address.equals("bac") ? "bác" : address);
    }

    /** Who is spoken of does not write; without marks "ba" may be a father, a grandmother or the number three. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bà nội mới mất muốn làm khai tử",
                "ba noi moi mat muon lam khai tu",
                "ba muon hoi lam khai sinh",
                "ông ngoại tôi muốn làm lại căn cước",
                "mẹ tôi cần giấy xác nhận",
                "chi hoi phu nu xin giay gi",
                "chi hội phụ nữ cần giấy gì",
                "chu ho kinh doanh can gi",
                "bác sĩ hỏi giấy khai sinh",
                "đăng ký kết hôn",
                "",
            })
    void isNobodyWhoIsOnlySpokenOf(String text) {
        assertThat(understand(text).address()).isNull();
    }

    @Test
    void isFoundInDecomposedText() {
        String decomposed = Normalizer.normalize("bác hỏi làm khai sinh", Normalizer.Form.NFD);

        assertThat(understand(decomposed).address()).isEqualTo("bác");
    }

    @Test
    void neverSpeaksToManyAsOne() {
        assertThat(ShippedMatcher.KNOWLEDGE.language().addresses().keySet()).doesNotContain("bà con");
    }
}
