package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.Shipped.BIRTH;
import static vn.hoixa.inquiry.Shipped.COMMUNE;
import static vn.hoixa.inquiry.Shipped.DEATH;
import static vn.hoixa.inquiry.Shipped.KNOWLEDGE;
import static vn.hoixa.inquiry.Shipped.MARRIAGE;
import static vn.hoixa.inquiry.Shipped.SINGLE;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Handed;
import vn.hoixa.inquiry.Decision.Answer;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Links;
import vn.hoixa.outbox.Pages;

class RepliesTest {
    private static final Replies REPLIES = new Replies(words(), new Links(null, List.of("gov.vn")));
    private static final Handed OPENED = new Handed(
            1,
            new CaseNumber(427),
            true,
            "Lý Thị Mẫu, Công chức mẫu",
            java.time.Instant.parse("2026-11-25T02:30:00Z"),
            null);

    private final Turn turn = aTurn().saying("…").turn();

    @Test
    void beginsWithTheTitleAndEndsWithSourceAndMenu() {
        String text = only(answer(BIRTH, Facet.PAPERS));

        assertThat(text)
                .startsWith("Đăng ký khai sinh – giấy tờ:\n")
                .contains("Giấy chứng sinh", "Theo Cổng Dịch vụ công quốc gia, cập nhật 18/07/2026.");
        assertThat(text.lines().toList().getLast())
                .startsWith("Trả lời số để xem tiếp: 1 các bước, 2 bao lâu có, 3 lệ phí")
                .endsWith("0 gặp cán bộ.");
        assertThat(text.indexOf("Theo Cổng")).isLessThan(text.indexOf("Trả lời số"));
    }

    @Test
    void theMenuIsWhatItsLineSays() {
        Reply reply = answer(BIRTH, Facet.PAPERS);

        assertThat(menuOf(reply))
                .startsWith(Facet.STEPS, Facet.TIME, Facet.FEE)
                .doesNotContain(Facet.PAPERS, Facet.LEGAL);
        for (int i = 0; i < menuOf(reply).size(); i++) {
            assertThat(only(reply))
                    .contains((i + 1) + " "
                            + KNOWLEDGE.language().of(menuOf(reply).get(i)).label());
        }
    }

    @Test
    void withoutAFacetItTellsWhatItIsForWhereAndWhen() {
        assertThat(only(answer(MARRIAGE)))
                .startsWith("Đăng ký kết hôn\n\n" + MARRIAGE.summary())
                .contains("Nơi nộp: ", "Thời hạn: ", "Lệ phí: ", "Địa chỉ: " + reception());
    }

    @Test
    void thePlaceHasItsAddressAndHours() {
        assertThat(only(answer(BIRTH, Facet.PLACE))).contains(reception(), "7:30–11:30");
    }

    @Test
    void guidesAboutADeathCondoleAndOfferNoFee() {
        Reply reply = answer(DEATH);

        assertThat(only(reply))
                .startsWith("Xin chia buồn cùng gia đình.\n\nĐăng ký khai tử")
                .doesNotContain("Lệ phí", "lệ phí");
        assertThat(menuOf(reply)).contains(Facet.PAPERS).doesNotContain(Facet.FEE);
    }

    @Test
    void theFeeAfterADeathIsToldToWhoAsks() {
        Reply reply = answer(DEATH, Facet.FEE);

        assertThat(only(reply)).startsWith("Xin chia buồn").contains("miễn lệ phí");
        assertThat(menuOf(reply)).doesNotContain(Facet.FEE);
    }

    @Test
    void condolesByProcedureAndNotByTheWordMat() {
        Turn lost = aTurn().saying("mất giấy khai sinh").turn();

        assertThat(REPLIES.answer(lost, new Answer(Reason.of("sure"), BIRTH, List.of()))
                        .texts()
                        .getFirst())
                .doesNotContain("chia buồn");
    }

    @Test
    void saysWhichFacetTheGuideDoesNotTell() {
        Guide copies = java.util.Objects.requireNonNull(KNOWLEDGE.guide("2.000815"));

        assertThat(only(answer(copies, Facet.ONLINE)))
                .contains("Về làm qua mạng, bài hướng dẫn chưa có.", "0 gặp cán bộ");
    }

    @Test
    void severalLongFacetsAreSeveralMessages() {
        Reply reply = answer(BIRTH, Facet.PAPERS, Facet.STEPS);

        assertThat(reply.texts()).hasSize(2);
        assertThat(reply.texts().getFirst())
                .startsWith("Đăng ký khai sinh – giấy tờ")
                .doesNotContain("Trả lời số");
        assertThat(reply.texts().getLast())
                .startsWith("Đăng ký khai sinh – các bước")
                .contains("Trả lời số");
    }

    @Test
    void asksByNumber() {
        Reply reply = REPLIES.clarify(turn, Shipped.which(Reason.of("several-fit"), MARRIAGE, SINGLE));

        assertThat(only(reply)).isEqualTo("""
                Ông/bà hỏi về việc nào ạ? Trả lời số:
                1. Đăng ký kết hôn
                2. Cấp giấy xác nhận tình trạng hôn nhân
                0. Việc khác, gặp cán bộ""");
        assertThat(reply.menu())
                .isEqualTo(new Menu(List.of(
                        new Menu.Option(MARRIAGE.code(), null, MARRIAGE.title()),
                        new Menu.Option(SINGLE.code(), null, SINGLE.title()))));
    }

