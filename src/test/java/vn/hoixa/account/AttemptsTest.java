package vn.hoixa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

class AttemptsTest {
    private static final String ADDRESS = "198.51.100.7";

    private final MovableClock clock = new MovableClock();

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource
    void climbsTheLadderThroughARestartAndForgetsAfterADay(FreshDatabase.Kind kind) throws Exception {
        try (var database = FreshDatabase.of(kind, data)) {
            for (Duration wait : Attempts.LADDER) {
                assertThat(new Attempts(database.database(), clock).begin("a", ADDRESS))
                        .isZero();
                assertThat(new Attempts(database.database(), clock).begin("a", ADDRESS))
                        .isEqualTo(wait);
                clock.pass(wait);
            }
            Attempts attempts = new Attempts(database.database(), clock);
            attempts.begin("a", ADDRESS);
            clock.pass(Duration.ofHours(24));
            attempts.begin("a", ADDRESS);

            assertThat(attempts.begin("a", ADDRESS)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsOneOfManyAtOncePass(FreshDatabase.Kind kind) throws Exception {
        try (var database = FreshDatabase.of(kind, data);
                var threads = Executors.newFixedThreadPool(16)) {
            Attempts attempts = new Attempts(database.database(), clock);
            List<Callable<Duration>> tries = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String address = "198.51.100." + i;
                tries.add(() -> attempts.begin("a", address));
            }

            List<Duration> waits = new ArrayList<>();
            for (Future<Duration> one : threads.invokeAll(tries)) {
                waits.add(one.get());
            }

            assertThat(waits).filteredOn(Duration::isZero).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowsAnAddressThatTriesManyNames(FreshDatabase.Kind kind) throws Exception {
        try (var database = FreshDatabase.of(kind, data)) {
            Attempts attempts = new Attempts(database.database(), clock);
            for (int i = 0; i <= Attempts.FREE_OF_ADDRESS; i++) {
                assertThat(attempts.begin("name" + i, "2001:db8::" + i)).isZero();
            }

            assertThat(attempts.begin("another", "2001:db8:0:0:ffff::1")).isEqualTo(Duration.ofSeconds(1));
            assertThat(attempts.begin("another", "2001:db8:0:1::1")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgivesTheNameButNotTheAddress(FreshDatabase.Kind kind) throws Exception {
        try (var database = FreshDatabase.of(kind, data)) {
            Attempts attempts = new Attempts(database.database(), clock);
            for (int i = 0; i < Attempts.FREE_OF_ADDRESS; i++) {
                attempts.begin("name" + i, ADDRESS);
            }
            attempts.begin("mine", ADDRESS);
            database.database().write(transaction -> {
                attempts.forgive(transaction, "mine", ADDRESS);
                return true;
            });

            assertThat(attempts.begin("mine", ADDRESS)).isZero();
            assertThat(attempts.begin("mine", "203.0.113.7")).isEqualTo(Duration.ofSeconds(1));
            assertThat(attempts.begin("another", ADDRESS)).isEqualTo(Duration.ofSeconds(1));
        }
    }
}
