package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.FirstLink;
import vn.hoixa.account.Members;
import vn.hoixa.account.Membership;
import vn.hoixa.account.Role;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.testing.CaseWalk;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.OldEyes;
import vn.hoixa.testing.RunningHoiXa;

/** Every page that a role opens, on a small phone, with everything unfolded: sound for axe, easy for old eyes. */
class PagesBrowserTest {
    private static final String COMMUNE = "xa-mau";

    private static Chromium chromium;
    private static CaseWalk walk;

    /** All that is wrong is told at once. */
    private final SoftAssertions found = new SoftAssertions();

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        walk = new CaseWalk(data);
        walk.ask(
                "nguoi-dan",
                "Giấy khai sinh của con tôi ghi sai tên đệm, số tôi 0912345678, xem https://dichvucong.gov.vn/"
                        + "p/home/dvc-trang-chu.html?thu-tuc=khai-sinh-ghi-sai-ten-dem cho tôi gặp cán bộ");
        walk.hoixa()
                .database()
                .write(transaction -> transaction
                        .sql("""
                        INSERT INTO dead_letter (event_key, oa, zalo_user, cause, attempts, body, buried_at)
                        VALUES ('dead', :oa, 'nguoi-dan',
                            'org.springframework.dao.QueryTimeoutException: cannot read from /var/lib/hoixa', 6, :body, :at)""")
                        .param("oa", RunningHoiXa.OA)
                        .param("body", walk.hoixa().textEvent("nguoi-dan", "Chào xã", "dead"))
                        .param("at", walk.hoixa().clock().millis())
                        .update());
    }

    @AfterAll
    static void stop() {
        if (walk != null) {
            chromium.closePages();
            walk.close();
            chromium.close();
        }
    }

    @Test
    void officersSeeWhatTheyAnswer() {
        Page page = member("lan", COMMUNE, Role.OFFICER, walk.officer("tu-phap").id());
        look(page, "/console", "home-officer");
        look(page, "/console/search/" + COMMUNE + "?q=khai+sinh", "search");
        look(page, "/console/inbox/" + COMMUNE + "?tab=closed", "inbox-closed");
        look(page, "/console/conversations/" + COMMUNE + "/" + resident(), "conversation");
        open(page, "/console/cases/" + COMMUNE + "/1");
        page.locator("button[value='answer']").click();
        assertThat(page.locator(".alert[role='alert']").first()).isVisible();
        page.locator("#canned summary").click();
        assertThat(page.locator("#canned button").first()).isVisible();
        look(page, "case");
        page.locator("input[type='file']")
                .first()
                .setInputFiles(new FilePayload("don.pdf", "application/pdf", new byte[30_000_000]));
        page.locator("#text").fill("Chị xem giúp tờ đơn này.");
        page.locator("button[value='answer']").click();
        assertThat(page.locator("#fault")).containsText("dài");
        assertThat(page.locator("#text")).hasValue("Chị xem giúp tờ đơn này.");
        look(page, "too-large");
        done();
    }

    @Test
    void leadersSeeHowTheBotWorks() {
        Page page = member("bac", COMMUNE, Role.LEADER, walk.officer("chu-tich").id());
        look(page, "/console", "home-leader");
        look(page, "/console/settings/" + COMMUNE, "settings-leader");
        look(page, "/console/settings/" + COMMUNE + "/drafts", "drafts");
        look(page, "/console/settings/" + COMMUNE + "/banner", "banner");
        look(page, "/console/directory/" + COMMUNE + "/fields", "fields-read");
        look(page, "/console/audit/" + COMMUNE, "audit-commune");
        meetings(page);
        feedback(page);
        done();
    }

    private void feedback(Page page) {
        walk.say("toi", "Đèn đường đầu thôn Giữa Mẫu hỏng cả tuần nay, tối om không thấy lối đi");
        look(page, "/console/feedback/" + COMMUNE, "feedback");
        page.locator("main section a.back").last().click();
        look(page, "feedback-piece");
        look(page, "/console/report/" + COMMUNE + "?period=2026-W48", "report-of-few");
        look(page, "/console/settings/" + COMMUNE + "/reports", "report-sending");
    }

    private void meetings(Page page) {
        open(page, "/console/meetings/" + COMMUNE);
        page.locator("#kind").selectOption("dialogue");
        page.locator("#day").fill("2026-11-27");
        page.locator("#place").fill("Nhà văn hoá thôn Giữa Mẫu");
        page.locator("main form button").last().click();
        assertThat(page.locator(".said")).isVisible();
        walk.say("hoi", "Gửi câu hỏi đối thoại: Khi nào sửa đường thôn Bến Mẫu, số tôi 0912345678");
        walk.say("hoi-nua", "Gửi câu hỏi đối thoại: Đường thôn Bến Mẫu bao giờ làm");
        look(page, "/console/meetings/" + COMMUNE, "meetings");
        page.locator("main .rows a").first().click();
        look(page, "meeting-day");
        open(page, page.url().replaceFirst("^http://[^/]*", "") + "/paper");
        look(page, "meeting-paper");
        open(page, page.url().replaceFirst("^http://[^/]*", "").replaceFirst("/[^/]*/paper$", ""));
        look(page, "meeting");
    }

    @Test
    void editorsSeeWhatIsWritten() {
        Page page = member("mai", COMMUNE, Role.EDITOR, null);
        look(page, "/console", "home-editor");
        look(page, "/console/replies/" + COMMUNE, "replies");
        look(page, "/console/replies/" + COMMUNE + "/1", "reply");
        page.locator("#text").fill("Chào {ai đó}");
        page.locator("main form button").first().click();
        look(page, "reply-refused");
        look(page, "/console/settings/" + COMMUNE, "settings-editor");
        look(page, "/console/settings/" + COMMUNE + "/words", "words");
        look(page, "/console/settings/" + COMMUNE + "/words/greeting", "sentence");
        done();
    }

    @Test
    void whatWasWrittenStaysWhileSomebodyIsSignedOut() {
        Page page = member("cuc", COMMUNE, Role.EDITOR, null);
        page.clock().install();
        open(page, "/console/settings/" + COMMUNE + "/words/greeting");
        page.locator("#text").fill("Chào {0}, tôi giúp được gì ạ?");
        page.context().clearCookies();
        page.clock().fastForward("21:00");

        page.locator("main form button").last().click();
        assertThat(page.locator("#fault")).containsText("đăng nhập lại");
        assertThat(page.locator("#text")).hasValue("Chào {0}, tôi giúp được gì ạ?");

        Page other = page.context().newPage();
        open(other, "/account/sign-in");
        other.locator("#username").fill("cuc");
        other.locator("#password").fill(Members.PASSWORD);
        other.locator("main form button").click();
        assertThat(other.locator(".top nav")).isVisible();
        page.locator("main form button").last().click();
        assertThat(page.locator(".said, .alert").first()).isVisible();
        assertThat(page.locator("#text")).hasValue("Chào {0}, tôi giúp được gì ạ?");
        assertThat(page.locator("h1")).not().containsText("Chưa làm được");
        chromium.takeComplaints();
    }

    @Test
    void administratorsOfACommuneSeeItsFrame() {
        Page page = member("tam", COMMUNE, Role.ADMINISTRATOR, null);
        look(page, "/console", "home-administrator");
        look(page, "/console/settings/" + COMMUNE, "settings-administrator");
        look(page, "/console/settings/" + COMMUNE + "/points", "points");
        open(page, "/console/calendar/" + COMMUNE);
        unfold(page);
        page.locator("#first").fill("2026-11-26");
        page.locator("#closures-name").fill("Hội làng");
        page.getByText("Thêm ngày nghỉ này").click();
        unfold(page);
        page.locator("#off").fill("2026-11-27");
        page.locator("#worked").fill("2026-11-28");
        page.locator("#swaps-name").fill("Nghỉ bù");
        page.locator("form[action$='/swaps'] button").click();
        look(page, "calendar");
        look(page, "/console/directory/" + COMMUNE, "directory");
        look(page, "/console/directory/" + COMMUNE + "/new", "officer-new");
        look(page, officer("tu-phap"), "officer");
        look(page, "/console/directory/" + COMMUNE + "/fields", "fields");
        look(page, "/console/officers/" + COMMUNE + "/codes", "slips");
        look(page, "/console/dossiers/" + COMMUNE, "dossiers");
        look(page, "/console/people/of/" + COMMUNE, "people-of-commune");
        page.locator("section:last-of-type form button").click();
        look(page, "people-invited");
        done();
    }

    @Test
    void administratorsOfEverythingSeeTheMachine() {
        Page page = member("goc", Membership.EVERYWHERE, Role.ADMINISTRATOR, null);
        walk.hoixa()
                .bean(Alarms.class)
                .raise(AlarmKind.OFFICER_UNREACHED, COMMUNE, "Trần Văn Mẫu, Chủ tịch Uỷ ban nhân dân");
        look(page, "/console", "home-alarm");
        assertThat(page.locator("section.alert")).containsText("Ở xã Hương Mẫu, từ");
        page.locator("section.alert button").click();
        look(page, "/console/letters", "letters");
        look(page, "/console/people", "people");
        look(page, "/console/audit", "audit");
        look(page, "/console/centre", "centre");
        page.locator("#name").fill("Trung tâm điều hành tỉnh");
        page.locator("main section:last-of-type button").click();
        look(page, "centre-made");
        look(page, "/console/zalo", "zalo");
        look(page, "/console/zalo/" + RunningHoiXa.OA, "zalo-page");
        look(page, "/account/password", "password");
        page.locator("#current").fill("khong phai mat khau");
        page.locator("#password").fill(Members.PASSWORD);
        page.locator("#again").fill("mot cau dai khac han");
        page.locator("main form button").click();
        look(page, "password-refused");
        look(page, "/console/nowhere", "error-404");
        open(page, "/account/password");
        page.locator("#current").fill("x");
        page.locator("#password").fill(Members.PASSWORD);
        page.locator("#again").fill(Members.PASSWORD);
        page.context().clearCookies();
        page.locator("main form button").click();
        look(page, "error-403");
        done();
    }

    @Test
    void whoIsNotSignedInSeesTheDoor() {
        Page page = chromium.page(360, 740);
        look(page, "/account/sign-in", "door");
        look(page, "/account/sign-in?said=wait&seconds=40", "door-wait");
        look(page, URI.create(FirstLink.of(walk.hoixa())).getPath(), "invitation");
        look(page, "/account/invitation/used", "invitation-gone");
        open(page, "/console");
        assertThat(page.locator("h1")).hasText("Đăng nhập");
        done();
    }

    private static Page member(String name, String commune, Role role, @Nullable Long officer) {
        Members.of(walk.hoixa(), name, commune, role, officer);
        Page page = chromium.page(360, 740);
        open(page, "/account/sign-in");
        page.locator("#username").fill(name);
        page.locator("#password").fill(Members.PASSWORD);
        page.locator("main form button").click();
        assertThat(page.locator(".top nav")).isVisible();
        return page;
    }

    private void look(Page page, String path, String name) {
        open(page, path);
        look(page, name);
    }

    private void look(Page page, String name) {
        unfold(page);
        found.check(() -> OldEyes.assertEasy(page, "page-" + name));
        found.check(() -> OldEyes.assertSound(page, name));
        found.assertThat(page.content()).as(name).doesNotContain("??");
        found.assertThat(page.evaluate("document.compatMode")).as(name).isEqualTo("CSS1Compat");
    }

    private static void unfold(Page page) {
        page.evaluate("document.querySelectorAll('main details:not(#canned)').forEach(one => one.open = true)");
    }

    /** Errors of the console about answers that are no success are what such pages are for. */
    private void done() {
        found.assertThat(chromium.takeComplaints())
                .allMatch(complaint ->
                        complaint.contains("the server responded with") || complaint.contains("Status Error Code 413"));
        found.assertAll();
    }

    private static void open(Page page, String path) {
        page.navigate(walk.hoixa().address(path).toString());
    }

    private static String officer(String key) {
        return "/console/directory/" + COMMUNE + "/officers/"
                + walk.officer(key).id();
    }

    private static long resident() {
        return walk.aCase(1).residentRow();
    }
}
