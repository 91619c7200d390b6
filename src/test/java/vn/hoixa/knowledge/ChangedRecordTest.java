package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.knowledge.ImportEntry.aRow;
import static vn.hoixa.knowledge.KnowledgeBase.GUIDE;
import static vn.hoixa.knowledge.KnowledgeBase.aKnowledgeBase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.testing.ShippedKnowledge;

/** What residents get when an official record is imported beside, above or instead of a guide. */
class ChangedRecordTest {
    private static final String CODE = "1.001193";
    private static final LocalDate TODAY = ShippedKnowledge.SNAPSHOT.plusDays(14);
    private static final String NINE_THOUSAND = """
            [{"method": "Trực tiếp", "type": "SERVICE_FEE", "value": 9000, "note": ""},
             {"method": "Trực tuyến", "type": "SERVICE_FEE", "value": 9000, "note": ""}]
            """;

    @TempDir
    private Path folder;

    @Test
    void theGuideSpeaksWhileTheRecordIsWhatItWasComparedWith() {
        Guide guide = guide(compared().with(records(aRow(CODE))));

        assertThat(guide.withheld()).isEmpty();
        assertThat(guide.facets()).containsEntry(Facet.FEE, "Hỏi tại quầy.").containsEntry(Facet.ONLINE, online());
        assertThat(guide.isQuotable(TODAY)).isTrue();
    }

    @Test
    void aFacetIsKeptBackWhenItsFactIsAnother() {
        Guide guide = guide(compared().with(records(aRow(CODE).with("fee", NINE_THOUSAND))));

        assertThat(guide.withheld()).containsOnlyKeys(Facet.FEE);
        assertThat(guide.facets()).doesNotContainKey(Facet.FEE).containsKeys(Facet.PAPERS, Facet.STEPS, Facet.TIME);
        assertThat(guide.isQuotable(TODAY)).isTrue();
    }

    @Test
    void withoutPrintsTheDayOfTheChangeDecides() {
        KnowledgeBase base = aKnowledgeBase();
        take(TODAY.minusDays(20), aRow(CODE));
        take(TODAY, aRow(CODE).with("fee", NINE_THOUSAND));
        base.with(records());

        assertThat(guide(base).withheld()).containsOnlyKeys(Facet.FEE);
        assertThat(guide(base.withGuide("2026-07-18", TODAY.toString())).withheld())
                .as("somebody has looked since")
                .isEmpty();
    }

    @Test
    void anEndedProcedureHasNothingToSay() {
        Guide guide = guide(compared().with(records(aRow(CODE).with("state", "\"EXPIRED\""))));

        assertThat(guide.withheld()).containsKeys(Facet.PAPERS, Facet.STEPS, Facet.TIME, Facet.FEE, Facet.PLACE);
        assertThat(guide.facets()).isEmpty();
    }

    @Test
    void aRecordFillsWhatAStubLacks() {
        Guide guide = guide(stub("").with(records(aRow(CODE))));

        assertThat(guide.title()).isEqualTo("Đăng ký khai sinh");
        assertThat(guide.phrasings()).containsExactly("làm giấy khai sinh");
        assertThat(guide.facets())
                .containsEntry(Facet.TIME, "3 ngày làm việc")
                .containsEntry(Facet.FEE, "Lệ phí: 8.000 đồng/bản")
                .containsKeys(Facet.PAPERS, Facet.STEPS, Facet.PLACE, Facet.RESULT, Facet.LEGAL);
        assertThat(guide.isQuotable(TODAY)).isTrue();
        assertThat(guide.review(Facet.FEE).by()).isEqualTo(Guide.By.RECORD);
        assertThat(guide.review(Facet.FEE).on()).isEqualTo(LocalDate.of(2026, 7, 1));
    }

    @Test
    void aHeldRecordFillsNothing() {
        var held = aRow(CODE).with("agency", "[\"Phòng Tư pháp\"]");

        assertThat(guide(stub("").with(records(held))).isQuotable(TODAY)).isFalse();
    }

