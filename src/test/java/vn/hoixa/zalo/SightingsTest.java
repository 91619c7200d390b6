package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.storage.Vaults;
import vn.hoixa.testing.MovableClock;

/** What was seen of Zalo adds up over instances, restarts and days. */
class SightingsTest {
    private static final String OA = "4600000000000000001";
    private final MovableClock clock = new MovableClock();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource
    void addsUpOverInstancesAndRestarts(FreshDatabase.Kind kind) throws IOException {
        try (var record = FreshDatabase.of(kind, data)) {
            var one = sightings(record);
            var other = sightings(record);
            Instant first = clock.instant();
            one.saw(Sight.EVENT, OA, "user_send_text");
            clock.pass(Duration.ofSeconds(3));
            Instant last = clock.instant();
            other.saw(Sight.EVENT, OA, "user_send_text");
            other.saw(Sight.EVENT, OA, "follow");
            // The later one is written first.
            other.close();
            one.close();

            var restarted = sightings(record);

            assertThat(restarted.all())
                    .extracting(Sightings.Seen::oa, Sightings.Seen::detail, Sightings.Seen::first, Sightings.Seen::last)
                    .containsExactlyInAnyOrder(
                            tuple(OA, "user_send_text", first, last), tuple(OA, "follow", last, last));
            assertThat(restarted.counts(Sight.EVENT, OA))
                    .containsExactly(
                            new Sightings.Count("user_send_text", 2, 2, last),
                            new Sightings.Count("follow", 1, 1, last));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsByDaysOfTheCommunesCalendarAndKeepsTheLastOfEachKind(FreshDatabase.Kind kind) throws IOException {
        try (var record = FreshDatabase.of(kind, data)) {
            var sightings = sightings(record);
            sightings.saw(Sight.BAD_SIGNATURE, Sightings.APP, "wrong");
            sightings.saw(Sight.PROBE, Sightings.APP, "empty");
            Instant probe = clock.instant();
            // 9 o'clock; 15 hours later it is midnight in Vietnam.
            clock.pass(Duration.ofHours(15));
            sightings.saw(Sight.BAD_SIGNATURE, Sightings.APP, "wrong");

            assertThat(sightings.counts(Sight.BAD_SIGNATURE, Sightings.APP))
                    .containsExactly(new Sightings.Count("wrong", 1, 2, clock.instant()));
            clock.pass(Duration.ofDays(6));
            assertThat(sightings.counts(Sight.BAD_SIGNATURE, Sightings.APP))
                    .extracting(Sightings.Count::today, Sightings.Count::week)
                    .containsExactly(tuple(0L, 1L));
            clock.pass(Duration.ofDays(40));
            sightings.flush();
            assertThat(rows(record)).isEqualTo(2);
            assertThat(sightings.all())
                    .filteredOn(seen -> seen.sight() == Sight.PROBE)
                    .extracting(Sightings.Seen::last)
                    .containsExactly(probe);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNothingBeforeItIsTimeAndLosesNothingThatTheDatabaseRefused(FreshDatabase.Kind kind) throws IOException {
        try (var record = FreshDatabase.of(kind, data)) {
            var sightings = sightings(record);
            sightings.saw(Sight.SEND, OA, "-213");
            assertThat(rows(record)).isZero();
            rename(record, "sighting", "elsewhere");
            sightings.flush();
            sightings.saw(Sight.SEND, OA, "-213");
            rename(record, "elsewhere", "sighting");

            assertThat(sightings.counts(Sight.SEND, OA))
                    .extracting(Sightings.Count::today)
                    .containsExactly(2L);
            assertThat(meters.counter("hoixa.zalo.sends", "oa", OA, "error", "-213")
                            .count())
                    .isEqualTo(2);
        }
    }

    private Sightings sightings(FreshDatabase record) {
        var settings = new ZaloSettings(
                "1",
                null,
                new Secret("key"),
                Map.of(OA, new Secret("token")),
                URI.create("http://127.0.0.1"),
                URI.create("http://127.0.0.1"),
                Duration.ofSeconds(1),
                null);
        var app = new AppSettings(settings, record.database(), Vaults.in(record.folder()), record.folder(), clock);
        return new Sightings(record.database(), app, clock, meters);
    }

    private static long rows(FreshDatabase record) {
        return record.database()
                .read()
                .sql("SELECT COUNT(*) FROM sighting")
                .query(Long.class)
                .single();
    }

    private static void rename(FreshDatabase record, String from, String to) {
        record.database()
                .write(transaction -> transaction
                        .sql("ALTER TABLE " + from + " RENAME TO " + to)
                        .update());
    }
}
