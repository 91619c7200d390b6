package vn.hoixa.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** All of Vietnam keeps one time, and no summer time. */
public final class CommuneTime {
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private CommuneTime() {}

    /** The day on which residents read an answer that is given now. */
    public static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZONE);
    }
}
