package vn.hoixa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.RunningTrial;

/** A resident's phone and an officer's, side by side, from the question to the end of the case. */
class OfficerBrowserTest {
    private static final boolean KEEPS_SCREENSHOTS = Boolean.getBoolean("hoixa.screenshots");
    private static final String NAME = "Hoàng Thị Mẫu";
    private static final String POST = "Công chức tư pháp - hộ tịch";
    private static final String QUESTION = "Giấy khai sinh của con tôi ghi sai tên đệm, cho tôi gặp cán bộ";
    private static final Pattern NUMBER = Pattern.compile("CH-\\d{4}");

    private static Chromium chromium;
    private static RunningTrial hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        hoixa = RunningTrial.start(data);
        // A turn that goes to a person waits some ten seconds for more words.
        PlaywrightAssertions.setDefaultAssertionTimeout(40_000);
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
    void answersAResidentFromTheOfficersPhone() {
        Page page = open(1200, 1100);
        Locator resident = phone(page, 1);
        Locator officer = phone(page, 2);
        link(page, officer);

        say(resident, QUESTION);

        assertThat(latest(resident))
                .containsText(Pattern.compile(NAME + ", " + POST + ".*chậm nhất \\d{1,2} giờ", Pattern.DOTALL));
        String number = NUMBER.matcher(latest(resident).textContent())
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        Locator notice =
                officer.locator(".row.page", withText("Người dân viết")).last();
        assertThat(notice).containsText(number);
        assertThat(notice).containsText("ghi sai tên đệm");
        keep(page, "officer-1");

        quote(officer, number);
        say(officer, "Chị mang bản gốc giấy khai sinh và căn cước của chị tới trung tâm, sáng thứ năm tôi làm ngay.");
        assertThat(officer.locator(".row.resident").last().locator(".quote")).containsText(number);
        assertThat(latest(officer)).containsText("gửi cho người dân (câu hỏi số " + number + ")");
        assertThat(latest(officer)).containsText("sáng thứ năm tôi làm ngay");
        assertThat(resident.locator(".row.page", withText("sáng thứ năm"))).hasCount(0);
        say(officer, "gửi");

        assertThat(latest(resident)).containsText("sáng thứ năm tôi làm ngay.");
        assertThat(latest(resident)).containsText(NAME + ", " + POST + " trả lời câu hỏi số " + number);
        assertThat(latest(officer)).containsText("Đã gửi trả lời câu hỏi số " + number);
        say(officer, "xong");

        assertThat(latest(officer)).containsText("Câu hỏi số " + number + " đã xong");
        keep(page, "officer-2");
        assertTheQuoteSaysWhichCase(page, officer, number);
        assertKnowsTheOfficerAfterAReload(page);
        assertFitsASmallPhone(page, officer);
    }

    @Test
    void getsTheCodeOnASmallPhone() {
        Page page = open(360, 740);
        Locator officer = phone(page, 2);
        assertThat(officer).isHidden();

        page.locator("#officer").click();
        assertThat(page.locator("#get-code")).isInViewport();
        page.locator("#get-code").click();

        assertThat(page.locator("#linking")).isHidden();
        assertThat(page.locator(".phone.active .typing")).hasValue(Pattern.compile("liên kết [A-Z0-9]{8}"));
        assertThat(page.locator(".phone.active .send")).isInViewport();
        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
    }

    private static void link(Page page, Locator phone) {
        assertThat(phone.locator(".owner")).hasText("Người dân 2");
        page.locator("#officer").click();
        page.locator("#who").selectOption(NAME + ", " + POST);
        page.locator("#get-code").click();
        assertThat(phone.locator(".typing")).hasValue(Pattern.compile("liên kết [A-Z0-9]{8}"));
        phone.locator(".send").click();
        assertThat(latest(phone)).containsText("Chào " + NAME);
        assertThat(phone.locator(".owner")).hasText("Cán bộ " + NAME);
    }

    /** Without it the words would be about the case that came last. */
    private static void assertTheQuoteSaysWhichCase(Page page, Locator officer, String number) {
        page.locator("#add").click();
        say(phone(page, 3), QUESTION);
        assertThat(officer.locator(".row.page", withText("Người dân viết"))).hasCount(2);

        quote(officer, number);
        say(officer, "Nhớ mang cả giấy chứng sinh nếu còn.");

        assertThat(latest(officer)).containsText("gửi cho người dân (câu hỏi số " + number + ")");
    }

    private static void assertKnowsTheOfficerAfterAReload(Page page) {
        page.reload();
        assertThat(phone(page, 1).locator(".owner")).hasText("Người dân 1");
        assertThat(phone(page, 2).locator(".owner")).hasText("Cán bộ " + NAME);
    }

    private static void assertFitsASmallPhone(Page page, Locator officer) {
        page.setViewportSize(360, 740);
        page.locator("#tabs .tab").nth(1).click();
        assertThat(latest(officer)).isInViewport();
        assertThat(officer.locator(".owner")).isInViewport();
        assertThat(officer.locator(".send")).isInViewport();
    }

    private static Page open(int width, int height) {
        Page page = chromium.page(width, height);
        page.navigate(hoixa.address("/simulator").toString());
        assertThat(page.locator("#who option")).not().hasCount(0);
        return page;
    }

    private static Locator phone(Page page, int number) {
        return page.locator(".phone[data-resident='" + number + "']");
    }

    private static void say(Locator phone, String text) {
        phone.locator(".typing").fill(text);
        phone.locator(".send").click();
    }

    private static Locator notice(Locator phone, String number) {
        return phone.locator(".row.page", withText("Người dân viết"))
                .filter(new Locator.FilterOptions().setHasText(number));
    }

    private static void quote(Locator phone, String number) {
        notice(phone, number).hover();
        notice(phone, number).locator(".reply").click();
        assertThat(phone.locator(".quoting .excerpt")).containsText(number);
    }

    /** What the page said last. */
    private static Locator latest(Locator phone) {
        return phone.locator(".row.page .said").last();
    }

    private static Locator.LocatorOptions withText(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }

    /** A picture for the README; a usual build leaves those that are there. */
    private static void keep(Page page, String name) {
        if (KEEPS_SCREENSHOTS) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("docs", name + ".png")));
        }
    }
}