    @Test
    void asksWhetherItIsTheOneThatMayBeMeant() {
        Reply reply = REPLIES.clarify(turn, Shipped.which(Reason.of("several-fit"), MARRIAGE));

        assertThat(only(reply)).isEqualTo("""
                Có phải ông/bà hỏi về việc này không ạ? Đúng thì trả lời số 1:
                1. Đăng ký kết hôn
                0. Việc khác, gặp cán bộ""");
    }

    @Test
    void aHandOverNamesNumberOfficerAndDeadline() {
        assertThat(only(REPLIES.escalate(turn, handOver(Why.UNSURE), OPENED)))
                .contains("CH-0427", "Lý Thị Mẫu", "9 giờ 30 thứ Tư 25/11", COMMUNE.phone(), "chưa đủ chắc");
        assertThat(only(REPLIES.escalate(
                        turn,
                        handOver(Why.UNSURE),
                        new Handed(1, new CaseNumber(427), false, null, OPENED.deadline(), null))))
                .contains("Đã ghi thêm", "CH-0427");
    }

    @ParameterizedTest
    @EnumSource(Why.class)
    void neverAsksSomebodyWhoSpokeToType(Why why) {
        assertThat(only(REPLIES.escalate(turn, handOver(why), OPENED))).doesNotContain("gõ", "xin nhắn");
    }

    @Test
    void addressesAsTheyNameThemselves() {
        Turn aunt = aTurn().saying("…").addressedAs("bác").turn();

        assertThat(only(REPLIES.escalate(turn, handOver(Why.ASKED), OPENED))).contains("chuyển lời ông/bà");
        assertThat(only(REPLIES.escalate(aunt, handOver(Why.ASKED), OPENED)))
                .contains("chuyển lời bác")
                .doesNotContain("ông/bà");
        assertThat(REPLIES.introduction(aunt)).contains("Muốn gặp người, bác nhắn số 0");
        assertThat(only(REPLIES.clarify(aunt, Shipped.which(Reason.of("several-fit"), BIRTH, DEATH))))
                .startsWith("Bác hỏi về việc nào");
    }

    @Test
    void saysWhatItIs() {
        assertThat(REPLIES.introduction(turn))
                .contains("tự động", COMMUNE.name(), "OTP", "số 0", "nhắn: Xoá dữ liệu của tôi.");
    }

    static Stream<Arguments> answers() {
        return KNOWLEDGE.guides().stream()
                .map(guide -> java.util.Objects.requireNonNull(KNOWLEDGE.guide(COMMUNE, guide.code())))
                .filter(guide -> guide.kind() != Kind.ELSEWHERE && guide.isQuotable(CommuneTime.day(turnTime())))
                .flatMap(guide -> Stream.concat(
                        Stream.of(Arguments.of(guide, List.of())),
                        Stream.of(Facet.values()).map(facet -> Arguments.of(guide, List.of(facet)))));
    }

    /** Every guide with every facet: short, one message for Zalo, dated, with a way to a person. */
    @ParameterizedTest
    @MethodSource("answers")
    void fitsOneMessage(Guide guide, List<Facet> asked) {
        Reply reply = REPLIES.answer(turn, new Answer(Reason.of("sure"), guide, asked));
        String text = String.join("\n", reply.texts());

        assertThat(reply.texts()).hasSizeLessThanOrEqualTo(guide.kind() == Kind.PROCEDURE ? 1 : 2);
        assertThat(reply.texts()).allSatisfy(one -> assertThat(Pages.of(one)).containsExactly(one));
        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        assertThat(text).contains(guide.title()).doesNotContain("{", "bà con");
        assertLeadsToAPerson(text);
    }

    @Test
    void everyTextLeadsToAPerson() {
        assertLeadsToAPerson(only(REPLIES.clarify(turn, Shipped.which(Reason.of("several-fit"), BIRTH, DEATH))));
        for (Line line : Line.values()) {
            assertLeadsToAPerson(only(REPLIES.smallTalk(turn, new SmallTalk(Reason.of("small-talk"), line))));
        }
        for (Why why : Why.values()) {
            assertLeadsToAPerson(only(REPLIES.escalate(turn, handOver(why), OPENED)));
        }
        assertLeadsToAPerson(REPLIES.apology(COMMUNE, OPENED));
    }

    private static Instant turnTime() {
        return aTurn().saying("…").turn().now();
    }

    private static Escalate handOver(Why why) {
        return new Escalate(Reason.of("unsure"), why, BIRTH);
    }

    private Reply answer(Guide guide, Facet... asked) {
        return REPLIES.answer(turn, new Answer(Reason.of("sure"), guide, List.of(asked)));
    }

    private static void assertLeadsToAPerson(String text) {
        assertThat(text.lines().toList().getLast()).containsAnyOf("gặp cán bộ", COMMUNE.phone());
        assertThat(text).doesNotContain("bà con");
    }

    private static String only(Reply reply) {
        assertThat(reply.texts()).hasSize(1);
        return reply.texts().getFirst();
    }

    private static List<Facet> menuOf(Reply reply) {
        return java.util.Objects.requireNonNull(reply.menu()).options().stream()
                .map(option -> java.util.Objects.requireNonNull(option.facet()))
                .toList();
    }

    private static String reception() {
        return COMMUNE.reception(BIRTH.counter()).name();
    }

    /** As Spring Boot sets it up. */
    private static ResourceBundleMessageSource words() {
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        return words;
    }
}
