package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.inquiry.Sweep;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.rating.Ratings;
import vn.hoixa.testing.CaseWalk;
import vn.hoixa.testing.RunningHoiXa;

/** Residents are asked how content they were, when that is fitting, and what they say is kept with what it is about. */
class RatingStoryTest {
    private static final String MARRIAGE = "Đăng ký kết hôn cần giấy tờ gì";
    private static final String QUESTION = "hài lòng / bình thường / chưa hài lòng";
    private static final String SETTINGS = "/console/settings/xa-mau";
    private static final Duration A_WHILE = Duration.ofMinutes(31);

    private static CaseWalk walk;

    @BeforeAll
    static void start(@TempDir Path data) {
        walk = new CaseWalk(data);
        walk.link("ly", "trung-tam");
    }

    @AfterAll
    static void stop() {
        walk.close();
    }

    @BeforeEach
    void nextMorning() {
        walk.moveTo(local().toLocalDate().plusDays(1).atTime(9, 0).toString());
    }

    @Test
    void asksOnceAndNotAgainWithinAWeek() {
        walk.say("hoa", MARRIAGE);
        later(Duration.ofMinutes(20));
        assertThat(questions("hoa")).isZero();
        walk.say("hoa", "cảm ơn");
        later(Duration.ofMinutes(20));
        assertThat(questions("hoa")).isZero();

        later(Duration.ofMinutes(11));
        assertThat(questions("hoa")).isEqualTo(1);
        walk.say("hoa", "rat hai long");

        assertThat(walk.last("hoa")).contains("Cảm ơn").doesNotContain("vì sao");
        assertThat(ratings("hoa")).singleElement().satisfies(row -> {
            assertThat(row.get("outcome")).isEqualTo("content");
            assertThat(row.get("reason")).isEqualTo("hai long");
            assertThat(row.get("guide")).isEqualTo(answered("hoa").get("guide"));
            assertThat(row.get("field")).isEqualTo("ho-tich");
            assertThat(number(row, "turn")).isEqualTo(number(answered("hoa"), "number"));
            assertThat(row.get("case_id")).isNull();
        });
        later(Duration.ofDays(3));
        walk.say("hoa", MARRIAGE);
        later(A_WHILE);
        assertThat(questions("hoa")).isEqualTo(1);
        later(Duration.ofDays(4));
        walk.say("hoa", MARRIAGE);
        later(A_WHILE);
        assertThat(questions("hoa")).isEqualTo(2);
    }

    @Test
    void asksOnceThoughRedisForgotAndTwoWouldAsk() {
        walk.say("binh", MARRIAGE);
        walk.settle();
        Wipe.everything(walk.hoixa());
        later(A_WHILE);
        assertThat(questions("binh")).isEqualTo(1);

        walk.say("an", MARRIAGE);
        walk.hoixa().clock().pass(A_WHILE);
        Ratings ratings = walk.hoixa().bean(Ratings.class);
        ratings.ask(new ResidentId(RunningHoiXa.OA, "an"), QUESTION);
        ratings.ask(new ResidentId(RunningHoiXa.OA, "an"), QUESTION);
        Sweep.now(walk.hoixa());
        later(Duration.ofMinutes(1));
        assertThat(questions("an")).isEqualTo(1);
    }

    @Test
    void asksNobodyWhoComplainsOrMourns() {
        walk.say("don", "Tôi muốn khiếu nại việc thu hồi đất nhà tôi");
        walk.say("tang", "Đăng ký khai tử cần giấy tờ gì");
        walk.say("cho", "Làm giấy khai sinh cần giấy gì? Hôm trước tôi chờ cả buổi mà chưa tới lượt, mệt quá");
        walk.say("gap", "cho tôi gặp cán bộ");
        later(A_WHILE);
        walk.say("cho", MARRIAGE);
        walk.say("tang", MARRIAGE);

        later(A_WHILE);
        later(Duration.ofHours(3));

        assertThat(List.of("don", "tang", "cho", "gap"))
                .allSatisfy(user -> assertThat(questions(user)).as(user).isZero());
    }

