package vn.hoixa.account;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Invitations.Invitation;
import vn.hoixa.storage.Database;

/**
 * Who has an account, and what it may do.
 *
 * <p>An administrator of everything changes every account; one of a commune gives and takes roles of that commune, and
 * changes the other things of accounts that belong to that commune alone.
 */
@Component
public class People {
    private final Database database;
    private final InstantSource clock;
    private final Audit audit;
    private final Invitations invitations;
    private final InvitationLinks links;

    People(Database database, InstantSource clock, Audit audit, Invitations invitations, InvitationLinks links) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.invitations = invitations;
        this.links = links;
    }

    /** What came of a change. */
    public enum Outcome {
        /** It is so now. */
        DONE,
        /** Nobody shuts out themselves, so that one administrator is always left. */
        OWN,
        /** No such account, or it was so already, or it is not theirs to change. */
        NOTHING
    }

    /** All accounts, in the order in which they were made. */
    public List<Person> all() {
        return Accounts.all(database.read()).stream().map(People::person).toList();
    }

    /** Who has a role in the commune itself; whoever has one everywhere is not meant. */
    public List<Person> of(String commune) {
        return all().stream()
                .filter(person -> person.memberships().stream()
                        .anyMatch(held -> held.commune().equals(commune)))
                .toList();
    }

    /** Whether the account may be disabled, enabled or given a new password by that administrator. */
    public static boolean isWithinReach(SignedIn who, Person person) {
        return person.memberships().isEmpty()
                ? who.may(Membership.EVERYWHERE, Role.ADMINISTRATOR)
                : person.memberships().stream().allMatch(held -> who.may(held.commune(), Role.ADMINISTRATOR));
    }

    /** Ends its sessions, too. */
    public Outcome disable(SignedIn who, long id) {
        return who.id() == id
                ? Outcome.OWN
                : change(who, id, transaction -> {
                    if (!disabled(transaction, id, "disabled_at IS NULL", clock.millis())) {
                        return false;
                    }
                    transaction
                            .sql("DELETE FROM account_session WHERE account_id = ?")
                            .param(id)
                            .update();
                    transaction
                            .sql("DELETE FROM invitation WHERE account_id = ?")
                            .param(id)
                            .update();
                    audit.note(transaction, who.who(), "account disabled", Audit.account(id), "");
                    return true;
                });
    }

    public Outcome enable(SignedIn who, long id) {
        return change(who, id, transaction -> {
            if (!disabled(transaction, id, "disabled_at IS NOT NULL", null)) {
                return false;
            }
            audit.note(transaction, who.who(), "account enabled", Audit.account(id), "");
            return true;
        });
    }

    /** Gives a role to somebody who is known in that commune, or to anybody where the giver administers all. */
    public Outcome join(SignedIn who, long id, Membership membership) {
        return changeRole(who, id, membership, transaction -> {
            boolean joined = Accounts.join(transaction, id, membership);
            if (joined) {
                audit.note(transaction, who.who(), "role given", Audit.account(id), words(membership));
            }
            return joined;
        });
    }

    /** Takes a role; nobody takes the administration from themselves. */
    public Outcome leave(SignedIn who, long id, Membership membership) {
        if (who.id() == id && membership.role() == Role.ADMINISTRATOR) {
            return Outcome.OWN;
        }
        return changeRole(who, id, membership, transaction -> {
            boolean left = Accounts.leave(transaction, id, membership);
            if (left) {
                audit.note(transaction, who.who(), "role taken", Audit.account(id), words(membership));
            }
            return left;
        });
    }

    /** The address by which one person gets an account with that role, or nothing where the role is not theirs to give. */
    public Optional<String> invite(SignedIn who, Membership membership, @Nullable Long officer) {
        return who.may(membership.commune(), Role.ADMINISTRATOR)
                ? Optional.of(links.address(invitations.invite(who.who(), new Invitation(null, membership, officer))))
                : Optional.empty();
    }

    /** The address by which somebody who forgot it chooses another password. */
    public Optional<String> reset(SignedIn who, long id) {
        return Accounts.of(database.read(), id)
                .filter(account -> !account.isDisabled() && isWithinReach(who, person(account)))
                .map(account -> links.address(invitations.make(who.who(), account)));
    }

    private Outcome changeRole(SignedIn who, long id, Membership membership, Function<JdbcClient, Boolean> work) {
        if (!who.may(membership.commune(), Role.ADMINISTRATOR)) {
            return Outcome.NOTHING;
        }
        return locked(
                who,
                transaction -> Accounts.of(transaction, id)
                                .filter(account -> isKnown(who, account, membership.commune()))
                                .isPresent()
                        && work.apply(transaction));
    }

    private static boolean isKnown(SignedIn who, Account account, String commune) {
        return who.may(Membership.EVERYWHERE, Role.ADMINISTRATOR)
                || account.memberships().stream()
                        .anyMatch(held -> held.commune().equals(commune));
    }

    private Outcome change(SignedIn who, long id, Function<JdbcClient, Boolean> work) {
        return locked(
                who,
                transaction -> Accounts.of(transaction, id)
                                .filter(account -> isWithinReach(who, person(account)))
                                .isPresent()
                        && work.apply(transaction));
    }

    private Outcome locked(SignedIn who, Function<JdbcClient, Boolean> work) {
        return database.write(transaction -> {
            // Two who shut each other out at once come one after the other, and the second is out by then.
            transaction.sql("UPDATE account SET disabled_at = disabled_at").update();
            boolean mayStill = Accounts.of(transaction, who.id())
                    .filter(account ->
                            !account.isDisabled() && account.memberships().containsAll(administrations(who)))
                    .isPresent();
            return mayStill && work.apply(transaction) ? Outcome.DONE : Outcome.NOTHING;
        });
    }

    private static List<Membership> administrations(SignedIn who) {
        return who.memberships().stream()
                .filter(held -> held.role() == Role.ADMINISTRATOR)
                .toList();
    }

    private static boolean disabled(JdbcClient transaction, long id, String before, @Nullable Long disabledAt) {
        return transaction
                        .sql("UPDATE account SET disabled_at = :at WHERE id = :id AND " + before)
                        .param("at", disabledAt)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static String words(Membership membership) {
        return (membership.role().key() + " " + membership.commune()).strip();
    }

    private static Person person(Account account) {
        return new Person(
                account.id(),
                account.name(),
                account.shown(),
                account.officer(),
                account.isDisabled(),
                account.memberships());
    }
}
