package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.knowledge.KnowledgeBase.GUIDE;
import static vn.hoixa.knowledge.KnowledgeBase.PROFILE;
import static vn.hoixa.knowledge.KnowledgeBase.aKnowledgeBase;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.hoixa.knowledge.Guide.By;
import vn.hoixa.knowledge.Guide.Review;
import vn.hoixa.matching.Matcher;
import vn.hoixa.matching.Models;
import vn.hoixa.testing.ShippedKnowledge;

/** What the province and a commune say over the bank, part by part. */
class LayersTest {
    private static final String CODE = "1.001193";
    private static final String PROVINCE = "province/khai-sinh.md";
    private static final String COMMUNE = "communes/xa-mau/guides/khai-sinh.md";
    private static final String ABOUT = "bank/ve-xa/tiep-dan.md";

    private static final Review RECORD = new Review(By.RECORD, CODE, LocalDate.of(2026, 7, 18));
    private static final Review OFFICE = new Review(By.PERSON, "Trần Thị Hai – Sở Tư pháp", LocalDate.of(2026, 8, 1));
    private static final Review OFFICER = new Review(By.PERSON, "Nguyễn Thị Ba – tư pháp xã", LocalDate.of(2026, 9, 1));

    private static final String FEE_OF_THE_PROVINCE = """
            ---
            code: "1.001193"
            fee: 8.000 đồng.
            review: Trần Thị Hai – Sở Tư pháp, 2026-08-01
            ---
            """;
    private static final String TIME_OF_THE_COMMUNE = """
            ---
            code: "1.001193"
            time: Trong buổi sáng.
            review: Nguyễn Thị Ba – tư pháp xã, 2026-09-01
            ---
            """;
    private static final String MARKET = """
            ---
            code: "xa-mau.cho-phien"
            kind: commune
            title: Chợ phiên
            field: Về xã
            phrasings:
              - chợ phiên họp ngày nào
            ---

            Chợ phiên họp ngày 5 âm lịch. Hỏi {phone}.
            """;
    private static final String RECEIVES_CITIZENS = """
            ---
            code: "ve-xa.tiep-dan"
            kind: commune
            title: Lịch tiếp dân
            field: Về xã
            phrasings:
              - lịch tiếp dân của xã
            ---

            {receives-citizens}

            ## Nơi nộp

            {name}, {commune-address}.

            ## Làm cùng lúc

            {hamlets}
            """;

    @Test
    void theProvincesFeeTakesThePlaceOfTheWholeFeeAndOfNothingElse() {
        var base = aKnowledgeBase()
                .withGuide("## Kết quả", "## Lệ phí\n\nTrễ hạn thêm 5.000 đồng.\n\n## Kết quả")
                .with(PROVINCE, FEE_OF_THE_PROVINCE);

        Guide bank = aKnowledgeBase().guide();
        Guide guide = base.guide();

        assertThat(base.problems()).isEmpty();
        assertThat(guide.facets()).containsEntry(Facet.FEE, "8.000 đồng.").hasSameSizeAs(bank.facets());
        bank.facets().forEach((facet, text) -> {
            if (facet != Facet.FEE) {
                assertThat(guide.facets()).containsEntry(facet, text);
            }
        });
        assertThat(guide.title()).isEqualTo(bank.title());
        assertThat(guide.summary()).isEqualTo(bank.summary());
        assertThat(guide.phrasings()).isEqualTo(bank.phrasings());
    }

    @Test
    void eachPartNamesWhoStandsBehindIt() {
        var base = aKnowledgeBase().with(PROVINCE, FEE_OF_THE_PROVINCE).with(COMMUNE, TIME_OF_THE_COMMUNE);

        Guide guide = guideOf("xa-mau", base);

        assertThat(guide.review()).isEqualTo(RECORD);
        assertThat(guide.review(Facet.FEE)).isEqualTo(OFFICE);
        assertThat(guide.review(Facet.TIME)).isEqualTo(OFFICER);
        assertThat(guide.review(Facet.PAPERS)).isEqualTo(RECORD);
    }

