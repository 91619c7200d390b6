package vn.hoixa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.journal.Entry;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;

class FrozenMonthsTest {
    private static final String OA = "4600000000000000001";
    private static final Period MARCH = Period.of("2026-03").orElseThrow();

    @ParameterizedTest
    @EnumSource
    void keepsAMonthAsItWasCountedWhateverIsCorrectedLater(FreshDatabase.Kind kind, @TempDir Path data)
            throws Exception {
        try (FreshDatabase fresh = FreshDatabase.of(kind, data)) {
            Database database = fresh.database();
            happen(database);
            var reckoner = new Reckoner(database);
            var months = new FrozenMonths(database);
            Frozen march = frozen(reckoner, MARCH, "Đường sá");

            assertThat(march.figures().firstAnswer().n()).isEqualTo(1);
            assertThat(march.figures().themes()).isNotEmpty();
            assertThat(months.keep(OA, march)).isTrue();
            // What came late into the journal, as from a backup.
            database.write(transaction -> {
                new Entry(OA, at("2026-03-10T09:00"), What.ASKED).turn(1, 1).add(transaction);
                new Entry(OA, at("2026-03-10T09:00"), What.RATED)
                        .because("content", "")
                        .add(transaction);
                return true;
            });

            assertThat(months.find(OA, MARCH)).contains(march);
            assertThat(reckoner.of(OA, MARCH).messages())
                    .isEqualTo(march.figures().messages() + 1);
            // Another instance, or the same once more.
            assertThat(new FrozenMonths(database).keep(OA, frozen(reckoner, MARCH, "Giao thông")))
                    .isFalse();
            assertThat(months.find(OA, MARCH)).contains(march);
            assertThat(months.find("another page", MARCH)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesUpEachMonthThatIsMissing(FreshDatabase.Kind kind, @TempDir Path data) throws Exception {
        try (FreshDatabase fresh = FreshDatabase.of(kind, data)) {
            Database database = fresh.database();
            var months = new FrozenMonths(database);
            assertThat(months.missing(OA, at("2026-05-20T09:00"))).isEmpty();
            database.write(transaction -> {
                new Entry(OA, at("2026-01-31T23:59"), What.DECIDED).add(transaction);
                new Entry(OA, at("2026-02-01T00:00"), What.ASKED).add(transaction);
                return true;
            });

            assertThat(months.began(OA)).contains(at("2026-01-31T23:59"));
            assertThat(months.missing(OA, at("2026-05-20T09:00")))
                    .map(Period::key)
                    .containsExactly("2026-01", "2026-02", "2026-03", "2026-04");
            months.keep(OA, frozen(new Reckoner(database), MARCH, "Đường sá"));
            assertThat(months.missing(OA, at("2026-05-20T09:00")))
                    .map(Period::key)
                    .containsExactly("2026-01", "2026-02", "2026-04");
            // What happened just before midnight may still be on its way.
            assertThat(months.missing(OA, at("2026-02-01T00:30"))).isEmpty();
            assertThat(months.missing(OA, at("2026-02-01T01:00")))
                    .map(Period::key)
                    .containsExactly("2026-01");
            assertThat(months.missing("another page", at("2026-05-20T09:00"))).isEmpty();
        }
    }

    /** Something of each kind, so that each figure has something to say. */
    private static void happen(Database database) {
        database.write(transaction -> {
            Instant at = at("2026-03-05T09:00");
            for (What what : What.values()) {
                at = at.plusSeconds(90);
                new Entry(OA, at, what)
                        .about(7, 1, 3L)
                        .on("ho-tich", "1.001193")
                        .filed("duong-sa", "Thôn 2")
                        .because("content", "")
                        .add(transaction);
            }
            return true;
        });
    }

    private static Frozen frozen(Reckoner reckoner, Period month, String name) {
        return new Frozen(
                at("2026-04-01T07:00"),
                FrozenMonths.COUNTING,
                reckoner.of(OA, month),
                List.of(new Rise("duong-sa", 12, 2.5)),
                Map.of("vi", new Frozen.Words(Map.of("theme duong-sa", name), Map.of("messages", "Mọi tin"))));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CommuneTime.ZONE).toInstant();
    }
}
