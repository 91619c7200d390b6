package vn.hoixa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.RunningTrial;

/** The trial in a browser, as residents and the administrator see it. */
class SimulatorBrowserTest {
    private static final boolean KEEPS_SCREENSHOTS = Boolean.getBoolean("hoixa.screenshots");

    private static final String ROW_TO_TOP = """
            row => {
              const scroll = row.closest(".scroll");
              scroll.scrollTop += row.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 12;
            }""";

    /** Of the panel: texts that are too small or too faint, things to press that are too low, and what is too wide. */
    private static final String HARD_TO_READ = """
            panel => {
              const light = color => {
                const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
                    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
              };
              const behind = light(getComputedStyle(panel).backgroundColor);
              const contrast = element => {
                const own = light(getComputedStyle(element).color);
                return Math.max(own, behind) / Math.min(own, behind);
              };
              const texts = [...panel.querySelectorAll("*")].filter(element => element.checkVisibility())
                  .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
              const bad = texts.filter(element => parseFloat(getComputedStyle(element).fontSize) < 16
                  || contrast(element) < 4.5 || element.scrollWidth > panel.clientWidth);
              const low = [...panel.querySelectorAll("summary")].filter(one => one.clientHeight < 44);
              return texts.length < 10 ? ["nothing"] : bad.concat(low).map(element => element.textContent);
            }""";

    private static Chromium chromium;
    private static RunningTrial hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        hoixa = RunningTrial.start(data);
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
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
    void answersResidentsOnTheirPhones() {
        Page page = open("/simulator", 1280, 1110);
        page.locator("#add").click();

        say(phone(page, 1), "lam giay khai sinh cho con can giay to gi");
        say(phone(page, 2), "khai tu mat bao nhieu tien");
        say(phone(page, 3), "Đăng ký kết hôn");

        assertThat(answer(phone(page, 1))).containsText(inOrder("Đăng ký khai sinh – giấy tờ:", "Giấy chứng sinh"));
        assertThat(answer(phone(page, 2)))
                .containsText(inOrder("Xin chia buồn", "Đăng ký khai tử – lệ phí:", "15 ngày", "miễn lệ phí"));
        assertThat(answer(phone(page, 3)))
                .containsText(inOrder("Đăng ký kết hôn", "theo Cổng Dịch vụ công quốc gia", "0 gặp cán bộ"));
        keepThreeAnswers(page);
    }

    @Test
    void opensAPartOfTheGuideAtThePressOfANumber() {
        Page page = open("/simulator", 1280, 800);
        Locator phone = phone(page, 1);
        say(phone, "Đăng ký kết hôn");
        assertThat(answer(phone)).containsText("Đăng ký kết hôn");

        phone.locator(".quick", withText("lệ phí")).click();

        assertThat(answer(phone)).containsText("Miễn lệ phí đăng ký kết hôn");
        assertThat(phone.locator(".quick", withText("gặp cán bộ"))).isVisible();
    }

    @Test
    void fitsASmallPhone() {
        Page page = open("/simulator", 360, 740);
        Locator phone = phone(page, 1);
        say(phone, "lam giay khai sinh cho con can giay to gi");
        assertThat(answer(phone)).containsText("Giấy chứng sinh");

        Object tooWide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");

        assertThat(tooWide).isEqualTo(0);
        assertThat(phone.locator(".send")).isInViewport();
        assertThat(phone.locator(".quick").last()).isInViewport();
        assertThat(phone(page, 2)).isHidden();
    }

    @Test
    void showsTwoResidentsSideBySide() {
        Page page = open("/simulator", 1280, 800);
        say(phone(page, 2), "xin chào, tôi ở thôn Ba");
        assertThat(answer(phone(page, 2))).isVisible();

        BoundingBox left = phone(page, 1).boundingBox();
        BoundingBox right = phone(page, 2).boundingBox();

        assertThat(left.y).isEqualTo(right.y);
        assertThat(left.x + left.width).isLessThan(right.x);
        assertThat(right.x + right.width).isLessThan(1280);
        assertThat(phone(page, 1).locator(".row", withText("thôn Ba"))).hasCount(0);
    }

