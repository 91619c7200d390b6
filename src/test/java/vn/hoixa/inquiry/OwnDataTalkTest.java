package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.inquiry.Decision.OwnData;
import vn.hoixa.inquiry.Decision.Wish;
import vn.hoixa.matching.Models;
import vn.hoixa.testing.MovableClock;

/** Who wants to know what is kept of them, or have it erased, and who asks the office something else. */
class OwnDataTalkTest {
    private static Rehearsal rehearsal;

    @BeforeAll
    static void open() {
        rehearsal = new Rehearsal(Shipped.KNOWLEDGE, new Models(Path.of("target", "models")), () -> MovableClock.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Xoá dữ liệu của tôi",
                "Xóa dữ liệu của tôi.",
                "XOÁ DỮ LIỆU CỦA TÔI",
                "xoa du lieu cua toi",
                "xoa dl cua toi",
                "xóa dữ liệu",
                "xoá dử liệu của tui",
                "xoá giữ liệu của em nhé",
                "xoa het thong tin cua toi",
                "cho tôi xoá hết dữ liệu cá nhân của tôi trên zalo này với ạ",
                "admin ơi xoá giúp em toàn bộ tin nhắn của em đi ạ",
                "tôi muốn xoá dữ liệu của tôi được không ạ?",
                "yêu cầu xóa bỏ tất cả thông tin cá nhân của tôi",
                "huỷ dữ liệu của cháu",
                "đề nghị xoá dữ liệu của bác",
                "xoá dữ liệu của tôi\nxoá đi"
            })
    void understandsThatTheirDataAreToBeErased(String text) {
        assertThat(rule(text)).isEqualTo("erasure-asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dữ liệu của tôi",
                "du lieu cua toi",
                "dữ liệu của tôi đang lưu gì",
                "cho tôi xem dữ liệu của tôi",
                "trang này đang lưu gì về tôi?",
                "dang luu nhung gi cua em",
                "trang này giữ thông tin gì của tôi ạ"
            })
    void understandsThatTheyAskWhatIsKept(String text) {
        assertThat(rule(text)).isEqualTo("own-data-asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xoá đăng ký thường trú cần giấy tờ gì",
                "xoá đăng ký thường trú cho con tôi",
                "xoá tên tôi trong hộ khẩu thì làm sao",
                "xoá thông tin hộ khẩu của tôi thế nào",
                "xoá đăng ký tạm trú của em ở trọ",
                "xoá thế chấp sổ đỏ của tôi",
                "xoá đăng ký hộ kinh doanh của tôi",
                "làm sao xoá dữ liệu khai sinh bị trùng của con tôi",
                "xoá dữ liệu của tôi trên VNeID thì ra đâu",
                "đừng xoá dữ liệu của tôi",
                "xoá án tích của tôi",
                "xoá nợ thuế cho tôi",
                "thông tin của tôi bị sai trên giấy khai sinh",
                "cho em xin thông tin",
                "xoá",
                "đồng ý",
                "gửi ảnh cho tôi",
                "tin nhắn của tôi đâu"
            })
    void leavesToTheOfficeWhatIsAskedOfIt(String text) {
        assertThat(rule(text)).isNotIn("erasure-asked", "own-data-asked", "erasure-confirmed");
    }

    @Test
    void saysHowWhereMoreIsSaidThanThat() {
        assertThat(rule("tôi sợ lộ lắm, làm sao để xoá dữ liệu của tôi vậy")).isEqualTo("erasure-beside");
        assertThat(rehearsal.ask("đừng xoá dữ liệu của tôi").texts().getLast())
                .contains("xin nhắn đúng câu: Xoá dữ liệu của tôi.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XOÁ", "xoa", "xoá đi", "Đồng ý", "vâng ạ", "ok xoá", "có"})
    void erasesAfterAYesWithinHalfAnHour(String yes) {
        assertThat(answer(yes, Duration.ofMinutes(29))).isEqualTo(Wish.ERASE);
        assertThat(answer(yes, Duration.ofMinutes(31))).isEqualTo(Wish.LATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"không", "thôi", "đừng xoá", "giữ nguyên"})
    void keepsAllAfterANo(String no) {
        assertThat(answer(no, Duration.ofMinutes(5))).isEqualTo(Wish.KEEP);
    }

    @Test
    void forgetsTheQuestionOnceAnythingElseWasSaid() {
        Rehearsal.Talk talk = rehearsal.conversation();
        talk.say("xoá dữ liệu của tôi");
        talk.say("làm giấy khai sinh cần gì");

        assertThat(talk.state().erasureAskedAt()).isNull();
        assertThat(talk.say("xoá").explanation().rule()).isNotEqualTo("erasure-confirmed");
    }

    @Test
    void takesABareYesForTheOfficerWhoWroteSince() {
        TurnBuilder yes = aTurn().after(asked()).whileAnOfficerSpeaks();

        assertThat(yes.saying("có").decision()).isNotInstanceOf(OwnData.class);
        assertThat(aTurn().after(asked()).whileAnOfficerSpeaks().saying("xoá").decision())
                .isEqualTo(new OwnData("erasure-confirmed", Wish.ERASE));
    }

    @Test
    void hearsItAlsoWhileAnOfficerWrites() {
        assertThat(aTurn().whileAnOfficerSpeaks().saying("xoa du lieu cua toi").decision())
                .isEqualTo(new OwnData("erasure-asked", Wish.ASK));
    }

    private static Conversation.State asked() {
        return Conversation.NEW.state().afterErasureAsked(MovableClock.START);
    }

    private static Wish answer(String text, Duration later) {
        return ((OwnData) aTurn().after(asked()).later(later).saying(text).decision()).wish();
    }

    private static String rule(String text) {
        return rehearsal.ask(text).explanation().rule();
    }
}
