package vn.hoixa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.storage.FreshDatabase.Kind;

/** Whether a failure is a conflict, an outage, or the fault of the work itself, told from real ones. */
class FailureKindTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void takesADuplicateForAConflict(Kind kind) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            insert(fresh.database());

            Throwable failure = catchThrowable(() -> insert(fresh.database()));

            assertThat(Database.isConflict(failure)).as("%s", failure).isTrue();
            assertThat(Database.isOutage(failure)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void takesADuplicatePrimaryKeyForAConflict(Kind kind) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            insert(fresh.database());
            String conversation =
                    "INSERT INTO conversation (resident_id, version, state)" + " SELECT id, 1, '{}' FROM resident";
            write(fresh.database(), conversation);

            Throwable failure = catchThrowable(() -> write(fresh.database(), conversation));

            assertThat(Database.isConflict(failure)).as("%s", failure).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void blamesTheWorkForBadSql(Kind kind) throws IOException {
        assertNeither(kind, "INSERT INTO nowhere VALUES (1)");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void blamesTheWorkForAMissingValue(Kind kind) throws IOException {
        assertNeither(kind, "INSERT INTO resident (oa, zalo_user, first_seen) VALUES ('460', NULL, 0)");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void blamesTheWorkForAMissingResident(Kind kind) throws IOException {
        assertNeither(kind, "INSERT INTO conversation (resident_id, version, state) VALUES (99, 1, '{}')");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void blamesTheWorkForAnUnforeseenFailure(Kind kind) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            Throwable failure = catchThrowable(() -> fresh.database().<Integer>write(transaction -> {
                throw new IllegalStateException("a bug");
            }));

            assertThat(Database.isConflict(failure)).isFalse();
            assertThat(Database.isOutage(failure)).isFalse();
        }
    }

    @Test
    void takesALockedFileForAnOutage() throws Exception {
        try (var fresh = FreshDatabase.of(Kind.SQLITE, data);
                var rival = RivalWriter.locking(data)) {
            Throwable failure = catchThrowable(() -> insert(fresh.database()));

            assertThat(rival).isNotNull();
            assertOutage(failure);
        }
    }

    @Test
    void takesAFullDiskForAnOutage() throws IOException {
        try (var fresh = FreshDatabase.of(Kind.SQLITE, data)) {
            fresh.database()
                    .write(transaction -> transaction
                            .sql("PRAGMA max_page_count = 1")
                            .query(Integer.class)
                            .single());

            Throwable failure = catchThrowable(() -> {
                for (int i = 0; i < 1_000; i++) {
                    write(
                            fresh.database(),
                            "INSERT INTO resident (oa, zalo_user, first_seen)"
                                    + " SELECT 'x', hex(randomblob(2000)), 0 FROM sqlite_master");
                }
            });

            assertOutage(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:/nowhere/hoixa.db", "jdbc:postgresql://127.0.0.1:1/hoixa"})
    void takesADatabaseThatIsAwayForAnOutage(String url) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setConnectionTimeout(300);
        pool.setInitializationFailTimeout(-1);
        try (var away = new HikariDataSource(pool)) {
            var database = new Database(away, away);

            assertOutage(catchThrowable(() -> insert(database)));
            assertOutage(catchThrowable(
                    () -> database.read().sql("SELECT 1").query(Integer.class).single()));
        }
    }

    @Test
    void takesAServerThatEndsTheSessionForAnOutage() throws IOException {
        try (var fresh = FreshDatabase.of(Kind.POSTGRES, data)) {
            Throwable failure = catchThrowable(() -> fresh.database()
                    .write(transaction -> transaction
                            .sql("SELECT pg_terminate_backend(pg_backend_pid())")
                            .query(Boolean.class)
                            .single()));

            assertOutage(failure);
        }
    }

    @Test
    void takesADeadlockForAConflict() throws Exception {
        try (var fresh = FreshDatabase.of(Kind.POSTGRES, data);
                var threads = Executors.newFixedThreadPool(2)) {
            write(fresh.database(), "INSERT INTO resident (oa, zalo_user, first_seen) VALUES ('1', 'a', 0)");
            write(fresh.database(), "INSERT INTO resident (oa, zalo_user, first_seen) VALUES ('1', 'b', 0)");
            var both = new CountDownLatch(2);

            var one = threads.submit(() -> catchThrowable(() -> touch(fresh.database(), both, "a", "b")));
            var other = threads.submit(() -> catchThrowable(() -> touch(fresh.database(), both, "b", "a")));

            Throwable failure = one.get() == null ? other.get() : one.get();
            assertThat(Database.isConflict(failure)).as("%s", failure).isTrue();
            assertThat(Database.isOutage(failure)).isFalse();
        }
    }

    private static void touch(Database database, CountDownLatch both, String first, String second) {
        database.write(transaction -> {
            transaction
                    .sql("UPDATE resident SET first_seen = 1 WHERE zalo_user = ?")
                    .param(first)
                    .update();
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return transaction
                    .sql("UPDATE resident SET first_seen = 1 WHERE zalo_user = ?")
                    .param(second)
                    .update();
        });
    }

    private void assertNeither(Kind kind, String sql) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            Throwable failure = catchThrowable(() -> write(fresh.database(), sql));

            assertThat(failure).isNotNull();
            assertThat(Database.isConflict(failure)).as("%s", failure).isFalse();
            assertThat(Database.isOutage(failure)).as("%s", failure).isFalse();
        }
    }

    private static void assertOutage(Throwable failure) {
        assertThat(Database.isOutage(failure)).as("%s", failure).isTrue();
        assertThat(Database.isConflict(failure)).isFalse();
    }

    private static void insert(Database database) {
        write(database, "INSERT INTO resident (oa, zalo_user, first_seen) VALUES ('460', 'u1', 0)");
    }

    private static void write(Database database, String sql) {
        database.write(transaction -> transaction.sql(sql).update());
    }
}
