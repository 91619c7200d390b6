package vn.hoixa.outbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.alarm.AlarmsOfTests;
import vn.hoixa.attachment.AttachmentsOfTests;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.mailbox.Tries;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.ZaloClient;
import vn.hoixa.zalo.ZaloClients;

/** An outbox at work for a test: turns write into it, a worker delivers. */
final class PostRoom {
    final MovableClock clock;
    final Mailbox mailbox;
    final Outbox outbox;
    final Outgoings outgoings;
    final Alarms alarms;
    final Uploads uploads;
    private final Database database;
    private int turns;
    private int heard;

    PostRoom(FreshDatabase record, ZaloClient zalo, Mailbox mailbox, MovableClock clock) {
        this(record, zalo, mailbox, clock, false, new LetterSettings(false, Set.of(), Duration.ofDays(90)));
    }

    PostRoom(
            FreshDatabase record,
            ZaloClient zalo,
            Mailbox mailbox,
            MovableClock clock,
            boolean spendCharged,
            LetterSettings settings) {
        this.database = record.database();
        this.mailbox = mailbox;
        this.clock = clock;
        this.outgoings = new Outgoings(database);
        this.alarms = AlarmsOfTests.of(database, clock);
        this.uploads = new Uploads(database, clock, settings);
        this.outbox = new Outbox(
                outgoings,
                zalo,
                mailbox,
                new Packing(uploads, AttachmentsOfTests.of(record, mailbox, clock), zalo, settings),
                uploads,
                ZaloClients.sending(spendCharged),
                settings,
                clock,
                new SimpleMeterRegistry(),
                alarms);
    }

    /** A row as it stands. */
    record Row(
            String state,
            int attempts,
            @Nullable Long dueAt,
            @Nullable String cause,
            @Nullable String messageId) {
        boolean isOpen() {
            return dueAt != null;
        }
    }

    /** A turn leaves these to be sent, and the resident is due. */
    void write(ResidentId resident, String... texts) {
        write(
                resident,
                Arrays.stream(texts)
                        .map(text -> new Letter("answer", text, null))
                        .toList());
    }

    void write(ResidentId resident, Letter letter) {
        write(resident, List.of(letter));
    }

    private void write(ResidentId resident, List<Letter> letters) {
        turns++;
        database.write(transaction -> {
            Instant now = clock.instant();
            long row = row(transaction, resident);
            outbox.enqueue(transaction, row, turns, letters, now, now.plus(Outbox.WINDOW));
            return true;
        });
        mailbox.wake(resident, clock.instant());
    }

    /** A file that is to be sent to the resident. */
    long store(ResidentId resident, String name, byte[] content) {
        return database.write(transaction -> outbox.store(transaction, row(transaction, resident), name, content));
    }

    /** An officer writes to the resident by hand, in Zalo's own tools. */
    void speak(ResidentId resident) {
        spoke(resident, clock.instant());
    }

    void spoke(ResidentId resident, Instant at) {
        database.write(transaction -> {
            outbox.giveWay(transaction, row(transaction, resident), at);
            return true;
        });
    }

    /** The resident writes to the page, and a turn records it. */
    void hear(ResidentId resident) {
        database.write(transaction -> {
            long row = row(transaction, resident);
            transaction
                    .sql("""
                            INSERT INTO incoming (event_key, resident_id, kind, text, zalo_time, received_at)
                            VALUES (?, ?, 'text', 'alo', ?, ?)""")
                    .params("heard-" + heard++, row, clock.millis(), clock.millis())
                    .update();
            outbox.reopen(transaction, row, clock.instant());
            return true;
        });
        mailbox.wake(resident, clock.instant());
    }

    /** Delivers for all who are due, as workers do; how many were. */
    int work() {
        List<Claim> claims = mailbox.claim(16);
        for (Claim claim : claims) {
            mailbox.settle(claim, List.of(), outbox.deliver(claim), Tries.CLEAR);
        }
        return claims.size();
    }

    /** The same after some time. */
    int workAfter(Duration time) {
        clock.pass(time);
        return work();
    }

    /** A worker commits the row as sending and is killed. */
    void dieWhileSending(ResidentId resident) {
        Instant leaseEnd = clock.instant().plus(mailbox.lease());
        outgoings.startSending(outgoings.next(resident).orElseThrow(), clock.instant(), leaseEnd);
    }

    /** Zalo tells that this was delivered, in decomposed letters. */
    void echo(ResidentId resident, String text, String messageId) {
        echo(resident, "oa_send_text", text, messageId, clock.instant());
    }

    /** Zalo tells that at that time something was delivered. */
    void echo(ResidentId resident, String event, String text, String messageId, Instant at) {
        database.write(transaction -> transaction
                .sql("""
                        INSERT INTO incoming (event_key, resident_id, kind, message_id, text, zalo_time, received_at)
                        VALUES (?, ?, 'echo', ?, ?, ?, ?)""")
                .params(
                        resident.oa() + "|" + event + "|" + messageId,
                        row(transaction, resident),
                        messageId,
                        Normalizer.normalize(text, Normalizer.Form.NFD),
                        at.toEpochMilli(),
                        clock.millis())
                .update());
    }

    String kind(long letter) {
        return database.read()
                .sql("SELECT kind FROM outgoing WHERE id = ?")
                .param(letter)
                .query(String.class)
                .single();
    }

    Row row(String text) {
        return database.read()
                .sql("SELECT state, attempts, due_at, cause, message_id FROM outgoing WHERE text = ?")
                .param(text)
                .query(Row.class)
                .single();
    }

    String state(String text) {
        return row(text).state();
    }

    /** As the database knows it, should Redis be lost; null where nothing is due. */
    @Nullable
    Instant conversationDue(ResidentId resident) {
        return database.read()
                .sql("""
                        SELECT c.due_at FROM conversation c JOIN resident r ON r.id = c.resident_id
                        WHERE r.oa = ? AND r.zalo_user = ? AND c.due_at IS NOT NULL""")
                .params(resident.oa(), resident.user())
                .query((row, i) -> Instant.ofEpochMilli(row.getLong(1)))
                .optional()
                .orElse(null);
    }

    private static long row(JdbcClient transaction, ResidentId resident) {
        transaction
                .sql("INSERT INTO resident (oa, zalo_user, first_seen) VALUES (?, ?, 0) ON CONFLICT DO NOTHING")
                .params(resident.oa(), resident.user())
                .update();
        long row = transaction
                .sql("SELECT id FROM resident WHERE oa = ? AND zalo_user = ?")
                .params(resident.oa(), resident.user())
                .query(Long.class)
                .single();
        transaction
                .sql(
                        "INSERT INTO conversation (resident_id, version, state) VALUES (?, 1, '{}') ON CONFLICT DO NOTHING")
                .param(row)
                .update();
        return row;
    }
}
