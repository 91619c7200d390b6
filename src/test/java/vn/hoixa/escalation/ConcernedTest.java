package vn.hoixa.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Entry;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Role;
import vn.hoixa.directory.Unit;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.testing.RunningHoiXa;

/** Promise 7 over random directories and texts: nobody is told, asked or reminded of what concerns themselves. */
class ConcernedTest {
    private static final List<String> FAMILIES = List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đinh", "Vi", "Lò");
    private static final List<String> GIVEN = List.of("Lan", "Minh", "Hạnh", "Sơn", "Pá", "Thảo", "Dũng", "Mai");
    private static final List<String> MIDDLE = List.of("Văn", "Thị", "Đức", "Ngọc", "Mạnh", "Thu");
    private static final List<String> POSTS = List.of("Công chức", "Trưởng phòng", "Chuyên viên", "Phó Trưởng phòng");
    private static final List<String> LAMENTS = List.of(
            "%s hách dịch, quát dân",
            "tôi phản ánh %s vòi vĩnh tiền của tôi",
            "hôm qua %s bắt tôi đi tới đi lui",
            "Tôi muốn khiếu nại %s không nhận hồ sơ",
            "tôi tố cáo %s nhận phong bì");

    private static RunningHoiXa hoixa;
    private static int residents;

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @RepeatedTest(12)
    void nobodyLearnsOfWhatConcernsThem(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Commune commune = hoixa.bean(Communes.class).all().getFirst();
        Directory directory = hoixa.bean(Directory.class);
        shuffle(directory, commune, random);
        List<Officer> officers = directory.of(commune.id());
        Officer about = officers.get(random.nextInt(officers.size()));
        String named = random.nextBoolean() ? about.name() : Folding.fold(about.name());
        String text = LAMENTS.get(random.nextInt(LAMENTS.size())).formatted(named);
        Kind kind = List.of(Kind.QUESTION, Kind.FEEDBACK, Kind.COMPLAINT, Kind.DENUNCIATION, Kind.DRAFT)
                .get(random.nextInt(5));

        ResidentId resident = resident(commune);
        Handed handed = handOver(commune, resident, kind, text, null);
        Case opened = find(handed);
        Case beside = find(handOver(commune, resident, Kind.QUESTION, "còn việc này nữa, " + text, opened));
        for (int strikes = 0; strikes < 5; strikes++) {
            hoixa.clock().pass(Duration.ofHours(26));
            hoixa.bean(Deadlines.class).strike(resident);
            hoixa.bean(MorningList.class).look();
        }

        for (Case one : List.of(opened, beside)) {
            for (Officer told : told(one)) {
                assertThat(told.id()).as("told of %s", text).isNotEqualTo(about.id());
                assertThat(told.unit()).as("unit of who is told of %s", text).isNotEqualTo(about.unit());
                assertThat(about.leads()).as("nobody may be told of %s", text).isFalse();
            }
            Case now = hoixa.bean(Cases.class).find(commune.id(), one.number()).orElseThrow();
            if (now.owner() != null) {
                Officer owner = directory.find(now.owner()).orElseThrow();
                assertThat(owner.unit()).isNotEqualTo(about.unit());
            }
            assertThat(hoixa.bean(Cases.class).waiting())
                    .noneMatch(waiting -> waiting.number().equals(one.number().toString()));
        }
        if (about.leads()) {
            assertThat(handed.instead()).isNotNull();
            assertThat(handed.owner()).isNull();
        }
    }

    /** Others join, some leave their unit; the leaders stay. */
    private static void shuffle(Directory directory, Commune commune, Random random) {
        List<Unit> units = List.of(Unit.values());
        for (int i = 0; i < 3; i++) {
            Unit unit = units.get(1 + random.nextInt(units.size() - 1));
            String key = "o" + random.nextInt(1_000_000);
            String name = pick(FAMILIES, random) + " " + pick(MIDDLE, random) + " " + pick(GIVEN, random);
            directory.add(
                    "test",
                    commune.id(),
                    new Entry(key, name, pick(POSTS, random), unit, null, key + "@xa.example", Role.OFFICER, 0));
        }
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static Handed handOver(Commune commune, ResidentId resident, Kind kind, String text, @Nullable Case joins) {
        List<Letter> draft = kind == Kind.DRAFT ? List.of(new Letter("answer", "…", null)) : List.of();
        var handover =
                new Handover(commune, kind, Level.ORDINARY, "TEST", "khieu-nai-to-cao", null, text, true, joins, draft);
        Openings openings = hoixa.bean(Openings.class);
        Openings.Plan plan = openings.plan(handover);
        long row = row(resident);
        return hoixa.database().write(transaction -> openings.handOver(transaction, plan, row, new HashSet<>()));
    }

    private static ResidentId resident(Commune commune) {
        residents++;
        var resident = new ResidentId(commune.oa(), "concerned" + residents);
        hoixa.database()
                .write(transaction -> transaction
                        .sql("INSERT INTO resident (oa, zalo_user, first_seen) VALUES (?, ?, 0)")
                        .params(resident.oa(), resident.user())
                        .update());
        return resident;
    }

    private static long row(ResidentId resident) {
        return hoixa.database()
                .read()
                .sql("SELECT id FROM resident WHERE oa = ? AND zalo_user = ?")
                .params(resident.oa(), resident.user())
                .query(Long.class)
                .single();
    }

    private static Case find(Handed handed) {
        return CaseRows.find(hoixa.database().read(), handed.id());
    }

    /** By notices about the case, and by lists that name it. */
    private static List<Officer> told(Case about) {
        return hoixa
                .database()
                .read()
                .sql("SELECT DISTINCT officer_id FROM notice WHERE case_id = ? OR text LIKE ?")
                .params(about.id(), "%" + about.number() + "%")
                .query(Long.class)
                .list()
                .stream()
                .map(id -> hoixa.bean(Directory.class).find(id).orElseThrow())
                .toList();
    }
}
