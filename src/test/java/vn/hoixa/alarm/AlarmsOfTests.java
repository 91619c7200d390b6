package vn.hoixa.alarm;

import java.time.InstantSource;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;

/** Alarms for tests of those who raise them. */
public final class AlarmsOfTests {
    private AlarmsOfTests() {}

    public static Alarms of(FreshDatabase database, InstantSource clock) {
        return of(database.database(), clock);
    }

    public static Alarms of(Database database, InstantSource clock) {
        return new Alarms(database, clock);
    }
}
