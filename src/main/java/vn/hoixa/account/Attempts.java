package vn.hoixa.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/**
 * The ladder of waits after wrong passwords, for each name and each address.
 *
 * <p>An attempt counts as a failure from its start, until it is forgiven: otherwise many at once would all pass before
 * the first is found to be wrong. Nobody is locked out for good; after a day all is forgotten.
 */
@Component
class Attempts {
    static final List<Duration> LADDER = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30));

    /** An office shares one address: its ladder begins after this many failures. */
    static final int FREE_OF_ADDRESS = 10;

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;

    Attempts(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Begins an attempt, known or unknown the name; how long to wait instead, or zero where it may go on. */
    Duration begin(String name, String address) {
        return database.write(transaction -> {
            long now = clock.millis();
            transaction
                    .sql("DELETE FROM sign_in_failure WHERE last_at <= ?")
                    .param(now - FORGOTTEN_AFTER.toMillis())
                    .update();
            Failures ofName = lock(transaction, ofName(name), now);
            Failures ofAddress = lock(transaction, ofAddress(address), now);
            long waitsTill = Math.max(ofName.waitsTill(), ofAddress.waitsTill());
            if (waitsTill > now) {
                return Duration.ofMillis(waitsTill - now);
            }
            count(transaction, ofName, 0, now);
            count(transaction, ofAddress, FREE_OF_ADDRESS, now);
            return Duration.ZERO;
        });
    }

    /** The attempt was right. The address keeps its earlier failures, or one's own account would clear them. */
    void forgive(JdbcClient transaction, String name, String address) {
        transaction
                .sql("DELETE FROM sign_in_failure WHERE subject = ?")
                .param(ofName(name))
                .update();
        transaction
                .sql("UPDATE sign_in_failure SET failures = failures - 1, waits_till = 0 WHERE subject = ?")
                .param(ofAddress(address))
                .update();
    }

    private record Failures(String subject, int failures, long waitsTill) {}

    /** Reads the row and holds it until the end of the transaction; always the name before the address. */
    private static Failures lock(JdbcClient transaction, String subject, long now) {
        return transaction.sql("""
                        INSERT INTO sign_in_failure (subject, failures, last_at, waits_till) VALUES (?, 0, ?, 0)
                        ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures
                        RETURNING subject, failures, waits_till""").params(subject, now).query(Failures.class).single();
    }

    private static void count(JdbcClient transaction, Failures before, int free, long now) {
        int step = Math.min(before.failures() - free, LADDER.size() - 1);
        long waitsTill = step < 0 ? 0 : now + LADDER.get(step).toMillis();
        transaction
                .sql("UPDATE sign_in_failure SET failures = ?, last_at = ?, waits_till = ? WHERE subject = ?")
                .params(before.failures() + 1, now, waitsTill, before.subject())
                .update();
    }

    private static String ofName(String name) {
        return "name " + Key.hash(name);
    }

    /** Who has one address of IPv6 has 2^64 of them. */
    private static String ofAddress(String address) {
        if (!address.contains(":")) {
            return "address " + address;
        }
        try {
            // With a colon it is read and never looked up.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return "address " + HexFormat.of().formatHex(bytes, 0, bytes.length / 2);
        } catch (UnknownHostException e) {
            return "address " + address;
        }
    }
}
