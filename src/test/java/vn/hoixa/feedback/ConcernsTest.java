package vn.hoixa.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.knowledge.Themes;
import vn.hoixa.matching.Grouping;
import vn.hoixa.testing.ShippedKnowledge;

/** Whether one broken bridge is seen as one, and what is not the bridge is left out of it. */
class ConcernsTest {
    private static final Themes THEMES = ShippedKnowledge.read().publish().themes();

    private static final List<String> BRIDGE = List.of(
            "cầu qua suối ở Bến Mẫu gãy rồi, bà con không đi được",
            "cau ben mau gay mat mot nhip",
            "Cầu Bến Mẫu sập từ hôm qua, con tôi không qua đi học được",
            "cái cầu bến mẫu nó gãy, xe máy phải vòng hơn chục cây số",
            "cau ben mau sap roi xa oi",
            "Đề nghị xã sửa cây cầu Bến Mẫu bị gãy",
            "bao giờ làm lại cầu bến mẫu, gãy cả tuần nay",
            "cầu gãy ở bến mẫu nguy hiểm lắm, trẻ con vẫn trèo qua",
            "cau ben mau hong, di lai kho khan",
            "Cầu Bến Mẫu gãy, người ốm không chở đi viện được",
            "sua cau ben mau di xa oi, cau gay may hom roi",
            "cầu Bến Mẫu bị nước cuốn gãy",
            "Từ hôm gãy cầu Bến Mẫu nhà tôi không bán được hàng",
            "cau ben mau gay, tre con khong den truong duoc");

    private static final List<String> OTHERS = List.of(
            "đèn đường thôn Đầu Mẫu hỏng cả tháng",
            "rác chất đống ở chợ, mùi không chịu nổi",
            "Cán bộ một cửa hướng dẫn rất tận tình",
            "làm giấy khai sinh phải đi lại ba lần",
            "nước máy yếu quá, tối không có mà tắm",
            "karaoke hát tới khuya",
            "chó thả rông ở ngõ cắn trẻ con",
            "đường vào trường lầy lội",
            "cầu thang ủy ban trơn, người già đi rất sợ",
            "Loa phát thanh Bến Mẫu rè không nghe được gì");

    private List<Feedback> remarks = new ArrayList<>();

    @BeforeEach
    void none() {
        remarks = new ArrayList<>();
    }

    @Test
    void oneBridgeIsOneMatterWithFourteenVoices() {
        BRIDGE.forEach(text -> say(text, null));
        OTHERS.forEach(text -> say(text, null));

        List<Concern> concerns = concerns(2);
        assertThat(concerns).extracting(Concern::quote).hasSize(1);
        assertThat(concerns.getFirst().residents()).isGreaterThanOrEqualTo(12);
        assertThat(concerns.getFirst().quote()).contains("ầu");
    }

    @Test
    void whatIsUnlikeTheFirstMayBeLikeAnother() {
        say("Cầu qua suối ở Bến Mẫu gãy rồi, xe không qua được", null);
        say("cau ben mau gay, xe may khong qua duoc", null);
        say("Cầu Bến Mẫu bị gãy, người ốm không chở đi viện được", null);

        assertThat(concerns(2)).singleElement().extracting(Concern::residents).isEqualTo(3L);
    }

    @Test
    void whoSaysItTwiceIsOneVoice() {
        remarks.add(remark(7, "cầu Bến Mẫu gãy rồi", null));
        remarks.add(remark(7, "cầu Bến Mẫu gãy rồi, bao giờ sửa", null));
        remarks.add(remark(8, "cau ben mau gay roi", null));

        assertThat(concerns(2)).singleElement().extracting(Concern::residents).isEqualTo(2L);
    }

    @Test
    void lampsOfTwoHamletsAreTwoLamps() {
        say("đèn đường hỏng cả tháng nay", "Bến Mẫu");
        say("đèn đường hỏng cả tuần nay", "Bến Mẫu");
        say("den duong hong ca thang nay", "Đầu Mẫu");
        say("đèn đường hỏng cả tháng nay rồi", "Đầu Mẫu");
        say("đèn đường hỏng cả tháng rồi", null);

        assertThat(concerns(2)).extracting(Concern::residents).containsExactlyInAnyOrder(3L, 2L);
    }

    @Test
    void whatNobodyMayBeQuotedOnIsLeftOut() {
        for (long resident = 1; resident <= 5; resident++) {
            remarks.add(new Feedback(
                    resident,
                    resident,
                    Instant.EPOCH,
                    THEMES.secondLevel().getFirst(),
                    1,
                    Tone.COMPLAINT,
                    false,
                    null,
                    null,
                    null,
                    "",
                    false,
                    null));
        }
        assertThat(concerns(2)).isEmpty();
        assertThat(terms().residents()).isEmpty();
    }

    @Test
    void remarksOfTheExamplesAreNotAllOneMatter() {
        THEMES.secondLevel().forEach(theme -> theme.examples().forEach(text -> say(text, null)));

        assertThat(concerns(2).getFirst().residents()).isLessThan(remarks.size() / 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nước ngập", "ngập sâu"})
    void termsAreWrittenAsResidentsWriteThem(String term) {
        say("nuoc ngap sau vao nha roi", null);
        say("nước ngập sâu cả xóm", null);

        String folded = vn.hoixa.knowledge.Folding.fold(term);
        assertThat(terms().residents()).containsEntry(folded, 2L);
        assertThat(terms().written()).containsEntry(folded, term);
    }

    private void say(String text, @Nullable String hamlet) {
        remarks.add(remark(remarks.size() + 1, text, hamlet));
    }

    private static Feedback remark(long resident, String text, @Nullable String hamlet) {
        return new Feedback(
                resident,
                resident,
                Instant.EPOCH,
                THEMES.secondLevel().getFirst(),
                1,
                Tone.COMPLAINT,
                false,
                hamlet,
                null,
                null,
                "",
                false,
                text);
    }

    private List<Concern> concerns(int fewest) {
        return Concerns.of(remarks, fewest, Grouping.byMatter(new Usage(THEMES)::weight));
    }

    private Concerns.Terms terms() {
        return Concerns.terms(remarks, new Usage(THEMES));
    }
}
