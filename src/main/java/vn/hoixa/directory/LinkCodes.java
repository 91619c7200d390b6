package vn.hoixa.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.account.Audit;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;

/** Codes that an officer sends once from a Zalo account to make it theirs. */
final class LinkCodes {
    static final Duration HOLDS = Duration.ofMinutes(10);
    static final int TRIES = 5;
    static final Duration REFUSED_FOR = Duration.ofMinutes(15);

    /** So long somebody who is late is told that, rather than that the code is wrong. */
    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * Nothing that looks like another, and no vowels, W or D: keyboards that write Vietnamese would put marks on them.
     */
    private static final String ALPHABET = "CFHJKMNPQRTVX23456789";

    private static final int LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Officers officers;
    private final Communes communes;
    private final Audit audit;
    private final InstantSource clock;

    LinkCodes(Officers officers, Communes communes, Audit audit, InstantSource clock) {
        this.officers = officers;
        this.communes = communes;
        this.audit = audit;
        this.clock = clock;
    }

    /** Of an officer only the newest code works. */
    String make(JdbcClient transaction, Officer officer) {
        long now = clock.millis();
        transaction
                .sql("DELETE FROM link_code WHERE officer_id = ? OR expires_at <= ?")
                .params(officer.id(), now - KEPT.toMillis())
                .update();
        String code = fresh();
        transaction
                .sql("INSERT INTO link_code (code_hash, officer_id, expires_at) VALUES (?, ?, ?)")
                .params(hash(code), officer.id(), now + HOLDS.toMillis())
                .update();
        return code;
    }

    /** Whether somebody may send one now, or comes some minutes too late with it. */
    boolean isOut(JdbcClient client, String commune) {
        return client.sql("""
                                SELECT COUNT(*) FROM link_code c JOIN officer o ON o.id = c.officer_id
                                WHERE o.commune = ? AND c.expires_at > ?""")
                        .params(commune, clock.millis() - HOLDS.toMillis())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Link redeem(JdbcClient transaction, String oa, String zaloUser, String code) {
        return redeem(transaction, oa, zaloUser, code, officer -> link(transaction, oa, zaloUser, officer));
    }

    /** Sent to the commune's bot, whose chats have ids of their own; guesses there are counted apart. */
    Link redeemByBot(JdbcClient transaction, String oa, String chat, String code) {
        return redeem(transaction, oa, "bot " + chat, code, officer -> linkBot(transaction, oa, chat, officer));
    }

    private Link redeem(JdbcClient transaction, String oa, String zaloUser, String code, LongConsumer linking) {
        long now = clock.millis();
        Failures before = lock(transaction, oa, zaloUser, now);
        int failures = before.lastAt() + REFUSED_FOR.toMillis() <= now ? 0 : before.failures();
        if (failures >= TRIES) {
            return new Link.TooOften();
        }
        Link link = redeem(transaction, kept(transaction, oa, code), now, linking);
        boolean hasFailed = !(link instanceof Link.Linked);
        transaction
                .sql("UPDATE link_failure SET failures = ?, last_at = ? WHERE oa = ? AND zalo_user = ?")
                .params(hasFailed ? failures + 1 : 0, now, oa, zaloUser)
                .update();
        return link;
    }

    private Link redeem(JdbcClient transaction, @Nullable Kept kept, long now, LongConsumer linking) {
        if (kept == null) {
            return new Link.Wrong();
        }
        if (kept.expiresAt() <= now) {
            return new Link.Expired();
        }
        int taken = transaction
                .sql("DELETE FROM link_code WHERE code_hash = ?")
                .param(kept.codeHash())
                .update();
        Optional<Officer> officer = officers.find(transaction, kept.officerId());
        if (taken == 0 || officer.isEmpty() || officer.get().removed()) {
            return new Link.Wrong();
        }
        linking.accept(kept.officerId());
        return new Link.Linked(officers.find(transaction, kept.officerId()).orElseThrow());
    }

    /** An account that was another officer's is so no longer: who has the newest code has the telephone. */
    private void link(JdbcClient transaction, String oa, String zaloUser, long officer) {
        transaction
                .sql("UPDATE officer SET oa = NULL, zalo_user = NULL WHERE oa = ? AND zalo_user = ?")
                .params(oa, zaloUser)
                .update();
        transaction
                .sql("UPDATE officer SET oa = ?, zalo_user = ? WHERE id = ?")
                .params(oa, zaloUser, officer)
                .update();
        audit.note(transaction, "officer " + officer, "zalo linked", "officer " + officer, "");
    }

    private void linkBot(JdbcClient transaction, String oa, String chat, long officer) {
        Commune commune = Objects.requireNonNull(communes.of(oa));
        transaction
                .sql("UPDATE officer SET bot_chat = NULL WHERE commune = ? AND bot_chat = ?")
                .params(commune.id(), chat)
                .update();
        transaction
                .sql("UPDATE officer SET bot_chat = ? WHERE id = ?")
                .params(chat, officer)
                .update();
        audit.note(transaction, "officer " + officer, "bot linked", "officer " + officer, "");
    }

    private record Kept(String codeHash, long officerId, long expiresAt) {}

    /** Compares with every code of the commune alike, so that the time it takes tells nothing. */
    private @Nullable Kept kept(JdbcClient transaction, String oa, String code) {
        Commune commune = communes.of(oa);
        List<Kept> all = transaction
                .sql("""
                        SELECT c.code_hash, c.officer_id, c.expires_at FROM link_code c
                            JOIN officer o ON o.id = c.officer_id WHERE o.commune = ?""")
                .param(commune == null ? "" : commune.id())
                .query(Kept.class)
                .list();
        byte[] sent = hash(code).getBytes(StandardCharsets.US_ASCII);
        Kept found = null;
        for (Kept one : all) {
            if (MessageDigest.isEqual(sent, one.codeHash().getBytes(StandardCharsets.US_ASCII))) {
                found = one;
            }
        }
        return found;
    }

    private record Failures(int failures, long lastAt) {}

    /** Reads the row and holds it until the end of the transaction, so that many tries at once are counted, too. */
    private static Failures lock(JdbcClient transaction, String oa, String zaloUser, long now) {
        return transaction
                .sql("""
                        INSERT INTO link_failure (oa, zalo_user, failures, last_at) VALUES (?, ?, 0, ?)
                        ON CONFLICT (oa, zalo_user) DO UPDATE SET failures = link_failure.failures
                        RETURNING failures, last_at""")
                .params(oa, zaloUser, now)
                .query(Failures.class)
                .single();
    }

    private static String fresh() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** However it was typed. */
    private static String hash(String code) {
        String plain = code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
