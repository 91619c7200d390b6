package vn.hoixa.privacy;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * How long what is kept; pictures and files have settings of their own.
 *
 * @param messages what was written, by either side: a matter comes back within a year, and this year is compared with
 *     the last
 * @param explanations why turns were decided so, with the words as they were read: guides are mended within weeks
 * @param deadLetters events that could not be treated: somebody looks within days, and they are whole
 * @param audit who signed in and changed what: as long as somebody may be held to account for it
 * @param dossiers lists from the one-stop software: one that was not renewed for so long tells nothing true
 * @param alarms what needed a person, after it was over: compared with the last year
 * @param attempts failed sign-ins and codes, links and codes that no longer work: of use for some days
 * @param backups how long the commune keeps its own copies; only told to residents, HoiXa makes none
 */
@ConfigurationProperties("hoixa.keep")
public record Retention(
        @DefaultValue("730d") Duration messages,
        @DefaultValue("180d") Duration explanations,
        @DefaultValue("90d") Duration deadLetters,
        @DefaultValue("1825d") Duration audit,
        @DefaultValue("180d") Duration dossiers,
        @DefaultValue("365d") Duration alarms,
        @DefaultValue("30d") Duration attempts,
        @DefaultValue("30d") Duration backups) {
    /** Zalo delivers again for a day and more, and menus, windows and reminders look back a week. */
    private static final Duration LEAST = Duration.ofDays(14);

    public Retention {
        boolean isShort = Stream.of(messages, explanations, deadLetters, audit, dossiers, alarms, attempts)
                .anyMatch(time -> time.compareTo(LEAST) < 0);
        if (isShort || backups.isNegative()) {
            throw new SetupException(
                    "Something is kept for less than 14 days (hoixa.keep.*): what goes on would lose its beginning.",
                    "Set HOIXA_KEEP_MESSAGES, _EXPLANATIONS, _DEAD_LETTERS, _AUDIT, _DOSSIERS, _ALARMS and _ATTEMPTS to"
                            + " 14d or more, or leave them out.");
        }
    }
}
