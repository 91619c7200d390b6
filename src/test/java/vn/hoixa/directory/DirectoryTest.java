package vn.hoixa.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.SetupException;
import vn.hoixa.account.Audits;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

/** Who is in a commune, what they treat, when they are there. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
class DirectoryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final String WHO = "account 1";

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
    void stop() throws IOException {
        // Where there is no PostgreSQL the test was skipped before it had a database.
        if (directory != null) {
            record.close();
        }
    }

    @Test
    void takesOverTheOfficersOfTheFile() {
        Officer lan = Town.officer(directory, "ho-tich");

        assertThat(directory.of(Town.ID)).hasSize(9).extracting(Officer::role).startsWith(Role.LEADER, Role.LEADER);
        assertThat(lan)
                .isEqualTo(new Officer(
                        lan.id(),
                        Town.ID,
                        "ho-tich",
                        "Hoàng Thị Lan",
                        "Công chức tư pháp - hộ tịch",
                        Unit.SERVICE_CENTRE,
                        "0200 000 0021",
                        "c@mau.example",
                        Role.OFFICER,
                        3,
                        null,
                        false,
                        false));
        assertThat(directory.leaders(Town.ID)).extracting(Officer::key).containsExactly("chu-tich", "pho");
        assertThat(directory.of("xa-khac")).isEmpty();
    }

    @Test
    void readsTheFileNeverAgain() {
        directory.remove(WHO, Town.officer(directory, "kinh-te").id());

        Directory next = new Directory(
                record.database(),
                Town.communes(Map.of("communes/xa-mau/officers.yaml", Town.OFFICERS.replace("Lan", "Mai"))),
                Audits.at(clock),
                clock);

        assertThat(next.of(Town.ID)).hasSize(8).extracting(Officer::name).contains("Hoàng Thị Lan");
        // Nor is it needed any more.
        assertThat(new Directory(record.database(), Town.communes(Map.of()), Audits.at(clock), clock).of(Town.ID))
                .hasSize(8);
    }

    @Test
    void seedsACommuneThatIsPublishedWhileWeRun() {
        Communes two = Town.communes(Map.of(
                "communes/xa-mau/officers.yaml", Town.OFFICERS,
                "communes/xa-hai/profile.yaml", Town.profile("4600000000000000002"),
                "communes/xa-hai/officers.yaml", Town.OFFICERS));
        assertThat(directory.of("xa-hai")).isEmpty();

        new Directory(record.database(), two, Audits.at(clock), clock).look();

        assertThat(directory.of("xa-hai")).hasSize(9);
        assertThat(directory.of(Town.ID)).hasSize(9);
    }

    @Test
    void refusesACommuneWithoutOfficers() {
        Communes two = Town.communes(Map.of("communes/xa-hai/profile.yaml", Town.profile("4600000000000000002")));

        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> new Directory(record.database(), two, Audits.at(clock), clock))
                .withMessageContaining("xa-hai")
                .satisfies(refusal -> assertThat(refusal.remedy()).contains("communes/xa-hai/officers.yaml"));
    }

    @Test
    void isSeededOnceByTwoInstancesThatStartAtOnce(@TempDir Path other) throws Exception {
        try (var fresh = FreshDatabase.of(kind, other.resolve("fresh"));
                var threads = Executors.newFixedThreadPool(2)) {
            var start = new CountDownLatch(1);
            var communes = Town.communes();
            var one = threads.submit(() -> {
                start.await();
                return new Directory(fresh.database(), communes, Audits.at(clock), clock);
            });
            var two = threads.submit(() -> {
                start.await();
                return new Directory(fresh.database(), communes, Audits.at(clock), clock);
            });

            start.countDown();

            assertThat(one.get().of(Town.ID)).hasSize(9).isEqualTo(two.get().of(Town.ID));
            assertThat(one.get().forField(Town.ID, "ho-tich")).hasSize(2);
        }
    }

    @Test
    void namesTheOwnerOfAFieldThenTheSubstitute() {
        assertThat(directory.forField(Town.ID, "dat-dai"))
                .extracting(Officer::key)
                .containsExactly("dia-chinh", "kinh-te");
        // As a guide names it.
        assertThat(directory.forField(Town.ID, "Hộ tịch"))
                .extracting(Officer::key)
                .containsExactly("ho-tich", "mot-cua");
        assertThat(directory.forField(Town.ID, "khong-co")).isEmpty();
    }

    @Test
    void proposesOwnerSubstituteColleaguesAndLeaders() {
        assertThat(candidates("cu-tru")).containsExactly("cong-an", "mot-cua", "canh-sat", "chu-tich", "pho");
        assertThat(candidates("dat-dai")).containsExactly("dia-chinh", "kinh-te", "chu-tich", "pho");
    }

    @Test
    void takesWhatHasNoFieldToTheServiceCentre() {
        assertThat(candidates("")).containsExactly("ho-tich", "mot-cua", "chu-tich", "pho");
    }

    @Test
    void putsThoseOnDutyBeforeTheirColleagues() {
        directory.onDuty(id("mot-cua"), clock.instant().plus(Duration.ofHours(8)));

        assertThat(candidates("")).containsExactly("mot-cua", "ho-tich", "chu-tich", "pho");
        clock.pass(Duration.ofHours(8));
        assertThat(Town.officer(directory, "mot-cua").onDuty()).isFalse();
    }

    @Test
    void passesOverWhoIsAwayForAllDaysOfALeave() {
        directory.addLeave(WHO, id("dia-chinh"), Leave.Kind.TRIP, TODAY, TODAY.plusDays(1));

        assertThat(candidates("dat-dai")).containsExactly("kinh-te", "chu-tich", "pho");
        Officer minh = Town.officer(directory, "dia-chinh");
        Instant midnight = Instant.parse("2026-11-25T17:00:00Z");
        assertThat(directory.isAway(minh, midnight.minusMillis(1))).isTrue();
        assertThat(directory.isAway(minh, midnight)).isFalse();
        assertThat(directory.isAway(minh, Instant.parse("2026-11-23T16:59:59Z")))
                .isFalse();
    }

    @Test
    void countsOnWhoSaysTheyAreThereAlthoughLeaveIsWrittenDown() {
        directory.addLeave(WHO, id("dia-chinh"), Leave.Kind.LEAVE, TODAY, TODAY);

        directory.onDuty(id("dia-chinh"), clock.instant().plus(Duration.ofHours(2)));

        assertThat(candidates("dat-dai")).startsWith("dia-chinh");
        assertThat(directory.isAway(
                        Town.officer(directory, "dia-chinh"), clock.instant().plus(Duration.ofHours(2))))
                .isTrue();
    }

    @Test
    void takesALeaveBack() {
        directory.addLeave(WHO, id("dia-chinh"), Leave.Kind.LEAVE, TODAY, TODAY);
        Leave leave = directory.leaves(id("dia-chinh")).getFirst();

        assertThat(directory.removeLeave(WHO, id("dia-chinh"), leave.id())).isEqualTo(Change.DONE);

        assertThat(leave).isEqualTo(new Leave(leave.id(), Leave.Kind.LEAVE, TODAY, TODAY));
        assertThat(candidates("dat-dai")).startsWith("dia-chinh");
        assertThat(directory.removeLeave(WHO, id("dia-chinh"), leave.id())).isEqualTo(Change.GONE);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> directory.addLeave(WHO, id("dia-chinh"), Leave.Kind.LEAVE, TODAY, TODAY.minusDays(1)));
    }

    @Test
    void proposesNobodyWhomNoNoticeReaches() {
        Officer minh = Town.officer(directory, "dia-chinh");
        directory.change(WHO, minh.id(), minh.entry().mark(), entry(minh, null, minh.role()));

        assertThat(directory.isReachable(Town.officer(directory, "dia-chinh"))).isFalse();
        assertThat(candidates("dat-dai")).startsWith("kinh-te");
    }

    @Test
    void keepsTheNameOfWhoLeft() {
        long minh = id("dia-chinh");
        directory.addLeave(WHO, minh, Leave.Kind.LEAVE, TODAY, TODAY);

        assertThat(directory.remove(WHO, minh)).isEqualTo(Change.DONE);

        assertThat(directory.find(minh)).get().satisfies(gone -> {
            assertThat(gone.name()).isEqualTo("Vũ Văn Minh");
            assertThat(gone.removed()).isTrue();
        });
        assertThat(directory.of(Town.ID)).extracting(Officer::id).doesNotContain(minh);
        assertThat(candidates("dat-dai")).startsWith("kinh-te");
        assertThat(directory.remove(WHO, minh)).isEqualTo(Change.GONE);
        assertThat(directory.addLeave(WHO, minh, Leave.Kind.LEAVE, TODAY, TODAY))
                .isEqualTo(Change.GONE);
        assertThatIllegalArgumentException().isThrownBy(() -> directory.newCode(minh));
    }

    @Test
    void givesTheKeyOfWhoLeftToAnother() {
        Officer minh = Town.officer(directory, "dia-chinh");
        assertThat(directory.add(WHO, Town.ID, entry(minh, "x@mau.example", Role.OFFICER)))
                .isEmpty();

        directory.remove(WHO, minh.id());

        assertThat(directory.add(WHO, Town.ID, entry(minh, "x@mau.example", Role.OFFICER)))
                .get()
                .satisfies(next -> assertThat(next.id()).isNotEqualTo(minh.id()));
    }

    @Test
    void keepsOneLeader() {
        Officer chair = Town.officer(directory, "chu-tich");
        assertThat(directory.remove(WHO, id("pho"))).isEqualTo(Change.DONE);

        assertThat(directory.remove(WHO, chair.id())).isEqualTo(Change.LAST_LEADER);
        assertThat(directory.change(WHO, chair.id(), chair.entry().mark(), entry(chair, "a@mau.example", Role.OFFICER)))
                .isEqualTo(Change.LAST_LEADER);
        assertThat(directory.change(
                        WHO, chair.id(), chair.entry().mark(), entry(chair, "neu@mau.example", Role.LEADER)))
                .isEqualTo(Change.DONE);
        assertThat(Town.officer(directory, "chu-tich").email()).isEqualTo("neu@mau.example");
    }

    @Test
    void doesNotGiveAnOfficerTheKeyOfAnother() {
        Officer minh = Town.officer(directory, "dia-chinh");
        var taken = new Entry("kinh-te", minh.name(), minh.post(), minh.unit(), null, null, minh.role(), minh.rank());

        assertThat(directory.change(WHO, minh.id(), minh.entry().mark(), taken)).isEqualTo(Change.KEY_TAKEN);
        assertThat(Town.officer(directory, "dia-chinh")).isEqualTo(minh);
    }

    @Test
    void givesAFieldToOthers() {
        assertThat(directory.assign(WHO, Town.ID, "dat-dai", id("kinh-te"), id("mot-cua")))
                .isEqualTo(Change.DONE);

        assertThat(directory.forField(Town.ID, "dat-dai"))
                .extracting(Officer::key)
                .containsExactly("kinh-te", "mot-cua");
        assertThat(directory.assign(WHO, Town.ID, "dat-dai", id("kinh-te"), id("kinh-te")))
                .isEqualTo(Change.GONE);
        assertThat(directory.assign(WHO, Town.ID, "dat-dai", id("kinh-te"), 999))
                .isEqualTo(Change.GONE);
    }

    @Test
    void writesDownWhoChangedWhat() {
        long lan = id("ho-tich");
        directory.addLeave(WHO, lan, Leave.Kind.LEAVE, TODAY, TODAY);
        directory.remove(WHO, lan);

        assertThat(record.database()
                        .read()
                        .sql("SELECT who || ': ' || what || ', ' || on_what FROM audit ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "account 1: leave added, officer " + lan, "account 1: officer removed, officer " + lan);
    }

    private List<String> candidates(String field) {
        return directory.candidates(Town.ID, field, Exclusion.NOBODY, clock.instant()).stream()
                .map(Officer::key)
                .toList();
    }

    private long id(String key) {
        return Town.officer(directory, key).id();
    }

    private static Entry entry(Officer officer, @org.jspecify.annotations.Nullable String email, Role role) {
        return new Entry(
                officer.key(),
                officer.name(),
                officer.post(),
                officer.unit(),
                officer.telephone(),
                email,
                role,
                officer.rank());
    }
}
