package vn.hoixa.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.alarm.AlarmsOfTests;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;

/** Questions handed to a person, numbered by commune. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class CasesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final Commune HUONG_MAU = aCommune("huong-mau");
    private static final Commune TAN_MAU = aCommune("tan-mau");

    private FreshDatabase record;
    private Cases cases;
    private Openings openings;

    @Parameter
    private FreshDatabase.Kind kind = FreshDatabase.Kind.SQLITE;

    @BeforeEach
    @SuppressWarnings("NullAway")
    void start(@TempDir Path data) {
        record = FreshDatabase.of(kind, data);
        var settings = new CaseSettings(
                Duration.ofHours(8),
                Duration.ofHours(4),
                true,
                true,
                Duration.ofHours(1),
                Duration.ofDays(3),
                Duration.ofMinutes(15));
        // Without officers nobody is told, nobody is assigned.
        var notices = new Notices(null, null, AlarmsOfTests.of(record, () -> NOW), null, () -> NOW);
        cases = new Cases(record.database(), null, null, notices, settings, () -> NOW);
        openings = new Openings(cases, null, null, null, notices, settings, () -> NOW);
    }

    @AfterEach
    void stop() throws IOException {
        // Where there is no PostgreSQL the test was skipped before it had a database.
        if (cases != null) {
            record.close();
        }
    }

    @Test
    void opensACaseWithItsReason() {
        long lan = aResident("lan");

        Handed opened = open(HUONG_MAU, lan);

        assertThat(opened.isNew()).isTrue();
        assertThat(opened.number()).hasToString("CH-0001");
        assertThat(column("reason", opened)).isEqualTo("NOT_SURE");
        assertThat(column("state", opened)).isEqualTo("new");
        assertThat(column("opened_at", opened)).isEqualTo(String.valueOf(NOW.toEpochMilli()));
    }

    @Test
    void joinsTheCaseThatAMessageBelongsTo() {
        long lan = aResident("lan");
        Handed first = open(HUONG_MAU, lan);
        Case joined = cases.find("huong-mau", first.number()).orElseThrow();

        Handed more = record.database()
                .write(transaction -> openings.handOver(transaction, plan(HUONG_MAU, joined), lan, new HashSet<>()));

        assertThat(more).isEqualTo(new Handed(first.id(), first.number(), false, null, first.deadline(), null));
    }

    @Test
    void joinsNoCaseOfAnotherResident() {
        Handed first = open(HUONG_MAU, aResident("lan"));
        Case theirs = cases.find("huong-mau", first.number()).orElseThrow();
        long minh = aResident("minh");

        Handed own = record.database()
                .write(transaction -> openings.handOver(transaction, plan(HUONG_MAU, theirs), minh, new HashSet<>()));

        assertThat(own.isNew()).isTrue();
    }

    @Test
    void numbersEachCommuneFromOne() {
        open(HUONG_MAU, aResident("lan"));
        open(HUONG_MAU, aResident("minh"));

        Handed elsewhere = open(TAN_MAU, aResident("hoa"));

        assertThat(elsewhere.number()).isEqualTo(new CaseNumber(1));
    }

    @Test
    void leavesNoCaseOfATurnThatFailed() {
        long lan = aResident("lan");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> record.database().<Integer>write(transaction -> {
                    openings.handOver(transaction, plan(HUONG_MAU), lan, new HashSet<>());
                    throw new IllegalStateException("the turn failed");
                }));

        assertThat(open(HUONG_MAU, lan).number()).isEqualTo(new CaseNumber(1));
    }

    /** Where two can meet at all, the second one is told to start over. */
    @Test
    void givesNoNumberTwice() throws Exception {
        long lan = aResident("lan");
        long minh = aResident("minh");
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> openWithRetry(start, lan));
            var other = threads.submit(() -> openWithRetry(start, minh));

            start.countDown();

            assertThat(one.get().number()).isNotEqualTo(other.get().number());
        }
    }

    private Handed openWithRetry(CountDownLatch start, long resident) throws InterruptedException {
        start.await();
        while (true) {
            try {
                return open(HUONG_MAU, resident);
            } catch (RuntimeException e) {
                assertThat(Database.isConflict(e)).isTrue();
            }
        }
    }

    private Handed open(Commune commune, long resident) {
        return record.database()
                .write(transaction -> openings.handOver(transaction, plan(commune), resident, new HashSet<>()));
    }

    private static Openings.Plan plan(Commune commune) {
        return plan(commune, null);
    }

    private static Openings.Plan plan(Commune commune, @Nullable Case joins) {
        var handover = new Handover(
                commune, Kind.QUESTION, Level.ORDINARY, "NOT_SURE", null, null, "", false, joins, List.of());
        return new Openings.Plan(handover, null, List.of(), Exclusion.NOBODY, NOW.plusSeconds(2), NOW.plusSeconds(1));
    }

    private long aResident(String user) {
        return record.database()
                .write(transaction -> transaction
                        .sql("INSERT INTO resident (oa, zalo_user, first_seen) VALUES ('460', ?, 0) RETURNING id")
                        .param(user)
                        .query(Long.class)
                        .single());
    }

    private String column(String name, Handed opened) {
        return record.database()
                .read()
                .sql("SELECT " + name + " FROM cases WHERE id = ?")
                .param(opened.id())
                .query(String.class)
                .single();
    }

    private static Commune aCommune(String id) {
        return new Commune(
                id,
                "460",
                "xã Hương Mẫu",
                "tỉnh Mẫu",
                "0200 000 000",
                "7:30–17:00",
                Map.of(),
                List.of(),
                List.of(),
                Map.of());
    }
}
