package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import vn.hoixa.account.FirstLink;
import vn.hoixa.storage.Database;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.Jobs;
import vn.hoixa.testing.OldEyes;
import vn.hoixa.testing.RunningTrial;
import vn.hoixa.zalo.Connector;
import vn.hoixa.zalo.Credentials;
import vn.hoixa.zalo.Signature;

/** An administrator connects, loses and regains a page, on a phone, with the stand-in in Zalo's place. */
class ZaloBrowserTest {
    private static final String PASSWORD = "đò đầy bến vắng";

    private static final AtomicInteger USERS = new AtomicInteger();

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
    void connectsRefreshesLosesAndRegainsAPage() throws Exception {
        Page page = chromium.pageWithoutScripts(360, 740);
        signIn(page);
        page.getByText("Kết nối trang Zalo").click();
        assertThat(page.locator("h1")).hasText("Kết nối Zalo");
        assertThat(page.locator("main")).containsText("Chưa kết nối");
        assertThat(page.locator("#callback")).containsText("/console/zalo/callback");
        assertThat(page.locator("#webhook")).containsText("/webhooks/zalo");
        assertThat(step(page, "Zalo gọi tới được")).containsText("Còn thiếu");
        assertThat(step(page, "Trang đã đồng ý cho ứng dụng")).containsText("Bấm “Sang Zalo để đồng ý”");
        OldEyes.assertEasy(page, "connect-before");

        page.getByText("Sang Zalo để đồng ý").last().click();
        assertThat(page.locator(".said")).containsText("Đã kết nối trang");
        assertThat(page.locator(".alert")).hasCount(0);
        assertThat(page.locator("main")).containsText("Trang của cơ quan nhà nước");

        Connector connector = trial.bean(Connector.class);
        String oa = connector.all().getFirst().oa();
        tryTheWebhook();
        ask("1", "làm giấy khai sinh cần giấy tờ gì");
        fault("/simulator/faults", "-230");
        ask("2", "đăng ký kết hôn cần giấy tờ gì");
        eventually(() -> assertThat(states()).contains("sent", "closed"));
        String address = page.url().replaceFirst("(https?://[^/]+).*", "$1") + "/console/zalo";
        page.navigate(address);
        assertThat(step(page, "Zalo gọi tới được")).containsText("Nút Test ở Zalo đã tới");
        assertThat(step(page, "Zalo gọi tới được")).containsText("Lần lưu hoặc bấm Kiểm tra ở Zalo đã tới");
        assertThat(step(page, "Chữ ký của tin khớp")).containsText("Đã xong");
        assertThat(step(page, "Trang đã xác thực")).containsText("Đã xong");
        assertThat(step(page, "Gói dịch vụ của trang")).containsText("Advanced");
        assertThat(step(page, "Gửi trả lời được")).containsText("Đã xong");
        OldEyes.assertEasyAndKeep(page, "connect-check");

        Instant connectedAt = connector.of(oa).orElseThrow().refreshedAt();
        trial.bean(Database.class)
                .write(transaction ->
                        transaction.sql("UPDATE connection SET due_at = 0").update());
        Jobs.run(trial.bean(ScheduledAnnotationBeanPostProcessor.class), "TokenUpkeep.refresh");
        assertThat(connector.of(oa).orElseThrow().refreshedAt()).isAfter(connectedAt);
        page.getByText("Xem trang này hoạt động ra sao").first().click();
        assertThat(page.locator("h1")).hasText("Hoạt động của trang");
        assertThat(page.locator("main")).containsText("Lần gia hạn gần nhất không có lỗi");
        assertThat(page.locator("main")).containsText("Tin đi bằng API v2.0, dành cho cơ quan nhà nước");
        assertThat(page.locator(".letters")).containsText("Zalo báo lỗi -230");
        assertThat(page.locator(".letters")).containsText("Còn 47 giờ để trả lời miễn phí");
        OldEyes.assertEasyAndKeep(page, "zalo-operations");

        fault("/simulator/zalo/faults", "revoked");
        connector.read(oa);
        page.navigate(address);
        assertThat(page.locator("main")).containsText("chưa gia hạn được");
        assertThat(step(page, "Trang đã đồng ý cho ứng dụng")).containsText("Zalo không nhận mã của trang nữa");
        OldEyes.assertEasyAndKeep(page, "connect-lost");

        page.getByText("Sang Zalo để đồng ý").last().click();
        assertThat(page.locator(".said")).containsText("Đã kết nối trang");
        assertThat(step(page, "Trang đã đồng ý cho ứng dụng")).containsText("Đã xong");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void saysWhatWentWrongAndNothingThatItDoesNotKnow() {
        Page page = chromium.pageWithoutScripts(360, 740);
        signIn(page);
        String address = page.url().replaceFirst("(https?://[^/]+).*", "$1") + "/console/zalo";

        page.navigate(address + "/callback?state=guessed&code=x&oa_id=1");
        assertThat(page.locator(".alert").first()).containsText("quá 10 phút hoặc đã dùng rồi");
        assertThat(page.locator(".said")).hasCount(0);

        page.locator("summary").first().click();
        page.locator("input[name=access]").first().fill("one");
        page.locator("input[name=refresh]").first().fill("one");
        page.getByText("Lưu hai mã").first().click();
        assertThat(page.locator(".alert").first()).containsText("chưa đúng là hai mã");
        assertThat(page.content()).doesNotContain(">one<", "value=\"one\"");

        page.navigate(address + "?said=unheard-of");
        assertThat(page.content()).doesNotContain("??", "unheard-of");
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
        String name = "tran.thi.mau" + USERS.incrementAndGet();
        page.navigate(FirstLink.of(trial));
        page.locator("#shown").fill("Trần Thị Mẫu");
        page.locator("#username").fill(name);
        page.locator("#password").fill(PASSWORD);
        page.locator("#again").fill(PASSWORD);
        page.locator("form button").first().click();
        page.locator("#username").fill(name);
        page.locator("#password").fill(PASSWORD);
        page.locator("form button").first().click();
        assertThat(page.locator("h1")).hasText("Chào Trần Thị Mẫu");
    }

    private static Locator step(Page page, String title) {
        return page.locator(".checks li").filter(new Locator.FilterOptions().setHasText(title));
    }

    /** As Zalo's console does when the address is saved and when its Test button is pressed. */
    private static void tryTheWebhook() throws Exception {
        String event = """
                {"app_id":"1","sender":{"id":"579745863508352884"},"recipient":{"id":"388613280878808645"},\
                "event_name":"user_send_text","message":{"text":"This is testing message",\
                "msg_id":"This is message id"},"timestamp":"1787209817225"}""";
        String signature =
                trial.bean(Credentials.class).signature().sign(event.getBytes(StandardCharsets.UTF_8), "1787209817225");
        assertThat(post("/webhooks/zalo", "{}", "")).isEqualTo(200);
        assertThat(post("/webhooks/zalo", event, signature)).isEqualTo(200);
    }

    private static void ask(String resident, String text) throws Exception {
        String body = "{\"resident\":\"" + resident + "\",\"kind\":\"text\",\"text\":\"" + text + "\"}";
        assertThat(post("/simulator/messages", body, "")).isEqualTo(204);
    }

    private static void fault(String path, String fault) throws Exception {
        assertThat(post(path, "{\"fault\":\"" + fault + "\"}", "")).isEqualTo(204);
    }

    private static List<String> states() {
        return trial.bean(Database.class)
                .read()
                .sql("SELECT DISTINCT state FROM outgoing")
                .query(String.class)
                .list();
    }

    private static int post(String path, String body, String signature) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(trial.address(path))
                                .header("Content-Type", "application/json")
                                .header(Signature.HEADER, signature)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
