package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.Shipped.BIRTH;
import static vn.hoixa.inquiry.Shipped.DEATH;
import static vn.hoixa.inquiry.Shipped.MARRIAGE;
import static vn.hoixa.inquiry.Shipped.SINGLE;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;
import static vn.hoixa.inquiry.TurnBuilder.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.attachment.Scan;
import vn.hoixa.inquiry.Conversation.State;
import vn.hoixa.inquiry.Decision.Alarm;
import vn.hoixa.inquiry.Decision.Answer;
import vn.hoixa.inquiry.Decision.Clarify;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Note;
import vn.hoixa.inquiry.Decision.OwnData;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Repeat;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.inquiry.Decision.Wish;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.ZaloEvent;

class PolicyTest {
    private static final Instant NOW = MovableClock.START;
    private static final Menu FACETS_OF_BIRTH = new Menu(
            List.of(new Menu.Option(BIRTH.code(), Facet.PAPERS, null), new Menu.Option(BIRTH.code(), Facet.FEE, null)));
    private static final Menu WHICH = new Menu(List.of(
            new Menu.Option(MARRIAGE.code(), null, "đăng ký kết hôn"),
            new Menu.Option(SINGLE.code(), null, "giấy độc thân")));
    private static final Menu OTHERS = new Menu(List.of(new Menu.Option(DEATH.code(), null, "khai tử")));
    private static final State NEW = Conversation.NEW.state();
    private static final State SPOKE_OF_BIRTH = NEW.afterAnswer(FACETS_OF_BIRTH, BIRTH.code(), List.of(), NOW);

    @Test
    void leavesTheConversationToAnOfficerWhoSpeaksUnlessThereIsDanger() {
        assertThat(aTurn().saying("khai sinh").whileAnOfficerSpeaks().decision())
                .isEqualTo(new Note(Reason.of("officer-speaks")));
        assertThat(aTurn().saying("cháy nhà")
                        .talking(Talk.EMERGENCY)
                        .whileAnOfficerSpeaks()
                        .decision())
                .isInstanceOf(Alarm.class);
    }

