package vn.hoixa.inquiry;

import vn.hoixa.testing.RunningHoiXa;

/** Does now what is done once a minute. */
public final class Sweep {
    private Sweep() {}

    public static void now(RunningHoiXa hoixa) {
        hoixa.bean(Dispatcher.class).sweep();
    }
}
