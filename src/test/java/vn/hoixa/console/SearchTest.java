package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Role;
import vn.hoixa.directory.Unit;
import vn.hoixa.escalation.Sight;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.search.SearchTexts;
import vn.hoixa.search.TextsOfTests;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.FreshDatabase;

/** Finding what was written, on both databases. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
// What runs before each invocation sets them.
@SuppressWarnings("NullAway.Init")
class SearchTest {
    private static final Commune COMMUNE = commune("xa-mau", "4600000000000000001");
    private static final Commune OTHER = commune("xa-khac", "4600000000000000002");
    private static final Officer OFFICER = officer(7, Unit.SERVICE_CENTRE);
    private static final Officer CONCERNED = officer(8, Unit.POLICE);

    @TempDir
    private static Path folder;

    private static @Nullable FreshDatabase opened;
    private static FreshDatabase fresh;

    @Parameter
    private FreshDatabase.Kind kind;

    private Database database;
    private Search search;
    private int written;

    @BeforeParameterizedClassInvocation
    static void open(FreshDatabase.Kind kind) {
        opened = null;
        opened = FreshDatabase.of(kind, folder.resolve(kind.name()));
        fresh = opened;
    }

    @AfterParameterizedClassInvocation
    static void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    @BeforeEach
    void empty() {
        fresh.empty();
        database = fresh.database();
        search = new Search(database, TextsOfTests.of(database));
    }

    @Test
    void findsWhatWasWrittenHoweverItIsTyped() {
        long resident = resident(COMMUNE, 1);
        say(resident, null, "Cháu muốn ĐĂNG KÝ khai sinh cho con, cần giấy gì ạ?");
        say(resident, null, Normalizer.normalize("Sổ đỏ bị rách thì làm sao", Normalizer.Form.NFD));

        assertThat(found("đăng ký khai sinh")).hasSize(1);
        assertThat(found("dang ky khai sinh")).hasSize(1);
        assertThat(found("KHAI   sinh, đăng-ký!")).hasSize(1);
        assertThat(found("so do rach")).hasSize(1);
        assertThat(found("khai tử")).isEmpty();
        assertThat(found("khai sinh").getFirst().excerpt().parts())
                .filteredOn(Excerpt.Part::isHit)
                .extracting(Excerpt.Part::text)
                .containsExactly("khai", "sinh");
    }

    @Test
    void takesNothingThatIsTypedForAnOrder() {
        say(resident(COMMUNE, 1), null, "khai sinh");

        for (String typed : List.of(
                "\"",
                "khai\" OR \"x",
                "khai*",
                "NOT khai",
                "words:khai",
                "khai & !sinh",
                "'); DROP TABLE x; --",
                ":*",
                "khai <-> sinh",
                "\\",
                "(",
                "NEAR(khai sinh)",
                "đ\u0000đ",
                " ",
                "🙂")) {
            assertThat(found(typed)).as(typed).hasSizeLessThan(2);
        }
        assertThat(found("khai sinh")).hasSize(1);
    }

    @Test
    void showsTheNewestFirstPageByPage() {
        long resident = resident(COMMUNE, 1);
        for (int i = 0; i < 45; i++) {
            say(resident, null, "hỏi lần " + (1000 + i));
        }

        Search.Found first = search.find(COMMUNE, new Sight(OFFICER), "hoi lan", Search.NEWEST);
        Search.Found second = search.find(COMMUNE, new Sight(OFFICER), "hoi lan", Objects.requireNonNull(first.next()));
        Search.Found third = search.find(COMMUNE, new Sight(OFFICER), "hoi lan", Objects.requireNonNull(second.next()));

        List<Search.Hit> all = Stream.of(first, second, third)
                .flatMap(found -> found.hits().stream())
                .toList();
        assertThat(all).hasSize(45).extracting(Search.Hit::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(third.next()).isNull();
    }

    @Test
    void neitherFindsNorShowsNumbersThatNameAPerson() {
        long resident = resident(COMMUNE, 1);
        say(resident, null, "Căn cước của tôi là 001 203 004 005, gọi 0912.345.678 nhé");

        assertThat(found("001203004005")).isEmpty();
        assertThat(found("001 203 004 005")).isEmpty();
        assertThat(found("0912.345.678")).isEmpty();
        assertThat(text(found("căn cước").getFirst())).contains("•••").doesNotContain("001", "0912", "678");
    }

    @Test
    void findsByTheNameOfTheResident() {
        long resident = resident(COMMUNE, 1);
        name(resident, "Nguyễn Thị Lan");
        name(resident, "Nguyễn Thị Huệ");

        assertThat(found("nguyen thi lan")).isEmpty();
        assertThat(found("hue").getFirst())
                .satisfies(hit -> assertThat(hit.name()).isEqualTo("Nguyễn Thị Huệ"))
                .satisfies(hit -> assertThat(hit.at()).isNull());
    }

    @Test
    void findsWhatOfficersAnsweredWithTheNumberOfTheCase() {
        long resident = resident(COMMUNE, 1);
        long about = caseOf(resident, 427, "question", "");
        answer(about, resident, "Mời bác ra bộ phận một cửa");
        draft(about, resident, "Mời bác xem bản nháp");

        assertThat(found("mot cua").getFirst())
                .satisfies(hit -> assertThat(hit.number()).hasToString("CH-0427"))
                .satisfies(hit -> assertThat(hit.isOfficers()).isTrue());
        assertThat(found("ban nhap")).isEmpty();
    }

    @Test
    void keepsACaseFromThoseWhomItConcerns() {
        long resident = resident(COMMUNE, 1);
        long about = caseOf(resident, 1, "complaint", "NONE,8");
        say(resident, about, "Anh công an đòi tiền bồi dưỡng");
        say(resident, null, "Anh công an ấy hôm nay có trực không");
        long ofUnit = caseOf(resident(COMMUNE, 2), 2, "complaint", "NONE,POLICE");
        answer(ofUnit, resident(COMMUNE, 2), "Chuyển công an tỉnh");
        long whole = caseOf(resident(COMMUNE, 3), 3, "complaint", "commune,PROVINCE,SERVICE_CENTRE");
        say(resident(COMMUNE, 3), whole, "Chủ tịch đòi công an dẹp chợ");

        long outside = caseOf(resident(COMMUNE, 4), 4, "complaint", "PROVINCIAL_POLICE,9");
        say(resident(COMMUNE, 4), outside, "Chuyện công an huyện trước đây");

        assertThat(found(CONCERNED, "cong an")).isEmpty();
        assertThat(found(null, "cong an")).isEmpty();
        assertThat(found(OFFICER, "cong an")).hasSize(3);
        assertThat(found(OFFICER, "chu tich")).isEmpty();
    }

    @Test
    void goesOnPastWhatIsKeptFromTheReader() {
        long open = resident(COMMUNE, 1);
        say(open, null, "hỏi đường vào thôn");
        long closed = resident(COMMUNE, 2);
        long about = caseOf(closed, 1, "complaint", "NONE,8");
        for (int i = 0; i < 130; i++) {
            say(closed, about, "hỏi đường nữa " + i);
        }

        assertThat(found(CONCERNED, "hoi duong")).hasSize(1);
    }

    @Test
    void holdsNoWordOfADenunciation() {
        long resident = resident(COMMUNE, 1);
        long about = caseOf(resident, 1, "denunciation", "");
        say(resident, about, "Tôi tố cáo việc bán đất công");
        answer(about, resident, "Đã nhận đơn về đất công");
        say(resident, null, "đất công ở đầu làng");

        assertThat(found("dat cong")).isEmpty();
        assertThat(words()).noneMatch(words -> words.contains("to cao") || words.contains("da nhan don"));
    }

    @Test
    void findsNothingOfAnotherCommune() {
        say(resident(OTHER, 1), null, "khai sinh ở xã khác");

        assertThat(found("khai sinh")).isEmpty();
        assertThat(found("oa4600000000000000002 khai sinh")).isEmpty();
        assertThat(search.find(OTHER, new Sight(OFFICER), "khai sinh", Search.NEWEST)
                        .hits())
                .hasSize(1);
    }

    @Test
    void leavesNothingOfAResidentWhoIsErased() throws IOException {
        long resident = resident(COMMUNE, 1);
        say(resident, null, "chuyện riêng quahiemthay của tôi");
        say(resident(COMMUNE, 2), null, "chuyện khác");
        database.scrub();

        database.write(transaction -> transaction
                .sql("DELETE FROM resident WHERE id = ?")
                .param(resident)
                .update());
        database.scrub();

        assertThat(found("quahiemthay")).isEmpty();
        assertThat(found("chuyen khac")).hasSize(1);
        assertThat(words()).hasSize(1);
        if (kind == FreshDatabase.Kind.SQLITE) {
            try (Stream<Path> files = Files.list(folder.resolve(kind.name()))) {
                for (Path file : files.filter(path -> path.toString().contains("hoixa.db"))
                        .toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("quahiemthay", "iemthay");
                }
            }
        }
    }

    @Test
    void forgetsAMessageThatIsNotKeptAnyLonger() {
        long resident = resident(COMMUNE, 1);
        say(resident, null, "tin cũ lắm rồi");

        database.write(transaction -> transaction.sql("DELETE FROM incoming").update());

        assertThat(words()).isEmpty();
    }

    @Test
    void indexesWhatWasThereBeforeInPieces() {
        long resident = resident(COMMUNE, 1);
        say(resident, null, "câu một trước đây");
        say(resident, null, "câu hai trước đây");
        answer(caseOf(resident, 1, "question", ""), resident, "trả lời trước đây");
        name(resident, "Trần Văn Tám");
        database.write(transaction -> {
            transaction.sql("DELETE FROM search_backlog").update();
            transaction
                    .sql("DELETE FROM search_text WHERE words NOT LIKE '% cau hai %'")
                    .update();
            for (String source : List.of("incoming", "case_text", "resident")) {
                transaction
                        .sql("INSERT INTO search_backlog (source, below) SELECT ?, MAX(id) + 1 FROM " + source)
                        .param(source)
                        .update();
            }
            return true;
        });

        TextsOfTests.catchUp(database, 3);

        assertThat(found("truoc day")).hasSize(3);
        assertThat(found("tam")).hasSize(1);
        assertThat(words()).hasSize(4);
    }

    /** What would be slow with half a million messages shows in the plan of few. */
    @Test
    void asksTheIndex() {
        List<String> plan = database.read()
                .sql((kind == FreshDatabase.Kind.SQLITE ? "EXPLAIN QUERY PLAN " : "EXPLAIN ")
                        + TextsOfTests.of(database).hits()
                        + "SELECT s.resident_id FROM hits h JOIN search_text s ON s.id = h.id ORDER BY h.id DESC")
                .params(Map.of("words", "khai", "before", Search.NEWEST, "most", 20))
                .query((row, i) -> String.valueOf(row.getString(kind == FreshDatabase.Kind.SQLITE ? 4 : 1)))
                .list();

        if (kind == FreshDatabase.Kind.SQLITE) {
            assertThat(plan).anyMatch(step -> step.contains("search_index VIRTUAL TABLE"));
            assertThat(plan).noneMatch(step -> step.equals("SCAN s") || step.contains("TEMP B-TREE"));
        } else {
            // An empty table is walked rather than looked up, so the index is only asked whether it fits.
            assertThat(database.read()
                            .sql("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_index'")
                            .query(String.class)
                            .single())
                    .contains("gin (vector)");
        }
    }

    private List<Search.Hit> found(String typed) {
        return found(OFFICER, typed);
    }

    private List<Search.Hit> found(@Nullable Officer reader, String typed) {
        return search.find(COMMUNE, new Sight(reader), typed, Search.NEWEST).hits();
    }

    private static String text(Search.Hit hit) {
        return hit.excerpt().parts().stream().map(Excerpt.Part::text).collect(Collectors.joining());
    }

    private List<String> words() {
        return database.read()
                .sql("SELECT words FROM search_text")
                .query(String.class)
                .list();
    }

    private long resident(Commune commune, int user) {
        return database.write(transaction -> {
            transaction
                    .sql("INSERT INTO resident (oa, zalo_user, first_seen) VALUES (?, ?, 0) ON CONFLICT DO NOTHING")
                    .params(commune.oa(), "user" + user)
                    .update();
            return transaction
                    .sql("SELECT id FROM resident WHERE oa = ? AND zalo_user = ?")
                    .params(commune.oa(), "user" + user)
                    .query(Long.class)
                    .single();
        });
    }

    private void name(long resident, String name) {
        database.write(transaction -> {
            transaction
                    .sql("UPDATE resident SET display_name = ? WHERE id = ?")
                    .params(name, resident)
                    .update();
            SearchTexts.named(transaction, resident);
            return true;
        });
    }

    private void say(long resident, @Nullable Long about, String text) {
        int number = ++written;
        database.write(transaction -> {
            transaction
                    .sql("""
                            INSERT INTO incoming (event_key, resident_id, kind, text, zalo_time, received_at, turn)
                            VALUES (?, ?, 'text', ?, ?, ?, ?)""")
                    .params("event" + number, resident, text, 1_795_000_000_000L + number, 0, number)
                    .update();
            transaction
                    .sql("""
                            INSERT INTO turn (resident_id, number, decision, reason, knowledge, case_id, decided_at)
                            VALUES (?, ?, 'answer', '', '', ?, 0)""")
                    .params(new ArrayList<Object>(java.util.Arrays.asList(resident, number, about)))
                    .update();
            SearchTexts.arrived(transaction, List.of("event" + number));
            return true;
        });
    }

    private long caseOf(long resident, int number, String kindOfCase, String excluded) {
        return database.write(transaction -> transaction
                .sql("""
                        INSERT INTO cases (commune, number, resident_id, reason, state, opened_at, kind, excluded)
                        VALUES ('xa-mau', ?, ?, '', 'new', 0, ?, ?) RETURNING id""")
                .params(number, resident, kindOfCase, excluded)
                .query(Long.class)
                .single());
    }

    private void answer(long about, long resident, String text) {
        textOf(about, resident, "answer", text);
    }

    private void draft(long about, long resident, String text) {
        textOf(about, resident, "shown_answer", text);
    }

    private void textOf(long about, long resident, String sort, String text) {
        database.write(transaction -> {
            long officer = transaction
                    .sql("""
                            INSERT INTO officer (commune, officer_key, name, post, unit, role, rank)
                            VALUES ('xa-mau', ?, '', '', '', '', 1) RETURNING id""")
                    .param(java.util.UUID.randomUUID().toString())
                    .query(Long.class)
                    .single();
            long id = transaction
                    .sql("""
                            INSERT INTO case_text (case_id, resident_id, kind, officer_id, text, created_at)
                            VALUES (?, ?, ?, ?, ?, ?) RETURNING id""")
                    .params(about, resident, sort, officer, text, 1_795_000_000_000L + written)
                    .query(Long.class)
                    .single();
            SearchTexts.written(transaction, id);
            return true;
        });
    }

    private static Commune commune(String id, String oa) {
        return new Commune(id, oa, "xã Mẫu", "tỉnh Mẫu", "", "", Map.of(), List.of(), List.of(), Map.of());
    }

    private static Officer officer(long id, Unit unit) {
        return new Officer(id, "xa-mau", "a", "A", "B", unit, null, null, Role.OFFICER, 1, null, true, false);
    }
}