    @Test
    void theCommuneIsStrongerThanTheProvinceAndOnlyAtHome() {
        var base = withASecondCommune()
                .with(PROVINCE, FEE_OF_THE_PROVINCE)
                .with(COMMUNE, TIME_OF_THE_COMMUNE.replace("time: Trong buổi sáng.", "fee: 7.000 đồng."));

        assertThat(base.problems()).isEmpty();
        assertThat(guideOf("xa-mau", base).facets()).containsEntry(Facet.FEE, "7.000 đồng.");
        assertThat(guideOf("xa-hai", base).facets()).containsEntry(Facet.FEE, "8.000 đồng.");
        assertThat(base.guide().facets()).containsEntry(Facet.FEE, "8.000 đồng.");
    }

    @Test
    void titleSummaryPostAndLastDayAreTakenFromTheStrongestThatTellsThem() {
        var base = aKnowledgeBase().with(COMMUNE, """
                ---
                code: "1.001193"
                title: Khai sinh tại xã Mẫu
                handler: Công an xã
                counter: police
                valid-until: 2026-12-31
                review: Nguyễn Thị Ba – tư pháp xã, 2026-09-01
                ---

                Làm ngay tại xã.
                """);

        Guide guide = guideOf("xa-mau", base);

        assertThat(base.problems()).isEmpty();
        assertThat(guide.title()).isEqualTo("Khai sinh tại xã Mẫu");
        assertThat(guide.handler()).isEqualTo("Công an xã");
        assertThat(guide.counter()).isEqualTo(Counter.POLICE);
        assertThat(guide.validUntil()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(guide.summary()).isEqualTo("Làm ngay tại xã.");
        assertThat(guide.field()).isEqualTo("Hộ tịch");
        assertThat(guide.validFrom()).isEqualTo(LocalDate.of(2025, 7, 1));
        assertThat(guide.source()).isEqualTo("https://dichvucong.gov.vn/mau");
    }

    @Test
    void whoChangesALineAnswersForIt() {
        var base = aKnowledgeBase().with(PROVINCE, FEE_OF_THE_PROVINCE.replaceFirst("review:.*\n", ""));

        assertThat(base.problems()).containsExactly(new Problem(PROVINCE, 2, "override-review", List.of()));
    }

    @Test
    void howResidentsAskStandsInTheFirstGuideOnly() {
        var base = aKnowledgeBase()
                .with(COMMUNE, TIME_OF_THE_COMMUNE.replace("review:", "phrasings:\n  - khai sinh cho bé\nreview:"));

        assertThat(base.problems()).containsExactly(new Problem(COMMUNE, 4, "override-phrasings", List.of()));
    }

    /** Nobody could tell which of the two is quoted. */
    @Test
    void oneLayerSaysOneThingOnce() {
        var base = withASecondCommune()
                .with(PROVINCE, FEE_OF_THE_PROVINCE)
                .with("province/le-phi.md", FEE_OF_THE_PROVINCE.replace("8.000", "9.000"))
                .with(COMMUNE, TIME_OF_THE_COMMUNE)
                .with("communes/xa-mau/guides/sinh.md", TIME_OF_THE_COMMUNE)
                .with("communes/xa-hai/guides/sinh.md", TIME_OF_THE_COMMUNE);

        assertThat(base.problems())
                .containsExactlyInAnyOrder(
                        new Problem("province/le-phi.md", 2, "code-twice", List.of(CODE, PROVINCE)),
                        new Problem("communes/xa-mau/guides/sinh.md", 2, "code-twice", List.of(CODE, COMMUNE)));
    }

    /** Who answers for one line does not answer for the others. */
    @Test
    void theReviewOfOneLineDoesNotMakeTheRestQuotable() {
        var unread = aKnowledgeBase().withGuide("review: record 1.001193, 2026-07-18\n", "");

        Guide guide = unread.with(PROVINCE, FEE_OF_THE_PROVINCE).guide();

        assertThat(guide.review()).isNull();
        assertThat(guide.isQuotable(ShippedKnowledge.SNAPSHOT)).isFalse();
    }

    @Test
    void aReviewedSummaryLeavesUnreadPartsUnquoted() {
        var unread = aKnowledgeBase().withGuide("review: record 1.001193, 2026-07-18\n", "");

        Guide guide = unread.with(PROVINCE, FEE_OF_THE_PROVINCE + "\nLàm giấy khai sinh.\n")
                .guide();

        assertThat(guide.review()).isEqualTo(OFFICE);
        assertThat(guide.facets()).containsOnlyKeys(Facet.FEE);
        assertThat(guide.withheld()).containsKeys(Facet.PAPERS, Facet.STEPS, Facet.TIME);
    }

    @Test
    void whatOneCommuneAddsOnlyItsOwnResidentsFind() {
        var base = withASecondCommune().with("communes/xa-mau/guides/cho-phien.md", MARKET);
        Knowledge knowledge = base.read().publish();
        Commune home = commune(knowledge, "xa-mau");
        Commune other = commune(knowledge, "xa-hai");

        var matcher = new Matcher(knowledge, new Models(null));

        assertThat(knowledge.guide(home, "xa-mau.cho-phien")).isNotNull();
        assertThat(knowledge.guide(other, "xa-mau.cho-phien")).isNull();
        assertThat(knowledge.guide("xa-mau.cho-phien")).isNull();
        assertThat(codes(matcher, "cho phien hop ngay nao", home)).startsWith("xa-mau.cho-phien");
        assertThat(codes(matcher, "cho phien hop ngay nao", other)).doesNotContain("xa-mau.cho-phien");
        assertThat(codes(matcher, "lam giay khai sinh", other)).containsExactly(CODE);
    }

    /** Every commune has a market, and its residents ask for it in the same words. */
    @Test
    void twoCommunesMayAddTheSame() {
        var base = withASecondCommune()
                .with("communes/xa-mau/guides/cho-phien.md", MARKET)
                .with("communes/xa-hai/guides/cho-phien.md", MARKET.replace("\"xa-mau.", "\"xa-hai."));
        var same = withASecondCommune()
                .with("communes/xa-mau/guides/cho-phien.md", MARKET)
                .with("communes/xa-mau/guides/cho.md", MARKET.replace("\"xa-mau.cho-phien", "\"xa-mau.cho"));

        assertThat(base.problems()).isEmpty();
        assertThat(same.problems())
                .extracting(Problem::file, Problem::key)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("communes/xa-mau/guides/cho.md", "phrasing-clash"));
    }

