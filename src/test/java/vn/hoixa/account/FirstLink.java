package vn.hoixa.account;

import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.testing.RunningTrial;

/** For tests of pages behind the door. */
public final class FirstLink {
    private FirstLink() {}

    /** The same where settings are real. */
    public static String of(RunningHoiXa hoixa) {
        return hoixa.bean(InvitationLinks.class)
                .address(hoixa.bean(Invitations.class).make("test", null));
    }

    /** Where the first administrator chooses name and password. */
    public static String of(RunningTrial trial) {
        return trial.bean(InvitationLinks.class)
                .address(trial.bean(Invitations.class).make("test", null));
    }
}
