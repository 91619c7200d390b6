package vn.hoixa.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static vn.hoixa.matching.ShippedMatcher.understand;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;

class MatcherTest {
    /** What {@code Policy} answers from, and from where it asks back. */
    private static final double SURE = 0.70;

    private static final double POSSIBLE = 0.30;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lam giay khai sinh cho con can giay to gi          | Đăng ký khai sinh                      | PAPERS
            làm giấy khai sinh cho con cần giấy tờ gì          | Đăng ký khai sinh                      | PAPERS
            khai tu mat bao nhieu tien                         | Đăng ký khai tử                        | FEE
            Đăng ký kết hôn                                    | Đăng ký kết hôn                        |
            ĐĂNG KÝ KẾT HÔN!!!                                 | Đăng ký kết hôn                        |
            dạ cho em hỏi đăng ký kết hôn làm mấy bữa có ạ     | Đăng ký kết hôn                        | TIME
            đi đâu để làm khai tử                              | Đăng ký khai tử                        | PLACE
            xin giay doc than het nhieu                        | Cấp giấy xác nhận tình trạng hôn nhân  | FEE
            tam tru mang theo cai gi                           | Đăng ký tạm trú                        | PAPERS
            đổi thẻ căn cước cần điều kiện gì                  | Cấp đổi thẻ căn cước                   | CONDITIONS
            sao y mất phí không                                | Chứng thực bản sao từ bản chính        | FEE
            mình đăng ký lại khai sinh phải chờ lâu không      | Đăng ký lại khai sinh                  | TIME
            trich luc khai sinh lam tren dien thoai duoc khong | Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh | ONLINE
            cải chính hộ tịch theo luật nào                    | Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc | LEGAL
            """)
    void isSureWhatIsMeant(String question, String title, Facet facet) {
        Understanding understanding = understand(question);

        assertThat(best(understanding).guide().title()).isEqualTo(title);
        assertThat(best(understanding).confidence()).isGreaterThanOrEqualTo(SURE);
        assertThat(understanding.facets()).isEqualTo(facet == null ? List.of() : List.of(facet));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Làm giấy khai sinh cho con cần giấy tờ gì?", "bà nội mới mất, xin hỏi làm khai tử ở đâu"})
    void marksAndTheirEncodingChangeNothing(String question) {
        String decomposed = Normalizer.normalize(question, Normalizer.Form.NFD);
        String bare = decomposed.replaceAll("\\p{M}", "").replace('đ', 'd');

        assertThat(understand(decomposed).candidates())
                .isEqualTo(understand(question).candidates());
        assertThat(understand(bare).candidates()).isEqualTo(understand(question).candidates());
        assertThat(understand(bare).facets()).isEqualTo(understand(question).facets());
    }

    @ParameterizedTest
    @CsvSource({
        "lam giay kai sinh cho con, Đăng ký khai sinh",
        "dang ki ket honn, Đăng ký kết hôn",
        "xinn giấy độc thân, Cấp giấy xác nhận tình trạng hôn nhân",
    })
    void aSlipLeavesTheGuideInFront(String question, String title) {
        assertThat(best(understand(question)).guide().title()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hôm nay trời đẹp quá",
                "giá vàng hôm nay bao nhiêu",
                "em ăn cơm chưa",
                "trang trắng",
                "mất kết nối",
                "mua vé xem bóng đá",
                "quán phở nào ngon",
                "bao nhiêu tiền",
                "làm thủ tục này mất mấy ngày",
            })
    void doesNotGuessWhatItDoesNotHold(String question) {
        assertThat(understand(question).candidates())
                .allSatisfy(candidate -> assertThat(candidate.confidence()).isLessThan(POSSIBLE));
    }

    /** Near twins: one word makes another procedure of it. */
    @ParameterizedTest
    @CsvSource({
        "đăng ký tạm vắng, 1.003677",
        "tôi mất thẻ căn cước, 1.014064",
        "mat can cuoc lam lai o dau, 1.014064",
        "xoá đăng ký thường trú, 1.003197",
        "đăng ký lại kết hôn, 1.004746",
        "đăng ký kết hôn với người nước ngoài, 2.000806",
        "tạm ngừng hộ kinh doanh, 1.001570",
        "gia hạn giấy phép xây dựng, 1.013227",
        "xin giay phep lai xe o dau, 3.000346",
    })
    void tellsNearTwinsApart(String question, String code) {
        assertThat(best(understand(question)).guide().code()).isEqualTo(code);
    }

    @Test
    void canCuocIsNotTakenForTheWordNeed() {
        assertThat(understand("can cuoc het han").content())
                .isEqualTo(understand("het han").content() + 2);
    }

    @Test
    void hearsGreetingThanksAndTheWishForAPerson() {
        assertThat(understand("chào cán bộ ạ").talk()).containsExactly(Talk.GREETING);
        assertThat(understand("cam on em nhieu").talk()).containsExactly(Talk.THANKS);
        assertThat(understand("cho toi gap can bo").talk()).containsExactly(Talk.PERSON);
        assertThat(understand("xoa du lieu cua toi").talk()).containsExactly(Talk.ERASURE);
    }

    @Test
    void aQuestionAboutNothingButAFacetHasNoContent() {
        for (String question :
                List.of("thế phí bao nhiêu", "nộp ở đâu ạ", "giay to gom nhung gi vay", "mấy hôm thì lấy được")) {
            assertThat(understand(question).content()).as(question).isZero();
            assertThat(understand(question).facets()).as(question).hasSize(1);
        }
    }

    @Test
    void confidencesAreOrderedAndBetweenZeroAndOne() {
        List<Double> confidences = understand("khai sinh hay khai tử, kết hôn hay độc thân").candidates().stream()
                .map(Candidate::confidence)
                .toList();

        assertThat(confidences).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(confidences).allSatisfy(confidence -> assertThat(confidence).isBetween(0.0, 1.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "🙂🙂🙂", "\u200b\u200b", "\u0000", "\u202eabc", "0", "?????", "*:* AND (", "\ud83d"})
    void oddInputIsNoQuestion(String text) {
        assertThat(understand(text).candidates())
                .allSatisfy(candidate -> assertThat(candidate.confidence()).isLessThan(POSSIBLE));
    }

    @Test
    void aVeryLongTextTakesNoLongTime() {
        var random = new Random(7);
        String different = IntStream.range(0, 20_000)
                .mapToObj(i -> i % 4 == 3 ? " " : String.valueOf((char) ('a' + random.nextInt(26))))
                .collect(Collectors.joining());
        understand(different);

        assertTimeout(Duration.ofSeconds(1), () -> understand(different));
        assertTimeout(Duration.ofSeconds(1), () -> understand("khai sinh ".repeat(2_000)));
        assertTimeout(Duration.ofSeconds(1), () -> understand("a".repeat(20_000)));
    }

    private static Candidate best(Understanding understanding) {
        return understanding.candidates().getFirst();
    }
}
