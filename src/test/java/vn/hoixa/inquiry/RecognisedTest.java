package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.inquiry.Shipped.BIRTH;
import static vn.hoixa.inquiry.Shipped.COMMUNE;
import static vn.hoixa.inquiry.Shipped.KNOWLEDGE;
import static vn.hoixa.inquiry.TurnBuilder.aTurn;
import static vn.hoixa.testing.Eventually.eventually;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Handed;
import vn.hoixa.inquiry.Decision.Answer;
import vn.hoixa.inquiry.Decision.Clarify;
import vn.hoixa.inquiry.Decision.Elsewhere;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Counter;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Links;
import vn.hoixa.knowledge.Twins;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.RunningHoiXa;

/** What was recognised is named, also where there is nothing to quote. */
class RecognisedTest {
    private static final Replies REPLIES = replies(new Links(null, List.of("gov.vn")));
    private static final Handed OPENED = new Handed(
            1,
            new CaseNumber(427),
            true,
            "Lý Thị Mẫu, Công chức mẫu",
            java.time.Instant.parse("2026-11-25T02:30:00Z"),
            null);
    private static final Reason SURE = new Reason("sure", 0.9);

    private static final Guide IRRIGATION = shipped("1.014849");
    private static final Guide PASSPORT = shipped("1.001456");

    private final Turn turn = aTurn().saying("…").turn();

    @Test
    void aProcedureWithoutAGuideGoesToItsPost() {
        Decision decision =
                aTurn().saying("xây nhà gần kênh").meaning(IRRIGATION, 0.9).decision();

        assertThat(decision).isEqualTo(new Escalate(SURE, Why.NO_GUIDE, IRRIGATION));
        assertThat(text(REPLIES.escalate(turn, (Escalate) decision, OPENED)))
                .startsWith("Ông/bà hỏi về việc: " + IRRIGATION.title() + ".")
                .contains("chưa có bài hướng dẫn", "Người phụ trách: Công chức kinh tế.")
                .contains("Trang chính thức: " + IRRIGATION.source())
                .contains("CH-0427", COMMUNE.phone());
    }

    @Test
    void aPageOfAStrangerIsNeverPrinted() {
        for (String page : List.of(
                "https://dichvucong-gov.vn/x",
                "https://dichvucong.gov.vn.example.com/x",
                "https://dichvucong.gov.vn@example.com/x",
                "https://example.com/gov.vn",
                "không phải địa chỉ",
                "")) {
            assertThat(text(noGuide(from(IRRIGATION).at(page).guide())))
                    .as(page)
                    .contains(IRRIGATION.title())
                    .doesNotContain("Trang chính thức", "http", "example");
            assertThat(text(REPLIES.elsewhere(
                            turn, new Elsewhere(SURE, from(PASSPORT).at(page).guide()))))
                    .as(page)
                    .contains(PASSPORT.title())
                    .doesNotContain("Trang chính thức", "http", "example");
        }
    }

    @Test
    void aProcedureOfNoPostNamesNone() {
        assertThat(text(noGuide(from(IRRIGATION).handledBy("").guide())))
                .contains(IRRIGATION.title(), "CH-0427")
                .doesNotContain("Người phụ trách");
    }

    @Test
    void aDigitMayChooseWhatHasNoGuide() {
        Menu menu = new Menu(
                List.of(new Menu.Option(IRRIGATION.code(), null, null), new Menu.Option(PASSPORT.code(), null, null)));

        assertThat(aTurn().saying("1").quoting(menu).decision())
                .isEqualTo(new Escalate(Reason.of("digit"), Why.NO_GUIDE, IRRIGATION));
        assertThat(aTurn().saying("2").quoting(menu).decision()).isEqualTo(new Elsewhere(Reason.of("digit"), PASSPORT));
    }