    /** Both took the same procedure up, each in words of its own. */
    @Test
    void whatTwoCommunesCallByOneCodeStaysApart() {
        String fair = MARKET.replace("xa-mau.cho-phien", "9.000001");
        Knowledge knowledge = withASecondCommune()
                .with("communes/xa-mau/guides/cho.md", fair)
                .with(
                        "communes/xa-hai/guides/cho.md",
                        fair.replace("chợ phiên", "hội làng").replace("Chợ phiên", "Hội làng"))
                .read()
                .publish();

        var matcher = new Matcher(knowledge, new Models(null));

        assertThat(matcher.understand("cho phien hop ngay nao", commune(knowledge, "xa-mau"))
                        .candidates())
                .first()
                .satisfies(best -> assertThat(best.confidence()).isGreaterThan(0.9));
        assertThat(matcher.understand("cho phien hop ngay nao", commune(knowledge, "xa-hai"))
                        .candidates())
                .allSatisfy(best -> assertThat(best.confidence()).isLessThan(0.9));
    }

    @Test
    void whatTheProvinceAddsIsWhole() {
        String whole = aKnowledgeBase()
                .text(GUIDE)
                .replace(CODE, "9.000001")
                .replace("- làm giấy khai sinh", "- xin hỗ trợ của tỉnh");
        String bare = FEE_OF_THE_PROVINCE.replace(CODE, "9.000001") + "\nHỗ trợ của tỉnh.\n";

        assertThat(aKnowledgeBase().with("province/ho-tro.md", whole).problems())
                .isEmpty();
        assertThat(aKnowledgeBase().with("province/ho-tro.md", bare).problems())
                .allMatch(problem -> problem.file().equals("province/ho-tro.md"))
                .extracting(Problem::key)
                .contains("key-missing", "phrasings-missing", "heading-missing");
    }

