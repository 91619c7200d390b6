package vn.hoixa.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.ShippedKnowledge;

@ExtendWith(OutputCaptureExtension.class)
class ScansTest {
    private static final Commune COMMUNE =
            Objects.requireNonNull(ShippedKnowledge.read().draft().commune("xa-mau"));

    @TempDir
    Path data;

    private final MovableClock clock = new MovableClock();

    @ParameterizedTest
    @EnumSource
    void addsUpWhatWasScannedOnAllDays(FreshDatabase.Kind kind) throws Exception {
        try (FreshDatabase database = FreshDatabase.of(kind, data)) {
            var scans = new Scans(database.database(), clock);

            scans.count(COMMUNE, "ho-tich");
            scans.count(COMMUNE, "ho-tich");
            clock.pass(Duration.ofDays(1));
            scans.count(COMMUNE, "ho-tich");
            scans.count(COMMUNE, "cu-tru");
            scans.finish();

            assertThat(scans.byPoster(COMMUNE)).isEqualTo(Map.of("ho-tich", 3, "cu-tru", 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysOnceThatTheDatabaseFails(FreshDatabase.Kind kind, CapturedOutput log) throws Exception {
        try (FreshDatabase database = FreshDatabase.of(kind, data)) {
            var scans = new Scans(database.database(), clock);
            database.database()
                    .write(transaction -> transaction.sql("DROP TABLE scan").update());

            scans.count(COMMUNE, "ho-tich");
            scans.count(COMMUNE, "ho-tich");
            scans.finish();

            assertThat(scans.byPoster(COMMUNE)).isEmpty();
            assertThat(log.getOut()).containsOnlyOnce("Scans of posters are not counted");
        }
    }
}
