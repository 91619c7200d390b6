package vn.hoixa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoixa.storage.FreshDatabase.Kind;

/** The record as it is opened, on SQLite and on PostgreSQL. */
class StorageTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void bringsAnEmptyDatabaseToThisVersion(Kind kind) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            long id = addResident(fresh.database(), "u1");

            assertThat(id).isPositive();
            assertThat(residents(fresh.database())).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void migratesOnce(Kind kind) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            addResident(fresh.database(), "u1");

            StorageConfiguration.migrate(fresh.writer(), kind == Kind.SQLITE);

            assertThat(residents(fresh.database())).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keepsAllOfATransactionOrNothing(Kind kind) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> fresh.database().<Integer>write(transaction -> {
                        insertResident(transaction, "u1");
                        throw new IllegalStateException("half way");
                    }));

            assertThat(residents(fresh.database())).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void holdsRowsToTheResidentTheyName(Kind kind) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> fresh.database()
                            .write(transaction -> transaction
                                    .sql("INSERT INTO conversation (resident_id, version, state) VALUES (99, 1, '{}')")
                                    .update()));
        }
    }

    /** The journal goes on naming who is erased. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void givesTheNumberOfWhoIsErasedToNobodyElse(Kind kind) throws IOException {
        try (var fresh = FreshDatabase.of(kind, data)) {
            long erased = addResident(fresh.database(), "u1");
            fresh.database()
                    .write(transaction -> transaction
                            .sql("DELETE FROM resident WHERE id = ?")
                            .param(erased)
                            .update());

            assertThat(addResident(fresh.database(), "u2")).isGreaterThan(erased);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void letsSixteenWriteAtOnce(Kind kind) throws Exception {
        try (var fresh = FreshDatabase.of(kind, data);
                var threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Long>> writers = IntStream.range(0, 16)
                    .<Callable<Long>>mapToObj(writer -> () -> {
                        long last = 0;
                        for (int i = 0; i < 10; i++) {
                            last = addResident(fresh.database(), "u" + writer + "-" + i);
                        }
                        return last;
                    })
                    .toList();

            for (Future<Long> written : threads.invokeAll(writers)) {
                assertThat(written.get()).isPositive();
            }

            assertThat(residents(fresh.database())).isEqualTo(160);
        }
    }

    /** What only SQLite has to be told. */
    @Nested
    class OnSqlite {
        @Test
        void keepsEveryCommitThroughAPowerCut() throws IOException {
            try (var fresh = FreshDatabase.of(Kind.SQLITE, data)) {
                assertThat(pragma(fresh.writer(), "journal_mode")).isEqualTo("wal");
                assertThat(pragma(fresh.writer(), "synchronous")).as("FULL").isEqualTo("2");
            }
        }

        @Test
        void overwritesWhatIsErasedAndFollowsReferences() throws IOException {
            try (var fresh = FreshDatabase.of(Kind.SQLITE, data)) {
                assertThat(pragma(fresh.writer(), "secure_delete")).isEqualTo("1");
                assertThat(pragma(fresh.writer(), "foreign_keys")).isEqualTo("1");
            }
        }

        @Test
        void readsInTheSameWay() throws IOException {
            try (var fresh = FreshDatabase.of(Kind.SQLITE, data)) {
                assertThat(pragma(fresh.reader(), "journal_mode")).isEqualTo("wal");
                assertThat(pragma(fresh.reader(), "foreign_keys")).isEqualTo("1");
            }
        }

        @Test
        void takesTheWriteLockWhenATransactionBegins() throws Exception {
            try (var fresh = FreshDatabase.of(Kind.SQLITE, data);
                    var threads = Executors.newSingleThreadExecutor()) {
                Boolean refused = fresh.database().write(transaction -> {
                    transaction.sql("SELECT 1").query(Integer.class).single();
                    return isWriteRefused(data);
                });

                assertThat(refused).isTrue();
                assertThat(threads.submit(() -> isWriteRefused(data)).get()).isFalse();
            }
        }

        @Test
        void readsWhileSomebodyWrites() throws IOException {
            try (var fresh = FreshDatabase.of(Kind.SQLITE, data)) {
                Long seen = fresh.database().write(transaction -> {
                    insertResident(transaction, "u1");
                    return residents(fresh.database());
                });

                assertThat(seen).isZero();
            }
        }

        @Test
        void cannotWriteThroughAReader() throws IOException {
            try (var fresh = FreshDatabase.of(Kind.SQLITE, data)) {
                assertThatExceptionOfType(DataAccessException.class)
                        .isThrownBy(() -> insertResident(fresh.database().read(), "u1"));

                assertThat(residents(fresh.database())).isZero();
            }
        }
    }

    private static String pragma(DataSource source, String name) {
        return JdbcClient.create(source)
                .sql("PRAGMA " + name)
                .query(String.class)
                .single();
    }

    /** Whether somebody else cannot write to the file now. */
    private static boolean isWriteRefused(Path data) {
        return RivalWriter.isRefused(data);
    }

    private static long addResident(Database database, String user) {
        return database.write(transaction -> insertResident(transaction, user));
    }

    private static long insertResident(JdbcClient client, String user) {
        return client.sql("INSERT INTO resident (oa, zalo_user, first_seen) VALUES ('460', ?, 0) RETURNING id")
                .param(user)
                .query(Long.class)
                .single();
    }

    private static long residents(Database database) {
        return database.read()
                .sql("SELECT COUNT(*) FROM resident")
                .query(Long.class)
                .single();
    }
}
