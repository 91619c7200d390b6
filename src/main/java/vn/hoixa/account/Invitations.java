package vn.hoixa.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/** Links that work once, by which an administrator chooses name and password; only the latest holds. */
@Component
class Invitations {
    static final Duration HOLDS = Duration.ofHours(24);

    /** What a name may look like: it is typed on phones, and stands in no page unescaped anyway. */
    private static final String NAME = "[\\p{L}\\p{N}._@-]{3,60}";

    private static final int LONGEST_SHOWN = 80;

    private final Accounts accounts;
    private final Passwords passwords;
    private final Database database;
    private final InstantSource clock;
    private final Audit audit;

    Invitations(Accounts accounts, Passwords passwords, Database database, InstantSource clock, Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /** An invitation that holds; for a new password of that account, or for a new account that becomes a member. */
    record Invitation(
            @Nullable Account account,
            Membership membership,
            @Nullable Long officer) {}

    /** What somebody chose. */
    record Choice(String name, String shown, String password, String again) {
        @Override
        public String toString() {
            return "Choice[…]";
        }
    }

    /** What came of a choice. */
    sealed interface Outcome {}

    /** The account can be used. */
    record Accepted() implements Outcome {}

    /** Key of the text that says what to choose differently. */
    record Refused(String key) implements Outcome {}

    /** The link holds no more. */
    record Gone() implements Outcome {}

    /** The secret of a new invitation for the account, or for another administrator of everything. */
    String make(String who, @Nullable Account account) {
        return invite(who, new Invitation(account, new Membership(Membership.EVERYWHERE, Role.ADMINISTRATOR), null));
    }

    /** The secret of a new invitation; earlier ones for the same person or the same administration end. */
    String invite(String who, Invitation invitation) {
        String secret = Key.fresh();
        Account account = invitation.account();
        Membership membership = invitation.membership();
        database.write(transaction -> {
            end(transaction, invitation);
            String onWhat = account == null ? "new account" : Audit.account(account.id());
            String reason = account == null ? membership.role().key() + " " + membership.commune() : "";
            audit.note(transaction, who, "invitation made", onWhat, reason.strip());
            return transaction
                    .sql("""
                            INSERT INTO invitation (secret_hash, account_id, commune, role, officer_id, expires_at)
                            VALUES (?, ?, ?, ?, ?, ?)""")
                    .param(Key.hash(secret))
                    .param(account == null ? null : account.id())
                    .param(membership.commune())
                    .param(membership.role().name())
                    .param(invitation.officer())
                    .param(clock.instant().plus(HOLDS).toEpochMilli())
                    .update();
        });
        return secret;
    }

    /** Officers and editors without a row in the directory may be several: theirs stand beside each other. */
    private static void end(JdbcClient transaction, Invitation invitation) {
        if (invitation.account() != null) {
            transaction
                    .sql("DELETE FROM invitation WHERE account_id = ?")
                    .param(invitation.account().id())
                    .update();
        } else if (invitation.officer() != null) {
            transaction
                    .sql("DELETE FROM invitation WHERE officer_id = ?")
                    .param(invitation.officer())
                    .update();
        } else if (invitation.membership().role() == Role.ADMINISTRATOR) {
            transaction.sql("""
                            DELETE FROM invitation
                            WHERE account_id IS NULL AND officer_id IS NULL AND role = 'ADMINISTRATOR' AND commune = ?""").param(invitation.membership().commune()).update();
        }
    }

    Optional<Invitation> find(String secret) {
        return find(database.read(), secret);
    }

    private Optional<Invitation> find(JdbcClient client, String secret) {
        return client.sql("""
                        SELECT account_id, commune, role, officer_id FROM invitation
                        WHERE secret_hash = ? AND expires_at > ?""")
                .params(Key.hash(secret), clock.millis())
                .query((row, i) -> new Invitation(
                        row.getObject("account_id") == null
                                ? null
                                : Accounts.of(client, row.getLong("account_id")).orElse(null),
                        new Membership(row.getString("commune"), Role.valueOf(row.getString("role"))),
                        row.getObject("officer_id") == null ? null : row.getLong("officer_id")))
                .optional();
    }

    Outcome accept(String secret, Choice choice) {
        Invitation invitation = find(secret).orElse(null);
        if (invitation == null) {
            return new Gone();
        }
        Account account = invitation.account();
        String name = account == null ? SignIn.name(choice.name()) : account.name();
        String shown = account == null ? choice.shown().strip() : account.shown();
        if (!name.matches(NAME)) {
            return new Refused("account.refused.odd-name");
        }
        if (shown.isEmpty() || shown.length() > LONGEST_SHOWN) {
            return new Refused("account.refused.odd-shown");
        }
        var refusal = passwords.refuse(choice.password(), choice.again(), name, shown);
        return refusal.<Outcome>map(why -> new Refused(why.key())).orElseGet(() -> use(secret, choice, name, shown));
    }

    private Outcome use(String secret, Choice choice, String name, String shown) {
        // Hashing takes a while: not while others wait to write.
        var hash = passwords.hash(choice.password());
        try {
            return database.write(transaction -> {
                Invitation invitation = find(transaction, secret).orElse(null);
                if (invitation == null || !take(transaction, secret)) {
                    return new Gone();
                }
                Account account = invitation.account();
                if (account == null) {
                    Membership membership = invitation.membership();
                    long id = accounts.add(transaction, name, shown, hash, membership, invitation.officer());
                    String reason = membership.role().key() + " " + membership.commune();
                    audit.note(transaction, "invitation", "account made", Audit.account(id), reason.strip());
                } else {
                    Accounts.changePassword(transaction, account.id(), hash);
                    audit.note(transaction, "invitation", "password changed", Audit.account(account.id()), "");
                }
                return new Accepted();
            });
        } catch (DuplicateKeyException e) {
            // All of it was undone, so the link still holds.
            return new Refused("account.refused.taken");
        }
    }

    /** One of two that come at once. */
    private static boolean take(JdbcClient transaction, String secret) {
        return transaction
                        .sql("DELETE FROM invitation WHERE secret_hash = ?")
                        .param(Key.hash(secret))
                        .update()
                == 1;
    }
}
