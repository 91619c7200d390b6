package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;

class DocxTest {
    private static final Table TABLE = new Table(
            "Người dân phản ánh về",
            List.of("Chủ đề", "Số ý kiến", "Kỳ trước"),
            List.of(List.of("Đèn đường", 2_506L, 98L), List.of("<b>&\u0001", 0L, 1_000_000L)));

    @Test
    void looksLikeAnOfficePaper() throws IOException {
        byte[] file = new Docx(Locale.of("vi"))
                .title("Báo cáo tháng")
                .heading("Chủ đề")
                .table(TABLE)
                .quote("Đèn hỏng cả tuần")
                .bytes();

        try (XWPFDocument paper = new XWPFDocument(new ByteArrayInputStream(file))) {
            XWPFParagraph title = paper.getParagraphs().getFirst();
            assertThat(title.getText()).isEqualTo("BÁO CÁO THÁNG");
            assertThat(title.getAlignment()).isEqualTo(ParagraphAlignment.CENTER);
            assertThat(title.getRuns().getFirst().getFontSizeAsDouble()).isEqualTo(14);
            assertThat(paper.getParagraphs().stream().flatMap(one -> one.getRuns().stream()))
                    .extracting(XWPFRun::getFontFamily)
                    .containsOnly("Times New Roman");
            XWPFTable table = paper.getTables().getFirst();
            assertThat(table.getRow(0).isRepeatHeader()).isTrue();
            assertThat(table.getRow(1).getCell(0).getText()).isEqualTo("Đèn đường");
            assertThat(table.getRow(1).getCell(1).getText()).isEqualTo("2.506");
            assertThat(table.getRow(1).getCell(1).getParagraphs().getFirst().getAlignment())
                    .isEqualTo(ParagraphAlignment.RIGHT);
            assertThat(table.getRow(2).getCell(0).getText()).startsWith("<b>&");
            assertThat(table.getRow(2).getCell(2).getText()).isEqualTo("1.000.000");
        }
    }
}
