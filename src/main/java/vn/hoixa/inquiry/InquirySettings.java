package vn.hoixa.inquiry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * How much runs at once.
 *
 * @param workers turns
 * @param senders residents who are being written to; one slow answer of Zalo takes one of them
 */
@ConfigurationProperties("hoixa.turns")
record InquirySettings(
        @DefaultValue("4") int workers, @DefaultValue("64") int senders) {

    InquirySettings {
        if (workers < 1 || senders < 1) {
            throw new SetupException(
                    "Nobody can be answered with " + workers + " workers and " + senders + " senders.",
                    "Set HOIXA_TURNS_WORKERS and HOIXA_TURNS_SENDERS to 1 or more; 4 and 64 are usual.");
        }
    }
}
