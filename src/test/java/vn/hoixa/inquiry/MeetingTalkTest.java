package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.inquiry.Conversation.Awaited.What;
import vn.hoixa.inquiry.MeetingTalk.Day;
import vn.hoixa.inquiry.MeetingTalk.Wish;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.matching.Matcher;
import vn.hoixa.matching.Models;
import vn.hoixa.meeting.MeetingKind;

/** Who asks for dialogues and reception days, sends a question or comes, and who asks the office something else. */
class MeetingTalkTest {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);

    /** They are about meeting the leaders, and may be taken so. */
    private static final Set<String> ABOUT_LEADERS = Set.of("ve-xa.lich-tiep-cua-lanh-dao", "xa.tiep-cong-dan");

    private static Matcher matcher;

    @BeforeAll
    static void open() {
        matcher = new Matcher(Shipped.KNOWLEDGE, new Models(Path.of("target", "models")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bao giờ xã đối thoại với dân?",
                "bao gio doi thoai",
                "khi nào có buổi đối thoại vậy ạ",
                "lịch đối thoại của xã",
                "lich doi thoai",
                "sắp tới xã có đối thoại không",
                "xã mình có buổi đối thoại nào không ạ",
                "hôm mô xã đối thoại rứa",
                "gửi câu hỏi đối thoại ở đâu",
                "làm sao để gửi câu hỏi cho buổi đối thoại",
                "muốn gửi câu hỏi đối thoại thì hạn đến hôm nào",
                "bao h doi thoai v a"
            })
    void understandsWhoAsksForTheNextDialogue(String text) {
        assertThat(wish(text)).isEqualTo(new Wish.When(MeetingKind.DIALOGUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lịch tiếp dân",
                "lich tiep dan",
                "lịch tiếp công dân của chủ tịch xã",
                "hôm nào chủ tịch tiếp dân",
                "hom nao chu tich tiep dan a",
                "bữa mô chủ tịch tiếp dân rứa",
                "mấy giờ lãnh đạo xã tiếp dân",
                "tuần này chủ tịch có tiếp dân không",
                "hom nay co tiep dan ko",
                "hôm nào gặp được chủ tịch xã mình",
                "muốn gặp ông chủ tịch xã nói chiện cái đường, bữa mô ổng tiếp dân",
                "cho em hỏi thứ mấy xã tiếp công dân ạ",
                "lịhc tiếp dân thág này"
            })
    void understandsWhoAsksForTheNextReceptionDay(String text) {
        assertThat(wish(text)).isEqualTo(new Wish.When(MeetingKind.RECEPTION));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Gửi câu hỏi đối thoại: Bao giờ làm đường thôn Giữa? | Bao giờ làm đường thôn Giữa?",
                "gui cau hoi doi thoai: bao gio lam duong thon Giua | bao gio lam duong thon Giua",
                "gửi câu hỏi cho buổi đối thoại: rác thôn tôi cả tuần chưa thu | rác thôn tôi cả tuần chưa thu",
                "Tôi gửi câu hỏi đối thoại ngày 28/11: đất ruộng có được chuyển không | đất ruộng có được chuyển không",
                "câu hỏi đối thoại: sao nước máy hay mất | sao nước máy hay mất",
                "tôi muốn hỏi tại buổi đối thoại là khi nào có trạm y tế mới | khi nào có trạm y tế mới",
                "gởi câu hỏi đối thoại với dân: <b>đèn</b> đường hỏng | <b>đèn</b> đường hỏng",
                "gửi câu hỏi đối thoại | ''",
                "em muốn gửi câu hỏi tới buổi đối thoại ạ | ''",
            })
    void takesTheQuestionInTheirOwnWords(String text, String question) {
        assertThat(wish(text)).isEqualTo(new Wish.Ask(question));
    }

    @Test
    void takesTheQuestionThatStandsBefore() {
        assertThat(wish("Đường thôn Bến hỏng nặng khi nào sửa. Gửi câu hỏi này cho buổi đối thoại"))
                .isInstanceOfSatisfying(
                        Wish.Ask.class, ask -> assertThat(ask.question()).startsWith("Đường thôn Bến hỏng nặng"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tôi đăng ký gặp chủ tịch thứ năm về đất đai | đất đai | THURSDAY |",
                "toi dang ky gap chu tich thu nam ve dat dai | dat dai | THURSDAY |",
                "em dk gặp chủ tịch t5 về việc con đường ngập | con đường ngập | THURSDAY |",
                "tôi muốn gặp chủ tịch thứ 5 này để nói chuyện đất | đất | THURSDAY |",
                "đăng ký tiếp dân ngày 26/11 về chuyện hàng xóm lấn đất | hàng xóm lấn đất | | 2026-11-26",
                "Thứ năm tôi lên gặp chủ tịch | '' | THURSDAY |",
                "tôi đăng ký gặp lãnh đạo xã | '' | |",
                "đăng ký tiếp công dân | '' | |",
                "mai tôi sẽ lên gặp chủ tịch về tiền hỗ trợ lũ | tiền hỗ trợ lũ | | 2026-11-25",
            })
    void understandsWhoComesAndAboutWhat(
            String text, String about, @Nullable DayOfWeek weekday, @Nullable LocalDate date) {
        assertThat(wish(text)).isInstanceOfSatisfying(Wish.Come.class, come -> {
            assertThat(come.about()).isEqualTo(about);
            assertThat(come.day()).isEqualTo(weekday == null && date == null ? null : new Day(date, weekday));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tôi không đến nữa",
                "toi khong den nua",
                "Tôi không đến được nữa ạ",
                "huỷ đăng ký",
                "hủy đăng ký gặp chủ tịch",
                "xin lỗi em bận không lên được",
                "rút câu hỏi",
                "rut cau hoi",
                "rút câu hỏi đối thoại",
                "thôi không gặp chủ tịch nữa",
                "k đến nữa nha"
            })
    void understandsWhoDoesNotComeAnyMore(String text) {
        assertThat(wish(text)).isInstanceOf(Wish.Leave.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "huỷ đăng ký kết hôn thì làm sao",
                "hủy đăng ký tạm trú cho con tôi",
                "tôi không đến được thì uỷ quyền cho con làm khai sinh được không",
                "đăng ký khai sinh cho con",
                "đăng ký thường trú thứ năm có làm không",
                "bao giờ có kết quả hồ sơ",
                "tôi muốn gặp cán bộ",
                "tôi muốn gặp chủ tịch",
                "gặp chủ tịch xã cần mang giấy tờ gì",
                "đi gặp chủ tịch có được mang luật sư không",
                "được mời đối thoại khi khiếu nại xã, không đi có sao không",
                "thứ năm tuần trước tôi lên gặp chủ tịch mà không ai tiếp",
                "Lên điểm tiếp dân ở Cuối Mẫu ba hôm liền đều đóng cửa im ỉm.",
                "lịch làm việc của xã",
                "hội đồng nhân dân xã tiếp cử tri ngày mấy",
                "bí thư xã tiếp dân ngày nào",
                "tôi gửi câu hỏi hôm qua chưa thấy trả lời",
                "câu hỏi số 427 đến đâu rồi",
                "lịch tiêm phòng",
                "công ty không chịu đối thoại với công nhân thì khi nào được đình công",
                "cô tiếp dân nói nhát gừng, hỏi gì cũng bảo về xem lại"
            })
    void leavesAllElseToTheOthers(String text) {
        assertThat(wish(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tôi đăng ký", "em đăng ký ạ", "tôi sẽ đến"})
    void lessIsEnoughForWhoWasJustTold(String text) {
        assertThat(wish(text, What.CHOICE)).isInstanceOf(Wish.Come.class);
        assertThat(wish(text, null)).isNull();
    }

    @Test
    void lessIsEnoughToAskForWhoWasJustTold() {
        assertThat(wish("gửi câu hỏi: sao chưa có đèn", What.CHOICE)).isEqualTo(new Wish.Ask("sao chưa có đèn"));
        assertThat(wish("tôi đăng ký kết hôn", What.CHOICE)).isNull();
        assertThat(wish("thôi", What.QUESTION)).isEqualTo(new Wish.No());
        assertThat(wish("thôi", null)).isNull();
    }

    @Test
    void stealsNoneOfTheQuestionsThatGuidesAnswer() {
        List<String> stolen = new ArrayList<>();
        for (Guide guide : Shipped.KNOWLEDGE.guides()) {
            if (!ABOUT_LEADERS.contains(guide.code())) {
                guide.phrasings().forEach(text -> steals(text, stolen));
            }
        }
        for (LabelledQuestion question : Shipped.KNOWLEDGE.golden()) {
            if (question.codes().stream().noneMatch(ABOUT_LEADERS::contains)) {
                steals(question.question(), stolen);
            }
        }

        assertThat(stolen).isEmpty();
    }

    /** Without anything but the words as they were typed: the speller is asked where it can make a difference. */
    private static void steals(String text, List<String> stolen) {
        Wish wish = MeetingTalk.wish(Shipped.KNOWLEDGE.meetings(), text, List.of(), null, TUESDAY);
        if (wish != null && !(wish instanceof Wish.Leave)) {
            stolen.add(wish + " <- " + text);
        }
    }

    private static @Nullable Wish wish(String text) {
        return wish(text, null);
    }

    private static @Nullable Wish wish(String text, @Nullable What awaited) {
        return MeetingTalk.wish(
                Shipped.KNOWLEDGE.meetings(),
                text,
                matcher.understand(text, Shipped.COMMUNE).folded(),
                awaited,
                TUESDAY);
    }
}