    @Test
    void asksNobodyAboutACaseOfWhoMournedOrComplainedHoweverLateItIsClosed() {
        walk.say("con", "Bố tôi mới qua đời, cho tôi gặp cán bộ");
        walk.say("phien", "cán bộ hẹn mãi, tôi phải chờ cả buổi, cho tôi gặp cán bộ");
        walk.say("hoi", "cho tôi gặp cán bộ");

        later(Duration.ofDays(9));
        for (String user : List.of("con", "phien", "hoi")) {
            walk.say(user, "chào xã");
            walk.say("ly", number(user) + " Bác lên trung tâm nhé.");
            walk.say("ly", "gửi");
            walk.say("ly", "xong " + number(user));
            assertThat(open(user)).as(user).isZero();
        }
        later(A_WHILE);
        later(Duration.ofHours(3));

        assertThat(questions("con")).isZero();
        assertThat(questions("phien")).isZero();
        assertThat(questions("hoi")).isEqualTo(1);
    }

    @Test
    void keepsWhatIsSaidOfACaseAndItsOfficerAndWhy() {
        walk.say("lan", "cho tôi gặp cán bộ");
        String number = number("lan");
        walk.say("ly", number + " Bác mang căn cước lên trung tâm nhé.");
        walk.say("ly", "gửi");
        later(A_WHILE);
        assertThat(questions("lan")).isZero();
        walk.say("ly", "xong " + number);
        later(A_WHILE);
        assertThat(questions("lan")).isEqualTo(1);

        walk.say("lan", "k hai long");
        assertThat(walk.last("lan")).contains("vì sao");
        walk.say("lan", "cán bộ hẹn mãi, tôi phải chờ cả buổi");

        assertThat(walk.last("lan")).contains("đã được ghi lại").doesNotContain("CH-");
        assertThat(ratings("lan")).singleElement().satisfies(row -> {
            assertThat(row.get("outcome")).isEqualTo("not_content");
            assertThat(row.get("reason")).isEqualTo("not hai long");
            assertThat(number(row, "case_id")).isEqualTo(caseOf("lan"));
            assertThat(number(row, "officer_id"))
                    .isEqualTo(walk.officer("trung-tam").id());
        });
        assertThat(rows(
                        "SELECT t.reason, f.tone FROM turn t JOIN resident r ON r.id = t.resident_id"
                                + " LEFT JOIN feedback f ON f.resident_id = t.resident_id AND f.turn = t.number"
                                + " WHERE r.zalo_user = ? ORDER BY t.number DESC LIMIT 1",
                        "lan"))
                .containsExactly(Map.of("reason", "rating-why", "tone", "complaint"));
        assertThat(open("lan")).isZero();
    }

    @Test
    void keepsWhateverIsSaidOfWhyAsFeedback() {
        List<String> whys = List.of("nhà tôi ở tận trong núi", "chữ nhỏ", "dài dòng lắm", "tôi có hiểu gì đâu");
        whys.forEach(why -> walk.say("que-" + whys.indexOf(why), MARRIAGE));
        later(A_WHILE);
        for (String why : whys) {
            String user = "que-" + whys.indexOf(why);
            walk.say(user, "chưa hài lòng");
            walk.say(user, why);
            if (rule(user).equals("rating-why")) {
                assertThat(walk.last(user)).as(why).contains("đã được ghi lại");
                assertThat(feedback(user)).as(why).hasSize(1);
            }
        }

        walk.say("quyen", MARRIAGE);
        later(A_WHILE);
        walk.say("quyen", "chưa hài lòng");
        walk.say("quyen", "vì tôi tố cáo cán bộ thôn nhận tiền của dân");
        assertThat(feedback("quyen")).isEmpty();
    }

    @Test
    void answersAQuestionThoughARatingWasExpectedAndTakesADigitForTheMenu() {
        walk.say("minh", MARRIAGE);
        later(A_WHILE);
        assertThat(questions("minh")).isEqualTo(1);

        walk.say("minh", "1");
        assertThat(rule("minh")).isEqualTo("digit");
        walk.say("minh", "Làm giấy khai sinh cần giấy gì");
        assertThat(walk.last("minh")).contains("khai sinh");
        assertThat(ratings("minh")).isEmpty();

        walk.say("minh", "bình thường");
        assertThat(ratings("minh")).singleElement().satisfies(row -> {
            assertThat(row.get("outcome")).isEqualTo("neutral");
            assertThat(row.get("guide")).isEqualTo(answered("minh").get("guide"));
        });
        walk.say("minh", "Đăng ký kết hôn hết bao nhiêu tiền?");
        assertThat(rule("minh")).isNotEqualTo("rating-why");
        assertThat(walk.last("minh")).contains("kết hôn");
    }

