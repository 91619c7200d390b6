package vn.hoixa.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text, as somebody types it into a form, as Markdown that reads the same. */
final class Markup {
    private static final Pattern DASH = Pattern.compile("[-\\u2013\\u2022*+]\\s+(.*)");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3})[.)]\\s+(.*)");
    /** Whatever could be taken for markup is meant as it stands. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>&#]");

    private static final Pattern SPECIAL_AT_START = Pattern.compile("^(?:[-+=~|:]|\\d+(?=[.)]))");

    private Markup() {}

    private enum Style {
        NONE,
        PARAGRAPH,
        DASHES,
        NUMBERS
    }

    static String of(String plain) {
        List<String> lines = new ArrayList<>();
        Style before = Style.NONE;
        for (String line : plain.lines().map(String::strip).toList()) {
            Matcher dash = DASH.matcher(line);
            Matcher number = NUMBER.matcher(line);
            Style style = style(line, dash, number);
            if (style == Style.PARAGRAPH && before == style) {
                lines.set(lines.size() - 1, lines.getLast() + "\\");
            } else if (style != before && before != Style.NONE && style != Style.NONE) {
                lines.add("");
            }
            switch (style) {
                case NONE -> lines.add("");
                case DASHES -> lines.add("- " + escaped(dash.group(1)));
                case NUMBERS -> lines.add(number.group(1) + ". " + escaped(number.group(2)));
                case PARAGRAPH -> lines.add(escaped(line));
            }
            before = style;
        }
        return String.join("\n", lines).strip();
    }

    private static Style style(String line, Matcher dash, Matcher number) {
        if (line.isEmpty()) {
            return Style.NONE;
        } else if (dash.matches()) {
            return Style.DASHES;
        }
        return number.matches() ? Style.NUMBERS : Style.PARAGRAPH;
    }

    private static String escaped(String text) {
        String escaped = SPECIAL.matcher(text.strip()).replaceAll("\\\\$0");
        Matcher start = SPECIAL_AT_START.matcher(escaped);
        if (!start.find()) {
            return escaped;
        }
        // Of "12." it is the point that makes a list.
        boolean isNumber = Character.isDigit(escaped.charAt(0));
        return isNumber ? start.group() + "\\" + escaped.substring(start.end()) : "\\" + escaped;
    }
}
