package vn.hoixa.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.escalation.Order.Verb;

/** What officers write, read as orders. */
class OrdersTest {
    @ParameterizedTest
    @CsvSource({
        "nhận, TAKE",
        "Nhan, TAKE",
        "1, TAKE",
        "em nhận ạ, TAKE",
        "xem, VIEW",
        "2, VIEW",
        "Chuyển, PASS",
        "3, PASS",
        "chuyen co quan khac, PASS_OUTSIDE",
        "hỏi lại, ASK_BACK",
        "hoi lai, ASK_BACK",
        "4, ASK_BACK",
        "gửi, SEND",
        "GUI, SEND",
        "Gửi nhé., SEND",
        "5, SEND",
        "xong, DONE",
        "Xong rồi!, DONE",
        "6, DONE",
        "đã gọi điện, DONE_BY_TELEPHONE",
        "từ chối, REFUSE",
        "trực, ON_DUTY",
        "hom nay em truc, ON_DUTY",
        "bỏ, DISCARD",
        "bo, DISCARD",
        "huỷ, DISCARD",
        "hủy, DISCARD",
        "là tôi, MINE",
        "7, WRITE",
        "Bác mang căn cước nhé, WRITE",
        "Gửi bác mẫu đơn ở bàn số 2, WRITE",
        "Nhận hồ sơ tại trung tâm, WRITE",
        "xem ở bảng tin giúp em, WRITE"
    })
    void readsWordsWithMarksAndWithout(String said, Verb verb) {
        assertThat(Orders.of(said).verb()).isEqualTo(verb);
    }

    @Test
    void readsDecomposedWords() {
        String decomposed = java.text.Normalizer.normalize("nhận", java.text.Normalizer.Form.NFD);

        assertThat(Orders.of(decomposed).verb()).isEqualTo(Verb.TAKE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CH-0427 Bác mang căn cước",
                "ch 427 Bác mang căn cước",
                "CH0427: Bác mang căn cước",
                "câu hỏi số 427, Bác mang căn cước",
                "cau hoi so CH-0427 Bác mang căn cước"
            })
    void readsTheNumberOfACaseBeforeWords(String said) {
        Order order = Orders.of(said);

        assertThat(order.verb()).isEqualTo(Verb.WRITE);
        assertThat(order.number()).isEqualTo(new CaseNumber(427));
        assertThat(order.rest()).isEqualTo("Bác mang căn cước");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CH-0427 xong", "xong CH-0427", "xong ch427", "ch 427 6"})
    void readsTheNumberOfACaseBesideAnOrder(String said) {
        Order order = Orders.of(said);

        assertThat(order.verb()).isEqualTo(Verb.DONE);
        assertThat(order.number()).isEqualTo(new CaseNumber(427));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ch-0000 xong", "chồng tôi 427", "ch 12345678901 xong"})
    void takesNothingElseForANumber(String said) {
        assertThat(Orders.of(said).number()).isNull();
    }

    @Test
    void readsWhatFollowsTheWordAsItWasWritten() {
        Order order = Orders.of("chuyển cho chị Đặng Thị Mẫu: nhà này hỏi đất");

        assertThat(order.verb()).isEqualTo(Verb.PASS);
        assertThat(order.rest()).isEqualTo("chị Đặng Thị Mẫu: nhà này hỏi đất");
        assertThat(Orders.of("Chuyển cơ quan khác: Công an tỉnh").rest()).isEqualTo("Công an tỉnh");
    }

    @Test
    void partsAnOrderFromASentenceThatBeginsAlike() {
        assertThat(Orders.of("từ chối: không thuộc xã").isParted()).isTrue();
        assertThat(Orders.of("Từ chối nhận di sản thì bác mang căn cước").isParted())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chờ em chút nhé",
                "Bác đợi cháu một lát ạ",
                "cho em chut nhe",
                "doi chut",
                "chờ em hỏi chút nhé",
                "Bác chờ 5 phút",
                "cho em mot luc nhe",
                "chờ em lúc"
            })
    void knowsWordsThatOnlyAskForPatience(String said) {
        assertThat(Orders.of(said).verb()).isEqualTo(Verb.HOLD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cho em hoi chut",
                "cho bác thêm chút giấy tờ",
                "cho den luc nao cung duoc",
                "cho bac nop luc 8 gio nhe",
                "cho bac nop mot luc hai ho so",
                "ho so giu cho toi phut cuoi",
                "Bác có chờ được chút không?",
                "Bác mang căn cước, giấy chứng sinh lên trung tâm, chờ một chút là có kết quả trong ngày"
            })
    void takesNoAnswerForPatience(String said) {
        assertThat(Orders.of(said).verb()).isEqualTo(Verb.WRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "K7M2PXRT",
                "k7m2pxrt",
                "K7M2 PXRT",
                "k7m2-pxrt",
                "liên kết K7M2PXRT",
                "lien ket: k7m2pxrt",
                "Liên kết KHMTPXRT",
                "lien ket 12ab34cd"
            })
    void readsACode(String said) {
        assertThat(Orders.of(said).verb()).isEqualTo(Verb.LINK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nghiengg",
                "khmtpxrt",
                "22334455",
                "0912345678",
                "ket hon 2 lan",
                "liên kết tài khoản VNeID",
                "lien ket bao hiem",
                "liên kết",
                "kkkkkkkk"
            })
    void takesNoWordAndNoNumberForACode(String said) {
        assertThat(Orders.of(said).verb()).isNotEqualTo(Verb.LINK);
    }
}