    @Test
    void whatOthersDecideNamesThemAndTheirPlace() {
        Decision decision =
                aTurn().saying("làm hộ chiếu").meaning(PASSPORT, 0.9).decision();

        assertThat(decision).isEqualTo(new Elsewhere(SURE, PASSPORT));
        assertThat(decision.isSure()).isTrue();
        assertThat(text(REPLIES.elsewhere(turn, (Elsewhere) decision)))
                .startsWith(PASSPORT.title() + "\n\nViệc này do " + PASSPORT.handler() + " giải quyết, không phải xã.")
                .contains(PASSPORT.summary(), place(PASSPORT), "Trang chính thức: " + PASSPORT.source())
                .doesNotContain(COMMUNE.reception(Counter.COMMUNE).address())
                .endsWith("Nhắn 0 để gặp cán bộ.");
    }

    @Test
    void whatOthersDecideWithoutAPlaceIsAskedForAtTheCommune() {
        Guide nowhere = from(PASSPORT).withFacets(Map.of()).guide();
        var at = COMMUNE.reception(Counter.COMMUNE);

        assertThat(text(REPLIES.elsewhere(turn, new Elsewhere(SURE, nowhere))))
                .contains("Trước khi đi xa", at.name(), at.address(), at.hours())
                .doesNotContain(place(PASSPORT));
    }

    /** Nobody here has looked at what only stands in the portal's list. */
    @Test
    void whatWasOnlyImportedIsToldAsTheWordOfThePortal() {
        Guide imported = from(PASSPORT).askedAs().guide();

        assertThat(text(REPLIES.elsewhere(turn, new Elsewhere(SURE, imported))))
                .contains("Theo Cổng Dịch vụ công quốc gia, việc này do " + PASSPORT.handler())
                .doesNotContain("không phải xã");
    }

    @Test
    void aFacetThatIsKeptBackIsHandedOverWhenItIsAllThatWasAsked() {
        Guide changed = from(BIRTH).withholding(Facet.FEE, Facet.TIME).guide();

        assertThat(aTurn().saying("phí khai sinh")
                        .meaning(changed, 0.9)
                        .asking(Facet.FEE)
                        .decision())
                .isEqualTo(new Escalate(SURE, Why.NOT_QUOTABLE, changed));
        assertThat(aTurn().saying("phí, thời hạn khai sinh")
                        .meaning(changed, 0.9)
                        .asking(Facet.TIME, Facet.FEE)
                        .decision())
                .isEqualTo(new Escalate(SURE, Why.NOT_QUOTABLE, changed));
    }

    @Test
    void aFacetThatIsKeptBackIsNamedBesideTheOthers() {
        Guide changed = from(BIRTH).withholding(Facet.FEE).guide();
        Decision decision = aTurn().saying("giấy tờ, phí khai sinh")
                .meaning(changed, 0.9)
                .asking(Facet.PAPERS, Facet.FEE)
                .decision();

        String text = text(REPLIES.answer(turn, (Answer) decision));

        assertThat(text)
                .contains("Giấy chứng sinh", "Về lệ phí, thông tin chính thức vừa thay đổi", "nhắn 0")
                .doesNotContain(fee(BIRTH));
    }

    @Test
    void theSummaryLeavesOutWhatIsKeptBack() {
        Guide changed =
                from(BIRTH).withholding(Facet.FEE, Facet.TIME, Facet.PLACE).guide();

        Reply reply = REPLIES.answer(turn, new Answer(SURE, changed, List.of()));

        assertThat(text(reply))
                .contains(BIRTH.summary(), "Địa chỉ: ")
                .doesNotContain("Lệ phí:", "Thời hạn:", "Nơi nộp:", "\n\n\n");
        assertThat(Objects.requireNonNull(reply.menu()).options())
                .extracting(Menu.Option::facet)
                .doesNotContain(Facet.FEE, Facet.TIME, Facet.PLACE);
    }

    /** Imported facts alone are few; who reads them is shown where the rest stands. */
    @Test
    void whatHasNoWordsOfOursNamesTheOfficialPage() {
        Guide imported = from(BIRTH).withoutSummary().guide();

        assertThat(text(REPLIES.answer(turn, new Answer(SURE, imported, List.of()))))
                .contains("Trang chính thức: " + BIRTH.source());
        assertThat(text(REPLIES.answer(turn, new Answer(SURE, BIRTH, List.of()))))
                .doesNotContain("Trang chính thức");
    }

