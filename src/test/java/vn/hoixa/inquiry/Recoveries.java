package vn.hoixa.inquiry;

import vn.hoixa.testing.RunningHoiXa;

/** Does now what is done beside the turns once a minute. */
public final class Recoveries {
    private Recoveries() {}

    /** Reads back from Zalo, if anything was lost. */
    public static void look(RunningHoiXa hoixa) {
        hoixa.bean(Recovery.class).look();
    }

    /** Asks for names. */
    public static void ask(RunningHoiXa hoixa) {
        hoixa.bean(Names.class).ask();
    }
}
