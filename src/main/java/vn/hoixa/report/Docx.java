package vn.hoixa.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/**
 * A report to paste from, in the look of Vietnamese office papers: A4, Times New Roman 13 and 14, margins of 20 mm, left
 * 30 mm (Decree 30/2020/NĐ-CP, appendix I).
 */
public final class Docx {
    private static final String FONT = "Times New Roman";
    private static final int SIZE = 13;
    private static final int HEADING = 14;
    private static final long TWIPS_OF_MM = 57;
    private static final long PAPER_WIDTH = 11_906;
    private static final long PAPER_HEIGHT = 16_838;
    private static final long LEFT = 30 * TWIPS_OF_MM;
    private static final long MARGIN = 20 * TWIPS_OF_MM;
    private static final long WIDTH = PAPER_WIDTH - LEFT - MARGIN;

    /** Of a table with so many columns of figures; the rest is for the first. */
    private static final long A_FIGURE = 1_700;

    private final XWPFDocument document = new XWPFDocument();
    private final NumberFormat numbers;

    /** @param locale whose way of writing numbers is used */
    public Docx(Locale locale) {
        numbers = NumberFormat.getIntegerInstance(locale);
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz paper = section.addNewPgSz();
        paper.setW(BigInteger.valueOf(PAPER_WIDTH));
        paper.setH(BigInteger.valueOf(PAPER_HEIGHT));
        CTPageMar margins = section.addNewPgMar();
        margins.setLeft(BigInteger.valueOf(LEFT));
        margins.setRight(BigInteger.valueOf(MARGIN));
        margins.setTop(BigInteger.valueOf(MARGIN));
        margins.setBottom(BigInteger.valueOf(MARGIN));
    }

    /** In the middle, in capitals as titles of office papers are. */
    public Docx title(String text) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.CENTER);
        run(paragraph, text.toUpperCase(Locale.ROOT), HEADING).setBold(true);
        return this;
    }

    /** Below the title. */
    public Docx subtitle(String text) {
        run(paragraph(ParagraphAlignment.CENTER), text, SIZE).setItalic(true);
        return this;
    }

    /** What Word lists in its outline. */
    public Docx heading(String text) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.LEFT);
        paragraph.setSpacingBefore(240);
        paragraph.setKeepNext(true);
        paragraph.getCTPPr().addNewOutlineLvl().setVal(BigInteger.ZERO);
        run(paragraph, text, HEADING).setBold(true);
        return this;
    }

    public Docx text(String text) {
        run(paragraph(ParagraphAlignment.BOTH), text, SIZE);
        return this;
    }

    /** Words of a resident. */
    public Docx quote(String text) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.BOTH);
        paragraph.setIndentationLeft(567);
        run(paragraph, text, SIZE).setItalic(true);
        return this;
    }

    /** Numbers stand at the right, in the reader's way of writing them. */
    public Docx table(Table table) {
        int columns = table.heads().size();
        XWPFTable drawn = document.createTable(1 + table.rows().size(), columns);
        drawn.setWidth(String.valueOf(WIDTH));
        drawn.getCTTbl()
                .getTblPr()
                .addNewTblLayout()
                .setType(org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType.FIXED);
        long figure = Math.min(A_FIGURE, WIDTH / columns);
        long[] widths = IntStream.range(0, columns)
                .mapToLong(column -> column == 0 ? WIDTH - figure * (columns - 1) : figure)
                .toArray();
        drawn.getCTTbl().addNewTblGrid();
        for (long width : widths) {
            drawn.getCTTbl().getTblGrid().addNewGridCol().setW(BigInteger.valueOf(width));
        }
        row(drawn.getRow(0), table.heads(), widths, true);
        drawn.getRow(0).setRepeatHeader(true);
        IntStream.range(0, table.rows().size())
                .forEach(i -> row(drawn.getRow(i + 1), table.rows().get(i), widths, false));
        return this;
    }

    private void row(XWPFTableRow row, List<?> values, long[] widths, boolean isHead) {
        row.setCantSplitRow(true);
        IntStream.range(0, widths.length).forEach(column -> {
            XWPFTableCell cell = row.getCell(column);
            Object value = values.get(column);
            var width = cell.getCTTc().addNewTcPr().addNewTcW();
            width.setW(BigInteger.valueOf(widths[column]));
            width.setType(STTblWidth.DXA);
            XWPFParagraph paragraph = cell.getParagraphs().getFirst();
            paragraph.setSpacingBefore(40);
            paragraph.setSpacingAfter(40);
            paragraph.setAlignment(
                    isHead
                            ? ParagraphAlignment.CENTER
                            : value instanceof Number ? ParagraphAlignment.RIGHT : ParagraphAlignment.LEFT);
            run(paragraph, value instanceof Number number ? numbers.format(number) : value.toString(), SIZE)
                    .setBold(isHead);
        });
    }

    private XWPFParagraph paragraph(ParagraphAlignment alignment) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        paragraph.setSpacingAfter(120);
        return paragraph;
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, int size) {
        XWPFRun run = paragraph.createRun();
        run.setFontFamily(FONT);
        run.setFontFamily(FONT, XWPFRun.FontCharRange.eastAsia);
        run.setFontSize(size);
        run.setText(text);
        return run;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (document) {
            document.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
