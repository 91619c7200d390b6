package vn.hoixa.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.account.Audits;
import vn.hoixa.dossier.ImportOutcome.Cause;
import vn.hoixa.dossier.ImportOutcome.HeldBack;
import vn.hoixa.dossier.ImportOutcome.Refused;
import vn.hoixa.dossier.ImportOutcome.Renamed;
import vn.hoixa.dossier.ImportOutcome.Taken;
import vn.hoixa.dossier.Report.Kind;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.DossierWords.Column;
import vn.hoixa.knowledge.DossierWords.State;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.ShippedKnowledge;

/** Lists of dossiers, from the file to what can be looked up. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class DossierImportsTest {
    private static final Knowledge KNOWLEDGE = ShippedKnowledge.read().publish();
    private static final Commune HUONG_MAU = KNOWLEDGE.communes().getFirst();
    private static final Commune TAN_MAU = aCommune("tan-mau");
    private static final String CODE = "000.00.12.H36-251122-0001";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    private final MovableClock clock = new MovableClock();
    private FreshDatabase record;
    private ListedDossiers list;
    private DossierImports imports;

    @TempDir
    Path data;

    @Parameter
    private FreshDatabase.Kind kind = FreshDatabase.Kind.SQLITE;

    @BeforeEach
    void start() {
        record = FreshDatabase.of(kind, data);
        list = new ListedDossiers(record.database(), Audits.at(clock));
        imports = new DossierImports(list, new Communes(() -> KNOWLEDGE), record.folder(), clock);
    }

    @AfterEach
    void stop() throws IOException {
        if (imports != null) {
            record.close();
        }
    }

    @Test
    void takesAListAndFindsItsDossiers() {
        Report report = taken(Lists.xlsx(
                Lists.row(CODE, "Đang xử lý (Trần Thị Mẫu)", DAY, LocalDate.of(2026, 11, 20)),
                Lists.row("H36.105-260317-0012", "Đã trả kết quả", "", "")));

        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.skipped()).isZero();
        assertThat(find(CODE))
                .isEqualTo(new Dossier(
                        new DossierCode(CODE), State.IN_WORK, "Đang xử lý", "Đăng ký khai sinh", DAY, clock.instant()));
        assertThat(find("h36.105 – 260317 – OO12"))
                .extracting(Dossier::state, Dossier::due)
                .containsExactly(State.RETURNED, null);
        assertThat(imports.last(HUONG_MAU)).contains(report);
        assertThat(column("SELECT who || ' ' || what || ' ' || on_what FROM audit"))
                .containsExactly("operator dossiers imported commune " + HUONG_MAU.id());
    }

    @Test
    void keepsNothingOfPersons() throws IOException {
        taken(Lists.xlsx(Lists.row(CODE, "Đang xử lý - Trần Thị Mẫu", DAY, "")));

        assertThat(column("SELECT code || state || words || title || due FROM dossier"))
                .containsExactly(CODE + "IN_WORK" + "Đang xử lý" + "Đăng ký khai sinh" + "2026-11-27");
        assertThat(column("SELECT report FROM dossier_import").getFirst()).doesNotContain("Mẫu", "0912");
        try (Stream<Path> left = Files.list(data.resolve("dossiers"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void readsCsvInEveryAlphabetAndWithEveryMark() {
        String semicolons =
                Lists.csv("1;" + CODE + ";Đăng ký khai tử;Lê Mẫu;09;20/11/2026;27/11/2026 16:30;Chờ bổ sung");
        String commas = semicolons.replace(';', ',');
        String tabs = "sep=\t\r\n" + semicolons.replace(';', '\t');
        for (byte[] file : List.of(
                semicolons.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + commas).getBytes(StandardCharsets.UTF_8),
                tabs.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + tabs).getBytes(StandardCharsets.UTF_16LE),
                semicolons.getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + commas).getBytes(StandardCharsets.UTF_16BE),
                java.text.Normalizer.normalize(semicolons, java.text.Normalizer.Form.NFD)
                        .getBytes(StandardCharsets.UTF_8))) {
            taken(file);

            assertThat(find(CODE))
                    .extracting(Dossier::state, Dossier::procedure, Dossier::due)
                    .containsExactly(State.WAITING, "Đăng ký khai tử", DAY);
        }
    }

    @Test
    void readsWhatOldWindowsWrote() {
        // There a mark stands behind its letter: "ồ" is "ô" and a grave.
        String old = Lists.csv("1;" + CODE + ";x;y;09;20/11/2026;27/11/2026;Từ chối")
                .replace("ồ", "ô\u0300")
                .replace("ẹ", "e\u0323")
                .replace("ạ", "a\u0323")
                .replace("ả", "a\u0309")
                .replace("ố", "ô\u0301")
                .replace("ủ", "u\u0309")
                .replace("ụ", "u\u0323")
                .replace("ộ", "ô\u0323")
                .replace("ế", "ê\u0301")
                .replace("ệ", "ê\u0323")
                .replace("ừ", "ư\u0300")
                .replace("ã", "a\u0303")
                .replace("ờ", "ơ\u0300")
                .replace("ậ", "â\u0323");

        taken(old.getBytes(Charset.forName("windows-1258")));

        assertThat(find(CODE).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void readsDaysInThreeFormats() {
        taken(Lists.xlsx(
                Lists.row("H36.105-260317-0001", "Đang xử lý", DAY, ""),
                Lists.row("H36.105-260317-0002", "Đang xử lý", "27/11/2026 16:30", ""),
                Lists.row("H36.105-260317-0003", "Đang xử lý", "2026-11-27", "")));

        for (int i = 1; i <= 3; i++) {
            assertThat(find("H36.105-260317-000" + i).due()).isEqualTo(DAY);
        }
    }

    @Test
    void readsWhatFormulasCameToAndTakesNoTextForOne() {
        taken(Lists.packed(Lists.sheet("""
                <row r="2"><c r="A2" t="str"><f>CONCAT("000.00.12.H36","-251122-0001")</f><v>%s</v></c>
                  <c r="B2" t="inlineStr"><is><t>=HYPERLINK("http://x")</t></is></c>
                  <c r="C2"><f>TODAY()+3</f><v>46353</v></c></row>
                <row r="3"><c r="A3" t="inlineStr"><is><t>="H36.105-260317-0012"</t></is></c>
                  <c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>""".formatted(CODE)), ""));

        assertThat(find(CODE).due()).isEqualTo(DAY);
        assertThat(find(CODE).words()).isEqualTo("HYPERLINK");
        assertThat(find("H36.105-260317-0012").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void countsTheDaysOfOldMacintoshes() {
        taken(Lists.packed(
                Lists.sheet(
                        "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" + CODE + "</v></c><c r=\"C2\"><v>44891</v></c></row>"),
                "date1904=\"1\""));

        assertThat(find(CODE).due()).isEqualTo(DAY);
    }

    @Test
    void takesOfADoubleWhatWasReceivedLast() {
        Report report = taken(Lists.xlsx(
                Lists.row(CODE, "Đã có kết quả", DAY, "20/11/2026"),
                Lists.row(CODE, "Chờ bổ sung", "28/11/2026", "19/11/2026"),
                Lists.row("H36.105-260317-0012", "Mới tiếp nhận", DAY, ""),
                Lists.row("h36.105-260317-0012", "Đang xử lý", DAY, "")));

        assertThat(find(CODE).state()).isEqualTo(State.DONE);
        assertThat(find(CODE).due()).isEqualTo(DAY);
        assertThat(find("H36.105-260317-0012").state()).isEqualTo(State.IN_WORK);
        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.rows(Kind.DUPLICATE)).isEqualTo("5, 7");
        assertThat(report.rows(Kind.OTHER_DUE)).isEqualTo("5");
    }

    @Test
    void tellsWhatItSkippedAndDidNotUnderstand() {
        Report report = taken(Lists.xlsx(
                Lists.row("", "Tổng số: 3", "", ""),
                Lists.row("Nguyễn Văn Mẫu", "Đang xử lý", "", ""),
                Lists.row(CODE, "Chưa trả kết quả", "mai", "")));

        assertThat(report.read()).isEqualTo(3);
        assertThat(report.skipped()).isEqualTo(2);
        assertThat(report.counts()).isEqualTo(Map.of(Kind.NO_CODE, 1, Kind.ODD_CODE, 1, Kind.ODD_DUE, 1));
        assertThat(report.rows(Kind.ODD_CODE)).isEqualTo("5");
        assertThat(report.unknownStates()).containsExactly("Chưa trả kết quả");
        assertThat(find(CODE).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void namesTheHeadersWhereAColumnWasRenamed() {
        taken(Lists.xlsx(Lists.row(CODE, "Đang xử lý", DAY, "")));

        ImportOutcome outcome = take(Lists.csv("1;" + CODE + ";a;b;c;d;e;f").replace("Trạng thái", "Bước"));

        assertThat(outcome).isInstanceOfSatisfying(Renamed.class, renamed -> {
            assertThat(renamed.missing()).containsExactly(Column.STATE);
            assertThat(renamed.headers()).contains("Mã hồ sơ", "Bước").doesNotContain("a");
        });
        assertThat(find(CODE).state()).isEqualTo(State.IN_WORK);
    }

    @Test
    void keepsTheOldListWhereAFileIsOfNoUse() {
        taken(Lists.xlsx(Lists.row(CODE, "Đang xử lý", DAY, "")));

        assertRefused(new byte[0], Cause.EMPTY);
        assertRefused(Lists.csv().getBytes(StandardCharsets.UTF_8), Cause.EMPTY);
        assertRefused(Lists.xlsx(), Cause.EMPTY);
        assertRefused(Lists.xlsx(Lists.row("", "Đang xử lý", DAY, "")), Cause.NO_CODES);
        assertRefused("<html><table>".getBytes(StandardCharsets.UTF_8), Cause.WEB_PAGE);
        assertRefused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}, Cause.OLD_EXCEL);
        assertRefused(new byte[] {'P', 'K', 3, 4, 5, 6, 7}, Cause.DAMAGED);
        assertRefused(Lists.packed("<worksheet><sheetData><row>", ""), Cause.DAMAGED);
        assertRefused(new byte[(int) DossierImports.LARGEST + 1], Cause.TOO_LARGE);
        assertThat(find(CODE).state()).isEqualTo(State.IN_WORK);
    }

    @Test
    void refusesWhatUnpacksWithoutEnd() throws IOException {
        byte[] bomb = bomb(200L * 1024 * 1024);

        assertThat(bomb).hasSizeLessThan(1024 * 1024);
        assertRefused(bomb, Cause.BLOWN_UP);
    }

    @Test
    void lendsNoMemoryToForgedAddresses() {
        taken(Lists.packed(
                Lists.sheet("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" + CODE
                        + "</v></c><c r=\"ZZZZZZZZZZ2\"><v>1</v></c><c t=\"s\" r=\"B2\"><v>2147483647</v></c></row>"),
                ""));

        assertThat(find(CODE).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void holdsBackAListThatShrankByMoreThanHalf() {
        taken(rows(10));

        assertThat(take(rows(4), false)).isEqualTo(new HeldBack(10, 4));
        assertThat(imports.last(HUONG_MAU).orElseThrow().kept()).isEqualTo(10);

        assertThat(take(rows(5), false)).isInstanceOf(Taken.class);
        assertThat(take(rows(1), true)).isInstanceOf(Taken.class);
        assertThat(imports.last(HUONG_MAU).orElseThrow().kept()).isEqualTo(1);
    }

    @Test
    void replacesTheWholeList() {
        taken(rows(600));
        clock.pass(Duration.ofDays(1));

        taken(Lists.xlsx(IntStream.range(0, 400)
                .mapToObj(i -> Lists.row("H36.105-260318-%04d".formatted(i), "Đang xử lý", DAY, ""))
                .toArray(Object[][]::new)));

        assertThat(list.find(HUONG_MAU, new DossierCode("H36.105-260317-0001"))).isEmpty();
        assertThat(find("H36.105-260318-0399").asOf()).isEqualTo(clock.instant());
        assertThat(column("SELECT COUNT(*) FROM dossier")).containsExactly("400");
        assertThat(column("SELECT COUNT(*) FROM dossier_import")).containsExactly("1");
    }

    @Test
    void keepsTheOldListWhereAnImportIsKilled() {
        taken(rows(3));
        List<Listing.Entry> killed = new AbstractList<>() {
            @Override
            public Listing.Entry get(int index) {
                if (index == 700) {
                    throw new IllegalStateException("killed");
                }
                return new Listing.Entry(
                        new DossierCode("X99-260101-%06d".formatted(index)), State.DONE, "", "", null, null);
            }

            @Override
            public int size() {
                return 1_000;
            }
        };
        var report = new Report(clock.instant(), 1_000, 1_000, Map.of(), List.of(), List.of());

        assertThatIllegalStateException().isThrownBy(() -> list.replace(HUONG_MAU, killed, report, "operator"));

        assertThat(column("SELECT COUNT(*) FROM dossier")).containsExactly("703");
        assertThat(find("H36.105-260317-0001").state()).isEqualTo(State.IN_WORK);
        assertThat(list.find(HUONG_MAU, new DossierCode("X99-260101-000001"))).isEmpty();
        clock.pass(Duration.ofHours(2));
        taken(rows(3));
        assertThat(column("SELECT COUNT(*) FROM dossier")).containsExactly("3");
    }

    @Test
    void tellsNoCommuneOfTheOthersDossiers() {
        taken(rows(3));

        assertThat(list.find(TAN_MAU, new DossierCode("H36.105-260317-0001"))).isEmpty();
        assertThat(imports.last(TAN_MAU)).isEmpty();

        imports.take(TAN_MAU, new ByteArrayInputStream(Lists.xlsx(Lists.row(CODE, "Đã xong", DAY, ""))), false, "x");
        assertThat(list.find(TAN_MAU, new DossierCode(CODE))).isPresent();
        assertThat(list.find(HUONG_MAU, new DossierCode(CODE))).isEmpty();
        assertThat(find("H36.105-260317-0001").state()).isEqualTo(State.IN_WORK);
    }

    /** Another writer waits for one batch and no longer, while a list is written and while an old one is deleted. */
    @Test
    void takesFiftyThousandWithoutKeepingOtherWritersWaiting() throws InterruptedException {
        byte[] file = rows(50_000);
        int batches = 2 * 50_000 / ListedDossiers.BATCH;
        List<Long> waits = new ArrayList<>();
        var isOver = new AtomicBoolean();
        Thread other = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                long before = System.nanoTime();
                record.database()
                        .write(transaction -> transaction
                                .sql("UPDATE resident SET first_seen = 0")
                                .update());
                waits.add(System.nanoTime() - before);
            }
        });

        long start = System.nanoTime();
        Report report = taken(file);
        var took = Duration.ofNanos(System.nanoTime() - start);
        taken(file);
        isOver.set(true);
        other.join();

        assertThat(report.kept()).isEqualTo(50_000);
        assertThat(find("H36.105-260317-49999").state()).isEqualTo(State.IN_WORK);
        assertThat(took).isLessThan(Duration.ofSeconds(40));
        // The longest are those for a batch; one in a hundred of them may meet a hiccup of the machine.
        List<Duration> longest = waits.stream()
                .sorted(Comparator.reverseOrder())
                .limit(batches)
                .map(Duration::ofNanos)
                .toList();
        Duration usual = longest.get(longest.size() / 100);
        System.out.printf(
                "50,000 dossiers in %d ms; other writers waited %d ms for a batch, once %d ms%n",
                took.toMillis(), usual.toMillis(), longest.getFirst().toMillis());
        assertThat(usual).isLessThan(Duration.ofMillis(500));
        assertThat(longest.getFirst()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void readsFiftyThousandRowsWithoutHoldingThem() throws Exception {
        Path file = Files.write(data.resolve("long.xlsx"), rows(50_000));
        var most = new AtomicLong();
        long before = used();

        Spreadsheet.read(file, row -> {
            if (row.number() % 10_000 == 0) {
                most.accumulateAndGet(used(), Math::max);
            }
        });

        // The unpacked sheet alone has more than 20 MB; shared texts are what is left of it.
        assertThat(most.get() - before).isLessThan(16L * 1024 * 1024);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] rows(int count) {
        return Lists.xlsx(IntStream.range(0, count)
                .mapToObj(i -> Lists.row("H36.105-260317-%04d".formatted(i), "Đang xử lý", DAY, ""))
                .toArray(Object[][]::new));
    }

    /** A sheet of that many blanks. */
    private static byte[] bomb(long length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] sheet = Lists.packed("", "");
        try (var in = new java.util.zip.ZipInputStream(new ByteArrayInputStream(sheet));
                var zip = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().contains("sheet9")) {
                    zip.write("<worksheet>".getBytes(StandardCharsets.UTF_8));
                    byte[] blanks = new byte[1024 * 1024];
                    java.util.Arrays.fill(blanks, (byte) ' ');
                    for (long written = 0; written < length; written += blanks.length) {
                        zip.write(blanks);
                    }
                    zip.write("<sheetData/></worksheet>".getBytes(StandardCharsets.UTF_8));
                } else {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void assertRefused(byte[] file, Cause cause) {
        assertThat(take(file, false)).isEqualTo(new Refused(cause));
    }

    private Report taken(byte[] file) {
        ImportOutcome outcome = take(file, false);
        assertThat(outcome).isInstanceOf(Taken.class);
        return ((Taken) outcome).report();
    }

    private ImportOutcome take(String csv) {
        return take(csv.getBytes(StandardCharsets.UTF_8), false);
    }

    private ImportOutcome take(byte[] file, boolean isConfirmed) {
        return imports.take(HUONG_MAU, new ByteArrayInputStream(file), isConfirmed, "operator");
    }

    private Dossier find(String code) {
        DossierCode read = DossierCode.of(code);
        return list.find(HUONG_MAU, java.util.Objects.requireNonNull(read)).orElseThrow();
    }

    private List<String> column(String sql) {
        return record.database().read().sql(sql).query(String.class).list();
    }

    private static Commune aCommune(String id) {
        return new Commune(
                id,
                "461",
                "xã Tân Mẫu",
                "tỉnh Mẫu",
                "0200 000 000",
                "7:30–17:00",
                Map.of(),
                List.of(),
                List.of(),
                Map.of());
    }
}
