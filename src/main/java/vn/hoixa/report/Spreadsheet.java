package vn.hoixa.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Tables, and rows without end, as XLSX; written while they come, so that never more than a piece is held. */
public final class Spreadsheet {
    private static final int A_PIECE = 1_000;
    private static final double WIDEST = 60;
    private static final double NARROWEST = 12;
    private static final String TIME = "dd/mm/yyyy hh:mm:ss";
    private static final String NUMBER = "#,##0";

    private final int rowsOfASheet;

    public Spreadsheet() {
        this(Worksheet.MAX_ROWS);
    }

    Spreadsheet(int rowsOfASheet) {
        this.rowsOfASheet = rowsOfASheet;
    }

    /**
     * Leaves the stream open.
     *
     * @param tables each a sheet
     * @param name of the sheet with the rows; where one is full, the next has a number
     * @param rows gives its rows (texts, whole numbers, local times) to whom it is given
     */
    public void write(
            OutputStream out, List<Table> tables, String name, List<String> heads, Consumer<Consumer<List<?>>> rows) {
        try {
            Workbook book = new Workbook(out, "HoiXa", "1.0");
            for (Table table : tables) {
                Sheet sheet = new Sheet(book.newWorksheet(table.name()), table.heads(), widths(table));
                table.rows().forEach(sheet::add);
                sheet.end();
            }
            Rows sheets = new Rows(book, name, heads);
            rows.accept(sheets::add);
            sheets.sheet.end();
            book.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As wide as its longest text, within reason. */
    private static double[] widths(Table table) {
        return IntStream.range(0, table.heads().size())
                .mapToDouble(column -> table.rows().stream()
                        .mapToInt(row -> String.valueOf(row.get(column)).length())
                        .reduce(table.heads().get(column).length(), Math::max))
                .map(longest -> Math.clamp(longest + 2, NARROWEST, WIDEST))
                .toArray();
    }

    /** One sheet after the other. */
    private final class Rows {
        private final Workbook book;
        private final String name;
        private final List<String> heads;
        private int sheets = 1;
        private Sheet sheet;

        Rows(Workbook book, String name, List<String> heads) {
            this.book = book;
            this.name = name;
            this.heads = heads;
            this.sheet = new Sheet(book.newWorksheet(name), heads, widths());
        }

        void add(List<?> row) {
            if (sheet.rows == rowsOfASheet) {
                sheet.end();
                sheet = new Sheet(book.newWorksheet(name + " (" + ++sheets + ")"), heads, widths());
            }
            sheet.add(row);
        }

        private double[] widths() {
            return heads.stream().mapToDouble(head -> 2 * NARROWEST).toArray();
        }
    }

    /** Its first row stays in sight. */
    private static final class Sheet {
        private final Worksheet sheet;
        private final int columns;
        private int rows = 1;

        Sheet(Worksheet sheet, List<String> heads, double[] widths) {
            this.sheet = sheet;
            this.columns = heads.size();
            IntStream.range(0, columns).forEach(column -> {
                sheet.width(column, widths[column]);
                sheet.value(0, column, Cells.text(heads.get(column)));
                sheet.style(0, column).bold().fillColor("E8EEF5").wrapText(true).set();
            });
            sheet.freezePane(0, 1);
        }

        void add(List<?> row) {
            IntStream.range(0, row.size()).forEach(column -> put(rows, column, row.get(column)));
            if (++rows % A_PIECE == 0) {
                run(sheet::flush);
            }
        }

        private void put(int row, int column, Object value) {
            switch (value) {
                case Number number -> {
                    sheet.value(row, column, number);
                    sheet.style(row, column).format(NUMBER).set();
                }
                case LocalDateTime time -> {
                    sheet.value(row, column, time);
                    sheet.style(row, column).format(TIME).set();
                }
                default -> {
                    String text = value.toString();
                    if (!text.isEmpty()) {
                        sheet.value(row, column, Cells.text(text));
                    }
                }
            }
        }

        void end() {
            if (rows > 1) {
                sheet.setAutoFilter(0, 0, rows - 1, columns - 1);
            }
            run(sheet::finish);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void run(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
