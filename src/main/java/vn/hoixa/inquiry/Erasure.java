package vn.hoixa.inquiry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.escalation.Cases;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.storage.Database;

/**
 * Erases all that is known of a resident who withdraws consent.
 *
 * <p>What stays: numbers of cases that belong to nobody any more, and of each event a keyed hash, by which it is known
 * should Zalo deliver it again. The key lies in the data folder, so the hashes alone tell nothing.
 */
@Component
class Erasure {
    private static final Logger log = LoggerFactory.getLogger(Erasure.class);
    private static final String KEY_FILE = "erasure-key";
    private static final String ALGORITHM = "HmacSHA256";

    private final Database database;
    private final Cases cases;
    private final Attachments attachments;
    private final InstantSource clock;
    private final SecretKeySpec key;

    Erasure(Database database, Cases cases, Attachments attachments, DataFolder folder, InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.attachments = attachments;
        this.clock = clock;
        this.key = new SecretKeySpec(key(folder), ALGORITHM);
    }

    /** Those of the events that were erased. */
    Set<String> erased(List<String> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        Map<String, String> byHash = new HashMap<>();
        keys.forEach(event -> byHash.put(hash(event), event));
        return database
                .read()
                .sql("SELECT key_hash FROM erased WHERE key_hash IN (:hashes)")
                .param("hashes", byHash.keySet())
                .query(String.class)
                .list()
                .stream()
                .map(byHash::get)
                .collect(Collectors.toSet());
    }

    /** @param waiting keys of events that were not recorded yet, and will not be */
    void erase(ResidentId resident, List<String> waiting) {
        List<String> files = database.write(transaction -> {
            long row = Conversations.resident(transaction, resident, clock.instant());
            long page = Conversations.resident(transaction, ResidentId.page(resident.oa()), clock.instant());
            List<String> events = new ArrayList<>(waiting);
            events.addAll(recorded(transaction, resident, row));
            events.forEach(event -> transaction
                    .sql("INSERT INTO erased (key_hash) VALUES (?) ON CONFLICT DO NOTHING")
                    .param(hash(event))
                    .update());
            List<String> theirs = attachments.filesOf(transaction, row);
            cases.disown(transaction, row, page);
            transaction
                    .sql("DELETE FROM dead_letter WHERE oa = ? AND zalo_user = ?")
                    .params(resident.oa(), resident.user())
                    .update();
            // With them go their messages, conversation, turns, what was sent, and attachments.
            transaction.sql("DELETE FROM resident WHERE id = ?").param(row).update();
            return theirs;
        });
        attachments.drop(files);
        boolean isScrubbed = database.scrub();
        log.info(
                "A resident of page {} withdrew consent; their data was erased{}",
                resident.oa(),
                isScrubbed ? "" : ", the last traces in the database's log tonight");
    }

    private static List<String> recorded(JdbcClient transaction, ResidentId resident, long row) {
        return transaction
                .sql("""
                        SELECT event_key FROM incoming WHERE resident_id = :row
                        UNION SELECT event_key FROM dead_letter WHERE oa = :oa AND zalo_user = :user""")
                .param("row", row)
                .param("oa", resident.oa())
                .param("user", resident.user())
                .query(String.class)
                .list();
    }

    private String hash(String event) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(event.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] key(DataFolder folder) {
        String kept = folder.readSecret(KEY_FILE);
        if (kept != null) {
            return HexFormat.of().parseHex(kept);
        }
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        folder.writeSecret(KEY_FILE, HexFormat.of().formatHex(fresh));
        return fresh;
    }
}
