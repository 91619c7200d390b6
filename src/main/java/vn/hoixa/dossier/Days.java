package vn.hoixa.dossier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.CommuneTime;

/** Days as spreadsheets write them; the hour beside one is left out. */
final class Days {
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*(?:Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern SERIAL = Pattern.compile("(\\d{5})(?:\\.\\d+)?");
    private static final Pattern VIETNAMESE = Pattern.compile("(?<!\\d)(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})(?!\\d)");
    private static final Pattern ISO = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");

    /** Day 0 of Excel, which takes 1900 for a leap year: right for all days since March 1900. */
    private static final LocalDate EXCEL = LocalDate.of(1899, 12, 30);

    private static final LocalDate MACINTOSH = LocalDate.of(1904, 1, 1);

    private Days() {}

    /** The day, or null where the text is none. */
    static @Nullable LocalDate read(String text, boolean since1904) {
        return INSTANT.matcher(text).matches() ? inVietnam(text) : local(text, since1904);
    }

    /** Five in the afternoon elsewhere may be tomorrow here. */
    private static @Nullable LocalDate inVietnam(String text) {
        try {
            return sensible(OffsetDateTime.parse(text)
                    .atZoneSameInstant(CommuneTime.ZONE)
                    .toLocalDate());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable LocalDate local(String text, boolean since1904) {
        Matcher serial = SERIAL.matcher(text);
        if (serial.matches()) {
            return sensible((since1904 ? MACINTOSH : EXCEL).plusDays(Long.parseLong(serial.group(1))));
        }
        Matcher vietnamese = VIETNAMESE.matcher(text);
        if (vietnamese.find()) {
            return day(vietnamese.group(3), vietnamese.group(2), vietnamese.group(1));
        }
        Matcher iso = ISO.matcher(text);
        return iso.find() ? day(iso.group(1), iso.group(2), iso.group(3)) : null;
    }

    private static @Nullable LocalDate day(String year, String month, String day) {
        try {
            return sensible(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A number of five digits, or 01/01/1900, is seldom a day on which somebody was to get a result. */
    private static @Nullable LocalDate sensible(LocalDate day) {
        return day.getYear() >= 2000 && day.getYear() < 2100 ? day : null;
    }
}
