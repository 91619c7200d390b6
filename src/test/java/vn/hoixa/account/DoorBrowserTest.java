package vn.hoixa.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.OldEyes.assertEasy;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.RunningHoiXa;

/** The first administrator on an old phone, in a browser that runs no scripts. */
class DoorBrowserTest {
    private static final String PASSWORD = "đò đầy bến vắng";
    private static final String OTHER = "chiều nay trời mát quá";

    @Test
    void theFirstAdministratorWalksIn() {
        Page page = chromium.pageWithoutScripts(360, 740);
        page.navigate(hoixa.bean(InvitationLinks.class)
                .address(hoixa.bean(Invitations.class).make("test", null)));
        assertEasy(page, "invitation");
        fill(page, "#shown", "Trần Thị Mẫu");
        fill(page, "#username", "tran.thi.mau");
        fill(page, "#password", "matkhau123456");
        fill(page, "#again", "matkhau123456");
        press(page);
        assertThat(page.locator(".alert")).containsText("dễ đoán");
        assertThat(page.locator("#username")).hasValue("tran.thi.mau");
        assertEasy(page, "invitation-refused");
        fill(page, "#password", PASSWORD);
        fill(page, "#again", PASSWORD);
        press(page);

        assertThat(page.locator(".said")).containsText("Đã lưu mật khẩu");
        signIn(page, OTHER);
        assertThat(page.locator(".alert")).containsText("chưa đúng");
        assertEasy(page, "sign-in-wrong");
        signIn(page, PASSWORD);
        assertThat(page.locator(".alert")).containsText("sau 1 giây");
        hoixa.clock().pass(Duration.ofSeconds(1));
        signIn(page, PASSWORD);
        assertThat(page.locator("h1")).hasText("Chào Trần Thị Mẫu");
        assertEasy(page, "console");

        page.getByText("Đổi mật khẩu").click();
        assertEasy(page, "password");
        fill(page, "#current", PASSWORD);
        fill(page, "#password", OTHER);
        fill(page, "#again", OTHER);
        press(page);
        assertThat(page.locator(".said")).containsText("Đã đổi mật khẩu");
        signIn(page, OTHER);
        page.getByText("Đăng xuất").click();
        assertThat(page.locator(".said")).hasText("Đã đăng xuất.");
        page.navigate(hoixa.address("/console").toString());
        assertThat(page.locator("h1")).hasText("Đăng nhập");
        assertEasy(page, "sign-in");

        assertThat(chromium.takeComplaints()).isEmpty();
    }

    private static Chromium chromium;
    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        hoixa = RunningHoiXa.start(data);
    }

    @AfterAll
    static void stop() {
        if (hoixa != null) {
            hoixa.close();
            chromium.close();
        }
    }

    private static void signIn(Page page, String password) {
        fill(page, "#username", "tran.thi.mau");
        fill(page, "#password", password);
        press(page);
    }

    private static void fill(Page page, String field, String text) {
        page.locator(field).fill(text);
    }

    private static void press(Page page) {
        page.locator("form button").first().click();
    }
}
