package vn.hoixa.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.testing.Chromium;
import vn.hoixa.testing.RunningHoiXa;

/** The public pages on a small phone, as elderly residents see them, and on paper. */
class GuidesBrowserTest {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 740;
    private static final String QUESTION = "chau noi moi sinh gio lam giay to o dau";
    private static final String BIRTH = "/thu-tuc/1.001193";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Pattern PAPER_PAGE = Pattern.compile("/Type\\s*/Page\\b");

    /** Every visible text with its size on the screen and its contrast, and every thing to press with its height. */
    private static final String MEASURE = """
            () => {
              const luminance = rgb => {
                const [r, g, b] = rgb.map(part => part / 255)
                    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const parts = color => color.match(/[\\d.]+/g).map(Number);
              const isClear = color => parts(color).length > 3 && parts(color)[3] === 0;
              const behind = element => {
                if (element.matches("svg .number")) {
                  return getComputedStyle(element.parentNode.querySelector("circle")).fill;
                }
                for (let at = element; at; at = at.parentElement) {
                  const color = getComputedStyle(at).backgroundColor;
                  if (!isClear(color)) {
                    return color;
                  }
                }
                return "rgb(255, 255, 255)";
              };
              const contrast = (one, other) => {
                const [light, dark] = [one, other].map(color => luminance(parts(color).slice(0, 3)))
                    .sort((a, b) => b - a);
                return (light + 0.05) / (dark + 0.05);
              };
              const isShown = element => element.checkVisibility() && element.getClientRects().length > 0
                  && !element.matches("title, desc");
              const saysSomething = element => element.matches("input:not([type=hidden])")
                  || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
              const texts = [...document.body.querySelectorAll("*")].filter(isShown).filter(saysSomething)
                  .map(element => {
                    const style = getComputedStyle(element);
                    const isDrawn = element instanceof SVGElement;
                    return {
                      text: (element.textContent || element.value).slice(0, 40),
                      size: parseFloat(style.fontSize) * (isDrawn ? element.getScreenCTM().a : 1),
                      contrast: contrast(isDrawn ? style.fill : style.color, behind(element)),
                    };
                  });
              const pressed = [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden])")]
                  .filter(isShown)
                  .filter(element => !element.closest(".part p, .part li"))
                  .map(element => ({
                    text: element.textContent.trim(),
                    height: element.getBoundingClientRect().height,
                  }));
              const drawn = [...document.querySelectorAll(".steps text")]
                  .map(text => text.getBBox()).map(box => box.x + box.width);
              return {
                small: texts.filter(text => text.size < 16).map(text => text.text + " " + text.size),
                faint: texts.filter(text => text.contrast < 7).map(text => text.text + " " + text.contrast),
                low: pressed.filter(one => one.height < 48).map(one => one.text + " " + one.height),
                outside: drawn.filter(right => right > 360),
                wide: document.documentElement.scrollWidth - window.innerWidth,
                texts: texts.length,
              };
            }""";

    private static Chromium chromium;
    private static RunningHoiXa hoixa;

    private final List<String> asked = new ArrayList<>();

