package vn.hoixa.console;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.hoixa.knowledge.CommuneTime;

/** How days and times are written on every page. */
final class Times {
    static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT).withZone(CommuneTime.ZONE);
    static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(CommuneTime.ZONE);
    static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT).withZone(CommuneTime.ZONE);

    private Times() {}
}
