package vn.hoixa.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** Skips a test for which this machine lacks something, and says so where whoever runs the build sees it. */
public final class Needs {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Needs() {}

    public static void that(boolean isThere, String lack) {
        if (!isThere && SAID.add(lack)) {
            System.out.println("[SKIPPED] " + lack);
        }
        Assumptions.assumeTrue(isThere, lack);
    }
}
