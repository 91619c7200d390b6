package vn.hoixa.escalation;

import vn.hoixa.testing.RunningHoiXa;

/** Does now what is done every minute of a working day's morning, and later. */
public final class Morning {
    private Morning() {}

    /** Tells leaders what is overdue, where today nobody did. */
    public static void look(RunningHoiXa hoixa) {
        hoixa.bean(MorningList.class).look();
    }
}
