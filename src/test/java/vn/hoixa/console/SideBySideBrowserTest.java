package vn.hoixa.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.report.ReckonerTest;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.OldEyes;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.testing.SmallBank;

/** A leader of two communes sees them side by side, on a phone and at a desk. */
class SideBySideBrowserTest {
    private static final String NAME = "lanh.dao";

    private static Chromium chromium;
    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path folder) {
        chromium = Chromium.start();
        hoixa = RunningHoiXa.start(
                folder.resolve("data"),
                "hoixa.knowledge=" + SmallBank.in(folder.resolve("knowledge")),
                "hoixa.zalo.tokens.4600000000000000002=token-of-tests");
        ReckonerTest.fill(hoixa.database(), RunningHoiXa.OA);
        Members.of(hoixa, NAME, "xa-mot", Role.LEADER, null);
        Members.join(hoixa, NAME, "xa-hai", Role.LEADER);
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
    void goesFromTheListToACommunesReportAndBack() {
        Page page = signedIn(360);

        page.locator(".top nav a[href='/console/report']").click();

        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page.locator("tbody tr").first()).hasAttribute("id", "xa-mot");
        assertThat(page.locator("#xa-mot td").nth(1)).hasAttribute("data-label", "Đúng hạn");
        assertThat(page.locator(".top nav a[aria-current='page']")).hasText("Các xã");
        OldEyes.assertEasyAndKeep(page, "side-by-side-phone");
        OldEyes.assertSound(page, "side-by-side-phone");
        page.locator(".tabs a").getByText("Theo tên").click();
        assertThat(page.locator("tbody tr").first()).hasAttribute("id", "xa-hai");
        page.locator(".tabs a").getByText("Tháng").click();
        assertThat(page.locator("h1")).containsText("Tháng 11 năm 2026");
        page.locator("#xa-mot a").click();
        assertThat(page.locator("h1")).containsText("Tháng 11 năm 2026");
        assertThat(page.locator(".top nav a[aria-current='page']")).hasText("Báo cáo");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    @Test
    void isATableAtADesk() {
        Page page = signedIn(1280);

        page.navigate(hoixa.address("/console/report?period=2026-10").toString());

        assertThat(page.locator("thead th").first()).isVisible();
        assertThat(page.locator("thead th")).hasCount(8);
        assertThat(page.locator("#xa-mot td").last().boundingBox().x)
                .isCloseTo(page.locator("thead th").last().boundingBox().x, within(8.0));
        OldEyes.assertEasy(page, "side-by-side-desk");
        OldEyes.assertSound(page, "side-by-side-desk");
        assertThat(chromium.takeComplaints()).isEmpty();
    }

    private static Page signedIn(int width) {
        Page page = chromium.page(width, 740);
        page.navigate(hoixa.address("/account/sign-in").toString());
        page.locator("#username").fill(NAME);
        page.locator("#password").fill(Members.PASSWORD);
        page.locator("main form button").click();
        assertThat(page.locator(".top nav")).isVisible();
        return page;
    }
}
