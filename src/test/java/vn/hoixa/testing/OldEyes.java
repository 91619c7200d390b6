package vn.hoixa.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Whether old eyes and thumbs manage a page on a phone; every page that is looked at is kept as a picture. */
public final class OldEyes {
    /** Pictures for the README and the docs; a usual build leaves those that are there. */
    private static final boolean KEEPS_PICTURES = Boolean.getBoolean("hoixa.screenshots");

    /** What is too small to read (16 pixels), too faint (7 to 1) or too low to press (48 pixels, on a screen), or wider than the phone. */
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
              const say = one => one.outerHTML.slice(0, 80);
              return JSON.stringify([
                texts.length > 2 ? [] : ["nothing there"],
                texts.filter(one => parseFloat(getComputedStyle(one).fontSize) < 16).map(say),
                texts.filter(one => contrast(one) < 7).map(say),
                shown.filter(one => one.matches("a, button, input, summary") && !matchMedia("print").matches)
                    .filter(one => one.getBoundingClientRect().height < 48).map(say),
                document.documentElement.scrollWidth > window.innerWidth ? ["wide"] : [],
              ].flat());
            }""";

    private static final float DOTS_OF_INCH = 110;

    private OldEyes() {}

    /** Keeps the picture under that name and fails on what is hard to read. */
    public static void assertEasy(Page page, String name) {
        page.waitForLoadState();
        keep(page, Path.of("target", "screenshots", name + ".png"));
        assertThat(page.evaluate(MEASURE)).as(name).isEqualTo("[]");
    }

    /** The same, for the docs too. */
    public static void assertEasyAndKeep(Page page, String name) {
        assertEasy(page, name);
        if (KEEPS_PICTURES) {
            keep(page, Path.of("docs", name + ".png"));
        }
    }

    /** The pages of a PDF, for the docs too. */
    public static void keepPages(byte[] pdf, String name) throws IOException {
        if (!KEEPS_PICTURES) {
            return;
        }
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                ImageIO.write(
                        renderer.renderImageWithDPI(page, DOTS_OF_INCH),
                        "png",
                        Path.of("docs", name + "-" + (page + 1) + ".png").toFile());
            }
        }
    }

    /** Fails on what axe-core calls serious or critical: what screen readers, keyboards and colours make of the page. */
    public static void assertSound(Page page, String name) {
        page.evaluate(axe());
        assertThat(page.evaluate("""
                        async () => (await axe.run()).violations
                            .filter(one => one.impact === "serious" || one.impact === "critical")
                            .flatMap(one => one.nodes.map(node => one.id + ": " + node.html.slice(0, 120)))
                            .join("\\n")""")).as(name).isEqualTo("");
    }

    private static String axe() {
        try (var script = OldEyes.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Page page, Path picture) {
        page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
    }
}