    @Test
    void eachCommuneIsToldOfItself() {
        var base = withASecondCommune()
                .with(ABOUT, RECEIVES_CITIZENS)
                .with("communes/xa-hai/profile.yaml", "Chủ tịch xã tiếp dân sáng thứ Năm", "Xã tiếp dân thứ Sáu");
        Knowledge knowledge = base.read().publish();

        Guide one = guide(knowledge, "xa-mau", "ve-xa.tiep-dan");
        Guide two = guide(knowledge, "xa-hai", "ve-xa.tiep-dan");

        assertThat(one.summary()).startsWith("Chủ tịch xã tiếp dân sáng thứ Năm");
        assertThat(one.facets().get(Facet.PLACE)).startsWith("xã Hương Mẫu, số 1 đường Mẫu");
        assertThat(two.summary()).startsWith("Xã tiếp dân thứ Sáu");
        assertThat(two.facets().get(Facet.PLACE)).startsWith("xã Hai, số 1 đường Mẫu");
        assertThat(one.review(Facet.PLACE).by()).isEqualTo(By.COMMUNE);
        assertThat(two.isQuotable(ShippedKnowledge.SNAPSHOT)).isTrue();
    }

    @Test
    void whatTheCommuneDoesNotTellOfItselfIsNotWritten() {
        var base = withASecondCommune().with(ABOUT, RECEIVES_CITIZENS);
        String profile = base.text("communes/xa-hai/profile.yaml");

        base.with("communes/xa-hai/profile.yaml", profile.replaceFirst("\n  hamlets:.*", ""));
        assertThat(guideOf("xa-mau", base, "ve-xa.tiep-dan").facets()).containsKeys(Facet.PLACE, Facet.TOGETHER);
        assertThat(guideOf("xa-hai", base, "ve-xa.tiep-dan").facets()).containsOnlyKeys(Facet.PLACE);

        base.with("communes/xa-hai/profile.yaml", profile.replaceFirst("\n  receives-citizens:.*", ""));
        assertThat(guideOf("xa-mau", base, "ve-xa.tiep-dan").isWritten()).isTrue();
        assertThat(guideOf("xa-hai", base, "ve-xa.tiep-dan").isWritten()).isFalse();
        assertThat(base.problems()).isEmpty();
    }

    /** Who approved the telephone number that stood there does not stand behind the next one. */
    @Test
    void theFingerprintIsThatOfTheTextAsTheCommunesResidentsReadIt() {
        var base = withASecondCommune().with(ABOUT, RECEIVES_CITIZENS);
        String before = guideOf("xa-mau", base, "ve-xa.tiep-dan").fingerprint();

        assertThat(guideOf("xa-hai", base, "ve-xa.tiep-dan").fingerprint()).isNotEqualTo(before);
        base.with(PROFILE, "sáng thứ Năm tuần thứ nhất", "sáng thứ Hai tuần thứ nhất");
        assertThat(guideOf("xa-mau", base, "ve-xa.tiep-dan").fingerprint()).isNotEqualTo(before);
        assertThat(guideOf("xa-mau", base).fingerprint())
                .isEqualTo(aKnowledgeBase().guide().fingerprint());
    }

    private static KnowledgeBase withASecondCommune() {
        var base = aKnowledgeBase();
        String profile = base.text(PROFILE)
                .replace("4600000000000000001", "4600000000000000002")
                .replace("\nname: xã Hương Mẫu", "\nname: xã Hai");
        return base.with("communes/xa-hai/profile.yaml", profile);
    }

    private static Guide guideOf(String commune, KnowledgeBase base) {
        return guideOf(commune, base, CODE);
    }

    private static Guide guideOf(String commune, KnowledgeBase base, String code) {
        return guide(base.read().draft(), commune, code);
    }

    private static Guide guide(Knowledge knowledge, String commune, String code) {
        return Objects.requireNonNull(knowledge.guide(commune(knowledge, commune), code));
    }

    private static Commune commune(Knowledge knowledge, String id) {
        return Objects.requireNonNull(knowledge.commune(id));
    }

    private static List<String> codes(Matcher matcher, String question, Commune commune) {
        return matcher.understand(question, commune).candidates().stream()
                .map(candidate -> candidate.guide().code())
                .toList();
    }
}
