package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.feedback.Refiling;
import vn.hoixa.matching.Library;
import vn.hoixa.testing.RunningHoiXa;

/** Feedback from the resident's message to the page where an officer puts it under another theme. */
class FeedbackStoryTest {
    private static final String COMMUNE = "xa-mau";
    private static final String PAGE = "/console/feedback/" + COMMUNE;

    private static RunningHoiXa hoixa;
    private static Path themes;
    private static Visitor officer;
    private static Visitor concerned;
    private static Visitor leader;
    private static Visitor editor;
    private static Visitor neighbour;

    @BeforeAll
    static void start(@TempDir Path data, @TempDir Path knowledge) throws IOException {
        copy(Path.of("knowledge-base"), knowledge);
        themes = knowledge.resolve("themes.yaml");
        hoixa = RunningHoiXa.start(data, "hoixa.knowledge=" + knowledge);
        officer = Members.of(hoixa, "can.bo", COMMUNE, Role.OFFICER, officer("tu-phap"));
        concerned = Members.of(hoixa, "dia.chinh", COMMUNE, Role.OFFICER, officer("dia-chinh"));
        leader = Members.of(hoixa, "chu.tich", COMMUNE, Role.LEADER, null);
        editor = Members.of(hoixa, "bien.tap", COMMUNE, Role.EDITOR, null);
        neighbour = Members.of(hoixa, "xa.khac", "xa-khac", Role.OFFICER, null);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void answersTheQuestionAndNotesWhatWasSaidBesideIt() {
        String answer =
                say("ca-hai", "Làm giấy khai sinh cần giấy gì? Hôm trước tôi chờ cả buổi mà chưa tới lượt, mệt quá");

        assertThat(answer).contains("rất tiếc", "khai sinh").doesNotContain("CH-");
        assertThat(feedbackOf("ca-hai")).hasSize(1).first().satisfies(row -> {
            assertThat(row.get("theme")).isEqualTo("long-queue");
            assertThat(row.get("tone")).isEqualTo("complaint");
            assertThat(row.get("case_id")).isNull();
        });
    }

    @Test
    void opensACaseForABrokenLamp() {
        String answer = say("den-hong", "Đèn đường đầu thôn Giữa Mẫu hỏng cả tuần nay, tối om không thấy lối đi");

        assertThat(answer).contains("CH-", "chậm nhất").doesNotContain("chưa hiểu");
        assertThat(feedbackOf("den-hong")).hasSize(1).first().satisfies(row -> {
            assertThat(row.get("theme")).isEqualTo("lamps");
            assertThat(row.get("hamlet")).isEqualTo("Giữa Mẫu");
            assertThat(row.get("field")).isEqualTo("giao-thong");
            assertThat(String.valueOf(row.get("why"))).contains("đèn đường");
        });
        assertThat(casesOf("den-hong")).singleElement().satisfies(row -> {
            assertThat(row.get("kind")).isEqualTo("feedback");
            assertThat(String.valueOf(row.get("owner_id"))).isEqualTo(String.valueOf(officer("dia-chinh")));
        });
    }

    @Test
    void thanksForPraise() {
        String answer =
                say("khen", "Bữa nay làm giấy nhanh gọn, cô cán bộ hướng dẫn tận tình vui vẻ, tôi rất hài lòng");

        assertThat(answer).contains("Cảm ơn ông/bà đã có lời khen").doesNotContain("CH-", "Nhắn 0");
        assertThat(feedbackOf("khen"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("tone")).isEqualTo("praise"));
        assertThat(casesOf("khen")).isEmpty();
    }

    @Test
    void meetsRudeWordsKindly() {
        String answer = say("gian", "Làm ăn như cứt, hách dịch với dân, tao chán lắm rồi");

        assertThat(answer).contains("rất tiếc", "đã được ghi lại").doesNotContain("chưa hiểu");
        assertThat(feedbackOf("gian")).hasSize(1);
    }

    @Test
    void keepsNothingOfADenunciation() {
        say("to-cao", "Tôi tố cáo ông trưởng thôn ăn chặn tiền hỗ trợ bão của bà con, đường sá cũng không sửa");
        hoixa.clock().pass(Duration.ofMinutes(2));
        say("to-cao", "Đường thôn ổ gà chi chít mà tiền thì mất");

        assertThat(feedbackOf("to-cao")).isEmpty();
        assertThat(officer.get(PAGE).body()).doesNotContain("ăn chặn", "mà tiền thì mất");
    }

    @Test
    void showsWordsMaskedEscapedAndShortened() {
        String text =
                "Rác đầu ngõ chất đống cả tuần bốc mùi hôi thối <script>alert(1)</script> tôi số 012345678901, gọi 0912"
                        + " 345 678. " + "Xe rác không tới, mùi hôi chịu không nổi. ".repeat(60);

        say("dai", text.substring(0, 2_000));

        assertThat(feedbackOf("dai")).hasSize(1);
        assertThat(officer.get(PAGE).body())
                .contains("&lt;script&gt;", "•••", "…")
                .doesNotContain("<script>alert", "012345678901", "345 678");
        assertThat(officer.get(PAGE + "/" + idOf("dai")).body()).doesNotContain("<script>alert", "012345678901");
    }

    @Test
    void showsNobodyWhatIsSaidAboutThem() {
        say("che", "Anh cán bộ địa chính hách dịch, quát mắng người già trước bao nhiêu người");
        long id = idOf("che");

        assertThat(feedbackOf("che"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("excluded")).isNotEqualTo(""));
        assertThat(officer.get(PAGE).body()).contains("quát mắng người già");
        assertThat(concerned.get(PAGE).body()).doesNotContain("quát mắng người già");
        assertThat(leader.get(PAGE).body()).doesNotContain("quát mắng người già");
        assertThat(officer.get(PAGE + "/" + id).statusCode()).isEqualTo(200);
        assertThat(concerned.get(PAGE + "/" + id).statusCode()).isEqualTo(404);
        assertThat(concerned
                        .submit("/console", PAGE + "/" + id, "first", "roads", "theme", "lamps")
                        .statusCode())
                .isEqualTo(404);
        assertThat(themeOf(id)).isNotEqualTo("lamps");

        assertThat(read(officer, "che")).contains("quát mắng người già");
        assertThat(isFound(officer, "quát mắng người già")).isTrue();
        for (Visitor one : List.of(concerned, leader)) {
            assertThat(read(one, "che")).doesNotContain("quát mắng người già", "rất tiếc");
            assertThat(isFound(one, "quát mắng người già")).isFalse();
        }
    }

    @Test
    void showsNobodyWhatIsSaidAboutThemBesideAQuestion() {
        say("che-hoi", "Làm giấy khai sinh cần giấy gì? Còn anh cán bộ địa chính thì cứ quát tháo xua đuổi dân");

        assertThat(feedbackOf("che-hoi")).hasSize(1);
        assertThat(read(officer, "che-hoi")).contains("quát tháo xua đuổi");
        assertThat(isFound(officer, "quát tháo xua đuổi")).isTrue();
        assertThat(read(concerned, "che-hoi")).doesNotContain("quát tháo xua đuổi");
        assertThat(isFound(concerned, "quát tháo xua đuổi")).isFalse();
    }

    @Test
    void namesTheProvincesOfficeWhereTheChairIsComplainedOf() {
        String alone = say("che-chu-tich", "Chủ tịch xã hách dịch, coi thường dân");
        String beside = say(
                "che-va-hoi", "Làm giấy khai sinh cần giấy gì? Còn ông chủ tịch xã thì hách dịch, coi thường dân quá");
        String police = say("che-cong-an", "Công an xã hách dịch, coi thường dân");

        assertThat(alone).contains("CH-", "không ai trong xã được giao", "Ủy ban nhân dân");
        assertThat(beside).contains("CH-", "không ai trong xã được giao");
        eventually(() -> assertThat(hoixa.answersTo("che-va-hoi").getLast()).contains("khai sinh"));
        assertThat(police).contains("CH-", "không ai trong xã được giao", "Công an");
        assertThat(casesOf("che-chu-tich")).singleElement().satisfies(row -> {
            assertThat(row.get("kind")).isEqualTo("feedback");
            assertThat(row.get("owner_id")).isNull();
        });
        assertThat(read(officer, "che-chu-tich")).doesNotContain("coi thường dân");
        assertThat(read(leader, "che-chu-tich")).doesNotContain("coi thường dân");
    }

    @Test
    void keepsOfWhichCaseWasSpokenBesideAQuestion() {
        say("den-hoi", "Làm giấy khai sinh cần giấy gì? Với lại đèn đường thôn Giữa Mẫu hỏng cả tuần nay, tối om");

        assertThat(casesOf("den-hoi"))
                .singleElement()
                .satisfies(row -> assertThat(count("SELECT COUNT(*) FROM turn WHERE case_id = " + row.get("id")))
                        .isEqualTo(1));
    }

    @Test
    void leadersReadWhatSeveralSpeakOfAndWhatNothingAnswers() {
        say("cau-1", "Cầu qua suối ở Bến Mẫu gãy rồi, xe không qua được");
        say("cau-2", "cau ben mau gay, xe may khong qua duoc");
        say("cau-3", "Cầu Bến Mẫu bị gãy, người ốm không chở đi viện được");
        say("loa-1", "xin cho hỏi loa ngoài ngõ nhà tôi bao giờ có người tới lắp lại");
        say("loa-2", "xin cho hoi loa ngoai ngo nha toi bao gio co nguoi toi lap lai");

        String page = HtmlUtils.htmlUnescape(
                leader.get("/console/report/" + COMMUNE + "?period=2026-W48").body());
        assertThat(page).contains("Nhiều người cùng nói một việc", "<strong>3 người</strong>", "Bến Mẫu");
        assertThat(page)
                .contains("Hỏi nhiều hơn mà chưa có bài trả lời", "loa ngoài ngõ", "2 lần, kỳ trước 0 lần")
                .doesNotContain("<script>alert");
    }

    @Test
    void leadsNobodyFromAReportToWhoSpokeOfAnOfficer() {
        say("ke", "Anh cán bộ địa chính quát tháo, coi thường người già");
        say("hoi", "làm giấy khai sinh cần giấy gì");

        String rows = leader.get("/console/report/" + COMMUNE + "/rows?period=2026-W48")
                .body();
        assertThat(rows).contains(conversationOf("hoi")).doesNotContain(conversationOf("ke"));
        String csv = leader.get("/console/report/" + COMMUNE + "/report.csv?period=2026-W48")
                .body();
        assertThat(csv.lines().filter(line -> line.contains(",remarked,")))
                .isNotEmpty()
                .allMatch(line -> line.contains("T00:00") || line.contains(" 00:00"));
    }

    private static String conversationOf(String user) {
        return "/console/conversations/" + COMMUNE + "/"
                + hoixa.database()
                        .read()
                        .sql("SELECT id FROM resident WHERE zalo_user = ?")
                        .param(user)
                        .query(Long.class)
                        .single()
                + "\"";
    }

    @Test
    void letsThosePutItElsewhereWhoMayAndLearnsFromThem() {
        say("chuyen-la", "Cái ụ xám ở ngã ba nằm ì ra đó bực mình quá, ụ xám chướng mắt lắm");
        long id = idOf("chuyen-la");
        String address = PAGE + "/" + id;

        assertThat(officer.get(PAGE).statusCode()).isEqualTo(200);
        assertThat(leader.get(PAGE).statusCode()).isEqualTo(200);
        assertThat(editor.get(PAGE).statusCode()).isEqualTo(404);
        assertThat(neighbour.get(PAGE).statusCode()).isEqualTo(404);
        assertThat(editor.submit("/console", address, "first", "waste", "theme", "dumping")
                        .statusCode())
                .isEqualTo(404);
        assertThat(neighbour
                        .submit("/console", address, "first", "waste", "theme", "dumping")
                        .statusCode())
                .isEqualTo(404);
        assertThat(officer.submit(address, address, "first", "waste", "theme", "nothing")
                        .statusCode())
                .isEqualTo(404);
        officer.submit(address, address, "first", "noise", "theme", "dumping");
        assertThat(themeOf(id)).isNotEqualTo("dumping");

        leader.submit(address, address, "first", "waste", "theme", "dumping");
        hoixa.bean(Library.class).publish();
        say("chuyen-la-2", "Ụ xám ở ngã ba vẫn nằm ì ra đó, bực mình lắm");
        hoixa.bean(Refiling.class)
                .refile(hoixa.bean(Library.class).current().knowledge().communes());

        assertThat(themeOf(id)).isEqualTo("dumping");
        assertThat(themeOf(idOf("chuyen-la-2"))).isEqualTo("dumping");
        assertThat(audited("feedback corrected")).contains("feedback " + id + " theme dumping");
        assertThat(audited("feedback refiled")).isNotEmpty();
        assertThat(count("SELECT COUNT(*) FROM feedback_correction WHERE feedback_id = " + id))
                .isEqualTo(1);
        assertThat(officer.get(PAGE + "?theme=waste").body()).contains("nằm ì ra đó bực mình");
        assertThat(officer.get(PAGE + "?theme=praise").body()).doesNotContain("nằm ì ra đó");
        assertThat(officer.get(PAGE + "?week=2020-01-06").body()).doesNotContain("nằm ì ra đó");
    }

    @Test
    void refusesThemesThatForgetWhatWasFiled() throws IOException {
        say("duong-hu", "Đường vào thôn Cuối Mẫu ổ gà chi chít, xe ngã hoài");
        String filed = themeOf(idOf("duong-hu"));
        String before = Files.readString(themes);
        String version = hoixa.bean(Library.class).current().knowledge().version();

        Files.writeString(themes, before.replace("- id: " + filed + "\n", "- id: " + filed + "-new\n"));
        List<String> refusals = hoixa.bean(Library.class).publish().refusals();
        Files.writeString(
                themes,
                before.replace("- id: " + filed + "\n", "- id: " + filed + "-new\n")
                        .replaceFirst(
                                "      - id: bus-or-station\n",
                                "      - id: " + filed + "\n        replaced-by: " + filed
                                        + "-new\n      - id: bus-or-station\n"));
        List<String> replaced = hoixa.bean(Library.class).publish().refusals();

        assertThat(refusals)
                .singleElement()
                .asString()
                .contains("themes.yaml", "under the theme \"" + filed + "\"", "replaced-by");
        assertThat(replaced).isEmpty();
        assertThat(hoixa.bean(Library.class).current().knowledge().version()).isNotEqualTo(version);
        assertThat(officer.get(PAGE + "?theme=" + filed + "-new").body()).contains("ổ gà chi chít");
        Files.writeString(themes, before);
        assertThat(hoixa.bean(Library.class).publish().refusals()).isEmpty();
    }

    @Test
    void countsWhatIsErasedAllTheSame() {
        say("xoa", "Đường vào thôn Bến Mẫu sụt lở chi chít ổ gà, xe ngã hoài");
        String theme = themeOf(idOf("xoa"));
        say("xoa", "Xoá dữ liệu của tôi");
        say("xoa", "xoá");

        eventually(() -> assertThat(count("SELECT COUNT(*) FROM resident WHERE zalo_user = 'xoa' AND id IN (SELECT"
                        + " resident_id FROM feedback)"))
                .isZero());

        assertThat(count("SELECT COUNT(*) FROM journal WHERE what = 'remarked' AND hamlet = 'Bến Mẫu' AND theme = '"
                        + theme + "'"))
                .isEqualTo(1);
        assertThat(officer.get(PAGE).body()).doesNotContain("sụt lở");
    }

    private static String say(String user, String text) {
        int before = hoixa.answersTo(user).size();
        hoixa.say(user, text);
        hoixa.clock().pass(Duration.ofMillis(8_100));
        eventually(() -> {
            hoixa.clock().pass(Duration.ofSeconds(2));
            assertThat(hoixa.answersTo(user)).hasSizeGreaterThan(before);
        });
        List<String> all = hoixa.answersTo(user);
        return String.join("\n", all.subList(before, all.size()));
    }

    private static String read(Visitor visitor, String user) {
        return HtmlUtils.htmlUnescape(visitor.get("/console/conversations/" + COMMUNE + "/" + row(user))
                .body());
    }

    private static boolean isFound(Visitor visitor, String words) {
        return visitor.get("/console/search/" + COMMUNE + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .body()
                .contains("<mark>");
    }

    private static long row(String user) {
        return hoixa.database()
                .read()
                .sql("SELECT id FROM resident WHERE zalo_user = ?")
                .param(user)
                .query(Long.class)
                .single();
    }

    private static List<Map<String, @Nullable Object>> feedbackOf(String user) {
        return hoixa.database()
                .read()
                .sql(
                        "SELECT f.* FROM feedback f JOIN resident r ON r.id = f.resident_id WHERE r.zalo_user = ? ORDER BY f.id")
                .param(user)
                .query()
                .listOfRows();
    }

    private static List<Map<String, @Nullable Object>> casesOf(String user) {
        return hoixa.database()
                .read()
                .sql("SELECT c.* FROM cases c JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ?")
                .param(user)
                .query()
                .listOfRows();
    }

    private static long idOf(String user) {
        return Long.parseLong(String.valueOf(feedbackOf(user).getFirst().get("id")));
    }

    private static String themeOf(long id) {
        return hoixa.database()
                .read()
                .sql("SELECT theme FROM feedback WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static List<String> audited(String what) {
        return hoixa.database()
                .read()
                .sql("SELECT on_what || ' ' || reason FROM audit WHERE what = ?")
                .param(what)
                .query(String.class)
                .list();
    }

    private static int count(String sql) {
        return hoixa.database().read().sql(sql).query(Integer.class).single();
    }

    private static long officer(String key) {
        return hoixa.database()
                .read()
                .sql("SELECT id FROM officer WHERE commune = ? AND officer_key = ?")
                .params(COMMUNE, key)
                .query(Long.class)
                .single();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
