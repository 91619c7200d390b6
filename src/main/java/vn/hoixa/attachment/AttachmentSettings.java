package vn.hoixa.attachment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vn.hoixa.SetupException;

/**
 * What residents send along.
 *
 * @param keep how long pictures and files are kept
 * @param aDay how many of one resident are fetched within a day
 * @param ofResident how much is kept of one resident
 * @param inAll how much is kept of all
 */
@ConfigurationProperties("hoixa.attachment")
record AttachmentSettings(
        @DefaultValue("90d") Duration keep,
        @DefaultValue("60") int aDay,
        @DefaultValue("200MB") DataSize ofResident,
        @DefaultValue("5GB") DataSize inAll) {
    AttachmentSettings {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new SetupException(
                    "hoixa.attachment.keep is " + keep + ": no officer could look at a picture in that time.",
                    "Set HOIXA_ATTACHMENT_KEEP to 1d or more; 90d is usual.");
        }
        if (aDay < 1 || ofResident.toBytes() < 1 || inAll.compareTo(ofResident) < 0) {
            throw new SetupException(
                    "Of attachments, " + aDay + " a day, " + ofResident.toMegabytes() + " MB of one resident and "
                            + inAll.toMegabytes() + " MB in all leave no room for what residents send.",
                    "Set HOIXA_ATTACHMENT_A_DAY, HOIXA_ATTACHMENT_OF_RESIDENT and HOIXA_ATTACHMENT_IN_ALL; 60, 200MB"
                            + " and 5GB are usual.");
        }
    }
}
