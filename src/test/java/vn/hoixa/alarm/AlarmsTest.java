package vn.hoixa.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class AlarmsTest {
    private static final String PAGE = "4600000000000000001";

    private final MovableClock clock = new MovableClock();

    @TempDir
    private Path data;

    @Parameter
    private FreshDatabase.Kind kind = FreshDatabase.Kind.SQLITE;

    private FreshDatabase record;
    private Alarms alarms;

    @BeforeEach
    void open() {
        record = FreshDatabase.of(kind, data);
        alarms = AlarmsOfTests.of(record, clock);
    }

    @AfterEach
    void close() throws IOException {
        if (record != null) {
            record.close();
        }
    }

    @Test
    void isNeverOutOfSightWhileItIsBeingWritten() throws Exception {
        for (int i = 0; i < 50; i++) {
            alarms.raise(AlarmKind.PAGE_PAUSED, PAGE + i, "Zalo error -204");
            var writing = CompletableFuture.runAsync(alarms::write);
            do {
                assertThat(alarms.standing()).hasSize(i + 1);
            } while (!writing.isDone());
            writing.get();
        }
    }

    @Test
    void standsFromTheFirstMomentUntilItIsOver() {
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        assertThat(alarms.standing()).extracting(Alarm::detail).containsExactly("Zalo error -204");
        alarms.write();
        assertThat(elsewhere().standing()).extracting(Alarm::subject).containsExactly(PAGE);

        elsewhere().clear(AlarmKind.PAGE_PAUSED, PAGE);
        assertThat(alarms.standing()).hasSize(1);
        alarms.clear(AlarmKind.PAGE_PAUSED, PAGE);
        assertThat(alarms.standing()).isEmpty();
        alarms.write();

        assertThat(elsewhere().standing()).isEmpty();
        assertThat(rows("cleared_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void isOneHoweverOftenItIsRaisedAndByWhom() {
        Alarms other = elsewhere();
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        alarms.write();
        clock.pass(Duration.ofMinutes(3));
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        other.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -219");
        other.raise(AlarmKind.PAGE_PAUSED, "461", "Zalo error -204");
        alarms.write();
        other.write();

        Alarm alarm = alarms.standing().getFirst();
        assertThat(alarms.standing()).hasSize(2);
        assertThat(alarm.times()).isEqualTo(3);
        assertThat(alarm.since()).isEqualTo(MovableClock.START);
        assertThat(alarm.seenAt()).isEqualTo(clock.instant());
        assertThat(alarm.detail()).isEqualTo("Zalo error -219");
        other.write();
        assertThat(alarms.count(AlarmKind.PAGE_PAUSED)).isEqualTo(1);
        assertThat(other.count(AlarmKind.PAGE_PAUSED)).isEqualTo(2);
    }

    @Test
    void countsTheDaysDown() {
        alarms.raise(AlarmKind.TOKEN_REFRESH, PAGE, "refused", clock.instant().plus(Duration.ofDays(90)));
        alarms.write();
        assertThat(alarms.standing().getFirst().daysLeft(clock.instant())).isEqualTo(90);

        clock.pass(Duration.ofDays(88));

        assertThat(alarms.standing().getFirst().daysLeft(clock.instant())).isEqualTo(2);
        clock.pass(Duration.ofDays(9));
        assertThat(alarms.standing().getFirst().daysLeft(clock.instant())).isEqualTo(0);
    }

    @Test
    void losesNothingWhileTheDatabaseIsAway() {
        alarms.raise(AlarmKind.DEAD_LETTER, PAGE, "1 event(s)");
        alarms.write();
        statement("ALTER TABLE alarm RENAME TO away");
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        alarms.write();
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        alarms.write();
        assertThat(alarms.standing())
                .extracting(Alarm::kind)
                .containsExactly(AlarmKind.DEAD_LETTER, AlarmKind.PAGE_PAUSED);

        statement("ALTER TABLE away RENAME TO alarm");
        alarms.write();

        assertThat(elsewhere().standing())
                .filteredOn(alarm -> alarm.kind() == AlarmKind.PAGE_PAUSED)
                .extracting(Alarm::times)
                .containsExactly(2);
    }

    @Test
    void standsThoughTheTransactionThatRaisedItIsUndone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> record.database().write(transaction -> {
                    alarms.raise(AlarmKind.DEAD_LETTER, PAGE, "1 event(s)");
                    throw new IllegalStateException("undone");
                }));
        alarms.write();

        assertThat(elsewhere().standing()).hasSize(1);
    }

    @Test
    void isOverWhereNobodyTellsAndNothingIsSeenForLong() {
        alarms.raise(AlarmKind.UNKNOWN_CODE, PAGE, "Zalo error -9");
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        alarms.write();
        clock.pass(Duration.ofDays(2));
        alarms.raise(AlarmKind.UNKNOWN_CODE, PAGE, "Zalo error -9");
        alarms.write();

        clock.pass(Duration.ofDays(3).minusMillis(1));
        alarms.write();
        assertThat(alarms.standing()).hasSize(2);
        clock.pass(Duration.ofMillis(1));
        alarms.write();

        assertThat(alarms.standing()).extracting(Alarm::kind).containsExactly(AlarmKind.PAGE_PAUSED);
    }

    @Test
    void writesNothingForWhatDoesNotStand() {
        alarms.clear(AlarmKind.REDIS, Alarm.INSTALLATION);
        alarms.write();

        assertThat(rows("1 = 1")).isZero();
    }

    @Test
    void forgetsWhatIsLongOver() {
        alarms.raise(AlarmKind.REDIS, Alarm.INSTALLATION, "no answer");
        alarms.write();
        alarms.clear(AlarmKind.REDIS, Alarm.INSTALLATION);
        alarms.write();

        clock.pass(Duration.ofDays(91));
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        alarms.write();

        assertThat(rows("1 = 1")).isEqualTo(1);
    }

    private Alarms elsewhere() {
        return AlarmsOfTests.of(record, clock);
    }

    private long rows(String which) {
        return record.database()
                .read()
                .sql("SELECT COUNT(*) FROM alarm WHERE " + which)
                .query(Long.class)
                .single();
    }

    private void statement(String sql) {
        record.database().write(transaction -> transaction.sql(sql).update());
    }
}
