package vn.hoixa.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.zalo.Secret;

/** An account as it is kept; its name is unique. */
record Account(
        long id,
        String name,
        String shown,
        Secret passwordHash,
        @Nullable Long officer,
        boolean isDisabled,
        Set<Membership> memberships) {
    SignedIn signedIn() {
        return new SignedIn(id, name, shown, officer, memberships);
    }
}
