package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.matching.Library;
import vn.hoixa.meeting.Minute;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.CaseWalk;
import vn.hoixa.testing.Postgres;
import vn.hoixa.testing.RunningHoiXa;

/** Dialogues and reception days from the leader's announcement to the answers, and what becomes of them. */
@ParameterizedClass
@EnumSource
class MeetingStoryTest {
    private static final String COMMUNE = "xa-mau";
    private static final String PAGE = "/console/meetings/" + COMMUNE;

    private static CaseWalk walk;
    private static Path known;
    private static Visitor leader;
    private static Visitor officer;
    private static Visitor editor;
    private static Visitor neighbour;

    MeetingStoryTest(FreshDatabase.Kind kind) {}

    @BeforeParameterizedClassInvocation
    static void start(FreshDatabase.Kind kind, @TempDir Path data, @TempDir Path knowledge) throws IOException {
        known = CaseWalk.knowledge(knowledge);
        Path second = Files.createDirectories(knowledge.resolve("communes/xa-hai"));
        for (String file : List.of("profile.yaml", "officers.yaml", "calendar.yaml")) {
            Files.writeString(
                    second.resolve(file),
                    Files.readString(knowledge.resolve("communes/xa-mau").resolve(file))
                            .replace(RunningHoiXa.OA, "4600000000000000002"));
        }
        List<String> settings = new ArrayList<>(List.of("hoixa.knowledge=" + knowledge));
        if (kind == FreshDatabase.Kind.POSTGRES) {
            settings.add("hoixa.database.url=" + Postgres.freshDatabase());
        }
        walk = new CaseWalk(data, settings.toArray(String[]::new));
        leader = Members.of(walk.hoixa(), "chu.tich", COMMUNE, Role.LEADER, null);
        officer = Members.of(
                walk.hoixa(),
                "can.bo",
                COMMUNE,
                Role.OFFICER,
                walk.officer("tu-phap").id());
        editor = Members.of(walk.hoixa(), "bien.tap", COMMUNE, Role.EDITOR, null);
        neighbour = Members.of(walk.hoixa(), "xa.hai", "xa-hai", Role.LEADER, null);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        walk.close();
    }

    @Test
    void fromTheAnnouncementToTheAnswers() {
        // All that is wrong is told at once.
        var found = new SoftAssertions();
        found.check(MeetingStoryTest::saysPlainlyThatNothingIsAnnounced);
        found.check(MeetingStoryTest::announces);
        found.check(MeetingStoryTest::tellsOfTheNextDays);
        found.check(MeetingStoryTest::takesQuestions);
        found.check(MeetingStoryTest::takesWhoComes);
        found.check(MeetingStoryTest::keepsNothingOfADenunciation);
        found.check(MeetingStoryTest::showsTheListToTheLeaderAlone);
        found.check(MeetingStoryTest::sortsTheList);
        found.check(MeetingStoryTest::remindsOnceAndByDay);
        found.check(MeetingStoryTest::tellsOfChanges);
        found.check(MeetingStoryTest::keepsPastListsWhereTheHourChanges);
        found.check(MeetingStoryTest::tellsWhenADayTurnsIntoAHoliday);
        found.check(MeetingStoryTest::answersAfterwards);
        found.check(MeetingStoryTest::offersItToTheEditors);
        found.check(MeetingStoryTest::erases);
        found.assertAll();
    }

    private static void saysPlainlyThatNothingIsAnnounced() {
        assertThat(say("an", "Bao giờ xã đối thoại với dân?")).contains("chưa có lịch đối thoại", "Nhắn 0");
        // Where no day is announced, the guide tells.
        assertThat(say("an", "lịch tiếp dân")).contains("Chủ tịch xã tiếp dân sáng thứ Năm");
        assertThat(say("an", "tôi không đến nữa")).doesNotContain("Đã huỷ");
    }

