package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.OldEyes.assertEasy;
import static vn.hoixa.testing.OldEyes.assertEasyAndKeep;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.FirstLink;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.directory.Directory;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.RunningHoiXa;

/** A commune's settings, its directory and its slips on a phone, by somebody who never saw them before. */
class SettingsBrowserTest {
    private static final String PASSWORD = "đò đầy bến vắng";

    private static Chromium chromium;
    private static RunningHoiXa hoixa;
    private static Page page;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        hoixa = RunningHoiXa.start(data);
        page = chromium.pageWithoutScripts(360, 740);
        open(URI.create(FirstLink.of(hoixa)).getPath());
        page.locator("#shown").fill("Trần Thị Mẫu");
        page.locator("#username").fill("tran.thi.mau");
        page.locator("#password").fill(PASSWORD);
        page.locator("#again").fill(PASSWORD);
        page.locator("form button").first().click();
        Members.join(hoixa, "tran.thi.mau", "", Role.LEADER);
        page.locator("#username").fill("tran.thi.mau");
        page.locator("#password").fill(PASSWORD);
        page.locator("form button").first().click();
    }

    @AfterAll
    static void stop() {
        if (hoixa != null) {
            hoixa.close();
            chromium.close();
        }
    }

    @Test
    void decidesHowTheBotWorks() {
        open("/console");
        page.locator(".top nav").getByText("Cài đặt").click();
        assertThat(page.locator(".missed")).containsText("chưa báo tin được");

        page.getByText("Viết hoặc dừng thông báo").click();
        page.locator("#text").fill("Nước sông đang lên. Bà con thôn Đầu Mẫu lên nhà văn hoá.");
        page.getByText("Xem thử").click();
        assertThat(page.locator(".bubble")).containsText("Nước sông đang lên");
        assertEasy(page, "console-banner");
        page.getByText("Gửi tới người dân").click();
        assertThat(page.locator(".said")).containsText("Đã bật thông báo");
        page.getByText("Về trang cài đặt").click();
        page.getByText("Tắt máy trả lời").click();
        assertThat(page.locator(".off")).containsText("Máy trả lời đang tắt (Trần Thị Mẫu");
        assertEasyAndKeep(page, "console-settings");
        page.getByText("Bật lại máy trả lời").click();
        assertThat(page.locator(".off")).hasCount(0);

        page.getByText("Tự trả lời hay qua cán bộ").click();
        assertEasy(page, "console-drafts");
        page.locator("select").first().selectOption("DRAFT");
        page.locator("form button").first().click();
        assertThat(page.locator(".said")).containsText("Đã lưu");
        assertThat(page.locator("select").first()).hasValue("DRAFT");
        page.getByText("Về trang cài đặt").click();
        page.getByText("Nơi tiếp dân").click();
        page.locator("#COMMUNE-counter").fill("7");
        page.locator("main form > button").click();
        assertThat(page.locator("#COMMUNE-counter")).hasValue("7");
        assertEasy(page, "console-points");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void writesTheBotsSentencesInOtherWords() {
        open("/console/settings/xa-mau/words");
        assertEasy(page, "console-words");
        page.getByText("Đáp lời chào").click();
        page.locator("#text").fill("Chào {0}. {1} cần gì ạ?");
        page.locator("button:has-text('Lưu')").click();
        assertThat(page.locator(".wrong")).containsText("nhắn 0");
        assertThat(page.locator("#text")).hasValue("Chào {0}. {1} cần gì ạ?");
        page.locator("#text").fill("Chào {0}. {1} cần gì ạ? Nhắn 0 để gặp cán bộ.");
        page.locator("button:has-text('Lưu')").click();
        assertThat(page.locator(".said")).containsText("Đã lưu");
        assertEasy(page, "console-sentence");
        page.locator("button:has-text('Về câu gốc')").click();
        assertThat(page.locator("#text"))
                .hasValue(
                        "Kính chào {0}. {1} cần hỏi việc gì ạ? Ví dụ: làm giấy khai sinh cần giấy tờ gì. Nhắn 0 để gặp cán bộ.");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void keepsTheCalendar() {
        open("/console/calendar/xa-mau");
        page.getByText("Thêm ngày nghỉ", new Page.GetByTextOptions().setExact(true))
                .click();
        page.locator("#first").fill("2026-11-26");
        page.locator("#closures-name").fill("Hội làng");
        page.getByText("Thêm ngày nghỉ này").click();

        assertThat(page.locator("main")).containsText("26/11/2026");
        assertThat(page.locator("#next")).not().containsText("26/11/2026");
        assertEasy(page, "console-calendar");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void keepsTheDirectory() {
        open("/console/directory/xa-mau");
        assertEasy(page, "console-directory");
        page.getByText("Thêm cán bộ").click();
        page.locator("#name").fill("Ngô Thị Thử");
        page.locator("#post").fill("Công chức");
        page.locator("main form button").first().click();
        assertThat(page.locator(".said")).containsText("Đã thêm");
        page.getByText("Ghi ngày nghỉ").click();
        page.locator("#first").fill("2026-11-24");
        page.getByText("Ghi lại").click();
        assertThat(page.locator(".said")).containsText("Đã ghi ngày nghỉ");
        assertEasy(page, "console-officer");
        page.getByText("Về danh sách cán bộ").click();
        assertThat(page.locator("main")).containsText("nghỉ đến hết 24/11/2026");
        page.getByText("Ai phụ trách lĩnh vực nào").click();
        assertEasy(page, "console-fields");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void printsASlipForEachOfficer() {
        open("/console");
        page.getByText("Phiếu liên kết Zalo cho cán bộ").click();
        assertThat(page.locator(".slip")).hasCount(0);

        page.getByText("Làm phiếu cho mọi cán bộ").click();

        assertThat(page.locator(".slip"))
                .hasCount(hoixa.bean(Directory.class).of("xa-mau").size());
        assertThat(page.locator(".slip").first()).containsText("Trần Văn Mẫu");
        assertThat(page.locator(".slip").first()).containsText("liên kết ");
        assertThat(page.locator(".code").first()).containsText("Mã: ");
        assertEasy(page, "console-slips");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".top")).isHidden();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", "console-slips-printed.png"))
                .setFullPage(true));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void isEasyToReadUnderAnAlarm() {
        hoixa.bean(Alarms.class).raise(AlarmKind.OFFICER_UNREACHED, "xa-mau", "Trần Văn Mẫu, Chủ tịch");
        open("/console");
        assertThat(page.locator("section.alert")).hasCount(1);
        assertEasy(page, "console-alarm");
        page.locator("section.alert button").click();

        assertThat(page.locator("section.alert")).hasCount(0);
        open("/console/people");
        assertEasy(page, "people-page");
        open("/console/dossiers/xa-mau");
        assertEasy(page, "console-dossiers");
    }

    @Test
    void isClosedToStrangers() {
        HttpResponse<String> answer = new Visitor(hoixa).get("/console/officers/xa-mau/codes");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/account/sign-in");
    }

    private static void open(String path) {
        page.navigate(hoixa.address(path).toString());
    }
}
