package vn.hoixa.console;

import org.jspecify.annotations.Nullable;
import vn.hoixa.account.SignedIn;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.Sight;
import vn.hoixa.knowledge.Commune;

/**
 * Who reads a commune's conversations.
 *
 * @param officer as the commune's directory has them, or null
 */
record Reader(SignedIn who, Commune commune, @Nullable Officer officer) {
    /** What of the residents' conversations is there for them. */
    Sight sight() {
        return new Sight(officer);
    }
}