    static Stream<Guide> readWhole() {
        return KNOWLEDGE.guides().stream()
                .map(guide -> Objects.requireNonNull(KNOWLEDGE.guide(COMMUNE, guide.code())))
                .filter(guide -> guide.kind() == Kind.HELP || guide.kind() == Kind.COMMUNE)
                .filter(guide -> guide.isQuotable(CommuneTime.day(MovableClock.START)));
    }

    @ParameterizedTest
    @MethodSource("readWhole")
    void helpAndWhatTheCommuneTellsOfItselfIsAnsweredWhole(Guide guide) {
        Decision decision = aTurn().saying("giúp tôi").meaning(guide, 0.9).decision();

        Reply reply = REPLIES.answer(turn, (Answer) decision);

        assertThat(text(reply))
                .startsWith(guide.title() + "\n\n" + guide.summary())
                .doesNotContain("{");
        guide.facets().values().forEach(facet -> assertThat(text(reply)).contains(facet));
        assertThat(Objects.requireNonNull(reply.menu()).options()).isEmpty();
        assertThat(reply.texts().getLast()).endsWith("Nhắn 0 để gặp cán bộ.");
    }

    @Test
    void twinsAreToldApartByTheirOwnQuestion() {
        Guide recreation = shipped("1.014850");
        Twins twins = Objects.requireNonNull(IRRIGATION.twins());

        Decision decision = aTurn().saying("xin phép ở kênh thủy lợi")
                .meaning(IRRIGATION, 0.6)
                .meaning(recreation, 0.5)
                .meaning(BIRTH, 0.1)
                .decision();
        Reply reply = REPLIES.clarify(turn, (Clarify) decision);

        List<String> lines = new ArrayList<>(List.of(twins.question() + " Trả lời số:"));
        List<Twins.Choice> likely = twins.choices().stream()
                .filter(choice -> List.of(IRRIGATION.code(), recreation.code()).contains(choice.code()))
                .toList();
        for (Twins.Choice choice : likely) {
            lines.add(lines.size() + ". " + choice.text());
        }
        lines.add("0. Việc khác, gặp cán bộ");
        assertThat(text(reply)).isEqualTo(String.join("\n", lines));
        assertThat(Objects.requireNonNull(reply.menu()).options())
                .extracting(Menu.Option::guide)
                .containsExactlyElementsOf(
                        likely.stream().map(Twins.Choice::code).toList());
        assertThat(aTurn().saying("2").quoting(reply.menu()).decision())
                .isEqualTo(new Escalate(Reason.of("digit"), Why.NO_GUIDE, recreation));
    }

    @Test
    void aStrangerAmongTheLikelyMeansTheUsualQuestion() {
        Decision decision = aTurn().saying("xin phép")
                .meaning(IRRIGATION, 0.6)
                .meaning(BIRTH, 0.5)
                .decision();

        assertThat(text(REPLIES.clarify(turn, (Clarify) decision)))
                .startsWith("Ông/bà hỏi về việc nào ạ?")
                .contains("1. " + IRRIGATION.title(), "2. " + BIRTH.title());
    }

    @Test
    void aPageOfOurOwnIsNamedOnlyWhereThereIsOne() {
        Answer answer = new Answer(SURE, BIRTH, List.of(Facet.FEE));
        Replies linked = replies(new Links(URI.create("https://hoi.xa-mau.example/"), List.of("gov.vn")));

        assertThat(text(REPLIES.answer(turn, answer))).doesNotContain("Đọc chữ lớn");
        assertThat(text(linked.answer(turn, answer)))
                .contains("Đọc chữ lớn, xem hình: https://hoi.xa-mau.example/thu-tuc/1.001193?xa=xa-mau\n");
        assertThat(text(linked.escalate(turn, new Escalate(SURE, Why.NO_GUIDE, IRRIGATION), OPENED)))
                .doesNotContain("Đọc chữ lớn");
        assertThat(text(linked.elsewhere(turn, new Elsewhere(SURE, PASSPORT)))).doesNotContain("Đọc chữ lớn");
    }

