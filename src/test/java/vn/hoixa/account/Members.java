package vn.hoixa.account;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import vn.hoixa.account.Invitations.Invitation;
import vn.hoixa.testing.RunningHoiXa;

/** People with a role in a commune, for tests of what opens to whom. */
public final class Members {
    public static final String PASSWORD = "mot cau dai de nho";

    private Members() {}

    /** Somebody who is signed in, in a browser of their own; {@code commune} may be {@link Membership#EVERYWHERE}. */
    public static Visitor of(RunningHoiXa hoixa, String name, String commune, Role role, @Nullable Long officer) {
        String secret = hoixa.bean(Invitations.class)
                .invite("test", new Invitation(null, new Membership(commune, role), officer));
        String link =
                URI.create(hoixa.bean(InvitationLinks.class).address(secret)).getPath();
        Visitor visitor = new Visitor(hoixa);
        visitor.submit(link, link, "username", name, "shown", "Người " + name, "password", PASSWORD, "again", PASSWORD);
        visitor.signIn(name, PASSWORD);
        return visitor;
    }

    /** Another role for somebody who has an account. */
    public static void join(RunningHoiXa hoixa, String name, String commune, Role role) {
        long id = hoixa.bean(Accounts.class).named(name).orElseThrow().id();
        hoixa.database().write(transaction -> Accounts.join(transaction, id, new Membership(commune, role)));
    }
}
