package vn.hoixa.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a conversation, as it is shown.
 *
 * @param name of whoever it is from, where that is a person of the commune
 * @param key end of a message's key: of what stands instead of words, or of what happened to a case; else empty
 * @param number of the case, for what happened to one; else empty
 */
record Entry(
        Instant at,
        From from,
        @Nullable String name,
        String text,
        String key,
        String number,
        List<Enclosed> files,
        @Nullable Mark mark) {

    /** Whose it is. */
    enum From {
        RESIDENT,
        HOIXA,
        OFFICER,
        /** For colleagues only. */
        NOTE,
        /** What happened to a case. */
        EVENT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a letter to the resident came. */
    enum Mark {
        WAITING,
        SENT,
        RECEIVED,
        SEEN,
        /** It did not arrive. */
        FAILED,
        /** It may not have arrived. */
        DOUBTFUL,
        DROPPED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A picture, recording or file.
     *
     * @param address where it is shown: here, or where Zalo keeps it
     * @param kind image, audio, video or file
     * @param type as its first bytes tell, null where nobody looked
     */
    record Enclosed(String address, String kind, @Nullable String type, String name) {
        public boolean isKeptHere() {
            return address.startsWith("/");
        }

        /** Of its element, which stays while the page around it is drawn anew: what plays plays on. */
        public String id() {
            return "file-" + address.replaceAll(".*/", "");
        }
    }

    public String hour() {
        return Times.HOUR.format(at);
    }

    public String day() {
        return Times.DAY.format(at);
    }

    public String kind() {
        return from.key();
    }
}