    @Test
    void theCaseIsTheOneOfThePost(@TempDir Path data) {
        try (RunningHoiXa hoixa = RunningHoiXa.start(data)) {
            hoixa.say("canal", "xay nha gan kenh thuy loi co phai xin phep khong");
            hoixa.say("person", "cho tôi gặp cán bộ");
            hoixa.say("passport", "làm hộ chiếu ở đâu");
            hoixa.clock().pass(Duration.ofMillis(8_100));

            eventually(() -> {
                assertThat(hoixa.answersTo("canal")).hasSize(1);
                assertThat(hoixa.answersTo("person")).hasSize(1);
                assertThat(hoixa.answersTo("passport")).hasSize(1);
            });
            assertThat(hoixa.answersTo("canal").getFirst())
                    .contains(IRRIGATION.title(), "Người phụ trách: Công chức kinh tế.", "CH-");
            assertThat(posts(hoixa, "canal")).containsExactly("Công chức kinh tế");
            assertThat(posts(hoixa, "person")).containsExactly("Trung tâm Phục vụ hành chính công xã");
            assertThat(hoixa.answersTo("passport").getFirst()).contains(PASSPORT.handler(), "không phải xã");
            assertThat(posts(hoixa, "passport")).isEmpty();
            assertThat(hoixa.get(hoixa.management("/actuator/stuck")).body()).contains("\"owner\":\"Đặng Thị Mẫu\"");
        }
    }

    private static List<String> posts(RunningHoiXa hoixa, String resident) {
        return hoixa.database()
                .read()
                .sql("""
                        SELECT o.post FROM cases c JOIN resident r ON r.id = c.resident_id
                            JOIN officer o ON o.id = c.owner_id
                        WHERE r.zalo_user = ?""")
                .param(resident)
                .query(String.class)
                .list();
    }

    private Reply noGuide(Guide guide) {
        return REPLIES.escalate(turn, new Escalate(SURE, Why.NO_GUIDE, guide), OPENED);
    }

    private static String text(Reply reply) {
        return String.join("\n\n", reply.texts());
    }

    private static String place(Guide guide) {
        return Objects.requireNonNull(guide.facets().get(Facet.PLACE));
    }

    private static String fee(Guide guide) {
        return Objects.requireNonNull(guide.facets().get(Facet.FEE));
    }

    private static Guide shipped(String code) {
        return Objects.requireNonNull(KNOWLEDGE.guide(code), code);
    }

    private static Replies replies(Links links) {
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        return new Replies(words, links);
    }

    private static Variant from(Guide guide) {
        return new Variant(guide);
    }

    /** A shipped guide with one thing changed. */
    private static final class Variant {
        private final Guide guide;
        private final Map<Facet, String> facets = new EnumMap<>(Facet.class);
        private final Map<Facet, String> withheld = new EnumMap<>(Facet.class);
        private List<String> phrasings;
        private String handler;
        private String summary;
        private String source;

        Variant(Guide guide) {
            this.guide = guide;
            facets.putAll(guide.facets());
            phrasings = guide.phrasings();
            handler = guide.handler();
            source = guide.source();
            summary = guide.summary();
        }

        Variant withoutSummary() {
            summary = "";
            return this;
        }

        Variant at(String page) {
            source = page;
            return this;
        }

        Variant handledBy(String post) {
            handler = post;
            return this;
        }

        Variant askedAs(String... said) {
            phrasings = List.of(said);
            return this;
        }

        Variant withFacets(Map<Facet, String> texts) {
            facets.clear();
            facets.putAll(texts);
            return this;
        }

        Variant withholding(Facet... changed) {
            for (Facet facet : changed) {
                withheld.put(facet, Objects.requireNonNull(facets.remove(facet)));
            }
            return this;
        }

        Guide guide() {
            return new Guide(
                    guide.code(),
                    guide.kind(),
                    guide.commune(),
                    guide.title(),
                    guide.field(),
                    handler,
                    guide.counter(),
                    guide.aboutDeath(),
                    phrasings,
                    guide.forms(),
                    guide.twins(),
                    summary,
                    facets,
                    withheld,
                    source,
                    guide.review(),
                    guide.reviews(),
                    guide.validFrom(),
                    guide.validUntil(),
                    guide.fingerprint());
        }
    }
}
