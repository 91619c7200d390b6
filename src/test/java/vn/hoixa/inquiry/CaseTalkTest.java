package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.Shipped.BIRTH;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.escalation.Affair;
import vn.hoixa.escalation.Affairs;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Kind;
import vn.hoixa.escalation.Level;
import vn.hoixa.escalation.Pending;
import vn.hoixa.escalation.State;
import vn.hoixa.inquiry.Decision.Answer;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Judged;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Settle;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Told;
import vn.hoixa.inquiry.Decision.WhichCase;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.ZaloEvent;

class CaseTalkTest {
    private static final Instant NOW = MovableClock.START;
    private static final Affair LATELY = affair(427, State.NEW, NOW.minus(Duration.ofMinutes(10)), null);
    private static final Affair LONG_AGO = affair(428, State.TAKEN, NOW.minus(Duration.ofHours(5)), null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CH-0427",
                "ch0427",
                "Câu hỏi số 427",
                "ch 427 den dau roi",
                "cau hoi so CH-0427 cua toi bao gio moi co tra loi vay em",
                "Câu số 427 xong chưa ạ"
            })
    void tellsHowFarACaseIs(String text) {
        assertThat(having(LATELY).saying(text).decision())
                .isInstanceOfSatisfying(
                        Told.class, told -> assertThat(told.affair()).isEqualTo(LATELY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CH-0499", "câu hỏi số 499 đến đâu rồi"})
    void aNumberThatIsNotTheirsIsAsOneThatNobodyHas(String text) {
        assertThat(having(LATELY).saying(text).decision())
                .isInstanceOfSatisfying(
                        Told.class, told -> assertThat(told.affair()).isNull());
    }

    @Test
    void whatIsWrittenBesideANumberBelongsToIt() {
        assertThat(having(LONG_AGO, LATELY)
                        .saying("CH-0428 nhà tôi ở thôn Đầu Mẫu, thửa số mười hai, có sổ đỏ rồi")
                        .decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.joins()).isEqualTo(LONG_AGO.about()));
    }

    @Test
    void noNumberOfAnyKindIsTakenForACase() {
        assertThat(CaseTalk.number(aTurn().saying("số điện thoại 0912345678").situation()))
                .isNull();
        assertThat(CaseTalk.number(aTurn().saying("thửa 427 tờ 12").situation()))
                .isNull();
    }

    @Test
    void aSureQuestionLeavesTheCaseAlone() {
        assertThat(having(LATELY)
                        .saying("khai sinh cần giấy tờ gì")
                        .meaning(BIRTH, 0.95)
                        .decision())
                .isInstanceOf(Answer.class);
    }

    @Test
    void whatComesWithinAQuarterOfAnHourJoins() {
        assertThat(having(LONG_AGO, LATELY)
                        .saying("gặp cán bộ")
                        .talking(Talk.PERSON)
                        .decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.joins()).isEqualTo(LATELY.about()));
    }

    @Test
    void whatComesLaterIsAskedAboutOnce() {
        assertThat(having(LONG_AGO).saying("chuyện này khó quá").withContent().decision())
                .isInstanceOfSatisfying(
                        WhichCase.class, which -> assertThat(which.offered()).containsExactly(LONG_AGO));
        assertThat(pending().saying("chuyện này khó quá").withContent().decision())
                .isInstanceOfSatisfying(Settle.class, settle -> {
                    assertThat(settle.affair()).isEqualTo(LONG_AGO);
                    assertThat(settle.more()).isEqualTo("chuyện này khó quá");
                });
    }

    @Test
    void picturesAreAskedAboutLikewise() {
        assertThat(having(LONG_AGO)
                        .with(new ZaloEvent.Image(TurnBuilder.origin(), "m", "", List.of()))
                        .decision())
                .isInstanceOf(WhichCase.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "câu cũ", "ve viec do"})
    void theAnswerPutsItToTheCase(String text) {
        assertThat(pending().saying(text).decision())
                .isInstanceOfSatisfying(
                        Settle.class, settle -> assertThat(settle.affair()).isEqualTo(LONG_AGO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "việc khác em ạ", "viec khac"})
    void theAnswerMakesItOneOfItsOwn(String text) {
        assertThat(pending().saying(text).decision())
                .isInstanceOfSatisfying(
                        Settle.class, settle -> assertThat(settle.affair()).isNull());
    }

    @Test
    void anOddNumberAsksNotAgain() {
        assertThat(pending().saying("7").decision())
                .isInstanceOfSatisfying(
                        Settle.class, settle -> assertThat(settle.affair()).isEqualTo(LONG_AGO));
    }

    @Test
    void aQuotedLetterSaysWhichCase() {
        assertThat(aTurn().having(new Affairs(List.of(LONG_AGO, LATELY), LONG_AGO, null))
                        .saying("tôi bổ sung thêm")
                        .withContent()
                        .decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.joins()).isEqualTo(LONG_AGO.about()));
    }

    @Test
    void whateverAnswersAnOfficersQuestionGoesToThatOfficer() {
        Affair waiting = affair(429, State.WAITING, NOW.minus(Duration.ofHours(20)), null);

        assertThat(having(waiting).saying("ờ thôn Đầu Mẫu").withContent().decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.joins()).isEqualTo(waiting.about()));
        assertThat(having(waiting).saying("2").decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.joins()).isEqualTo(waiting.about()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cảm ơn em, bác hiểu rồi", "cam on em", "ok rõ rồi"})
    void thanksConfirmAnAnswer(String text) {
        Affair answered = answered(NOW.minus(Duration.ofDays(2)));

        assertThat(having(answered).saying(text).talking(Talk.THANKS).decision())
                .isInstanceOfSatisfying(
                        Judged.class, judged -> assertThat(judged.isContent()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chưa đúng", "van chua hieu em oi", "cảm ơn nhưng tôi chưa rõ"})
    void doubtsReopenIt(String text) {
        assertThat(having(answered(NOW.minus(Duration.ofDays(2)))).saying(text).decision())
                .isInstanceOfSatisfying(
                        Judged.class, judged -> assertThat(judged.isContent()).isFalse());
    }

    @Test
    void afterThreeDaysThanksAreOnlyThanks() {
        assertThat(having(answered(NOW.minus(Duration.ofDays(4))))
                        .saying("cảm ơn em")
                        .talking(Talk.THANKS)
                        .decision())
                .isInstanceOf(SmallTalk.class);
    }

    /** It may be about the one who has the case; the case decides whether it can join. */
    @Test
    void aGrievanceIsNeverAskedAbout() {
        assertThat(having(LONG_AGO)
                        .saying("tôi muốn tố cáo ông A")
                        .withContent()
                        .decision())
                .isInstanceOfSatisfying(Escalate.class, escalate -> {
                    assertThat(escalate.why()).isEqualTo(Why.DENUNCIATION);
                    assertThat(escalate.joins()).isNull();
                });
        assertThat(pending().saying("tôi tố cáo việc đó").withContent().decision())
                .isInstanceOf(Escalate.class);
    }

    @Test
    void aComplaintWaitsForNoAnswer() {
        assertThat(pending()
                        .saying("chị Lan hộ tịch thái độ quá tệ")
                        .talking(Talk.COMPLAINT)
                        .withContent()
                        .decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.joins()).isEqualTo(LONG_AGO.about()));
    }

    @Test
    void whoComplainedAndThenChoseACaseStillComplains() {
        Situation situation = aTurn().saying("1").situation();
        var complaint = new Pending(3, "UNSURE", null, null, "chị Lan quát dân", true, List.of(428L));

        assertThat(Handovers.of(situation, new Settle(Reason.of("which-case"), complaint, LONG_AGO, "")))
                .hasValueSatisfying(handover -> assertThat(handover.complains()).isTrue());
        assertThat(Handovers.of(
                        aTurn().saying("chị ấy quát dân")
                                .talking(Talk.COMPLAINT)
                                .situation(),
                        new Settle(
                                Reason.of("which-case"),
                                complaint.saying("gặp cán bộ", false),
                                LONG_AGO,
                                "chị ấy quát dân")))
                .hasValueSatisfying(handover -> assertThat(handover.complains()).isTrue());
    }

    private static TurnBuilder having(Affair... affairs) {
        return aTurn().having(new Affairs(List.of(affairs), null, null));
    }

    private static TurnBuilder pending() {
        var pending = new Pending(3, "UNSURE", null, null, "…", false, List.of(428L));
        return aTurn().having(new Affairs(List.of(LONG_AGO), null, pending));
    }

    private static Affair answered(Instant at) {
        return affair(430, State.TAKEN, at, "Bác mang căn cước.");
    }

    private static Affair affair(int number, State state, Instant spokenAt, @Nullable String answer) {
        var about = new Case(
                number,
                "xa-mau",
                new CaseNumber(number),
                new ResidentId("4600000000000000001", "u1"),
                1,
                Kind.QUESTION,
                Level.ORDINARY,
                "UNSURE",
                null,
                null,
                state,
                7L,
                Exclusion.NOBODY,
                spokenAt,
                spokenAt.plus(Duration.ofDays(1)),
                null,
                null,
                0,
                1);
        return new Affair(
                about,
                spokenAt,
                "Lý Thị Mẫu",
                null,
                "",
                answer,
                answer == null ? null : spokenAt,
                null,
                answer != null);
    }
}