    @Test
    void aHeldRecordWithoutGuideIsNeverQuoted() {
        String other = "1.000777";
        KnowledgeBase base =
                aKnowledgeBase().with(records(aRow(other).with("agency", "[\"Phòng Tư pháp\"]"), aRow("1.000778")));

        Guide guide = guide(base, other);
        assertThat(guide.isQuotable(TODAY)).isFalse();
        assertThat(guide.facets()).isEmpty();
        assertThat(guide.title()).isEqualTo("Cấp giấy mẫu");
        assertThat(guide(base, "1.000778").isQuotable(TODAY)).isTrue();
    }

    @Test
    void aHeldRecordDoesNotSilenceTheReviewedGuide() {
        Guide guide = guide(aKnowledgeBase().with(records(aRow(CODE).with("agency", "[\"Phòng Tư pháp\"]"))));

        assertThat(guide.facets()).containsEntry(Facet.FEE, "Hỏi tại quầy.").doesNotContainKey(Facet.ONLINE);
        assertThat(guide.withheld()).containsKey(Facet.ONLINE);
    }

    /** The record was compared with nothing that our own people wrote. */
    @Test
    void aRecordDoesNotVouchForAGuideThatNobodyReviewed() {
        KnowledgeBase base = aKnowledgeBase().withGuide("review: record 1.001193, 2026-07-18\n", "");
        assertThat(guide(base).isQuotable(TODAY)).isFalse();

        assertThat(guide(base.with(records(aRow(CODE)))).isQuotable(TODAY)).isFalse();
    }

    @Test
    void aRecordDoesNotVouchForALineThatNobodyReviewed() {
        Guide guide = guide(stub("fee: Miễn lệ phí.\n").with(records(aRow(CODE))));

        assertThat(guide.facets()).doesNotContainKey(Facet.FEE).containsKey(Facet.TIME);
        assertThat(guide.withheld()).containsOnlyKeys(Facet.FEE);
    }

    @Test
    void recordsOfThePoliceSendToThePolice() {
        KnowledgeBase base = aKnowledgeBase().with(records(aRow("1.000777").with("agency", "[\"Công an cấp Xã\"]")));

        assertThat(guide(base, "1.000777").counter()).isEqualTo(Counter.POLICE);
    }

    /** With the prints of the record that its guide was compared with. */
    private KnowledgeBase compared() {
        Path prints = folder.resolve("prints.yaml");
        Importer.writePrints(prints, aKnowledgeBase().read(), List.of(list(aRow(CODE))));
        return aKnowledgeBase().with("bank/prints.yaml", read(prints));
    }

    /** Recognised, but without a text. */
    private static KnowledgeBase stub(String lines) {
        return aKnowledgeBase().with(GUIDE, """
                ---
                code: "1.001193"
                title: Đăng ký khai sinh
                field: Hộ tịch
                handler: Công chức tư pháp - hộ tịch
                phrasings:
                  - làm giấy khai sinh
                %ssource: https://dichvucong.gov.vn/mau
                ---
                """.formatted(lines));
    }

    private Map<String, String> records(ImportEntry... entries) {
        if (entries.length > 0) {
            take(TODAY, entries);
        }
        return KnowledgeFiles.records(folder.resolve("data"));
    }

    private void take(LocalDate day, ImportEntry... entries) {
        new Importer(folder.resolve("data"), List.of("tỉnh Mẫu"), day, false).take(List.of(list(entries)));
    }

    private Path list(ImportEntry... entries) {
        try {
            return Files.write(
                    folder.resolve("list.jsonl"),
                    List.of(entries).stream().map(ImportEntry::json).toList());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String online() {
        return java.util.Objects.requireNonNull(Facts.of(aRow(CODE).official()).get("online"));
    }

    private static Guide guide(KnowledgeBase base) {
        return guide(base, CODE);
    }

    private static Guide guide(KnowledgeBase base, String code) {
        Publisher read = base.read();
        assertThat(read.problems()).filteredOn(Problem::isError).isEmpty();
        return java.util.Objects.requireNonNull(read.draft().guide(code));
    }

    /** As the importer would write it. */
    static String record(String code, Map<String, String> prints) {
        return JsonMapper.builder()
                .build()
                .writeValueAsString(new ImportedRecord(
                        code, "Mẫu", "", "", "", null, "", TODAY, false, Map.of(), prints, Map.of(), List.of()));
    }
}
