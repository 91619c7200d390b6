package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.Role;
import vn.hoixa.account.TrialMember;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Period;
import vn.hoixa.report.Reckoner;
import vn.hoixa.report.ReckonerTest;
import vn.hoixa.storage.Database;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.OldEyes;
import vn.hoixa.testing.RunningTrial;

/** A leader reads the report of a made-up year on a phone, and prints it. */
class ReportBrowserTest {
    private static final String REPORT = "/console/report/xa-mau";
    private static final LocatorAssertions.IsVisibleOptions FOR_LONG =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    private static final String PASSWORD = "mot cau dai de nho";

    private static Chromium chromium;
    private static RunningTrial hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        hoixa = RunningTrial.start(data);
    }

    @AfterAll
    static void stop() {
        if (hoixa != null) {
            chromium.closePages();
            hoixa.close();
            chromium.close();
        }
    }

    @Test
    void showsWhatTheJournalSays() throws IOException {
        var commune = Objects.requireNonNull(hoixa.bean(Communes.class).named("xa-mau"));
        ReckonerTest.fill(hoixa.bean(Database.class), commune.oa());
        MadeUpRemarks.fill(hoixa.bean(Database.class), commune.oa(), commune.id());
        Page leader = leader();

        for (String period : List.of("2026-W20", "2026-05")) {
            open(leader, REPORT + "?period=" + period);
            Figures figures = hoixa.bean(Reckoner.class)
                    .of(commune.oa(), Period.of(period).orElseThrow());

            assertThat(leader.locator("#messages")).hasText(said(figures.messages()));
            assertThat(leader.locator("#residents")).hasText(said(figures.residents()));
            assertThat(leader.locator("#handed-over")).hasText(said(figures.handedOver()));
            assertThat(leader.locator("#reopened")).hasText(said(figures.reopened()));
            assertThat(leader.locator("#content-officers tbody tr")).hasCount((int) figures.contentByOfficer().stream()
                    .filter(share -> share.n() >= 5)
                    .count());
            assertThat(leader.locator("#on-time")).hasText(figures.onTimePercent() + " %");
            assertThat(leader.locator("#at-once")).hasText(figures.atOncePercent() + " %");
            assertThat(leader.locator("#hours td").allTextContents().stream()
                            .mapToLong(ReportBrowserTest::number)
                            .sum())
                    .isEqualTo(figures.messages());
            assertThat(leader.locator("#themes tbody tr"))
                    .hasCount(figures.themes().size());
            assertThat(leader.locator("#hours-chart rect")).hasCount(24);
        }
        opensTheRowsBehindEachNumber(leader);
        OldEyes.assertEasyAndKeep(leader, "report-phone");
        OldEyes.assertSound(leader, "report-phone");
        leader.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        leader.setViewportSize(794, 1123);
        OldEyes.assertEasyAndKeep(leader, "report-paper");
        assertThat(chromium.takeComplaints()).isEmpty();
        readsTheSameInTheFiles(
                leader,
                hoixa.bean(Reckoner.class).of(commune.oa(), Period.of("2026-05").orElseThrow()));
        makesALargeFileBesideThePage(leader);
        writesNoFormula(leader, commune.oa());
    }

    private static void opensTheRowsBehindEachNumber(Page leader) {
        assertThat(leader.locator(".tiles dd:nth-of-type(1) a")).hasCount(8);
        assertThat(leader.locator("tbody td:nth-of-type(1):not(:has(a))"))
                .hasCount(leader.locator("#content-officers tbody tr").count());
        for (Object address : (List<?>) leader.evaluate(
                "[...document.querySelectorAll('.tiles a, main td a, #late-officers a')].map(link => link.href)")) {
            assertThat(leader.request().get(String.valueOf(address)).status())
                    .as(String.valueOf(address))
                    .isEqualTo(200);
        }
        String report = leader.url();
        long asked = number(leader.locator("#procedures td a").first().textContent());
        leader.locator("#procedures td a").first().click();
        OldEyes.assertEasy(leader, "report-rows");
        long found = leader.locator("ul.rows li").count();
        while (leader.locator("a[href*='page=']").last().textContent().equals("Trang sau")) {
            leader.locator("a[href*='page=']").last().click();
            found += leader.locator("ul.rows li").count();
        }
        assertThat(found).isEqualTo(asked);
        open(leader, URI.create(report).getPath() + "?" + URI.create(report).getQuery());
    }

    private static void readsTheSameInTheFiles(Page leader, Figures figures) throws IOException {
        try (var paper = new XWPFDocument(new ByteArrayInputStream(file(leader, "/report.docx?period=2026-05")))) {
            assertThat(paper.getTables().getFirst().getRow(1).getCell(1).getText())
                    .isEqualTo(said(figures.messages()));
            assertThat(paper.getTables().get(1).getRows())
                    .hasSize(1 + figures.themes().size());
            assertThat(paper.getParagraphs())
                    .extracting(XWPFParagraph::getText)
                    .contains("Khi nào dân nhắn nhiều", "Hài lòng theo việc");
        }
        byte[] pdf = file(leader, "/report.pdf?period=2026-05");
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(said(figures.messages()), "Đèn đường trước cổng chợ", "Thứ hai")
                    .contains("9 trên 10 việc", "Hài lòng theo thủ tục", "Hài lòng theo lĩnh vực")
                    .doesNotContain("0912345678");
        }
        OldEyes.keepPages(pdf, "report-pdf");
    }

    private static void makesALargeFileBesideThePage(Page leader) throws IOException {
        leader.setViewportSize(360, 740);
        leader.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        open(leader, REPORT + "?period=2026-05");
        leader.locator("form:has([value='xlsx']) button").click();
        assertThat(leader.locator("#state a[download]")).isVisible(FOR_LONG);
        OldEyes.assertEasy(leader, "report-export");
        String path = leader.locator("#state a[download]").getAttribute("href").replace("/file", "");
        byte[] xlsx = leader.request()
                .get(URI.create(leader.url()).resolve(path + "/file").toString())
                .body();
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            assertThat((long) book.getSheet("Từng việc").getLastRowNum())
                    .isEqualTo(hoixa.bean(Reckoner.class)
                            .rows(
                                    Objects.requireNonNull(
                                                    hoixa.bean(Communes.class).named("xa-mau"))
                                            .oa(),
                                    Period.of("2026-05").orElseThrow()));
            assertThat(book.getNumberOfSheets()).isEqualTo(11);
            assertThat(book.getSheet("Chuyện mới nổi lên")).isNotNull();
            assertThat(book.getSheet("Hài lòng theo việc").getLastRowNum()).isPositive();
        }
        Page another = leader();
        assertThat(another.request()
                        .get(URI.create(another.url()).resolve(path + "/file").toString())
                        .status())
                .isEqualTo(404);
        leader.locator("#state button").click();
        assertThat(leader.locator("#messages")).isVisible();
        assertThat(leader.request()
                        .get(URI.create(leader.url()).resolve(path).toString())
                        .status())
                .isEqualTo(404);
    }

    private static void writesNoFormula(Page leader, String oa) throws IOException {
        hoixa.bean(Database.class)
                .write(transaction -> transaction
                        .sql("""
                                INSERT INTO journal (oa, at, what, resident, turn, field, guide, theme, hamlet, outcome, reason)
                                VALUES (:oa, :at, 'asked', 1, 1, NULL, NULL, NULL, NULL, '', ''),
                                    (:oa, :at, 'decided', 1, 1, '+1', '@SUM(A1)', NULL, NULL, '-1', '\t=1'),
                                    (:oa, :at, 'remarked', 1, 1, NULL, NULL, '=1+1', '=HYPERLINK("http://x")', '', 'a;=1')""")
                        .param("oa", oa)
                        .param("at", Period.of("2019-03").orElseThrow().from().toEpochMilli())
                        .update());
        String csv = new String(file(leader, "/report.csv?period=2019-03"), StandardCharsets.UTF_8);
        assertThat(csv).contains("'=1+1", "'=HYPERLINK", "'+1", "'@SUM(A1)", "'-1", "'\t'=1", "a;'=1");
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(file(leader, "/report.xlsx?period=2019-03")))) {
            List<String> texts = new ArrayList<>();
            book.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> {
                assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                if (cell.getCellType() == CellType.STRING) {
                    texts.add(cell.getStringCellValue());
                }
            })));
            assertThat(texts)
                    .contains("'=1+1", "'=HYPERLINK(\"http://x\")", "'@SUM(A1)", "'+1")
                    .noneMatch(text -> text.matches("(?s)[=+@\\t-].*"));
        }
    }

    private static byte[] file(Page leader, String path) {
        var answer = leader.request()
                .get(
                        URI.create(leader.url()).resolve(REPORT + path).toString(),
                        RequestOptions.create().setHeader("Accept-Language", "vi"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    /** As numbers are written in Vietnam. */
    private static String said(long number) {
        return NumberFormat.getIntegerInstance(Locale.of("vi")).format(number);
    }

    private static long number(String said) {
        return Long.parseLong(said.replace(".", ""));
    }

    @Test
    void saysThatNobodyWrote() {
        Page leader = leader();

        open(leader, REPORT + "?period=2019-02");

        assertThat(leader.locator(".empty")).hasText("Trong thời gian này chưa có ai nhắn tin.");
    }

    private static Page leader() {
        String name = "lanh.dao" + System.identityHashCode(new Object());
        Page page = chromium.page(360, 740);
        page.navigate(TrialMember.invitation(hoixa, "xa-mau", Role.LEADER, null));
        page.locator("[name='username']").fill(name);
        page.locator("[name='shown']").fill("Lãnh đạo");
        page.locator("[name='password']").fill(PASSWORD);
        page.locator("[name='again']").fill(PASSWORD);
        page.locator("main button[type='submit']").click();
        assertThat(page.locator("h1")).hasText("Đăng nhập");
        page.locator("[name='username']").fill(name);
        page.locator("[name='password']").fill(PASSWORD);
        page.locator("main button[type='submit']").click();
        assertThat(page.locator(".top nav")).isVisible();
        return page;
    }

    private static void open(Page page, String path) {
        page.navigate(URI.create(page.url()).resolve(path).toString());
    }
}