    @Test
    void fillsInAnExample() {
        Page page = open("/simulator", 1280, 800);
        phone(page, 2).locator(".typing").focus();

        page.locator(".examples .chip", new Page.LocatorOptions().setHasText("khai tu"))
                .click();

        assertThat(phone(page, 2).locator(".typing")).hasValue("khai tu mat bao nhieu tien");
    }

    @Test
    void showsWhatTheStandInReceived() {
        Page page = open("/simulator", 1280, 800);

        say(phone(page, 2), "dang ky ket hon can giay to gi");

        assertThat(answer(phone(page, 2))).containsText("Tờ khai đăng ký kết hôn");
        assertThat(requests(page).first()).containsText("Tờ khai đăng ký kết hôn");
        assertThat(requests(page).first()).containsText("\"user_id\": \"7700000000000000002\"");
    }

    @Test
    void triesAgainAfterAFaultAndShowsBoth() {
        Page page = open("/simulator", 1280, 800);
        page.locator("#panel summary").click();
        page.locator("#fault-kind").selectOption("-32");
        page.locator("#fault button").click();
        assertThat(page.locator("#fault-told")).containsText("-32");

        say(phone(page, 1), "Đăng ký kết hôn");

        assertThat(answer(phone(page, 1))).containsText("Đăng ký kết hôn");
        assertThat(answers(phone(page, 1)).allTextContents()).doesNotHaveDuplicates();
        Locator failed = requests(page).filter(new Locator.FilterOptions().setHas(page.locator(".failed")));
        Locator arrived = requests(page).filter(new Locator.FilterOptions().setHasNot(page.locator(".failed")));
        assertThat(failed).containsText("-32");
        assertThat(arrived.locator("pre").allTextContents())
                .contains(failed.locator("pre").textContent());
        assertThat(page.locator("#fault-kind")).hasValue("0");
    }

    @Test
    void remembersWhatWasSaidAndQuoted() {
        Page page = open("/simulator", 1280, 800);
        Locator phone = phone(page, 1);
        say(phone, "Đăng ký kết hôn");
        assertThat(answer(phone)).containsText("Đăng ký kết hôn");
        phone.locator(".row.page").last().hover();
        phone.locator(".reply").last().click();
        say(phone, "le phi bao nhieu");
        assertThat(answer(phone)).containsText("Miễn lệ phí");
        List<String> before = phone.locator(".row").allTextContents();

        page.reload();

        assertThat(phone.locator(".row")).hasCount(before.size());
        assertThat(phone.locator(".row").allTextContents()).isEqualTo(before);
        assertThat(phone.locator(".row.resident").last().locator(".quote")).containsText("Đăng ký kết hôn");
    }

    @Test
    void explainsEveryAnswerBesideThePhones() {
        Page page = open("/simulator", 1280, 1000);
        say(phone(page, 1), "lam giay khai sinh cho con can giay to gi");
        assertThat(answer(phone(page, 1))).containsText("Giấy chứng sinh");

        assertExplained(page, "giấy tờ");
        say(phone(page, 1), "khai tu mat bao nhieu tien");
        assertThat(page.locator("#why .facets")).containsText("lệ phí");

        phone(page, 1)
                .locator(".row.page", withText("Giấy chứng sinh"))
                .last()
                .locator(".ask")
                .click();

        assertExplained(page, "giấy tờ");
    }

    @Test
    void explainsAnAnswerOnASmallPhone() {
        Page page = open("/simulator", 360, 740);
        say(phone(page, 1), "lam giay khai sinh cho con can giay to gi");
        assertThat(answer(phone(page, 1))).containsText("Giấy chứng sinh");
        assertThat(page.locator("#reasons")).isEmpty();
        assertThat(page.locator("#reasons")).isHidden();

        phone(page, 1).locator(".row.page .ask").last().click();

        assertExplained(page, "giấy tờ");
        assertThat(page.locator("#why summary")).isInViewport();
        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
        page.locator("#why summary").click();
        assertThat(phone(page, 1).locator(".send")).isInViewport();
    }

