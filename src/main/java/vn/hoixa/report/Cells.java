package vn.hoixa.report;

import java.util.regex.Pattern;

/** Texts in cells of files that spreadsheets open. */
public final class Cells {
    /** With these a spreadsheet takes a text for a formula, which may fetch from elsewhere (OWASP, CSV injection). */
    private static final String FORMULA = "(?=\\s*[=+\\-@|%\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20])";

    private static final Pattern AT_FIRST = Pattern.compile("^" + FORMULA);
    private static final Pattern ANYWHERE = Pattern.compile("(?:^|(?<=[;,\\t\\r\\n\"]))" + FORMULA);

    private Cells() {}

    /** The same, taken for a text by every spreadsheet. */
    public static String text(String text) {
        return AT_FIRST.matcher(text).replaceFirst("'");
    }

    /** The same in CSV, which Excel in Vietnamese parts at semicolons, whatever we part at. */
    public static String csv(String text) {
        return ANYWHERE.matcher(text).replaceAll("'");
    }
}
