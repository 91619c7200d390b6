package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.search.SearchTexts;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.ZaloReads;

/** What residents call themselves on Zalo, asked for beside the turns, so that none waits for it. */
@Component
class Names {
    private static final Logger log = LoggerFactory.getLogger(Names.class);
    private static final Duration KNOWN = Duration.ofDays(7);
    private static final Duration UNTOLD = Duration.ofHours(6);
    private static final Duration LATELY = Duration.ofDays(1);
    private static final int MOST = 20;

    private final Database database;
    private final ZaloReads zalo;
    private final InstantSource clock;

    Names(Database database, ZaloReads zalo, InstantSource clock) {
        this.database = database;
        this.zalo = zalo;
        this.clock = clock;
    }

    /** Those of residents who wrote lately and whose name is not known, or was learnt long ago. */
    @Scheduled(fixedDelay = 60, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
    void ask() {
        try {
            due().forEach(this::ask);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Names are asked for again in a minute: {}", e.getMessage());
        }
    }

    private record Nameless(long id, ResidentId resident) {}

    private List<Nameless> due() {
        Instant now = clock.instant();
        return database.read()
                .sql("""
                        SELECT r.id, r.oa, r.zalo_user FROM resident r
                        WHERE r.zalo_user <> '' AND (r.name_due_at IS NULL OR r.name_due_at <= ?)
                            AND EXISTS (SELECT 1 FROM incoming i WHERE i.resident_id = r.id AND i.zalo_time > ?)
                        LIMIT ?""")
                .params(now.toEpochMilli(), now.minus(LATELY).toEpochMilli(), MOST)
                .query((row, i) -> new Nameless(
                        row.getLong("id"), new ResidentId(row.getString("oa"), row.getString("zalo_user"))))
                .list();
    }

    private void ask(Nameless nameless) {
        Optional<String> name = zalo.displayName(nameless.resident());
        Instant next = clock.instant().plus(name.isPresent() ? KNOWN : UNTOLD);
        database.write(transaction -> {
            int named = transaction
                    .sql("UPDATE resident SET display_name = COALESCE(?, display_name), name_due_at = ? WHERE id = ?")
                    .param(name.orElse(null))
                    .params(next.toEpochMilli(), nameless.id())
                    .update();
            SearchTexts.named(transaction, nameless.id());
            return named;
        });
    }
}