    private static void announces() {
        String token = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(announce(token, "dialogue", "2026-11-27", "Nhà văn hoá <b>Giữa Mẫu</b>", "", "1")
                            .statusCode())
                    .isEqualTo(302);
        }
        announce(UUID.randomUUID().toString(), "reception", "2026-11-26", "Phòng tiếp công dân", "true", "0");
        assertThat(count("SELECT COUNT(*) FROM meeting"))
                .as("the form counts once")
                .isEqualTo(2);

        assertThat(announce(UUID.randomUUID().toString(), "dialogue", "2026-11-20", "x", "", "1")
                        .body())
                .contains("đã qua");
        assertThat(announce(UUID.randomUUID().toString(), "dialogue", "27/11/2026", "x", "", "1")
                        .body())
                .contains("viết chưa đúng");
        assertThat(announce(UUID.randomUUID().toString(), "dialogue", "2026-11-27", "y".repeat(201), "", "1")
                        .body())
                .contains("không quá 200");
        assertThat(announce(UUID.randomUUID().toString(), "elsewhere", "2026-11-27", "x", "", "1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(leader.get(PAGE).body()).contains("&lt;b&gt;Giữa Mẫu").doesNotContain("<b>Giữa");
    }

    private static void tellsOfTheNextDays() {
        assertThat(say("an", "bao gio doi thoai"))
                .contains("8 giờ thứ Sáu 27/11", "Giữa Mẫu", "Nhận tin đến hết ngày 26/11", "Gửi câu hỏi đối thoại");
        assertThat(say("an", "hôm nào chủ tịch tiếp dân"))
                .contains(
                        "8 giờ thứ Năm 26/11",
                        "8 giờ thứ Năm 3/12",
                        "Phòng tiếp công dân",
                        "gặp chủ tịch ngày 26/11 về");
        assertThat(say("an", "làm giấy khai sinh cần giấy tờ gì"))
                .contains("khai sinh")
                .doesNotContain("đối thoại");
    }

    private static void takesQuestions() {
        assertThat(say("binh", "Gửi câu hỏi đối thoại: Bao giờ sửa <b>đường</b> thôn Bến, số tôi 0912345678"))
                .contains("Đã ghi câu hỏi", "“Bao giờ sửa <b>đường</b> thôn Bến, số tôi 0912345678”", "Rút câu hỏi");
        say("cuc", "bao giờ đối thoại");
        assertThat(say("cuc", "gửi câu hỏi")).contains("viết câu hỏi vào tin nhắn tiếp theo");
        assertThat(say("cuc", "Đường thôn Bến hỏng nặng, khi nào xã sửa?")).contains("Đã ghi câu hỏi", "thôn Bến hỏng");
        assertThat(say("cuc", "làm giấy khai sinh cần giấy tờ gì")).doesNotContain("Đã ghi");
        say("cuc", "gửi câu hỏi đối thoại");
        assertThat(say("cuc", "thôi")).contains("tôi không ghi gì");
        for (String question : List.of("một con lợn lạc", "hai cây cầu gãy", "ba bóng đèn hỏng")) {
            assertThat(say("dung", "gửi câu hỏi đối thoại: khi nào xong " + question))
                    .contains("Đã ghi");
        }
        assertThat(say("dung", "gửi câu hỏi đối thoại: câu thứ tư")).contains("đủ số câu hỏi");
        String longest = "Gửi câu hỏi đối thoại: " + "ruộng ngập ".repeat(179);
        assertThat(longest).hasSizeLessThanOrEqualTo(2_000);
        assertThat(say("em", longest)).contains("Đã ghi", "…");
        assertThat(say("em", "rút câu hỏi")).contains("Đã rút câu hỏi");
        assertThat(mattersOf("em")).isEmpty();
        assertThat(mattersOf("dung")).hasSize(3);
    }

    private static void takesWhoComes() {
        assertThat(say("giang", "tôi đăng ký gặp chủ tịch thứ năm về đất đai"))
                .contains("Đã ghi", "8 giờ thứ Năm 26/11", "“đất đai”", "Tôi không đến nữa");
        assertThat(say("giang", "đăng ký gặp chủ tịch về nước sạch ngày 26/11")).contains("đã đăng ký rồi");
        say("giang", "Dữ liệu của tôi");
        assertThat(walk.told("giang", "1 câu hỏi đối thoại hoặc lượt đăng ký")).hasSize(1);
        assertThat(say("hoa", "toi dang ky gap chu tich")).contains("về việc gì");
        assertThat(say("hoa", "Con đường vào xóm ngập quanh năm")).contains("Đã ghi", "ngập quanh năm");
        assertThat(say("hoa", "toi khong den nua")).contains("Đã huỷ đăng ký");
        assertThat(mattersOf("hoa")).isEmpty();
        assertThat(say("hoa", "tôi đăng ký gặp chủ tịch thứ bảy về đất")).contains("chưa có lịch");
        assertThat(say("khanh", "tôi đăng ký gặp chủ tịch ngày 3/12 về rác thải"))
                .contains("8 giờ thứ Năm 3/12");
    }

    private static void keepsNothingOfADenunciation() {
        say("kin", "bao giờ đối thoại");
        say("kin", "gửi câu hỏi");
        say("kin", "Tôi tố cáo ông cán bộ thôn nhận tiền của dân");
        say("kin", "tôi đăng ký gặp chủ tịch thứ năm để tố cáo cán bộ địa chính");

        assertThat(mattersOf("kin")).isEmpty();
    }

    private static void showsTheListToTheLeaderAlone() {
        String list = leader.get(day()).body();
        assertThat(list)
                .contains("Bao giờ sửa &lt;b&gt;đường", "khi nào xã sửa", "hai cây cầu gãy")
                .doesNotContain("<b>đường", "0912345678");
        assertThat(leader.get(day() + "/paper").body())
                .contains("hai cây cầu gãy")
                .doesNotContain("0912345678");
        for (Visitor stranger : List.of(officer, editor, neighbour)) {
            assertThat(stranger.get(day()).statusCode()).isEqualTo(404);
        }
        assertThat(neighbour
                        .get("/console/meetings/xa-hai/" + dialogue() + "/2026-11-27")
                        .statusCode())
                .isEqualTo(404);
        assertThat(neighbour
                        .submit("/console/meetings/xa-hai", "/console/meetings/xa-hai/" + dialogue() + "/cancel")
                        .statusCode())
                .isEqualTo(404);
        assertThat(leader.get(PAGE + "/" + dialogue() + "/2026-11-28").statusCode())
                .isEqualTo(404);
        assertThat(leader.get(PAGE + "/" + dialogue() + "/%3Cb%3E").statusCode())
                .isEqualTo(404);
        assertThat(change(matterOf("giang"), "do", "move", "field", "dat-dai").statusCode())
                .as("of another meeting")
                .isEqualTo(404);
    }

    private static void sortsTheList() {
        change(matterOf("binh"), "do", "move", "field", "giao-thong");
        change(matterOf("cuc"), "do", "group", "same", String.valueOf(matterOf("binh")));

        assertThat(change(matterOf("binh"), "do", "move", "field", "<b>").statusCode())
                .isEqualTo(404);
        assertThat(text("SELECT field FROM meeting_matter WHERE id = " + matterOf("binh")))
                .isEqualTo("giao-thong");
        assertThat(leader.get(day() + "/paper").body()).contains("2 người cùng hỏi");
        assertThat(audited("meeting matter moved")).hasSize(1);
    }

    private static void remindsOnceAndByDay() {
        walk.moveTo("2026-11-25T05:00");
        Minute.now(walk.hoixa());
        assertThat(walk.told("giang", "Nhắc ông/bà")).as("at night").isEmpty();
        walk.moveTo("2026-11-25T08:00");
        minute();
        minute();
        walk.stop();
        walk.startAgain();
        minute();
        assertThat(walk.told("giang", "Nhắc ông/bà"))
                .singleElement()
                .asString()
                .contains("8 giờ thứ Năm 26/11", "“đất đai”");
        assertThat(walk.told("hoa", "Nhắc ông/bà")).isEmpty();
        assertThat(walk.told("khanh", "Nhắc ông/bà")).isEmpty();
    }

    private static void tellsOfChanges() {
        signInAgain();
        String edit = PAGE + "/" + dialogue();
        leader.submit(
                edit,
                edit,
                "seen",
                "1",
                "day",
                "2026-11-27",
                "begins",
                "09:30",
                "ends",
                "11:30",
                "place",
                "Sân xã",
                "closes",
                "1");
        walk.settle();
        eventually(() -> assertThat(walk.told("binh", "9 giờ 30 thứ Sáu 27/11")).hasSize(1));
        assertThat(walk.told("dung", "Sân xã")).as("once, for three questions").hasSize(1);
        leader.submit(edit, edit, "seen", "1", "day", "2026-11-28", "begins", "09:30", "ends", "11:30", "place", "x");
        assertThat(text("SELECT first_day FROM meeting WHERE id = " + dialogue()))
                .isEqualTo("2026-11-27");

        // Whom Zalo's window keeps from being told is told when they write.
        String off = PAGE + "/" + reception() + "/2026-12-03";
        walk.moveTo("2026-12-01T10:00");
        signInAgain();
        leader.submit(off, off + "/cancel");
        leader.submit(PAGE, off + "/cancel");
        walk.settle();
        assertThat(walk.told("khanh", "đã huỷ. Ông/bà")).isEmpty();
        assertThat(leader.get(off).body()).contains("Chưa gửi được", "Đã huỷ");
        say("khanh", "chào xã");
        assertThat(walk.told("khanh", "đã huỷ. Ông/bà")).hasSize(1);
        assertThat(say("khanh", "lịch tiếp dân")).contains("10/12").doesNotContain("3/12");
    }

    private static void keepsPastListsWhereTheHourChanges() {
        String edit = PAGE + "/" + reception();
        leader.submit(
                edit,
                edit,
                "seen",
                text("SELECT CAST(version AS TEXT) FROM meeting WHERE kind = 'reception'"),
                "begins",
                "09:00",
                "ends",
                "11:00",
                "place",
                "Phòng tiếp công dân",
                "closes",
                "0");
        assertThat(text("SELECT begins FROM meeting WHERE kind = 'reception'")).isEqualTo("09:00");
        assertThat(leader.get(edit + "/2026-11-26").body()).contains("đất đai");
        assertThat(leader.get(edit + "/2026-11-26/paper").body()).contains("đất đai");
    }

    private static void tellsWhenADayTurnsIntoAHoliday() throws IOException {
        assertThat(say("son", "tôi đăng ký gặp chủ tịch ngày 10/12 về đất rừng"))
                .contains("10/12");
        Path calendar = known.resolve("calendar.yaml");
        String before = Files.readString(calendar);
        Files.writeString(
                calendar,
                before.replaceFirst("holidays:\n", "holidays:\n  - day: 2026-12-10\n    name: Ngày nghỉ mới\n"));
        assertThat(walk.hoixa().bean(Library.class).publish().refusals()).isEmpty();

        minute();
        minute();

        assertThat(walk.told("son", "Xã xin lỗi")).singleElement().asString().contains("10/12", "“đất rừng”");
        assertThat(say("tam", "lịch tiếp công dân")).doesNotContain("10/12").contains("17/12");
    }

    private static void answersAfterwards() {
        assertThat(change(matterOf("binh"), "do", "answer", "answer", "  ")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("said=empty"));
        say("cuc", "chào xã");
        change(matterOf("binh"), "do", "answer", "answer", "Xã sửa đường thôn Bến trong tháng 12.", "teach", "true");
        change(matterOf("binh"), "do", "answer", "answer", "Xã sửa hai lần.");
        walk.settle();

        assertThat(walk.told("cuc", "Xã sửa đường thôn Bến"))
                .singleElement()
                .asString()
                .contains("khi nào xã sửa");
        assertThat(walk.told("cuc", "hai lần")).isEmpty();
        assertThat(walk.told("binh", "Xã sửa đường")).isEmpty();
        assertThat(leader.get(day()).body()).contains("Chưa gửi được", "Xã sửa đường thôn Bến");
        say("binh", "chào xã");
        assertThat(walk.told("binh", "Xã sửa đường")).hasSize(1);
        assertThat(audited("meeting matter answered")).hasSize(2);
    }

    private static void offersItToTheEditors() {
        assertThat(editor.get("/console/learning/" + COMMUNE).body())
                .contains("Bao giờ sửa &lt;b&gt;đường", "Xã sửa đường thôn Bến trong tháng 12.")
                .doesNotContain("0912345678", "Xã sửa hai lần");
        assertThat(count("SELECT COUNT(*) FROM learning_proposal")).isEqualTo(1);
    }

    private static void erases() {
        say("binh", "Xoá dữ liệu của tôi");
        say("binh", "xoá");

        eventually(() -> assertThat(mattersOf("binh")).isEmpty());
        assertThat(count("SELECT COUNT(*) FROM learning_proposal")).isZero();
        assertThat(mattersOf("cuc")).hasSize(1);
        assertThat(leader.get(day()).body()).doesNotContain("Bao giờ sửa");
    }

    private static void minute() {
        Minute.now(walk.hoixa());
        walk.settle();
    }

    private static void signInAgain() {
        leader = leader.at(walk.hoixa());
        leader.signIn("chu.tich", Members.PASSWORD);
        editor = editor.at(walk.hoixa());
        editor.signIn("bien.tap", Members.PASSWORD);
    }

    private static HttpResponse<String> announce(
            String token, String kind, String day, String place, String weekly, String closes) {
        return leader.submit(
                PAGE, PAGE, "token", token, "kind", kind, "day", day, "begins", "08:00", "ends", "11:00", "place",
                place, "weekly", weekly, "closes", closes);
    }

    private static HttpResponse<String> change(long matter, String... fields) {
        return leader.submit(PAGE, PAGE + "/" + dialogue() + "/matters/" + matter, fields);
    }

    private static String say(String user, String text) {
        walk.say(user, text);
        return walk.last(user);
    }

    private static String day() {
        return PAGE + "/" + dialogue() + "/2026-11-27";
    }

    private static long dialogue() {
        return Long.parseLong(text("SELECT id FROM meeting WHERE kind = 'dialogue'"));
    }

    private static long reception() {
        return Long.parseLong(text("SELECT id FROM meeting WHERE kind = 'reception'"));
    }

    private static long matterOf(String user) {
        return mattersOf(user).getFirst();
    }

    private static List<Long> mattersOf(String user) {
        return walk.hoixa()
                .database()
                .read()
                .sql(
                        "SELECT x.id FROM meeting_matter x JOIN resident r ON r.id = x.resident_id WHERE r.zalo_user = ? ORDER BY x.id")
                .param(user)
                .query(Long.class)
                .list();
    }

    private static List<String> audited(String what) {
        return walk.hoixa()
                .database()
                .read()
                .sql("SELECT on_what FROM audit WHERE what = ?")
                .param(what)
                .query(String.class)
                .list();
    }

    private static int count(String sql) {
        return walk.hoixa().database().read().sql(sql).query(Integer.class).single();
    }

    private static String text(String sql) {
        return walk.hoixa().database().read().sql(sql).query(String.class).single();
    }
}
