package vn.hoixa.account;

import org.jspecify.annotations.Nullable;
import vn.hoixa.account.Invitations.Invitation;
import vn.hoixa.testing.RunningTrial;

/** Invites people into a trial, for tests in a browser. */
public final class TrialMember {
    private TrialMember() {}

    /** Where somebody chooses the name and password of a new account with that role. */
    public static String invitation(RunningTrial trial, String commune, Role role, @Nullable Long officer) {
        return trial.bean(InvitationLinks.class)
                .address(trial.bean(Invitations.class)
                        .invite("test", new Invitation(null, new Membership(commune, role), officer)));
    }
}
