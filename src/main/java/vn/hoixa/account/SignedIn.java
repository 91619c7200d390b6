package vn.hoixa.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is signed in; controllers take it as {@code @AuthenticationPrincipal SignedIn}.
 *
 * @param id of the account
 * @param name used to sign in
 * @param shown name that others read
 * @param officer id in the directory, or null for somebody who is not in it
 */
public record SignedIn(
        long id, String name, String shown, @Nullable Long officer, Set<Membership> memberships)
        implements AuthenticatedPrincipal {
    @Override
    public String getName() {
        return name;
    }

    /** As the audit writes it. */
    public String who() {
        return Audit.account(id);
    }

    /** Whether one of the roles is held in the commune. */
    public boolean may(String commune, Role... roles) {
        Set<Role> wanted = Set.of(roles);
        return memberships.stream().anyMatch(held -> held.holdsIn(commune) && wanted.contains(held.role()));
    }

    /** Whether a page opens; {@code commune} is null where its address names none. */
    public boolean mayOpen(Opens opens, @Nullable String commune) {
        if (commune == null && opens.anywhere()) {
            return memberships.stream().anyMatch(held -> Set.of(opens.to()).contains(held.role()));
        }
        return may(commune == null ? Membership.EVERYWHERE : commune, opens.to());
    }
}
