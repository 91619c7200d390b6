package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.alarm.AlarmsOfTests;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

class SignatureWatchTest {
    private final MovableClock clock = new MovableClock();
    private FreshDatabase record;
    private Alarms alarms;
    private SignatureWatch watch;

    @BeforeEach
    void open(@TempDir Path data) {
        record = FreshDatabase.of(FreshDatabase.Kind.SQLITE, data);
        alarms = AlarmsOfTests.of(record, clock);
        watch = new SignatureWatch(alarms, clock);
    }

    @AfterEach
    void close() throws IOException {
        record.close();
    }

    @Test
    void alarmsWhereAllAreBadForAWhileAndNoLongerAfterAGenuineOne() {
        watch.bad("46", App.Verdict.WRONG);
        watch.bad("46", App.Verdict.WRONG);
        watch.bad("46", App.Verdict.WRONG);
        watch.bad("47", App.Verdict.WRONG);
        assertThat(alarms.standing()).isEmpty();

        clock.pass(SignatureWatch.A_WHILE);
        watch.bad("46", App.Verdict.WRONG);
        watch.bad("47", App.Verdict.WRONG);

        assertThat(alarms.standing())
                .extracting(Alarm::subject, Alarm::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("46", AlarmKind.SIGNATURES));
        watch.genuine("46");
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void forgedOnesAmongGenuineOnesMeanNothing() {
        for (int i = 0; i < 100; i++) {
            watch.bad("46", App.Verdict.WRONG);
            clock.pass(Duration.ofMinutes(5));
            watch.genuine("46");
        }

        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void knowsSwappedSecretsAtOnce() {
        watch.bad("46", App.Verdict.SWAPPED);

        assertThat(alarms.standing()).extracting(Alarm::detail).containsExactly("swapped");
    }
}
