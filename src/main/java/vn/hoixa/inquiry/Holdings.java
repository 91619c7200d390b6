package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a resident, in figures.
 *
 * @param since when they were seen first
 * @param messages of theirs
 * @param answers to them
 * @param attachments pictures and files of theirs
 * @param meetings what they asked, or came about, at meetings
 * @param firstMessage the oldest
 * @param firstAttachment the oldest, null where there is none
 * @param keepsMessages for how long
 * @param keepsAttachments for how long
 * @param keepsBackups for how long the commune keeps copies of the whole
 */
record Holdings(
        Instant since,
        int messages,
        int answers,
        int attachments,
        int meetings,
        Instant firstMessage,
        @Nullable Instant firstAttachment,
        Duration keepsMessages,
        Duration keepsAttachments,
        Duration keepsBackups) {
    /** For rehearsals. */
    static final Holdings OF_NOBODY = new Holdings(
            Instant.EPOCH,
            0,
            0,
            0,
            0,
            Instant.EPOCH,
            null,
            Duration.ofDays(730),
            Duration.ofDays(90),
            Duration.ofDays(30));
}
