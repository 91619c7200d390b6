package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoixa.knowledge.ImportEntry.aRecord;
import static vn.hoixa.knowledge.ImportEntry.aRow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoixa.SetupException;
import vn.hoixa.knowledge.Importer.Report;

class ImporterTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 18);
    private static final LocalDate LATER = LocalDate.of(2026, 8, 1);
    private static final String CODE = "1.000001";
    private static final String NINE_THOUSAND = """
            [{"method": "Trực tiếp", "type": "SERVICE_FEE", "value": 9000, "note": "/bản"},
             {"method": "Trực tuyến", "type": "SERVICE_FEE", "value": 9000, "note": "/bản"}]
            """;

    @TempDir
    private Path folder;

    @Test
    void takesRowsAndRecords() {
        Report report = take(FIRST, list(aRow(CODE), aRow("1.000002")), portal(aRecord("1.000003")));

        assertThat(report.fresh()).containsExactly(CODE, "1.000002", "1.000003");
        assertThat(report.entries()).isEqualTo(3);
        assertThat(report.files()).isEqualTo(2);
        assertThat(report.refused()).isEmpty();
        ImportedRecord record = stored("1.000003");
        assertThat(record.isWhole()).isTrue();
        assertThat(record.updated()).isEqualTo(LocalDate.of(2026, 7, 1));
        assertThat(record.imported()).isEqualTo(FIRST);
        assertThat(record.url()).isEqualTo("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0-mau");
        assertThat(record.facts()).containsEntry("fee", "Lệ phí: 8.000 đồng/bản");
        assertThat(record.changed()).isEmpty();
        assertThat(stored(CODE).isWhole()).isFalse();
    }

    @Test
    void readsAFolderForBothKinds() {
        list(aRow(CODE));
        portal(aRecord("1.000003"));
        write("notes.txt", "no record");

        assertThat(take(FIRST, folder.resolve("in")).taken()).isEqualTo(2);
    }

    @Test
    void writesWhatTheReaderReads() {
        take(FIRST, portal(aRecord(CODE)));
        Problems problems = new Problems();

        ImportedRecord read = RecordReader.record("records/" + CODE + ".json", file(CODE), problems);

        assertThat(problems.found()).isEmpty();
        assertThat(read).isEqualTo(stored(CODE));
        assertThat(file(CODE).lines().limit(4))
                .containsExactly(
                        "{",
                        "  \"code\" : \"1.000001\",",
                        "  \"name\" : \"Cấp giấy mẫu\",",
                        "  \"field\" : \"Hộ tịch\",");
    }

    @Test
    void changesNothingWhenTheSameComesAgain() {
        Path list = list(aRow(CODE));
        Path portal = portal(aRecord("1.000003"));
        take(FIRST, list, portal);
        String before = file(CODE) + file("1.000003");

        Report report = take(LATER, list, portal);

        assertThat(report.unchanged()).containsExactly(CODE, "1.000003");
        assertThat(report.changed()).isEmpty();
        assertThat(file(CODE) + file("1.000003")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void seesNoChangeInTheOtherShape(boolean isRowFirst) {
        Path row = list(aRow(CODE));
        Path record = portal(aRecord(CODE));
        take(FIRST, isRowFirst ? row : record);

        assertThat(take(LATER, isRowFirst ? record : row).unchanged()).containsExactly(CODE);
        assertThat(stored(CODE).isWhole()).isTrue();
        assertThat(take(LATER, row, record).unchanged()).containsExactly(CODE);
        assertThat(take(LATER, row, record).superseded()).isEqualTo(1);
        assertThat(stored(CODE).changed()).isEmpty();
    }

    @Test
    void tellsWhatChangedAndSinceWhen() {
        take(FIRST, list(aRow(CODE)));
        Report fee = take(LATER, list(aRow(CODE).with("fee", NINE_THOUSAND)));
        Report time = take(
                LATER.plusDays(1),
                list(aRow(CODE).with("fee", NINE_THOUSAND).with("time", "[]").with("time_cases", "[\"5 ngày\"]")));

        assertThat(fee.changed())
                .containsExactly(new Importer.Change(
                        CODE,
                        "Cấp giấy mẫu",
                        List.of(new Importer.Part("fee", "Lệ phí: 8.000 đồng/bản", "Lệ phí: 9.000 đồng/bản"))));
        assertThat(fee.lines(Locale.ENGLISH))
                .containsSequence("  Fee", "    - Lệ phí: 8.000 đồng/bản", "    + Lệ phí: 9.000 đồng/bản");
        assertThat(time.changed())
                .singleElement()
                .satisfies(change -> assertThat(change.parts())
                        .extracting(Importer.Part::part)
                        .containsExactly("time", "online"));
        assertThat(stored(CODE).changed())
                .containsEntry("fee", LATER)
                .containsEntry("time", LATER.plusDays(1))
                .containsEntry("online", LATER.plusDays(1))
                .hasSize(3);
        assertThat(take(
                                LATER.plusDays(2),
                                list(aRow(CODE)
                                        .with("fee", NINE_THOUSAND)
                                        .with("time", "[]")
                                        .with("time_cases", "[\"5 ngày\"]")))
                        .unchanged())
                .containsExactly(CODE);
    }

    @Test
    void showsTheOfficialTextWhereNothingCouldBeQuoted() {
        take(FIRST, list(aRow(CODE)));
        String note = "Theo quy định chi tiết. ".repeat(60);
        Report report = take(LATER, list(aRow(CODE).with("conditions", "\"" + note + "\"")));

        assertThat(report.changed())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.parts()).containsExactly(new Importer.Part("conditions", "", note.strip())));
        assertThat(stored(CODE).facts()).doesNotContainKey("conditions");
    }

    @Test
    void tellsAnotherName() {
        take(FIRST, list(aRow(CODE)));

        assertThat(take(LATER, list(aRow(CODE).with("name", "\"Tên mới\""))).changed())
                .containsExactly(new Importer.Change(
                        CODE, "Tên mới", List.of(new Importer.Part("name", "Cấp giấy mẫu", "Tên mới"))));
        assertThat(stored(CODE).changed()).isEmpty();
    }

    @Test
    void keepsTheWholeRecordFromARowThatIsNotNewer() {
        take(FIRST, portal(aRecord(CODE)));

        Report same = take(LATER, list(aRow(CODE).with("fee", NINE_THOUSAND)));
        Report newer = take(LATER, list(aRow(CODE).with("fee", NINE_THOUSAND).with("updated", "\"2026-07-30\"")));

        assertThat(same.unchanged()).containsExactly(CODE);
        assertThat(newer.changed()).hasSize(1);
        assertThat(stored(CODE).isWhole()).isFalse();
    }

    @Test
    void doesNotGoBackToAnOlderRecord() {
        take(FIRST, list(aRow(CODE)));
        Report report = take(LATER, list(aRow(CODE).with("fee", NINE_THOUSAND).with("updated", "\"2025-01-01\"")));

        assertThat(report.refused()).containsExactly(new Importer.Refusal(CODE, "older", "2026-07-01 > 2025-01-01"));
        assertThat(stored(CODE).facts()).containsEntry("fee", "Lệ phí: 8.000 đồng/bản");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"code": "1.000009", "levels": ["Xã"], "steps": []}                 | no-name
            {"name": "Không mã", "levels": ["Xã"], "steps": []}                 | no-code
            {"code": "../../x", "name": "Mã lạ", "levels": ["Xã"], "steps": []} | odd-code
            {"code": 1.000110, "name": "Mã số", "levels": ["Xã"], "steps": []}  | no-code
            {"code": "1.000009", "name": "Không cấp", "steps": []}              | no-level
            {"code": "1.000009", "facts": {}}                                   | shape
            [1, 2]                                                              | shape
            {"code": "1.000009", "name": "Dở dang                               | not-json
            """)
    void refusesWhatItCannotUseAndGoesOn(String line, String reason) {
        Report report =
                take(FIRST, write("list.jsonl", line + "\n\n" + aRow(CODE).json() + "\n"));

        assertThat(report.fresh()).containsExactly(CODE);
        assertThat(report.refused())
                .extracting(Importer.Refusal::where, Importer.Refusal::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("list.jsonl:1", reason));
        assertThat(report.lines(Locale.of("vi"))).anyMatch(line1 -> line1.startsWith("  list.jsonl:1: "));
        assertThat(files()).containsExactly(CODE + ".json");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Path file = list(aRow(CODE), aRow("1.000002"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("C\u00E1\u00BA\u00A5p") + 1] = (byte) 0xFF;
        Files.write(file, bytes);

        Report report = take(FIRST, file);

        assertThat(report.fresh()).containsExactly("1.000002");
        assertThat(report.refused()).extracting(Importer.Refusal::reason).containsExactly("not-utf8");
    }

    @Test
    void refusesTheSameTwice() {
        Report report = take(FIRST, list(aRow(CODE), aRow(CODE).with("updated", "\"2026-07-09\"")));

        assertThat(report.fresh()).containsExactly(CODE);
        assertThat(report.refused())
                .containsExactly(new Importer.Refusal("list.jsonl:2", "duplicate", "1.000001, list.jsonl:1"));
        assertThat(stored(CODE).updated()).as("the newer one").isEqualTo(LocalDate.of(2026, 7, 9));
    }

    @Test
    void composesDecomposedTextAndPassesOverAByteOrderMark() {
        String decomposed = Normalizer.normalize(aRow(CODE).json(), Normalizer.Form.NFD);

        take(FIRST, write("list.jsonl", "\uFEFF" + decomposed));

        assertThat(stored(CODE).name()).isEqualTo("Cấp giấy mẫu");
        assertThat(Normalizer.isNormalized(file(CODE), Normalizer.Form.NFC)).isTrue();
    }

    @Test
    void skipsWhatOthersDecideUnlessItIsWanted() {
        var other =
                aRow("1.000007").with("levels", "[\"Tỉnh\"]").without("commune").with("agency", "[\"Sở Nội vụ\"]");
        var ministry = aRecord("1.000005").with("isWard", "false");
        Path list = list(aRow(CODE), other);
        Path portal = portal(ministry);

        Report skipped = take(FIRST, list, portal);
        Report kept = importer(FIRST, true).take(List.of(list, portal));

        assertThat(skipped.elsewhere()).isEqualTo(2);
        assertThat(skipped.lines(Locale.ENGLISH)).anyMatch(line -> line.startsWith("2 procedures that are not"));
        assertThat(kept.elsewhere()).isEqualTo(2);
        assertThat(RecordReader.elsewhere(read("elsewhere"), new Problems()))
                .extracting(Sheet::code, Sheet::handler)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.000005", "Ủy ban nhân dân cấp xã"),
                        org.assertj.core.groups.Tuple.tuple("1.000007", "Sở Nội vụ"));
    }

    @Test
    void addsToTheNamesOfWhatOthersDecide() {
        var other = aRow("1.000007").with("levels", "[\"Tỉnh\"]").without("commune");
        importer(FIRST, true).take(List.of(list(other)));
        importer(FIRST, true).take(List.of(list(aRow("1.000008").with("commune", "false"))));
        assertThat(new RecordStore(folder.resolve("data")).elsewhere()).containsOnlyKeys("1.000007", "1.000008");

        importer(LATER, true).take(List.of(list(aRow("1.000007"))));

        assertThat(new RecordStore(folder.resolve("data")).elsewhere()).containsOnlyKeys("1.000008");
    }

    @Test
    void tellsNothingMoreOfWhatIsNoLongerTheCommunes() {
        take(FIRST, list(aRow(CODE)));
        Path moved = list(
                aRow(CODE).with("levels", "[\"Tỉnh\"]").with("commune", "false").with("agency", "[\"Sở Nội vụ\"]"));
        Report report = take(LATER, moved);

        assertThat(report.changed()).hasSize(1);
        ImportedRecord record = stored(CODE);
        assertThat(record.held()).containsExactly("elsewhere: Sở Nội vụ");
        assertThat(record.facts()).isEmpty();
        assertThat(record.changed()).containsEntry("fee", LATER).hasSize(9);
        assertThat(take(LATER, moved).changed()).isEmpty();
    }

    @Test
    void tellsNothingMoreOfWhatHasEnded() {
        take(FIRST, portal(aRecord(CODE)));
        Path ended = portal(aRecord(CODE).with("state", "\"EXPIRED\""));
        Report report = take(LATER, ended);

        assertThat(report.held())
                .singleElement()
                .satisfies(held -> assertThat(held.reasons()).containsExactly("ended: "));
        assertThat(report.lines(Locale.ENGLISH)).contains("  1.000001 Cấp giấy mẫu: it has ended");
        assertThat(stored(CODE).facts()).isEmpty();
        assertThat(stored(CODE).changed()).hasSize(9);
        assertThat(take(LATER, ended).changed()).isEmpty();
    }

    @Test
    void tellsAnEndThatIsYetToCome() {
        Report report = take(FIRST, portal(aRecord(CODE).with("validUntil", "\"2026-12-31\"")));

        assertThat(report.lines(Locale.ENGLISH)).contains("1.000001 ends on 2026-12-31.");
        assertThat(report.held()).isEmpty();
    }

    @Test
    void failsWhereThereIsNothingToTake() {
        Path list = list(aRow(CODE).with("levels", "[\"Bộ\"]").with("commune", "false"));
        Report report = take(FIRST, list);

        assertThatThrownBy(report::refuseIfEmpty).isInstanceOfSatisfying(SetupException.class, e -> {
            assertThat(e).hasMessageContaining("Nothing was imported: among 1 entries in 1 files");
            assertThat(e.remedy()).contains("*.jsonl").contains("--elsewhere");
        });
        importer(FIRST, true).take(List.of(list)).refuseIfEmpty();
        assertThatThrownBy(() -> take(FIRST, Files.createDirectory(folder.resolve("empty")))
                        .refuseIfEmpty())
                .isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> take(FIRST, folder.resolve("gone")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void replacesARecordThatCannotBeRead() throws IOException {
        take(FIRST, list(aRow(CODE)));
        Files.writeString(folder.resolve("data/records/" + CODE + ".json"), "{\"code\": ");

        assertThat(take(LATER, list(aRow(CODE))).fresh()).containsExactly(CODE);
        assertThat(stored(CODE).imported()).isEqualTo(LATER);
    }

    @Test
    void neverLetsAReaderSeeHalfARecord() throws Exception {
        var store = new RecordStore(folder.resolve("data"));
        take(FIRST, list(aRow(CODE)));
        ImportedRecord record = stored(CODE);
        var isWriting = new AtomicBoolean(true);
        var executor = Executors.newSingleThreadExecutor();
        try (executor) {
            var reading = executor.submit(() -> {
                int read = 0;
                while (isWriting.get()) {
                    assertThat(stored(CODE)).isEqualTo(record);
                    read++;
                }
                return read;
            });
            for (int i = 0; i < 300; i++) {
                store.put(record);
            }
            isWriting.set(false);
            assertThat(reading.get()).isPositive();
        }
        assertThat(files()).containsExactly(CODE + ".json");
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        take(FIRST, list(aRow(CODE)));
        // A folder with something in it cannot be replaced by a file, not even by root.
        Files.createDirectories(folder.resolve("data/records/1.000002.json/x"));

        assertThatThrownBy(() -> take(LATER, list(aRow("1.000002"))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("1.000002.json cannot be written");
        assertThat(stored(CODE).imported()).isEqualTo(FIRST);
    }

    @Test
    void writesThePrintsOfWhatTheGuidesWereComparedWith() throws IOException {
        Path file = folder.resolve("kb/prints.yaml");
        Publisher knowledge = KnowledgeBase.aKnowledgeBase().read();

        List<String> without = Importer.writePrints(file, knowledge, List.of(list(aRow("1.001193"), aRow(CODE))));

        assertThat(without).isEmpty();
        assertThat(Files.readString(file))
                .startsWith("\"1.001193\": {papers: \"")
                .contains("legal: \"")
                .doesNotContain(CODE);
        assertThatThrownBy(() -> Importer.writePrints(file, knowledge, List.of(list(aRow(CODE)))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("of the 1 guides");
    }

    private Report take(LocalDate day, Path... sources) {
        return importer(day, false).take(List.of(sources));
    }

    private Importer importer(LocalDate day, boolean keepsElsewhere) {
        return new Importer(folder.resolve("data"), List.of("tỉnh Mẫu"), day, keepsElsewhere);
    }

    private Path list(ImportEntry... rows) {
        return write(
                "list.jsonl",
                String.join("\n", Stream.of(rows).map(ImportEntry::json).toList()));
    }

    private Path portal(ImportEntry record) {
        return write("record.json", record.json());
    }

    private Path write(String name, String text) {
        try {
            Path file = folder.resolve("in").resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ImportedRecord stored(String code) {
        return java.util.Objects.requireNonNull(new RecordStore(folder.resolve("data")).find(code));
    }

    private String file(String code) {
        return read(code);
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve("data/records/" + name + ".json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> files() {
        return List.of(java.util.Objects.requireNonNull(
                folder.resolve("data/records").toFile().list()));
    }
}
