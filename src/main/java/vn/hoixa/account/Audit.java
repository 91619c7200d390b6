package vn.hoixa.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who changed what, and when; rows are only ever added. */
@Component
public class Audit {
    /** Somebody who did not sign in. */
    static final String NOBODY = "nobody";

    /** Whoever may reach the management port. */
    public static final String OPERATOR = "operator";

    /** What was done: somebody read what a resident wrote. */
    public static final String CONVERSATION_READ = "conversation read";

    private final InstantSource clock;

    Audit(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Writes down a change, in the transaction that makes it.
     *
     * @param who as {@link SignedIn#who()} tells
     * @param what was done, in a few fixed words
     * @param onWhat kind and id of what it was done to
     * @param reason a fixed word or an id; never a text that somebody wrote, never a secret
     */
    public void note(JdbcClient transaction, String who, String what, String onWhat, String reason) {
        note(transaction, who, what, onWhat, reason, commune());
    }

    /** The same about a commune that the page's address does not name; null for the installation. */
    public void note(
            JdbcClient transaction, String who, String what, String onWhat, String reason, @Nullable String commune) {
        transaction
                .sql("INSERT INTO audit (at, who, what, on_what, reason, commune) VALUES (?, ?, ?, ?, ?, ?)")
                .params(clock.millis(), who, what, onWhat, reason)
                .param(commune)
                .update();
    }

    /** The one in the address that is being answered. */
    private static @Nullable String commune() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Doorman.commune(attributes.getRequest())
                : null;
    }

    /**
     * Something that was done.
     *
     * @param by name of whoever did it as others read it, or what the audit wrote of them
     */
    public record Done(Instant at, String by) {}

    /** What was last done to something, the newest first. */
    public static List<Done> latest(JdbcClient read, String what, String onWhat, int most) {
        return read.sql("""
                        SELECT d.at, COALESCE(a.shown_name, d.who) AS by_whom
                        FROM audit d LEFT JOIN account a ON d.who = 'account ' || a.id
                        WHERE d.what = ? AND d.on_what = ? ORDER BY d.id DESC LIMIT ?""")
                .params(what, onWhat, most)
                .query((row, i) -> new Done(Instant.ofEpochMilli(row.getLong("at")), row.getString("by_whom")))
                .list();
    }

    static String account(long id) {
        return "account " + id;
    }
}
