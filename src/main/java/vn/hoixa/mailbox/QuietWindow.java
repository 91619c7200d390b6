package vn.hoixa.mailbox;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * How long a turn waits for the rest: people send one question in three messages.
 *
 * @param sure after the last message, where it can be answered surely
 * @param unsure after the last message, where it would end in a question back or a hand-over
 * @param longest after the first message, whatever comes
 */
@ConfigurationProperties("hoixa.quiet")
public record QuietWindow(
        @DefaultValue("1500ms") Duration sure,
        @DefaultValue("8s") Duration unsure,
        @DefaultValue("14s") Duration longest) {

    public QuietWindow {
        if (sure.compareTo(unsure) > 0 || unsure.compareTo(longest) > 0) {
            throw new SetupException(
                    "The quiet window's times are not in order: sure " + sure + ", unsure " + unsure + ", longest "
                            + longest + ".",
                    "Set HOIXA_QUIET_SURE ≤ HOIXA_QUIET_UNSURE ≤ HOIXA_QUIET_LONGEST.");
        }
    }

    /** When a turn that began and was last added to at these times may leave. */
    public Instant ripe(Instant first, Instant last, boolean isSure) {
        Instant quiet = last.plus(isSure ? sure : unsure);
        Instant end = first.plus(longest);
        return quiet.isBefore(end) ? quiet : end;
    }
}
