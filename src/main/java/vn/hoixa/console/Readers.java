package vn.hoixa.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.storage.Database;

/** Who may read what residents wrote, and what they read. */
@Component
class Readers {
    /** A page that is open looks for news by itself; that is one reading. */
    private static final Duration ONE_READING = Duration.ofMinutes(10);

    private final Served served;
    private final Directory directory;
    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    Readers(Served served, Directory directory, Database database, Audit audit, InstantSource clock) {
        this.served = served;
        this.directory = directory;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whoever is not in the directory reads as a leader only, for nobody knows what concerns them. */
    Optional<Reader> reader(SignedIn who, String commune) {
        Commune found = served.named(commune);
        Officer officer = officer(who, commune);
        return officer != null || who.may(commune, Role.LEADER)
                ? Optional.of(new Reader(who, found, officer))
                : Optional.empty();
    }

    private @Nullable Officer officer(SignedIn who, String commune) {
        return who.officer() == null
                ? null
                : directory
                        .find(who.officer())
                        .filter(one -> one.commune().equals(commune) && !one.removed())
                        .orElse(null);
    }

    /** The same where nobody else has anything to see. */
    Reader allowed(SignedIn who, String commune) {
        return reader(who, commune).orElseThrow(Served::gone);
    }

    /**
     * Writes down that somebody read it.
     *
     * @param what kind and id
     */
    void note(Reader reader, String what, boolean isByItself) {
        if (isByItself && wasNoted(reader, what)) {
            return;
        }
        database.write(transaction -> {
            audit.note(transaction, reader.who().who(), Audit.CONVERSATION_READ, what, "");
            return true;
        });
    }

    private boolean wasNoted(Reader reader, String what) {
        return database.read()
                        .sql("SELECT COUNT(*) FROM audit WHERE at > ? AND who = ? AND what = ? AND on_what = ?")
                        .params(
                                clock.instant().minus(ONE_READING).toEpochMilli(),
                                reader.who().who(),
                                Audit.CONVERSATION_READ,
                                what)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
