package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.FirstLink;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.RunningTrial;
import vn.hoixa.zalo.Connector;

/** An administrator connects, loses and regains a page, on a phone, with the stand-in in Zalo's place. */
class ZaloBrowserTest {
    private static final String PASSWORD = "đò đầy bến vắng";

    private static Chromium chromium;
    private static RunningTrial trial;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        trial = RunningTrial.start(data);
    }

    @AfterAll
    static void stop() {
        if (trial != null) {
            trial.close();
            chromium.close();
        }
    }

    @Test
    void connectsLosesAndRegainsAPage() throws Exception {
        Page page = chromium.pageWithoutScripts(360, 740);
        signIn(page);
        page.getByText("Kết nối trang Zalo").click();
        assertThat(page.locator("h1")).hasText("Kết nối Zalo");
        assertThat(page.locator("main")).containsText("Chưa kết nối");
        assertThat(page.locator("code")).containsText("/console/zalo/callback");
        keep(page, "connect-before");

        page.getByText("Sang Zalo để đồng ý").click();
        assertThat(page.locator(".alert")).containsText("Đã kết nối trang");
        assertThat(page.locator("main")).containsText("Trang của cơ quan nhà nước");
        keep(page, "connect-done");

        fault("revoked");
        Connector connector = trial.bean(Connector.class);
        connector.read(connector.all().getFirst().oa());
        String address = page.url().replaceFirst("(https?://[^/]+).*", "$1") + "/console/zalo";
        page.navigate(address);
        assertThat(page.locator("main")).containsText("chưa gia hạn được");
        keep(page, "connect-lost");

        page.getByText("Sang Zalo để đồng ý").click();
        assertThat(page.locator(".alert")).containsText("Đã kết nối trang");

        page.navigate(address + "/callback?state=guessed&code=x&oa_id=1");
        assertThat(page.locator(".alert")).containsText("quá 10 phút hoặc đã dùng rồi");

        page.locator("summary").first().click();
        page.locator("input[name=access]").first().fill("one");
        page.locator("input[name=refresh]").first().fill("one");
        page.getByText("Lưu hai mã").first().click();
        assertThat(page.locator(".alert")).containsText("chưa đúng là hai mã");
        assertThat(page.content()).doesNotContain(">one<", "value=\"one\"");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void isClosedToStrangers() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(trial.address("/console/zalo")).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/account/sign-in");
    }

    private static void signIn(Page page) {
        page.navigate(FirstLink.of(trial));
        page.locator("#shown").fill("Trần Thị Mẫu");
        page.locator("#username").fill("tran.thi.mau");
        page.locator("#password").fill(PASSWORD);
        page.locator("#again").fill(PASSWORD);
        page.locator("form button").first().click();
        page.locator("#username").fill("tran.thi.mau");
        page.locator("#password").fill(PASSWORD);
        page.locator("form button").first().click();
    }

    private static void keep(Page page, String name) {
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " fits the phone")
                .isTrue();
    }

    private static void fault(String fault) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(trial.address("/simulator/zalo/faults"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"fault\":\"" + fault + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(204);
    }
}