    @Test
    void asksByDayAndWithinTheWindow() {
        walk.moveTo(local().toLocalDate().atTime(20, 45).toString());
        walk.say("khuya", MARRIAGE);
        later(A_WHILE);
        assertThat(questions("khuya")).isZero();
        walk.moveTo(local().toLocalDate().plusDays(1).atTime(6, 50).toString());
        assertThat(questions("khuya")).isZero();

        walk.moveTo(local().toLocalDate().atTime(7, 1).toString());
        assertThat(questions("khuya")).isEqualTo(1);

        walk.say("muon", MARRIAGE);
        later(Duration.ofDays(3));
        later(Duration.ofHours(3));
        assertThat(questions("muon")).isZero();
    }

    @Test
    void asksNobodyWhereTheCommuneDoesNotWantItNorWhoseDataAreGone() {
        walk.say("xoa", MARRIAGE);
        later(A_WHILE);
        assertThat(questions("xoa")).isEqualTo(1);
        walk.say("xoa", "Xoá dữ liệu của tôi");
        walk.say("xoa", "xoá");
        assertThat(rows(
                        "SELECT p.resident_id FROM rating_prompt p JOIN resident r ON r.id = p.resident_id"
                                + " WHERE r.zalo_user = ?",
                        "xoa"))
                .isEmpty();

        Visitor leader = Members.of(walk.hoixa(), "chu.tich", "xa-mau", Role.LEADER, null);
        leader.submit(SETTINGS, SETTINGS + "/ratings", "off", "true", "seen", "0");
        walk.say("tat", MARRIAGE);
        later(A_WHILE);
        assertThat(questions("tat")).isZero();
        assertThat(leader.get(SETTINGS).body()).contains("Máy không hỏi người dân");

        long seen = number(
                rows("SELECT revision FROM commune_setting WHERE commune = ? AND name = 'ratings'", "xa-mau")
                        .getFirst(),
                "revision");
        leader.submit(SETTINGS, SETTINGS + "/ratings", "off", "false", "seen", String.valueOf(seen));
        walk.say("tat", MARRIAGE);
        later(A_WHILE);
        assertThat(questions("tat")).isEqualTo(1);
    }

    private static LocalDateTime local() {
        return LocalDateTime.ofInstant(walk.hoixa().clock().instant(), CommuneTime.ZONE);
    }

    private static void later(Duration time) {
        walk.moveTo(local().plus(time).toString());
    }

    private static int questions(String user) {
        return walk.told(user, QUESTION).size();
    }

    private static List<Map<String, @Nullable Object>> ratings(String user) {
        return rows(
                "SELECT j.* FROM journal j JOIN resident r ON r.id = j.resident WHERE j.what = 'rated'"
                        + " AND r.zalo_user = ? ORDER BY j.id",
                user);
    }

    /** The first turn that was answered. */
    private static Map<String, @Nullable Object> answered(String user) {
        return rows(
                        "SELECT t.number, t.guide FROM turn t JOIN resident r ON r.id = t.resident_id"
                                + " WHERE t.decision = 'answer' AND r.zalo_user = ? ORDER BY t.number",
                        user)
                .getFirst();
    }

    /** In the last turn. */
    private static List<Map<String, @Nullable Object>> feedback(String user) {
        return rows(
                "SELECT f.theme FROM feedback f JOIN resident r ON r.id = f.resident_id WHERE r.zalo_user = ?"
                        + " AND f.turn = (SELECT MAX(t.number) FROM turn t WHERE t.resident_id = r.id)",
                user);
    }

    private static String rule(String user) {
        return String.valueOf(rows(
                        "SELECT t.reason FROM turn t JOIN resident r ON r.id = t.resident_id"
                                + " WHERE r.zalo_user = ? ORDER BY t.number DESC",
                        user)
                .getFirst()
                .get("reason"));
    }

    private static long caseOf(String user) {
        return number(cases(user, "1 = 1").getFirst(), "id");
    }

    private static int open(String user) {
        return cases(user, "c.state IN ('new', 'taken', 'waiting')").size();
    }

    private static String number(String user) {
        return "CH-%04d".formatted(number(cases(user, "1 = 1").getFirst(), "number"));
    }

    private static List<Map<String, @Nullable Object>> cases(String user, String condition) {
        return rows(
                "SELECT c.id, c.number FROM cases c JOIN resident r ON r.id = c.resident_id WHERE " + condition
                        + " AND r.zalo_user = ?",
                user);
    }

    private static long number(Map<String, ? extends @Nullable Object> row, String column) {
        return Long.parseLong(String.valueOf(row.get(column)));
    }

    private static List<Map<String, @Nullable Object>> rows(String sql, String value) {
        return walk.hoixa().database().read().sql(sql).param(value).query().listOfRows();
    }
}
