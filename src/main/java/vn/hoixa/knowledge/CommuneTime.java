package vn.hoixa.knowledge;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.ResourceBundle;

/** All of Vietnam keeps one time, and no summer time. */
public final class CommuneTime {
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages", Locale.of("vi"));

    private CommuneTime() {}

    /** As people say it, such as half past four on Tuesday: hour, weekday, day and month. */
    public static String said(Instant time) {
        ZonedDateTime local = time.atZone(ZONE);
        String day = local.getDayOfWeek().name().toLowerCase(Locale.ROOT);
        return MessageFormat.format(
                WORDS.getString(local.getMinute() == 0 ? "time.hour" : "time.minute"),
                String.valueOf(local.getHour()),
                String.format(Locale.ROOT, "%02d", local.getMinute()),
                WORDS.getString("time." + day),
                String.valueOf(local.getDayOfMonth()),
                String.valueOf(local.getMonthValue()));
    }

    /** The day on which residents read an answer that is given now. */
    public static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZONE);
    }
}
