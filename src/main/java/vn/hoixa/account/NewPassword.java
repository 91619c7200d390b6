package vn.hoixa.account;

import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/** Changing one's own password; who sits at an unlocked screen does not know the present one. */
@Component
class NewPassword {
    private final SignIn signIn;
    private final Passwords passwords;
    private final Database database;
    private final Audit audit;

    NewPassword(SignIn signIn, Passwords passwords, Database database, Audit audit) {
        this.signIn = signIn;
        this.passwords = passwords;
        this.database = database;
        this.audit = audit;
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** All sessions of the account have ended. */
    record Changed() implements Outcome {}

    /** Key of the text that says why not, and for how long. */
    record Refused(String key, long seconds) implements Outcome {}

    Outcome change(SignedIn who, String current, String password, String again, String address) {
        var refusal = passwords.refuse(password, again, who.name(), who.shown());
        if (refusal.isPresent()) {
            return new Refused(refusal.get().key(), 0);
        }
        return switch (signIn.attempt(who.name(), current, address)) {
            case SignIn.TooEarly early -> new Refused("account.refused.wait", DoorKeeper.seconds(early.left()));
            case SignIn.Wrong wrong -> new Refused("account.refused.current", 0);
            case SignIn.Right right -> {
                var hash = passwords.hash(password);
                database.write(transaction -> {
                    Accounts.changePassword(transaction, who.id(), hash);
                    audit.note(transaction, who.who(), "password changed", who.who(), "");
                    return true;
                });
                yield new Changed();
            }
        };
    }
}
