package vn.hoixa.attachment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.util.unit.DataSize;
import vn.hoixa.alarm.AlarmsOfTests;
import vn.hoixa.knowledge.Links;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.zalo.DownloadsOfTests;

/** Attachments for the tests of other packages. */
public final class AttachmentsOfTests {
    private AttachmentsOfTests() {}

    public static Attachments of(FreshDatabase record, Mailbox mailbox, InstantSource clock) {
        return new Attachments(
                record.database(),
                DownloadsOfTests.reachingTests(Duration.ofSeconds(2)),
                mailbox,
                new Links(null, List.of("gov.vn")),
                clock,
                new AttachmentSettings(Duration.ofDays(90), 60, DataSize.ofMegabytes(200), DataSize.ofGigabytes(5)),
                AlarmsOfTests.of(record.database(), clock));
    }

    /** A picture that a resident sent and that was fetched; its id. */
    public static long picture(FreshDatabase record, long resident, byte[] content) {
        String sha256 = StoredFiles.name(content);
        return record.database().write(transaction -> {
            StoredFiles.keep(transaction, sha256, content);
            return transaction
                    .sql("""
                                INSERT INTO attachment (resident_id, event_key, position, kind, name, url, state, type,
                                    sha256, created_at)
                                VALUES (?, 'k', 0, 'image', '', '', 'fetched', 'JPEG', ?, 0) RETURNING id""")
                    .params(resident, sha256)
                    .query(Long.class)
                    .single();
        });
    }
}
