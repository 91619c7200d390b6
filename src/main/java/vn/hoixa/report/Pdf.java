package vn.hoixa.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;

/** A page of well-formed XHTML as PDF; all that it needs stands in it, for nothing is fetched. */
public final class Pdf {
    /** Comes with PDFBox and has every letter of Vietnamese; in the page it is called Liberation Sans. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** What XML knows no way to write; a resident's words may have it, and no page is to fail by that. */
    private static final Pattern NOT_OF_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private Pdf() {}

    /** A4, as the page's own style says. */
    public static byte[] of(String xhtml) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFont(Pdf::font, "Liberation Sans")
                    .useUriResolver((base, uri) -> null)
                    .withHtmlContent(NOT_OF_XML.matcher(xhtml).replaceAll(""), null)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static InputStream font() {
        return Objects.requireNonNull(Pdf.class.getResourceAsStream(FONT), "the font of PDFBox");
    }
}
