package vn.hoixa.escalation;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.mail.Mails;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;

/** Whether a notice would get to an officer now, and if not, why. */
@Component
public class Reach {
    private final Database database;
    private final Outbox outbox;
    private final Mails mails;
    private final InstantSource clock;

    Reach(Database database, Outbox outbox, Mails mails, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.mails = mails;
        this.clock = clock;
    }

    /** How; the end of a message's key. */
    public enum How {
        PAGE(true),
        MAIL(true),
        /** They have not written to the page for too long, so it may not write to them, and there is no e-mail. */
        SILENT(false),
        /** There is an address, but no mail server, and no Zalo account. */
        NO_SERVER(false),
        NOTHING(false);

        private final boolean reaches;

        How(boolean reaches) {
            this.reaches = reaches;
        }

        public boolean reaches() {
            return reaches;
        }

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public How of(Commune commune, Officer officer) {
        if (officer.zaloUser() != null && mayWrite(commune, officer.zaloUser())) {
            return How.PAGE;
        } else if (officer.email() != null && mails.isOn()) {
            return How.MAIL;
        } else if (officer.zaloUser() != null) {
            return How.SILENT;
        }
        return officer.email() == null ? How.NOTHING : How.NO_SERVER;
    }

    private boolean mayWrite(Commune commune, String account) {
        Instant last = database.read()
                .sql("SELECT id FROM resident WHERE oa = ? AND zalo_user = ?")
                .params(commune.oa(), account)
                .query(Long.class)
                .optional()
                .map(this::last)
                .orElse(null);
        return last != null && last.plus(Outbox.WINDOW).isAfter(clock.instant());
    }

    private @Nullable Instant last(long resident) {
        return outbox.lastInteraction(database.read(), resident);
    }
}
