package vn.hoixa.account;

import java.time.InstantSource;

/** The audit for tests of other packages. */
public final class Audits {
    private Audits() {}

    public static Audit at(InstantSource clock) {
        return new Audit(clock);
    }
}
