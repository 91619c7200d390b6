package vn.hoixa.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.knowledge.Importer.Report;
import vn.hoixa.testing.Needs;
import vn.hoixa.testing.ShippedKnowledge;

/** The traps of the official records, met in the records themselves. */
class ImportOfTheRealRecordsTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final Path CORE = DATA.resolve("procedures-core.jsonl");
    private static final Path PROVINCIAL = DATA.resolve("procedures-provincial.jsonl");
    private static final Path NOT_COMMUNE = DATA.resolve("procedures-not-commune.jsonl");
    private static final Path PORTAL = DATA.resolve("portal-records");
    private static final LocalDate TODAY = ShippedKnowledge.SNAPSHOT;
    private static final Pattern FREE = Pattern.compile("(?iu)miễn (lệ )?phí|không thu");

    @TempDir
    private Path folder;

    /** Before each test, so that the report counts them as skipped. */
    @BeforeEach
    void needsRecords() {
        Needs.that(Files.exists(CORE), "no " + CORE + ": no real record is imported");
    }

    @Test
    void takesAllOfThemTwiceInAnyOrder() {
        long start = cpuNanos();
        Report first = take(CORE, PROVINCIAL);
        Duration took = Duration.ofNanos(cpuNanos() - start);

        assertThat(first.fresh()).hasSize(1120);
        assertThat(first.refused()).isEmpty();
        // Of the processor, not of the clock: other builds run on this machine.
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        assertUnchanged(take(PORTAL), 5);
        assertUnchanged(take(CORE, PROVINCIAL), 1120);
        assertUnchanged(take(PORTAL, PROVINCIAL, CORE), 1120);
        assertThat(new RecordStore(folder).find("1.001193")).satisfies(record -> {
            assertThat(record.isWhole()).isTrue();
            assertThat(record.changed()).isEmpty();
        });
    }

    @Test
    void findsThePortalsRecordsAndTheirRowsAlike() {
        Map<String, Official> rows = Harvest.of(List.of(CORE, PROVINCIAL)).officials();
        Map<String, Official> records = Harvest.of(List.of(PORTAL)).officials();

        assertThat(records).hasSize(5);
        records.forEach((code, record) -> {
            assertThat(record.isWhole()).isTrue();
            assertThat(Prints.of(record))
                    .as(code)
                    .isEqualTo(Prints.of(java.util.Objects.requireNonNull(rows.get(code))));
        });
    }

    @Test
    void holdsWhatNamesBodiesThatAreGone() {
        Report report = take(CORE);
        Map<String, String> fields = new HashMap<>();
        stored().forEach(record -> fields.put(record.code(), record.field()));

        List<Importer.Held> held = report.held().stream()
                .filter(one -> !"Thuế".equals(fields.get(one.code())))
                .toList();

        assertThat(fields.values().stream().filter(field -> !field.equals("Thuế")))
                .hasSize(472);
        assertThat(held).hasSizeBetween(30, 80);
        assertThat(report.held())
                .extracting(Importer.Held::code)
                .contains("1.010385")
                .doesNotContain("1.000894");
    }

    @Test
    void keepsTheTrapsOutOfWhatIsQuoted() {
        Map<String, Official> rows = Harvest.of(List.of(CORE, PROVINCIAL)).officials();
        take(CORE, PROVINCIAL);

        for (ImportedRecord record : stored()) {
            Official row = java.util.Objects.requireNonNull(rows.get(record.code()));
            record.facts()
                    .forEach((facet, text) -> assertThat(text.length())
                            .as(record.code() + " " + facet)
                            .isBetween(1, SheetReader.LONGEST_FACET));
            String fee = record.facts().getOrDefault("fee", "");
            if (FREE.matcher(fee).find()) {
                assertThat(row.fees().stream().map(Official.Fee::note).collect(Collectors.joining(" ")))
                        .as(record.code())
                        .containsPattern(FREE);
            }
            String time = record.facts()
                    .getOrDefault("time", "1 ngày")
                    .lines()
                    .findFirst()
                    .orElse("");
            assertThat(time).as(record.code()).containsPattern("[1-9][\\d.,]* (ngày|giờ|tháng|năm|tuần|phút)");
        }
    }

    @Test
    void canAllBePublishedBesideTheGuides() {
        take(CORE, PROVINCIAL, PORTAL);

        Publisher read = Publisher.read(Path.of("knowledge-base"), folder, TODAY);

        assertThat(read.problems()).filteredOn(Problem::isError).isEmpty();
        assertThat(read.draft().guides()).hasSizeGreaterThanOrEqualTo(1120);
    }

    @Test
    void theGuidesWereComparedWithTheseRecords() throws IOException {
        Path prints = folder.resolve("prints.yaml");
        Publisher shipped = ShippedKnowledge.read();
        List<String> without = Importer.writePrints(prints, shipped, List.of(CORE));
        take(CORE, PORTAL);
        var files = Publisher.files(Path.of("knowledge-base"), folder);
        files.put("bank/prints.yaml", Files.readString(prints));

        Knowledge own = shipped.draft();
        Knowledge draft = Publisher.read(files, TODAY).draft();

        assertThat(without).isEmpty();
        assertThat(Files.readAllLines(prints))
                .hasSameSizeAs(shipped.comparedWithRecords())
                .isSorted();
        for (String code : shipped.comparedWithRecords()) {
            Guide before = java.util.Objects.requireNonNull(own.guide(code));
            Guide after = java.util.Objects.requireNonNull(draft.guide(code));
            // A held record adds nothing to its guide; what the guide says itself stays.
            assertThat(after.facets()).as(code).containsAllEntriesOf(before.facets());
        }
    }

    @Test
    void keepsTheNamesOfWhatOthersDecide() {
        Report report = importer(true).take(List.of(NOT_COMMUNE));

        assertThat(report.elsewhere()).isEqualTo(4542);
        // "…-Xoa" was deleted, and one code has too many digits.
        assertThat(report.refused()).extracting(Importer.Refusal::reason).containsExactly("odd-code", "odd-code");
        assertThat(new RecordStore(folder).elsewhere()).hasSize(4542);
        assertThat(report.lines(Locale.ENGLISH)).anyMatch(line -> line.contains("4,542"));
        assertThat(Publisher.read(Path.of("knowledge-base"), folder, TODAY).problems())
                .filteredOn(Problem::isError)
                .isEmpty();
    }

    private Report take(Path... sources) {
        return importer(false).take(List.of(sources));
    }

    private Importer importer(boolean keepsElsewhere) {
        return new Importer(folder, List.of("tỉnh Mẫu"), TODAY, keepsElsewhere);
    }

    private static void assertUnchanged(Report report, int count) {
        assertThat(report.changed()).isEmpty();
        assertThat(report.fresh()).isEmpty();
        assertThat(report.refused()).isEmpty();
        assertThat(report.unchanged()).hasSize(count);
    }

    private List<ImportedRecord> stored() {
        var store = new RecordStore(folder);
        return KnowledgeFiles.records(folder).keySet().stream()
                .map(file -> file.replaceAll(".*/|\\.json$", ""))
                .map(code -> java.util.Objects.requireNonNull(store.find(code)))
                .toList();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
