package vn.hoixa.inquiry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.Vault;
import vn.hoixa.zalo.Quarantine;

/**
 * Erases all that is known of a resident who withdraws consent, or asks for it.
 *
 * <p>What stays: numbers of cases that belong to nobody any more, and of each event a keyed hash, by which it is known
 * should Zalo deliver it again. The key comes of the vault's, which lies outside the database and is the same for all
 * instances, so the hashes alone tell nothing.
 */
@Component
class Erasure {
    private static final Logger log = LoggerFactory.getLogger(Erasure.class);
    private static final String ALGORITHM = "HmacSHA256";

    /** Kind of the letter that says so. */
    static final String FAREWELL = "farewell";

    private final Database database;
    private final Cases cases;
    private final Attachments attachments;
    private final Quarantine quarantine;
    private final Outbox outbox;
    private final InstantSource clock;
    private final SecretKeySpec key;

    Erasure(
            Database database,
            Cases cases,
            Attachments attachments,
            Quarantine quarantine,
            Outbox outbox,
            Vault vault,
            InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.attachments = attachments;
        this.quarantine = quarantine;
        this.outbox = outbox;
        this.clock = clock;
        this.key = new SecretKeySpec(vault.derive("erasure"), ALGORITHM);
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

    /**
     * Erases all; the turns are counted first, without whose they were.
     *
     * @param waiting keys of events that were not recorded yet, and will not be
     * @param farewells what is said afterwards; with nothing else there, it goes in one of the next nights
     * @return the officers who have to be told
     */
    Set<ResidentId> erase(ResidentId resident, List<String> waiting, List<Letter> farewells) {
        Set<ResidentId> officers = new HashSet<>();
        database.write(transaction -> {
            officers.clear();
            long row = Conversations.resident(transaction, resident, clock.instant());
            long page = Conversations.resident(transaction, ResidentId.page(resident.oa()), clock.instant());
            List<String> events = new ArrayList<>(waiting);
            events.addAll(recorded(transaction, resident, row));
            events.forEach(event -> transaction
                    .sql("INSERT INTO erased (key_hash) VALUES (?) ON CONFLICT DO NOTHING")
                    .param(hash(event))
                    .update());
            List<String> theirs = attachments.filesOf(transaction, row);
            officers.addAll(cases.disown(transaction, row, page));
            transaction
                    .sql("DELETE FROM dead_letter WHERE oa = ? AND zalo_user = ?")
                    .params(resident.oa(), resident.user())
                    .update();
            transaction
                    .sql("DELETE FROM link_failure WHERE oa = ? AND zalo_user = ?")
                    .params(resident.oa(), resident.user())
                    .update();
            quarantine.forget(transaction, resident);
            // With them go their messages, conversation, turns, what was sent, and attachments.
            transaction.sql("DELETE FROM resident WHERE id = ?").param(row).update();
            attachments.drop(transaction, theirs);
            if (!farewells.isEmpty()) {
                say(transaction, resident, farewells);
            }
            return true;
        });
        boolean isScrubbed = database.scrub();
        log.info(
                "A resident of page {} wanted it; their data was erased{}",
                resident.oa(),
                isScrubbed ? "" : ", the last traces in the database's log tonight");
        return officers;
    }

    private void say(JdbcClient transaction, ResidentId resident, List<Letter> farewells) {
        Instant now = clock.instant();
        long row = Conversations.resident(transaction, resident, now);
        outbox.enqueue(
                transaction, row, Conversations.nextTurn(transaction, row), farewells, now, now.plus(Outbox.WINDOW));
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
}
