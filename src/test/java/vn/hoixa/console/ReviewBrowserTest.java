package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.RunningHoiXa;

/** The review on an old phone, in a browser that runs no scripts. */
class ReviewBrowserTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /** Texts that are smaller than 16 pixels, and things to press that a thumb misses. */
    private static final String TOO_SMALL = """
            () => [...document.querySelectorAll("body *")]
                .filter(one => one.getClientRects().length > 0)
                .filter(one => {
                    const hasText = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
                    const isPressed = one.matches("a, button, summary, textarea");
                    return hasText && parseFloat(getComputedStyle(one).fontSize) < 16
                        || isPressed && one.getBoundingClientRect().height < 44;
                })
                .map(one => one.outerHTML.slice(0, 120))""";

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

    @AfterEach
    void leavesTheConsoleEmpty() {
        chromium.closePages();

        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void oneGuideAfterTheOtherIsApproved() throws Exception {
        Page page = open("Trần Thị Mẫu – Phó Chủ tịch xã");
        keep(page, "review", false);
        keep(page, "review-whole", true);
        List<String> read = new ArrayList<>();
        int before = page.locator(".ok, .no").count();

        for (int i = 0; i < 3; i++) {
            assertThat(page.locator(".bar span")).hasText("Đã xem " + (before + i) + " trên 30 bài");
            read.add(page.locator("article h2").textContent());
            page.locator("button.right").click();
            assertThat(page.locator(".said span")).hasText("Đã duyệt: " + read.getLast() + ".");
            assertThat(page.locator(".ok, .no")).hasCount(before + i + 1);
        }
        keep(page, "review-next", false);

        assertThat(page.locator(".bar span")).hasText("Đã xem " + (before + 3) + " trên 30 bài");
        assertThat(read)
                .doesNotHaveDuplicates()
                .doesNotContain(page.locator("article h2").textContent());
        assertThat(page.locator(".ok", new Page.LocatorOptions().setHasText("Trần Thị Mẫu – Phó Chủ tịch xã đã duyệt")))
                .hasCount(3);
        fitsAPhone(page);
    }

    @Test
    void whatIsNotSureIsLeftForLater() throws Exception {
        Page page = open("Phạm Văn Mẫu – Bí thư");
        String left = page.locator("article h2").textContent();

        page.locator(".later").click();
        String next = page.locator("article h2").textContent();
        page.locator("button.right").click();

        assertThat(next).isNotEqualTo(left);
        assertThat(page.locator(".said span")).hasText("Đã duyệt: " + next + ".");
        assertThat(page.locator("article h2")).not().hasText(left);
    }

    @Test
    void whatIsWrongIsSaidInItsPlace() throws Exception {
        Page page = open("Nguyễn Văn Mẫu – Bí thư");
        String refused = page.locator("article h2").textContent();
        Locator send = page.locator("button.wrong");
        assertThat(send).isHidden();

        page.locator("article summary").click();
        page.locator("textarea").fill("Lệ phí đã đổi từ tháng trước.");
        fitsAPhone(page);
        send.scrollIntoViewIfNeeded();
        keep(page, "review-wrong", false);
        send.click();

        assertThat(page.locator(".no").first()).hasText("Nguyễn Văn Mẫu – Bí thư báo có chỗ chưa đúng");
        assertThat(page.locator(".papers .note")).hasText("Lệ phí đã đổi từ tháng trước.");
        assertThat(page.locator(".said span")).hasText("Đã thôi trích: " + refused + ".");
        assertThat(page.locator("article h2")).not().hasText(refused);
        page.locator(".list summary").click();
        page.locator(".papers a", new Page.LocatorOptions().setHasText(refused)).click();
        assertThat(page.locator("article h2")).hasText(refused);
        keep(page, "review-list", true);
        fitsAPhone(page);
    }

    @Test
    void aLinkThatIsOverSaysSo() {
        Page page = chromium.pageWithoutScripts(360, 740);

        page.navigate(hoixa.address("/duyet/abc").toString());

        assertThat(page.locator("h1")).hasText("Liên kết này không dùng được nữa");
        fitsAPhone(page);
        keep(page, "review-gone", false);
        // Chromium itself complains of the status.
        assertThat(chromium.takeComplaints()).singleElement().asString().contains("404");
    }

    private static void fitsAPhone(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
        assertThat((List<?>) page.evaluate(TOO_SMALL)).isEmpty();
    }

    private static Page open(String person) throws IOException, InterruptedException {
        HttpResponse<String> made = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hoixa.management("/actuator/reviews/xa-mau"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"person\": \"" + person + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        Page page = chromium.pageWithoutScripts(360, 740);
        page.navigate(hoixa.address(JSON.readTree(made.body()).path("link").asString())
                .toString());
        return page;
    }

    private static void keep(Page page, String name, boolean isWhole) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(isWhole));
    }
}