    @Test
    void opensADoorForEachWhoTriesIt() {
        Page page = open("/", 1280, 540);
        assertThat(page.locator(".door")).hasCount(4);
        keep(page, "start");

        page.locator(".door").nth(1).click();
        assertThat(page).hasURL(Pattern.compile("/thu-tuc$"));
        page.goBack();
        page.locator(".door").nth(2).click();
        assertThat(page).hasURL(Pattern.compile("/coming/officer$"));
        assertThat(page.locator("h1")).hasText("Dành cho cán bộ");
        page.locator(".back").click();
        page.locator(".door").nth(3).click();
        assertThat(page).hasURL(Pattern.compile("/coming/leader$"));
        assertThat(page.locator("h1")).hasText("Dành cho lãnh đạo");
        page.locator(".back").click();
        page.locator(".door").first().click();
        assertThat(page).hasURL(Pattern.compile("/simulator$"));
    }

    private static Page open(String path, int width, int height) {
        Page page = chromium.page(width, height);
        page.navigate(hoixa.address(path).toString());
        return page;
    }

    private static Locator phone(Page page, int resident) {
        return page.locator(".phone[data-resident='" + resident + "']");
    }

    private static void say(Locator phone, String text) {
        phone.locator(".typing").fill(text);
        phone.locator(".send").click();
    }

    private static void assertExplained(Page page, String facet) {
        Locator why = page.locator("#why");
        assertThat(why.locator(".asked")).hasText("lam giay khai sinh cho con can giay to gi");
        assertThat(why.locator(".read")).containsText(inOrder("giay khai sinh cho con", "giay to gi"));
        assertThat(why.locator(".rule")).containsText("đủ chắc về một việc (sure)");
        assertThat(why.locator(".shares li").first()).containsText(inOrder("Đứng đầu:", "Đăng ký khai sinh", "%"));
        assertThat(why.locator(".shares li").nth(1)).containsText(inOrder("Đứng thứ hai:", "%"));
        assertThat(why.locator(".shares li").last()).containsText("Không thuộc bài nào");
        assertThat(why.locator(".facets")).hasText(facet);
        assertThat(why.locator(".signs li").first()).isVisible();
        assertThat(why.locator(".versions"))
                .containsText(inOrder("Bài “Đăng ký khai sinh”: \\w+", "Kho hướng dẫn: \\w+"));
        assertThat((List<?>) why.evaluate(HARD_TO_READ)).isEmpty();
    }

    /** What the page said since this resident's latest message. */
    private static Locator answers(Locator phone) {
        return phone.locator("xpath=.//*[contains(@class, 'row page')]"
                        + "[not(following-sibling::*[contains(@class, 'row resident')])]")
                .locator(".said");
    }

    private static Locator answer(Locator phone) {
        return answers(phone).last();
    }

    private static Locator requests(Page page) {
        return page.locator("#requests li");
    }

    private static Locator.LocatorOptions withText(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }

    private static Pattern inOrder(String... parts) {
        return Pattern.compile(String.join(".*", parts), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }

    /** Each phone shows its question and the beginning of the answer. */
    private static void keepThreeAnswers(Page page) {
        if (KEEPS_SCREENSHOTS) {
            for (int resident = 1; resident <= 3; resident++) {
                phone(page, resident).locator(".row.resident").last().evaluate(ROW_TO_TOP);
            }
            keep(page, "simulator");
        }
    }

    /** A picture for the README; a usual build leaves those that are there. */
    private static void keep(Page page, String name) {
        if (KEEPS_SCREENSHOTS) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("docs", name + ".png")));
        }
    }
}
