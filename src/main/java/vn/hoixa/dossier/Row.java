package vn.hoixa.dossier;

import java.util.List;

/**
 * A row of a spreadsheet.
 *
 * @param number as the spreadsheet counts it, from 1
 * @param cells their texts; of a formula what it came to when the file was written
 * @param since1904 whether its days are counted as old Macintosh files count them
 */
record Row(int number, List<String> cells, boolean since1904) {
    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    /** The text of a cell; empty where there is none. */
    String cell(int index) {
        return index >= 0 && index < cells.size() ? cells.get(index).strip() : "";
    }

    /** Takes the rows of a file, one after the other. */
    @FunctionalInterface
    interface Taker {
        void take(Row row) throws Unreadable;
    }
}