    /** What {@link #MEASURE} found wrong, in its own words. */
    private static void assertEasyToRead(Page page) {
        // After a click the new page is there before its style sheet.
        page.waitForLoadState();
        String found = String.valueOf(page.evaluate(MEASURE));
        assertThat(found)
                .contains("small=[], faint=[], low=[], outside=[], wide=0")
                .doesNotContain("texts=0");
    }

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        hoixa = RunningHoiXa.start(data, "hoixa.links.site=https://hoi.example.gov.vn");
    }

    @AfterAll
    static void stop() {
        if (hoixa != null) {
            hoixa.close();
            chromium.close();
        }
    }

    @AfterEach
    void asksNobodyElseAndLeavesTheConsoleEmpty() {
        chromium.closePages();

        assertThat(chromium.takeComplaints()).isEmpty();
        assertThat(asked)
                .allMatch(address -> address.startsWith(hoixa.address("/").toString()));
    }

    @Test
    void listsTheFieldsOfTheCommune() {
        Page page = open("/thu-tuc");

        assertThat(page.locator("h1")).containsText("xã Hương Mẫu");
        assertThat(page.locator(".rows a", withText("Hộ tịch"))).containsText("việc");
        assertEasyToRead(page);
        keep(page, "guides-list");
        page.locator("summary").first().click();
        assertThat(page.locator("details .row").first()).isVisible();
        assertEasyToRead(page);
        page.locator(".rows a", withText("Hộ tịch")).click();
        assertThat(page.locator("h1")).hasText("Hộ tịch");
        assertThat(page.locator(".rows a", withText("Đăng ký kết hôn")).first()).isVisible();
        assertEasyToRead(page);
        keepWhole(page, "field");
    }

    @Test
    void findsWhatIsMeantWithoutScripts() {
        Page page = watched(chromium.pageWithoutScripts(WIDTH, HEIGHT), "/thu-tuc");

        page.locator("#q").fill(QUESTION);
        page.locator(".search button").click();

        assertThat(page.locator("h1")).containsText(QUESTION);
        assertThat(page.locator(".found .likeliest")).containsText("Đăng ký khai sinh");
        assertThat(page.locator(".found em")).hasCount(1);
        assertEasyToRead(page);
        keepWhole(page, "guides-found");
        page.locator(".found .likeliest").click();
        assertThat(page).hasURL(Pattern.compile("/thu-tuc/1\\.001193\\?xa=xa-mau$"));
    }

    @Test
    void tellsWhoDecidesWhatTheCommuneDoesNot() {
        Page page = open("/thu-tuc?q=lam+ho+chieu");

        assertThat(page.locator(".found .likeliest")).containsText("không phải xã");
        assertEasyToRead(page);
        page.locator(".found .likeliest").click();
        assertThat(page.locator("main")).containsText("không phải xã");
        assertEasyToRead(page);
        keepWhole(page, "elsewhere");
    }

    @Test
    void showsAGuideWithItsStepsAsAPicture() {
        Page page = open(BIRTH);

        assertThat(page.locator("h1")).hasText("Đăng ký khai sinh");
        assertThat(page.locator(".reception")).containsText("số 1 đường Mẫu");
        assertThat(page.locator(".source").last()).containsText("Theo Cổng Dịch vụ công quốc gia, cập nhật");
        assertThat(page.locator(".contact .button").first()).hasAttribute("href", "https://zalo.me/" + RunningHoiXa.OA);
        assertThat(page.locator(".steps circle")).not().hasCount(0);
        assertEasyToRead(page);
        keep(page, "guide-top");
        keepWhole(page, "guide-whole");
        page.locator(".contents a", withText("Các bước")).click();
        assertThat(page.locator(".steps").first()).isInViewport();
        keep(page, "guide-steps");
        page.setViewportSize(320, 568);
        assertEasyToRead(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {BIRTH, "/thu-tuc/1.000894", "/thu-tuc/2.000806"})
    void printsAGuideOnOneSheet(String guide) {
        Page page = open(guide);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        page.setViewportSize(703, 1032);
        keepWhole(page, "paper" + guide.replace('/', '-'));
        assertThat(sheets(page)).isEqualTo(1);
        assertThat(page.locator(".search")).isHidden();
        assertThat(page.locator(".code svg")).isVisible();
    }

    @Test
    void opensTheGuideFromThePictureOfItsCode() {
        Page page = open(BIRTH);

        assertThat(QrReader.read(page.locator(".code svg").screenshot()))
                .isEqualTo("https://hoi.example.gov.vn/thu-tuc/1.001193?xa=xa-mau");
    }

    @Test
    void printsPostersThatCanBeScanned() {
        Page page = open("/thu-tuc/qr");
        assertThat(page.locator(".poster").first().locator(".office")).containsText("Đã quét");
        assertEasyToRead(page);
        int posters = page.locator(".poster").count();

        page.setViewportSize(718, 1047);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(sheets(page)).isEqualTo((posters + 5) / 6);
        assertThat(page.locator(".office").first()).isHidden();
        assertThat(page.locator(".warning")).hasCount(0);
        assertThat(QrReader.read(page.locator(".poster svg").first().screenshot()))
                .matches("https://hoi\\.example\\.gov\\.vn/thu-tuc\\?xa=xa-mau&linh-vuc=([a-z-]+)&qr=\\1");
        keep(page, "qr-sheet");
    }

    @Test
    void printsAPosterForALongName() {
        Page page = open("/thu-tuc/qr?ma=2.000986");

        assertThat(page.locator(".poster")).hasCount(1);
        page.setViewportSize(718, 1047);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(sheets(page)).isEqualTo(1);
        assertThat(QrReader.read(page.locator(".poster svg").screenshot())).endsWith("&qr=2.000986");
    }

    @Test
    void helpsWhereThereIsNoSuchPage() {
        Page page = chromium.page(WIDTH, HEIGHT);
        page.navigate(hoixa.address("/thu-tuc/khong-co").toString());

        assertThat(page.locator("#q")).isVisible();
        assertEasyToRead(page);
        keepWhole(page, "missing");
        assertThat(chromium.takeComplaints()).allMatch(complaint -> complaint.contains("404"));
    }

    private Page open(String path) {
        return watched(chromium.page(WIDTH, HEIGHT), path);
    }

    private Page watched(Page page, String path) {
        page.onRequest(request -> asked.add(request.url()));
        page.navigate(hoixa.address(path).toString());
        return page;
    }

    private static int sheets(Page page) {
        String pdf =
                new String(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);
        return (int) PAPER_PAGE.matcher(pdf).results().count();
    }

    private static Page.LocatorOptions withText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private static void keepWhole(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
