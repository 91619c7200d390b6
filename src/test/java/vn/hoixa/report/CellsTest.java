package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+84",
                "-2",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "|calc",
                "%0A",
                "=1",
                "＠SUM",
                "  @x"
            })
    void takesFormulasForTexts(String text) {
        assertThat(Cells.text(text)).startsWith("'").endsWith(text);
        assertThat(Cells.csv(text)).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Thôn Đầu Mẫu", "1.001193", "Đường - điện", "a=b", "ho-tich", "một; hai"})
    void leavesOtherTextsAsTheyAre(String text) {
        assertThat(Cells.text(text)).isEqualTo(text);
        assertThat(Cells.csv(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {"x;=1+1 # x;'=1+1", "x,@y # x,'@y", "x\";+1 # x\";'+1", "x; =1 # x;' =1"})
    void lookForFormulasWhereverASpreadsheetMayBeginACell(String text, String safe) {
        assertThat(Cells.csv(text)).isEqualTo(safe);
    }
}
