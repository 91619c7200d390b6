package vn.hoixa.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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

    /** What is too small to read (16 pixels), too faint (7 to 1) or too low to press (48 pixels), or wider than the phone. */
    private static final String MEASURE = """
            () => {
              const parts = color => color.match(/[\\d.]+/g).map(Number);
              const luminance = color => {
                const [r, g, b] = parts(color).slice(0, 3).map(part => part / 255)
                    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = element => {
                for (let at = element; at; at = at.parentElement) {
                  const color = getComputedStyle(at).backgroundColor;
                  if (parts(color)[3] !== 0) {
                    return color;
                  }
                }
                return "rgb(255, 255, 255)";
              };
              const contrast = element => {
                const [light, dark] = [getComputedStyle(element).color, behind(element)].map(luminance)
                    .sort((a, b) => b - a);
                return (light + 0.05) / (dark + 0.05);
              };
              const shown = [...document.body.querySelectorAll("*")].filter(one => one.getClientRects().length > 0);
              const texts = shown.filter(one => one.matches("input")
                  || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
              const inputs = shown.filter(one => one.matches("input"));
              const say = one => one.outerHTML.slice(0, 80);
              return JSON.stringify([
                texts.length > 2 ? [] : ["nothing there"],
                texts.filter(one => parseFloat(getComputedStyle(one).fontSize) < 16).map(say),
                texts.filter(one => contrast(one) < 7).map(say),
                shown.filter(one => one.matches("a, button, input"))
                    .filter(one => one.getBoundingClientRect().height < 48).map(say),
                inputs.filter(one => one.labels.length !== 1).map(say),
                document.documentElement.scrollWidth > window.innerWidth ? ["wide"] : [],
              ].flat());
            }""";

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

    private static void assertEasy(Page page, String name) {
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
        assertThat(page.evaluate(MEASURE)).as(name).isEqualTo("[]");
    }
}
