package vn.hoixa.console;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import vn.hoixa.account.FirstLink;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.Jobs;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.OldEyes;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.zalo.AppSettings;
import vn.hoixa.zalo.Connector;
import vn.hoixa.zalo.Secret;

/** The operations page tells what passed, in the same numbers as the metrics, and no secret and no word of anybody. */
class ZaloOperationsTest {
    private static final String OA = RunningHoiXa.OA;
    private static final String ANSWERED = "7700000000000300001";
    private static final String BARRED = "7700000000000300002";
    private static final String PASSWORD = "đò đầy bến vắng";
    private static final String WORDS = "dang ky ket hon can giay to gi";

    private static Chromium chromium;
    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        // Secrets entered in the page, so that there are some to be looked for.
        var zalo =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().globalTemplating(true));
        zalo.start();
        hoixa = RunningHoiXa.start(
                data,
                zalo,
                new MovableClock(),
                "hoixa.zalo.app-id=",
                "hoixa.zalo.oa-secret-key=",
                "hoixa.zalo.tokens." + OA + "=",
                "hoixa.zalo.oauth=" + zalo.baseUrl());
        hoixa.bean(AppSettings.class)
                .save(RunningHoiXa.APP, new Secret("secret-of-the-app"), new Secret(RunningHoiXa.KEY));
        hoixa.zalo()
                .stubFor(WireMock.get("/v2.0/oa/getoa")
                        .willReturn(okJson("{\"data\":{\"oa_id\":\"" + OA
                                + "\",\"name\":\"UBND xã Mẫu\",\"is_verified\":true,\"oa_type\":2},\"error\":0}")));
        hoixa.zalo()
                .stubFor(post("/v4/oa/access_token")
                        .willReturn(okJson("{\"access_token\":\"renewed-access\",\"refresh_token\":\"renewed-refresh\","
                                + "\"expires_in\":\"90000\"}")));
        hoixa.bean(Connector.class).paste(OA, new Secret("pasted-access"), new Secret("pasted-refresh"));
        Jobs.run(hoixa.bean(ScheduledAnnotationBeanPostProcessor.class), "TokenUpkeep.refresh");
    }

    @AfterAll
    static void stop() {
        if (hoixa != null) {
            hoixa.close();
            chromium.close();
        }
    }

    @Test
    void tellsHowAPageFaresInTheSameNumbersAsTheMetrics() {
        hoixa.zalo()
                .stubFor(post(RunningHoiXa.SEND_PATH)
                        .willReturn(
                                okJson("{\"data\":{\"message_id\":\"{{randomValue length=20 type='ALPHANUMERIC'}}\","
                                        + "\"quota\":{\"quota_type\":\"reply\",\"remain\":\"47\",\"total\":\"100\"}},"
                                        + "\"error\":0}")));
        hoixa.zalo()
                .stubFor(post(RunningHoiXa.SEND_PATH)
                        .withRequestBody(matchingJsonPath("$.recipient.user_id", WireMock.equalTo(BARRED)))
                        .willReturn(okJson("{\"error\":-213,\"message\":\"no\"}")));
        hoixa.say(ANSWERED, WORDS);
        hoixa.say(BARRED, WORDS);
        hoixa.post(bytes(hoixa.textEvent(ANSWERED, WORDS, "forged")), "mac=" + "0".repeat(64));
        hoixa.post(bytes(hoixa.textEvent(ANSWERED, WORDS, "forged-2")), "nonsense");
        hoixa.clock().pass(Duration.ofSeconds(13));
        eventually(() -> assertThat(states()).containsKeys("sent", "refused").doesNotContainKeys("waiting", "sending"));
        hoixa.clock().pass(Duration.ofHours(11));

        Page page = open();

        assertThat(cell(page, "hoixa.webhooks.events", "user_send_text", 2)).hasText("2");
        assertThat(cell(page, "hoixa.webhooks.bad.signatures", "wrong", 2)).hasText("1");
        assertThat(cell(page, "hoixa.webhooks.bad.signatures", "unsigned", 2)).hasText("1");
        assertThat(cell(page, "hoixa.zalo.sends", "-213", 2)).hasText(String.valueOf(states().get("refused")));
        assertThat(page.locator("main")).containsText("1 tin đang được giữ chờ khóa đúng");
        assertThat(page.locator("main")).containsText("Trả lời miễn phí");
        assertThat(page.locator("main")).containsText("còn 47 trên 100");
        assertThat(page.locator("main")).containsText("Tin đi bằng API v3.0");
        assertThat(page.locator("main")).containsText("cách đây 11 giờ");
        assertThat(page.locator("main")).containsText("Còn 89 ngày");
        assertThat(page.locator(".letters li").first()).containsText("Bị từ chối");
        assertThat(page.locator(".letters li").first()).containsText("Zalo báo lỗi -213");
        assertThat(page.locator(".letters li").first()).containsText("Còn 36 giờ để trả lời miễn phí");
        OldEyes.assertEasy(page, "zalo-page");
        speaksAsTheMetricsDo(page);
        tellsNoSecret(page);
        page.navigate(console(page));
        tellsNoSecret(page);
        assertThat(chromium.takeComplaints()).isEmpty();

        page.navigate(console(page) + "/999");
        assertThat(page.content()).doesNotContain("Hoạt động của trang");
        chromium.takeComplaints();
    }

    private static void speaksAsTheMetricsDo(Page page) {
        var jobs = hoixa.bean(ScheduledAnnotationBeanPostProcessor.class);
        Jobs.run(jobs, "Sendings.measure");
        Jobs.run(jobs, "TokenUpkeep.refresh");
        MeterRegistry meters = hoixa.bean(MeterRegistry.class);
        for (Locator row : page.locator("[data-metric] tr[data-name]").all()) {
            String metric = String.valueOf(row.evaluate("row => row.closest('[data-metric]').dataset.metric"));
            double counted = meters.find(metric).tagKeys("oa").meters().stream()
                    .filter(meter -> meter.getId().getTags().stream()
                            .anyMatch(tag -> tag.getValue().equals(row.getAttribute("data-name"))))
                    .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                    .sum();
            assertThat(row.locator("td").last().textContent())
                    .as(metric + " " + row.getAttribute("data-name"))
                    .isEqualTo(String.valueOf((long) counted));
        }
        String scraped = hoixa.get(hoixa.management("/actuator/prometheus")).body();
        Set<String> named = new TreeSet<>();
        page.locator("[data-metric]").all().forEach(part -> named.add(part.getAttribute("data-metric")));
        assertThat(named)
                .hasSizeGreaterThan(8)
                .allSatisfy(metric -> assertThat(scraped)
                        .containsPattern("(?m)^" + metric.replace('.', '_') + "(_total|_seconds)?[{ ]"));
    }

    private static void tellsNoSecret(Page page) {
        assertThat(page.content())
                .doesNotContain(
                        "secret-of-the-app",
                        RunningHoiXa.KEY,
                        "pasted-access",
                        "pasted-refresh",
                        "renewed-access",
                        "renewed-refresh",
                        WORDS,
                        ANSWERED,
                        BARRED);
    }

    private static Locator cell(Page page, String metric, String name, int column) {
        return page.locator(
                "[data-metric='" + metric + "'] tr[data-name='" + name + "'] td:nth-child(" + (column + 1) + ")");
    }

    private static Map<String, Long> states() {
        List<String> all = hoixa.database()
                .read()
                .sql("SELECT state FROM outgoing")
                .query(String.class)
                .list();
        return all.stream()
                .collect(
                        java.util.stream.Collectors.groupingBy(state -> state, java.util.stream.Collectors.counting()));
    }

    private static Page open() {
        Page page = chromium.pageWithoutScripts(360, 740);
        page.navigate(FirstLink.of(hoixa));
        page.locator("#shown").fill("Trần Thị Mẫu");
        page.locator("#username").fill("tran.thi.mau");
        page.locator("#password").fill(PASSWORD);
        page.locator("#again").fill(PASSWORD);
        page.locator("form button").first().click();
        page.locator("#username").fill("tran.thi.mau");
        page.locator("#password").fill(PASSWORD);
        page.locator("form button").first().click();
        assertThat(page.locator("h1")).hasText("Chào Trần Thị Mẫu");
        page.navigate(console(page) + "/" + OA);
        assertThat(page.locator("h1")).hasText("Hoạt động của trang");
        return page;
    }

    /** By the name of the host that the session was begun with. */
    private static String console(Page page) {
        return page.url().replaceFirst("(https?://[^/]+).*", "$1") + "/console/zalo";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