    @Test
    void reachesAPersonThoughAnOfficerSpeaks() {
        assertThat(aTurn().saying("0").whileAnOfficerSpeaks().decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.why()).isEqualTo(Why.ASKED));
        assertThat(aTurn().saying("gặp lãnh đạo")
                        .talking(Talk.PERSON)
                        .whileAnOfficerSpeaks()
                        .decision())
                .isInstanceOf(Escalate.class);
        assertThat(aTurn().saying("tôi tố cáo ông ấy nhận phong bì")
                        .whileAnOfficerSpeaks()
                        .decision())
                .isInstanceOfSatisfying(
                        Escalate.class, escalate -> assertThat(escalate.why()).isEqualTo(Why.DENUNCIATION));
        assertThat(aTurn().saying("ông ấy hách dịch với dân")
                        .talking(Talk.COMPLAINT)
                        .withContent()
                        .whileAnOfficerSpeaks()
                        .decision())
                .isInstanceOf(Escalate.class);
        assertThat(aTurn().saying("1").whileAnOfficerSpeaks().decision()).isInstanceOf(Note.class);
        assertThat(aTurn().saying("tố cáo thì nộp đơn ở đâu?")
                        .whileAnOfficerSpeaks()
                        .decision())
                .isInstanceOf(Note.class);
    }

    @Test
    void takesAPosterInAPhotoForTheQuestionUnlessTheWordsSayMore() {
        assertThat(aTurn().saying("kết hôn")
                        .meaning(MARRIAGE, 0.95)
                        .showing(new Scan.Poster("1.001193"))
                        .decision())
                .isInstanceOfSatisfying(
                        Answer.class, answer -> assertThat(answer.guide()).isEqualTo(MARRIAGE));
        assertThat(aTurn().saying("cái này mất bao lâu")
                        .asking(Facet.TIME)
                        .showing(new Scan.Poster("1.001193"))
                        .decision())
                .isInstanceOfSatisfying(Answer.class, answer -> {
                    assertThat(answer.guide()).isEqualTo(BIRTH);
                    assertThat(answer.facets()).containsExactly(Facet.TIME);
                });
        assertThat(aTurn().saying("").showing(new Scan.Poster("9.999999")).decision())
                .isEqualTo(new SmallTalk(Reason.of("scanned-poster"), Line.WHICH));
    }

    @Test
    void welcomesAFollower() {
        Decision decision = aTurn().with(new ZaloEvent.Follow(origin())).decision();

        assertThat(decision).isEqualTo(new SmallTalk(Reason.of("follow"), Line.WELCOME));
    }

    @Test
    void saysNothingToAReceipt() {
        Decision decision = aTurn().with(new ZaloEvent.Received(origin(), "m")).decision();

        assertThat(decision).isEqualTo(new Note(Reason.of("nothing-said")));
    }

    @Test
    void aVoiceMessageGoesToAPersonWhateverElseIsSaid() {
        Decision decision = aTurn().with(new ZaloEvent.Audio(origin(), "m", "", "https://a.vn/a.amr"))
                .saying("khai sinh")
                .meaning(BIRTH, 0.99)
                .decision();

        assertThat(decision).isEqualTo(new Escalate(Reason.of("voice"), Why.VOICE));
    }

    @Test
    void aPictureGoesToAPersonUnlessItsWordsAsk() {
        var picture = new ZaloEvent.Image(origin(), "m", "", List.of("https://a.vn/a.jpg"));

        assertThat(aTurn().with(picture).decision()).isEqualTo(new Escalate(Reason.of("picture"), Why.PICTURE));
        assertThat(aTurn().with(picture).saying("khai sinh").meaning(BIRTH, 0.9).decision())
                .isInstanceOf(Answer.class);
    }

    @Test
    void zeroIsAlwaysAPerson() {
        assertThat(aTurn().saying("0").decision()).isEqualTo(new Escalate(Reason.of("digit-zero"), Why.ASKED));
        assertThat(aTurn().saying("0").after(SPOKE_OF_BIRTH).decision())
                .isEqualTo(new Escalate(Reason.of("digit-zero"), Why.ASKED));
        assertThat(aTurn().saying("0").quoting(WHICH).decision())
                .isEqualTo(new Escalate(Reason.of("digit-zero"), Why.ASKED));
        assertThat(aTurn().saying("0.").decision().isSure()).isTrue();
    }

    @Test
    void aDigitAnswersTheOpenMenu() {
        assertThat(aTurn().saying("2").after(SPOKE_OF_BIRTH).decision())
                .isEqualTo(new Answer(Reason.of("digit"), BIRTH, List.of(Facet.FEE)));
    }

    @Test
    void aDigitAnswersTheQuotedMessagesMenuFirst() {
        assertThat(aTurn().saying("2").after(SPOKE_OF_BIRTH).quoting(WHICH).decision())
                .isEqualTo(new Answer(Reason.of("digit"), SINGLE, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "9", "99"})
    void aDigitOutOfRangeIsNotGuessed(String digit) {
        assertThat(aTurn().saying(digit).after(SPOKE_OF_BIRTH).decision())
                .isEqualTo(new Repeat(Reason.of("digit-without-choice"), FACETS_OF_BIRTH));
    }

    @Test
    void aDigitWithoutAMenuIsNotGuessed() {
        assertThat(aTurn().saying("1").decision())
                .isEqualTo(new SmallTalk(Reason.of("digit-without-menu"), Line.NO_MENU));
    }

    @Test
    void aLongNumberIsNoDigit() {
        assertThat(aTurn().saying("123")
                        .after(SPOKE_OF_BIRTH)
                        .decision()
                        .reason()
                        .rule())
                .isEqualTo("unsure");
    }

    @Test
    void aDigitOfAGuideThatIsGoneGoesToAPerson() {
        var menu = new Menu(List.of(new Menu.Option("9.999999", Facet.FEE, null)));

        assertThat(aTurn().saying("1").quoting(menu).decision())
                .isEqualTo(new Escalate(Reason.of("digit-of-gone-guide"), Why.NOT_QUOTABLE));
    }

    @Test
    void whoAsksForAPersonGetsOneEvenWithASureQuestion() {
        assertThat(aTurn().saying("cho gap can bo hoi khai sinh")
                        .talking(Talk.PERSON)
                        .meaning(BIRTH, 0.99)
                        .decision())
                .isEqualTo(new Escalate(Reason.of("asks-for-person"), Why.ASKED));
    }

    @Test
    void theWishToBeForgottenGoesToAPerson() {
        assertThat(aTurn().saying("xoa du lieu").talking(Talk.ERASURE).decision())
                .isEqualTo(new OwnData("erasure-asked", Wish.ASK));
    }

    @Test
    void keepsWhatHasNoWords() {
        assertThat(aTurn().with(new ZaloEvent.Sticker(origin(), "m", "", "s")).decision())
                .isEqualTo(new SmallTalk(Reason.of("no-words"), Line.STICKER));
        assertThat(aTurn().with(new ZaloEvent.Link(origin(), "m", "", "https://a.example"))
                        .decision())
                .isEqualTo(new SmallTalk(Reason.of("no-words"), Line.KEPT));
        assertThat(aTurn().saying("…").decision()).isEqualTo(new SmallTalk(Reason.of("no-words"), Line.EMPTY));
    }

    @Test
    void greetsAndThanksOnlyWhenNothingElseIsSaid() {
        assertThat(aTurn().saying("chào").talking(Talk.GREETING).decision())
                .isEqualTo(new SmallTalk(Reason.of("small-talk"), Line.GREETING));
        assertThat(aTurn().saying("chào, cảm ơn")
                        .talking(Talk.GREETING)
                        .talking(Talk.THANKS)
                        .decision())
                .isEqualTo(new SmallTalk(Reason.of("small-talk"), Line.THANKS));
        assertThat(aTurn().saying("chào, khai sinh")
                        .talking(Talk.GREETING)
                        .meaning(BIRTH, 0.9)
                        .decision())
                .isInstanceOf(Answer.class);
    }

    @Test
    void aFacetAloneIsAboutWhatWasSpokenOf() {
        assertThat(aTurn().saying("thế phí bao nhiêu")
                        .asking(Facet.FEE)
                        .after(SPOKE_OF_BIRTH)
                        .later(Duration.ofMinutes(29))
                        .decision())
                .isEqualTo(new Answer(Reason.of("follow-up"), BIRTH, List.of(Facet.FEE)));
    }

    @Test
    void afterHalfAnHourNothingIsSpokenOfAnyMore() {
        assertThat(aTurn().saying("thế phí bao nhiêu")
                        .asking(Facet.FEE)
                        .after(SPOKE_OF_BIRTH)
                        .later(Duration.ofMinutes(30))
                        .decision())
                .isEqualTo(new SmallTalk(Reason.of("which"), Line.WHICH));
    }

    @Test
    void aNewObjectIsNoFollowUp() {
        assertThat(aTurn().saying("khai tử bao nhiêu tiền")
                        .asking(Facet.FEE)
                        .meaning(DEATH, 0.9)
                        .after(SPOKE_OF_BIRTH)
                        .decision())
                .isEqualTo(new Answer(new Reason("sure", 0.9), DEATH, List.of(Facet.FEE)));
    }

    @Test
    void answersWhenSure() {
        assertThat(aTurn().saying("khai sinh")
                        .meaning(BIRTH, 0.72)
                        .meaning(DEATH, 0.2)
                        .decision())
                .isEqualTo(new Answer(new Reason("sure", 0.72), BIRTH, List.of()));
    }

    @Test
    void asksWhenTwoGuidesScoreAlike() {
        Decision decision = aTurn().saying("giấy kết hôn")
                .meaning(MARRIAGE, 0.6)
                .meaning(SINGLE, 0.5)
                .meaning(BIRTH, 0.05)
                .decision();

        assertThat(decision).isEqualTo(Shipped.which(new Reason("which-of", 0.6), MARRIAGE, SINGLE));
        assertThat(decision.isSure()).isFalse();
    }

    @Test
    void offersThreeAtMost() {
        Decision decision = aTurn().saying("giấy")
                .meaning(MARRIAGE, 0.5)
                .meaning(SINGLE, 0.5)
                .meaning(BIRTH, 0.5)
                .meaning(DEATH, 0.5)
                .decision();

        assertThat(decision).isEqualTo(Shipped.which(new Reason("which-of", 0.5), MARRIAGE, SINGLE, BIRTH));
    }

    @Test
    void asksBackTwiceInARowAndThenHandsOver() {
        State once = NEW.afterClarify(OTHERS, NOW);
        State twice = once.afterClarify(OTHERS, NOW);
        TurnBuilder unclear =
                aTurn().saying("giấy kết hôn").meaning(MARRIAGE, 0.6).meaning(SINGLE, 0.5);

        assertThat(unclear.after(once).decision()).isInstanceOf(Clarify.class);
        assertThat(unclear.after(twice).decision())
                .isEqualTo(new Escalate(new Reason("which-of", 0.6), Why.STILL_UNCLEAR));
        assertThat(unclear.after(twice.afterTalk()).decision()).isInstanceOf(Escalate.class);
        assertThat(unclear.after(twice.afterEscalate()).decision()).isInstanceOf(Clarify.class);
        assertThat(unclear.after(twice.afterAnswer(OTHERS, BIRTH.code(), List.of(), NOW))
                        .decision())
                .isInstanceOf(Clarify.class);
    }

    @Test
    void handsOverWhenUnsure() {
        assertThat(aTurn().saying("trồng cây gì").meaning(BIRTH, 0.29).decision())
                .isEqualTo(new Escalate(new Reason("unsure", 0.29), Why.UNSURE));
        assertThat(aTurn().saying("trồng cây gì").withContent().decision())
                .isEqualTo(new Escalate(Reason.of("unsure"), Why.UNSURE));
    }

    /** The shipped guides may be quoted from July 2025 on. */
    @Test
    void quotesNoGuideOutsideItsTime() {
        Instant before = Instant.parse("2025-06-30T10:00:00Z");
        Instant firstDayInVietnam = Instant.parse("2025-06-30T17:00:00Z");

        assertThat(aTurn().saying("khai sinh").meaning(BIRTH, 0.9).at(before).decision())
                .isEqualTo(new Escalate(new Reason("sure", 0.9), Why.NOT_QUOTABLE, BIRTH));
        assertThat(aTurn().saying("1").quoting(WHICH).at(before).decision())
                .isEqualTo(new Escalate(Reason.of("digit"), Why.NOT_QUOTABLE, MARRIAGE));
        assertThat(aTurn().saying("khai sinh")
                        .meaning(BIRTH, 0.9)
                        .at(firstDayInVietnam)
                        .decision())
                .isInstanceOf(Answer.class);
    }

    @Test
    void theFeeAfterADeathIsToldWhenAsked() {
        assertThat(aTurn().saying("khai tử mất bao nhiêu tiền")
                        .meaning(DEATH, 0.9)
                        .asking(Facet.FEE)
                        .decision())
                .isEqualTo(new Answer(new Reason("sure", 0.9), DEATH, List.of(Facet.FEE)));
    }
}
