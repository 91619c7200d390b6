package vn.hoixa.account;

import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed what, and when; rows are only ever added. */
@Component
public class Audit {
    /** Somebody who did not sign in. */
    static final String NOBODY = "nobody";

    /** Whoever may reach the management port. */
    static final String OPERATOR = "operator";

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
        transaction
                .sql("INSERT INTO audit (at, who, what, on_what, reason) VALUES (?, ?, ?, ?, ?)")
                .params(clock.millis(), who, what, onWhat, reason)
                .update();
    }

    static String account(long id) {
        return "account " + id;
    }
}
