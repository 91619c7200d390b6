package vn.hoixa.account;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/** Whether it is the one whose name was given. */
@Component
class SignIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Database database;
    private final Audit audit;

    SignIn(Accounts accounts, Passwords passwords, Attempts attempts, Database database, Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.database = database;
        this.audit = audit;
    }

    /** What came of an attempt. */
    sealed interface Outcome {}

    /** It is this one. */
    record Right(SignedIn who) implements Outcome {}

    /** Name or password is wrong, or the account is disabled; nobody learns which. */
    record Wrong() implements Outcome {}

    /** Nothing was looked at: too many failures before. */
    record TooEarly(Duration left) implements Outcome {}

    Outcome attempt(String typed, String password, String address) {
        String name = name(typed);
        Duration wait = attempts.begin(name, address);
        if (wait.isPositive()) {
            return new TooEarly(wait);
        }
        Account account = accounts.named(name).orElse(null);
        boolean isRight = passwords.isOf(account, password);
        return database.write(transaction -> {
            if (account == null || !isRight || account.isDisabled()) {
                String who = account == null ? Audit.NOBODY : Audit.account(account.id());
                String why = account == null ? "unknown name" : isRight ? "disabled" : "wrong password";
                audit.note(transaction, who, "sign-in refused", "address " + address, why);
                return new Wrong();
            }
            attempts.forgive(transaction, name, address);
            return new Right(account.signedIn());
        });
    }

    /** As names are compared. */
    static String name(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
