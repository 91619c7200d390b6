package vn.hoixa.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.account.Audits;
import vn.hoixa.account.SignedIn;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

/** What is set is kept, seen by all instances, and never overwritten unseen. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class SettingsTest {
    private static final SignedIn LAN = new SignedIn(7, "lan", "Hoàng Thị Lan", null, Set.of());

    private final MovableClock clock = new MovableClock();
    private FreshDatabase record;
    private Settings settings;

    @Parameter
    private FreshDatabase.Kind kind = FreshDatabase.Kind.SQLITE;

    @BeforeEach
    void start(@TempDir Path data) {
        record = FreshDatabase.of(kind, data);
        settings = instance();
    }

    @AfterEach
    void stop() throws IOException {
        // Where there is no PostgreSQL the test was skipped before it had a database.
        if (settings != null) {
            record.close();
        }
    }

    @Test
    void keepsWhatWasSetWithWhoAndWhen() {
        clock.pass(Duration.ofMinutes(5));

        assertThat(settings.change(LAN, "xa-mau", "bot", "off", 0)).isTrue();

        assertThat(instance().get("xa-mau", "bot")).isEqualTo(new Setting("off", 1, clock.instant(), "Hoàng Thị Lan"));
        assertThat(settings.of("xa-mau")).containsOnlyKeys("bot");
        assertThat(settings.of("xa-hai")).isEmpty();
        assertThat(settings.get("xa-hai", "bot")).isEqualTo(Setting.UNSET);
    }

    @Test
    void overwritesNothingThatSomebodyElseWroteMeanwhile() {
        settings.change(LAN, "xa-mau", "banner", "one", 0);
        long seen = settings.get("xa-mau", "banner").revision();
        assertThat(instance().change(LAN, "xa-mau", "banner", "two", seen)).isTrue();

        assertThat(settings.change(LAN, "xa-mau", "banner", "three", seen)).isFalse();
        assertThat(settings.change(LAN, "xa-mau", "banner", "four", 0)).isFalse();

        assertThat(settings.of("xa-mau")).containsEntry("banner", "two");
    }

    @Test
    void showsOtherInstancesWhatWasTakenBack() {
        Settings other = instance();
        settings.change(LAN, "xa-mau", "bot", "off", 0);
        other.refresh();
        assertThat(other.of("xa-mau")).containsEntry("bot", "off");

        settings.change(
                LAN, "xa-mau", "bot", null, settings.get("xa-mau", "bot").revision());
        other.refresh();

        assertThat(other.of("xa-mau")).isEmpty();
        assertThat(other.get("xa-mau", "bot").by()).isEqualTo("Hoàng Thị Lan");
    }

    @Test
    void losesNothingWhenManySetDifferentThingsAtOnce() throws Exception {
        List<Callable<Boolean>> all = IntStream.range(0, 12)
                .mapToObj(i -> (Callable<Boolean>) () -> settings.change(LAN, "xa-mau", "words." + i, "text " + i, 0))
                .toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(instance().of("xa-mau")).hasSize(12);
    }

    @Test
    void letsOnlyOneOfManyWinTheSameThing() throws Exception {
        List<Callable<Boolean>> all = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Boolean>) () -> settings.change(LAN, "xa-mau", "bot", "text " + i, 0))
                .toList();
        int won = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> done : threads.invokeAll(all)) {
                won += done.get() ? 1 : 0;
            }
        }

        assertThat(won).isOne();
    }

    @Test
    void auditsEachChangeWithoutItsText() {
        settings.change(LAN, "xa-mau", "banner", "a secret text", 0);

        List<String> audited = record.database()
                .read()
                .sql("SELECT who || '|' || what || '|' || on_what || '|' || reason FROM audit")
                .query(String.class)
                .list();

        assertThat(audited).containsExactly("account 7|setting changed|commune xa-mau|banner");
    }

    private Settings instance() {
        return new Settings(record.database(), Audits.at(clock), clock);
    }
}
