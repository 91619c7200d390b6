package vn.hoixa.meeting;

import vn.hoixa.testing.RunningHoiXa;

/** Does now what is done once a minute. */
public final class Minute {
    private Minute() {}

    public static void now(RunningHoiXa hoixa) {
        hoixa.bean(Reminders.class).look();
    }
}
