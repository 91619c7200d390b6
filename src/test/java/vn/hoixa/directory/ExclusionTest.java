package vn.hoixa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

/** Nobody handles what concerns themselves. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class ExclusionTest {
    private static final List<Unit> UNITS = List.of(Unit.values());

    private final MovableClock clock = new MovableClock();
    private FreshDatabase record;
    private Directory directory;

    @Parameter
    private FreshDatabase.Kind kind = FreshDatabase.Kind.SQLITE;

    @BeforeEach
    void start(@TempDir Path data) {
        record = FreshDatabase.of(kind, data);
        directory = Town.directory(record.database(), clock);
    }

    @AfterEach
    void stop() throws java.io.IOException {
        // Where there is no PostgreSQL the test was skipped before it had a database.
        if (directory != null) {
            record.close();
        }
    }

    @Test
    void takesWhatIsSaidOfAnOfficerPastTheirUnit() {
        Exclusion exclusion = exclusion("chị Lan đòi tiền tôi");

        assertThat(exclusion.isWholeCommune()).isFalse();
        assertThat(exclusion.instead()).isEqualTo(Exclusion.Instead.NONE);
        assertThat(candidates("ho-tich", exclusion)).containsExactly("chu-tich", "pho");
    }

    @Test
    void takesWhatIsSaidOfALeaderPastTheCommune() {
        for (String text : List.of("ông chủ tịch nhận tiền", "phó chủ tịch Thủy nhận tiền", "bí thư nhận tiền")) {
            Exclusion exclusion = exclusion(text);

            assertThat(exclusion.isWholeCommune()).as(text).isTrue();
            assertThat(exclusion.instead()).isEqualTo(Exclusion.Instead.PROVINCE);
            assertThat(directory.of(Town.ID)).allMatch(exclusion::covers);
            assertThat(candidates("ho-tich", exclusion)).isEmpty();
        }
    }

    @Test
    void takesWhatIsSaidOfThePolicePastAllOfThem() {
        Exclusion exclusion = exclusion("công an xã đánh người");

        assertThat(exclusion.instead()).isEqualTo(Exclusion.Instead.PROVINCIAL_POLICE);
        assertThat(candidates("cu-tru", exclusion)).containsExactly("mot-cua", "chu-tich", "pho");
    }

    @Test
    void takesWhatIsSaidOfSomebodyWhoLeftPastTheirUnit() {
        directory.remove("account 1", Town.officer(directory, "ho-tich").id());

        assertThat(candidates("ho-tich", exclusion("chị Lan đòi tiền tôi"))).containsExactly("chu-tich", "pho");
    }

    @Test
    void coversWhoJoinsTheUnitLater() {
        Exclusion exclusion = exclusion("công an xã đánh người");

        Officer late = directory
                .add(
                        "account 1",
                        Town.ID,
                        new Entry(
                                "moi",
                                "Mai Văn Mới",
                                "Công an xã",
                                Unit.POLICE,
                                null,
                                "m@mau.example",
                                Role.OFFICER,
                                20))
                .orElseThrow();

        assertThat(exclusion.covers(late)).isTrue();
        assertThat(candidates("cu-tru", exclusion)).doesNotContain("moi");
    }

    @Test
    void excludesNobodyWhereNobodyIsMeant() {
        assertThat(exclusion("đường thôn hư không ai sửa")).isEqualTo(Exclusion.NOBODY);
        assertThat(directory.excluded(Town.ID, Set.of(9_999L))).isEqualTo(Exclusion.NOBODY);
    }

    /** Whatever the directory and the text: nobody who is meant is proposed, nor anyone of their unit. */
    @Test
    void proposesNobodyWhomItConcerns() {
        var random = new Random(7);
        for (int i = 0; i < 150; i++) {
            changeSomething(random, i);
            List<Officer> all = directory.of(Town.ID);
            Officer meant = all.get(random.nextInt(all.size()));
            String text = complaint(random, meant);

            Set<Long> concerned = directory.concerned(Town.ID, text);
            Exclusion exclusion = directory.excluded(Town.ID, concerned);

            assertThat(concerned).as(text).contains(meant.id());
            for (String field : List.of("ho-tich", "dat-dai", "cu-tru", "")) {
                List<Officer> proposed = directory.candidates(Town.ID, field, exclusion, clock.instant());
                assertThat(proposed).as(text).noneMatch(exclusion::covers);
                assertThat(proposed).as(text).noneMatch(officer -> concerned.contains(officer.id()));
                assertThat(proposed).as(text).noneMatch(officer -> officer.unit() == meant.unit());
                assertThat(proposed)
                        .as(text)
                        .noneMatch(officer -> exclusion.officers().contains(officer.id()));
                if (meant.leads()) {
                    assertThat(proposed).as(text).isEmpty();
                }
            }
        }
    }

    private void changeSomething(Random random, int round) {
        List<Officer> all = directory.of(Town.ID);
        Officer one = all.get(random.nextInt(all.size()));
        switch (random.nextInt(4)) {
            case 0 ->
                directory.addLeave(
                        "a", one.id(), Leave.Kind.LEAVE, LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 25));
            case 1 -> directory.onDuty(one.id(), clock.instant().plus(Duration.ofHours(4)));
            case 2 -> {
                if (all.size() > 5) {
                    directory.remove("a", one.id());
                }
            }
            default -> {
                Unit unit = UNITS.get(random.nextInt(UNITS.size()));
                String given = List.of("Hoa", "Bình", "An", "Mẫu", "Thủy").get(random.nextInt(5));
                directory.add(
                        "a",
                        Town.ID,
                        new Entry(
                                "k" + round,
                                "Trịnh Văn " + given,
                                "Công chức " + given,
                                unit,
                                null,
                                "k@mau.example",
                                unit == Unit.LEADERSHIP ? Role.LEADER : Role.OFFICER,
                                round));
            }
        }
        clock.pass(Duration.ofMinutes(random.nextInt(60)));
    }

    private static String complaint(Random random, Officer meant) {
        String given = meant.name().substring(meant.name().lastIndexOf(' ') + 1);
        String called =
                switch (random.nextInt(3)) {
                    case 0 -> meant.name();
                    case 1 -> "anh " + given;
                    default -> vn.hoixa.knowledge.Folding.fold("cán bộ " + given);
                };
        return "Tôi phản ánh " + called + " gây khó cho dân";
    }

    private Exclusion exclusion(String text) {
        return directory.excluded(Town.ID, directory.concerned(Town.ID, text));
    }

    private List<String> candidates(String field, Exclusion exclusion) {
        return directory.candidates(Town.ID, field, exclusion, clock.instant()).stream()
                .map(Officer::key)
                .toList();
    }
}
