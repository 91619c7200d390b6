package vn.hoixa.zalo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One prerequisite of Zalo's, as far as HoiXa can know it.
 *
 * @param findings what was found and, where something is missing, what to do; the first says it in short
 */
public record Check(Step step, Standing standing, List<Finding> findings) {
    /** In the order in which Zalo asks for them. */
    public enum Step {
        SETTINGS,
        ACTIVE,
        REGISTERED,
        DOMAIN,
        WEBHOOK,
        SIGNATURE,
        GRANTED,
        VERIFIED,
        PACKAGE,
        RECEIVING,
        SENDING;

        /** As it stands in keys of messages. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Standing {
        DONE,
        MISSING,
        UNKNOWN;

        /** As it stands in keys of messages. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A sentence, for a page to put into words.
     *
     * @param name the end of its key
     * @param details times as {@link java.time.Instant}, else text
     */
    public record Finding(String name, List<Object> details) {}

    static Finding say(String name, Object... details) {
        return new Finding(name, List.of(details));
    }

    static Check done(Step step, Finding... findings) {
        return new Check(step, Standing.DONE, Arrays.asList(findings));
    }

    static Check missing(Step step, Finding... findings) {
        return new Check(step, Standing.MISSING, Arrays.asList(findings));
    }

    static Check unknown(Step step, Finding... findings) {
        return new Check(step, Standing.UNKNOWN, Arrays.asList(findings));
    }
}
