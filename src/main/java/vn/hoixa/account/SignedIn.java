package vn.hoixa.account;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is signed in; controllers take it as {@code @AuthenticationPrincipal SignedIn}.
 *
 * @param id of the account
 * @param name used to sign in
 * @param shown name that others read
 */
public record SignedIn(long id, String name, String shown, Role role) implements AuthenticatedPrincipal {
    @Override
    public String getName() {
        return name;
    }

    /** As the audit writes it. */
    public String who() {
        return Audit.account(id);
    }
}
