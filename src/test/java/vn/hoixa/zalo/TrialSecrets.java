package vn.hoixa.zalo;

import java.util.Objects;
import vn.hoixa.testing.RunningTrial;

/** What the app of a trial keeps to itself. */
public final class TrialSecrets {
    private TrialSecrets() {}

    public static String app(RunningTrial trial) {
        return Objects.requireNonNull(trial.bean(AppSettings.class).current().secret())
                .value();
    }
}
