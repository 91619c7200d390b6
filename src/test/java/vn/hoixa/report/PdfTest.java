package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfTest {
    private static final String PAGE =
            "<html><head><style>body { font-family: 'Liberation Sans' }</style></head><body>%s</body></html>";

    @Test
    void writesEveryLetterOfVietnamese() throws IOException {
        String letters = "ăâđêôơư ÁÀẢÃẠ ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ýỳỷỹỵ – − …";

        byte[] pdf = Pdf.of(PAGE.formatted("<p>" + letters + "</p>"));

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document).strip()).isEqualTo(letters);
        }
    }

    @Test
    void fetchesNothing() {
        assertThat(Pdf.of(PAGE.formatted("<img src=\"http://127.0.0.1:9/x.png\"/><img src=\"file:///etc/passwd\"/>")))
                .isNotEmpty();
    }

    @Test
    void doesNotFailByWhatXmlCannotSay() throws IOException {
        byte[] pdf = Pdf.of(PAGE.formatted("<p>Đèn\u0001 hỏng\uFFFE cả\u000B tuần</p>"));

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document).strip()).isEqualTo("Đèn hỏng cả tuần");
        }
    }
}
