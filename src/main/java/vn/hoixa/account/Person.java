package vn.hoixa.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has an account, as administrators see them.
 *
 * @param name used to sign in
 * @param officer id in the directory, or null for somebody who is not in it
 */
public record Person(
        long id, String name, String shown, @Nullable Long officer, boolean isDisabled, Set<Membership> memberships) {}
