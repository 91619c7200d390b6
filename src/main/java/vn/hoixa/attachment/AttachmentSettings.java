package vn.hoixa.attachment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * What residents send along.
 *
 * @param keep how long pictures and files are kept
 */
@ConfigurationProperties("hoixa.attachment")
record AttachmentSettings(@DefaultValue("90d") Duration keep) {
    AttachmentSettings {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new SetupException(
                    "hoixa.attachment.keep is " + keep + ": no officer could look at a picture in that time.",
                    "Set HOIXA_ATTACHMENT_KEEP to 1d or more; 90d is usual.");
        }
    }
}
