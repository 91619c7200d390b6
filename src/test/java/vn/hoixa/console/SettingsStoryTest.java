package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

/** How a commune's people let the bot work: who may, and what residents notice of it. */
class SettingsStoryTest extends SettingsStory {
    @ParameterizedTest
    @CsvSource({
        "/console/settings/xa-mau, ADMINISTRATOR LEADER EDITOR",
        "/console/settings/xa-mau/drafts, ADMINISTRATOR LEADER",
        "/console/settings/xa-mau/banner, LEADER",
        "/console/settings/xa-mau/words, ADMINISTRATOR EDITOR",
        "/console/settings/xa-mau/words/greeting, ADMINISTRATOR EDITOR",
        "/console/settings/xa-mau/points, ADMINISTRATOR",
        "/console/calendar/xa-mau, ADMINISTRATOR LEADER",
        "/console/directory/xa-mau, ADMINISTRATOR LEADER",
        "/console/directory/xa-mau/fields, ADMINISTRATOR LEADER",
        "/console/directory/xa-mau/new, ADMINISTRATOR",
        "/console/directory/xa-mau/officers/ID, ADMINISTRATOR LEADER",
        "/console/officers/xa-mau/codes, ADMINISTRATOR",
        "/console/dossiers/xa-mau, ADMINISTRATOR",
    })
    void opensEachPageToItsRolesAlone(String page, String roles) {
        String address = page.replace("ID", String.valueOf(officer("tu-phap").id()));
        List<String> may = List.of(roles.split(" "));

        visitors.forEach((role, visitor) -> {
            HttpResponse<String> answer = visitor.get(address);
            int expected = role.equals("STRANGER") ? 302 : may.contains(role) ? 200 : 404;
            assertThat(answer.statusCode()).as(role).isEqualTo(expected);
            if (expected == 200) {
                assertThat(answer.body()).as(role).doesNotContain("??").contains("</main>");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/console/settings/xa-mau/bot, ADMINISTRATOR LEADER, off=true&seen=0",
        "/console/settings/xa-mau/ratings, ADMINISTRATOR LEADER, off=true&seen=0",
        "/console/settings/xa-mau/drafts, ADMINISTRATOR LEADER, field=ho-tich&mode=DRAFT&seen=0",
        "/console/settings/xa-mau/banner, LEADER, text=Test&hours=1&seen=0",
        "/console/settings/xa-mau/banner/end, LEADER, seen=0",
        "/console/settings/xa-mau/words/thanks, ADMINISTRATOR EDITOR, text=Test&seen=0",
        "/console/settings/xa-mau/words/thanks/original, ADMINISTRATOR EDITOR, seen=0",
        "/console/settings/xa-mau/points, ADMINISTRATOR, seen=0",
        "/console/calendar/xa-mau/week, ADMINISTRATOR, seen=0",
        "/console/calendar/xa-mau/closures, ADMINISTRATOR, seen=0&first=&last=&half=&name=",
        "/console/calendar/xa-mau/closures/0/remove, ADMINISTRATOR, seen=0",
        "/console/calendar/xa-mau/swaps, ADMINISTRATOR, seen=0&off=&worked=&name=",
        "/console/calendar/xa-mau/swaps/0/remove, ADMINISTRATOR, seen=0",
        "/console/directory/xa-mau/new, ADMINISTRATOR, name=",
        "/console/directory/xa-mau/fields, ADMINISTRATOR, field=ho-tich&owner=1&substitute=2",
        "/console/directory/xa-mau/officers/ID, ADMINISTRATOR, seen=",
        "/console/directory/xa-mau/officers/ID/remove, ADMINISTRATOR, x=",
        "/console/directory/xa-mau/officers/ID/unlink, ADMINISTRATOR, x=",
        "/console/directory/xa-mau/officers/ID/leaves, ADMINISTRATOR, kind=TRIP&first=&last=",
        "/console/directory/xa-mau/officers/ID/leaves/1/remove, ADMINISTRATOR, x=",
    })
    void letsNobodyElseChangeAnything(String target, String roles, String form) {
        String address = target.replace("ID", String.valueOf(officer("tu-phap").id()));
        List<String> may = List.of(roles.split(" "));
        String before = everything();

        visitors.forEach((role, visitor) -> {
            if (role.equals("STRANGER")) {
                assertThat(visitor.submit("/account/sign-in", address, fields(form))
                                .statusCode())
                        .isEqualTo(302);
            } else if (!may.contains(role)) {
                assertThat(visitor.submit("/console", address, fields(form)).statusCode())
                        .as(role)
                        .isEqualTo(404);
            }
        });

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refusesFormsWithoutTheirProof() {
        assertThat(administrator
                        .post(SETTINGS + "/bot", "off", "true", "seen", "0")
                        .statusCode())
                .isEqualTo(403);
        assertThat(administrator.get(SETTINGS).body()).doesNotContain("class=\"alert off\"");
    }

    @Test
    void handsEveryQuestionToAnOfficerWhileTheBotIsOff() {
        switchBot(true);
        say("xin chào");
        say(QUESTION);
        String handed = last();
        say("công an xã ở đâu vậy");
        String page = body(leader.get(SETTINGS));
        switchBot(false);
        isSomebodyNew();
        say(QUESTION);

        assertThat(handed)
                .startsWith("Hôm nay cán bộ trực tiếp trả lời ông/bà.")
                .contains("chậm nhất");
        assertThat(page).contains("Máy trả lời đang tắt (Người lanh.dao", "Bật lại máy trả lời");
        assertThat(last()).startsWith("Đăng ký kết hôn");
        assertThat(body(leader.get(SETTINGS)))
                .doesNotContain("Máy trả lời đang tắt")
                .contains("Người lanh.dao đổi lúc");
    }

    @Test
    void tellsOfDangerAllTheSame() {
        switchBot(true);
        say("cháy nhà rồi cứu với");
        switchBot(false);

        assertThat(hoixa.answersTo(resident).getFirst()).contains("114");
    }

    @Test
    void switchesNothingThatSomebodyElseSwitchedMeanwhile() {
        String seen = seen(leader.get(SETTINGS));
        switchBot(true);

        HttpResponse<String> late = submit(administrator, SETTINGS, SETTINGS + "/bot", "off", "false", "seen", seen);

        assertThat(location(late)).endsWith("said=conflict");
        assertThat(body(leader.get(SETTINGS))).contains("Máy trả lời đang tắt");
        switchBot(false);
    }

    @Test
    void sendsAnswersOfAFieldThroughAnOfficerFromTheNextTurnOn() {
        submit(leader, SETTINGS + "/drafts", SETTINGS + "/drafts", "field", "all", "mode", "DRAFT");
        hoixa.say(resident, QUESTION);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(drafted()).isOne());
        assertThat(hoixa.answersTo(resident)).isEmpty();
        submit(leader, SETTINGS + "/drafts", SETTINGS + "/drafts", "field", "all", "mode", "AUTOMATIC");
        isSomebodyNew();

        say(QUESTION);

        assertThat(last()).startsWith("Đăng ký kết hôn");
    }

    @Test
    void setsOneFieldAndKeepsTheOthers() {
        String page = body(leader.get(SETTINGS + "/drafts"));
        Matcher form = Pattern.compile("value=\"can-cuoc\"[^<]*<input type=\"hidden\" name=\"seen\" value=\"(\\d+)\"")
                .matcher(page.replaceAll("\\s+", " "));
        assertThat(form.find()).isTrue();

        HttpResponse<String> done = submit(
                leader,
                SETTINGS + "/drafts",
                SETTINGS + "/drafts",
                "field",
                "can-cuoc",
                "mode",
                "DRAFT",
                "seen",
                form.group(1));
        HttpResponse<String> late = submit(
                administrator,
                SETTINGS + "/drafts",
                SETTINGS + "/drafts",
                "field",
                "can-cuoc",
                "mode",
                "OUTSIDE_HOURS",
                "seen",
                form.group(1));
        HttpResponse<String> unknown = submit(
                leader, SETTINGS + "/drafts", SETTINGS + "/drafts", "field", "no-such", "mode", "DRAFT", "seen", "0");
        say(QUESTION);

        assertThat(location(done)).endsWith("said=done");
        assertThat(location(late)).endsWith("said=conflict");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(last()).startsWith("Đăng ký kết hôn");
    }

    @Test
    void announcesFirstOnceADayAndEndsByTheClock() {
        String text = "Nước sông đang lên. Bà con thôn Đầu Mẫu lên nhà văn hoá.";
        HttpResponse<String> preview = announce(text, "2", true);
        assertThat(body(preview)).contains("Người dân sẽ đọc", text);
        say(QUESTION);
        assertThat(hoixa.sentTo(resident)).doesNotContain(text);

        isSomebodyNew();
        announce(text, "30", false);
        say(QUESTION);
        assertThat(hoixa.sentTo(resident)).startsWith(text).hasSizeGreaterThan(2);
        say("lệ phí bao nhiêu");
        assertThat(hoixa.sentTo(resident)).filteredOn(text::equals).hasSize(1);
        String page = body(leader.get(SETTINGS));
        hoixa.clock().pass(Duration.ofHours(24));
        say(QUESTION);
        assertThat(hoixa.sentTo(resident)).filteredOn(text::equals).hasSize(2);
        hoixa.clock().pass(Duration.ofHours(24));
        isSomebodyNew();
        say(QUESTION);
        signIn();

        assertThat(hoixa.sentTo(resident)).doesNotContain(text);
        assertThat(page).contains(text);
        assertThat(body(leader.get(SETTINGS))).doesNotContain(text).contains("Chưa có thông báo nào");
    }

    @Test
    void endsAnAnnouncementBeforeItsTime() {
        announce("Mất điện toàn xã tới 17 giờ.", "10", false);
        submit(leader, SETTINGS + "/banner", SETTINGS + "/banner/end", "seen", seen(leader.get(SETTINGS + "/banner")));

        say(QUESTION);

        assertThat(hoixa.sentTo(resident)).noneMatch(text -> text.contains("Mất điện"));
    }

    @Test
    void losesNeitherTextWhenTwoAnnounceAtOnce() {
        String seen = seen(leader.get(SETTINGS + "/banner"));
        announce("Chữ của người trước", "1", false);

        String page = body(submit(
                leader,
                SETTINGS + "/banner",
                SETTINGS + "/banner",
                "text",
                "Chữ của người sau",
                "hours",
                "2",
                "seen",
                seen));

        assertThat(page).contains("Chữ của người trước", "Chữ của người sau", "Người lanh.dao vừa sửa");
        submit(leader, SETTINGS + "/banner", SETTINGS + "/banner/end", "seen", seen(leader.get(SETTINGS + "/banner")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Xem ngay http://lua-dao.example/nhan-tien",
                "Xem tại bit.ly/3abc",
                "Xem tại gov.vn.lua-dao.com nhé",
                "Chữ \u202e đảo",
                "Chữ \u0007 lạ",
            })
    void announcesNothingThatCouldMislead(String text) {
        String before = everything();

        HttpResponse<String> answer = announce(text, "2", false);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("class=\"wrong\"");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void announcesNeitherTooLongNorForTooLong() {
        String before = everything();

        assertThat(announce("a".repeat(501), "2", false).body()).contains("class=\"wrong\"");
        assertThat(announce("a", "73", false).body()).contains("class=\"wrong\"");
        assertThat(announce("a", "0", false).body()).contains("class=\"wrong\"");

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void takesTenMegabytesNowhere() {
        String before = everything();
        String long10 = "a".repeat(10_000_000);

        for (String target : List.of(SETTINGS + "/words/greeting", SETTINGS + "/points", DIRECTORY + "/new")) {
            int status = submit(
                            administrator,
                            SETTINGS,
                            target,
                            "text",
                            long10,
                            "name",
                            long10,
                            "seen",
                            "0",
                            "unit",
                            "thon",
                            "role",
                            "OFFICER",
                            "rank",
                            "1")
                    .statusCode();
            assertThat(status).as(target).isNotEqualTo(500).isNotEqualTo(302);
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void greetsInTheCommunesOwnWords() {
        String address = SETTINGS + "/words/greeting";
        String own = "Chào {0}, 'xã nhà' <b>nghe</b> đây. {1} cứ hỏi, nhắn 0 để gặp cán bộ.";
        HttpResponse<String> preview = submit(
                administrator,
                address,
                address,
                "text",
                own,
                "seen",
                seen(administrator.get(address)),
                "preview",
                "true");

        submit(administrator, address, address, "text", own, "seen", seen(administrator.get(address)));
        say("xin chào");
        String greeted = last();
        String page = administrator.get(SETTINGS + "/words").body();
        submit(administrator, address, address + "/original", "seen", seen(administrator.get(address)));
        isSomebodyNew();
        say("xin chào");

        assertThat(greeted).isEqualTo("Chào ông/bà, 'xã nhà' <b>nghe</b> đây. Ông/bà cứ hỏi, nhắn 0 để gặp cán bộ.");
        assertThat(body(preview)).contains(HtmlUtils.htmlUnescape(greeted));
        assertThat(page).doesNotContain("<b>nghe");
        assertThat(last()).startsWith("Kính chào ông/bà.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "greeting | Chào. Nhắn 0 để gặp cán bộ. | the gaps are gone",
                "greeting | Chào {0} {1} {2}, nhắn 0 để gặp cán bộ. | a gap too many",
                "greeting | Chào {0} {1}, {tên}, nhắn 0 để gặp cán bộ. | braces for something else",
                "greeting | Chào {0} {1}. | how to reach a person is gone",
                "thanks | Cảm ơn {0}, xem facebook.com/xa, nhắn 0 để gặp cán bộ. | a foreign address",
                "introduction | Tin tự động của {2}. {0} nhắn 0 để gặp người. Không bao giờ hỏi OTP, mật khẩu. Nhắn xoá dữ liệu để xoá. | money",
                "introduction | Tin của {2}. {0} nhắn 0 để gặp người. Không bao giờ hỏi OTP, mật khẩu, tiền. Nhắn xoá dữ liệu để xoá. | a machine",
                "introduction | Tin tự động của {2}. {0} nhắn 0 để gặp người. Không bao giờ hỏi OTP, mật khẩu, tiền. | erasure",
                "case-new | Đã chuyển {0} {1} cho {2}, số {3}, chậm nhất {4}. | the telephone",
                "complaint | {1} đến {2}, {3} nộp đơn, cán bộ giúp {0}. | that a message lodges nothing",
                "denunciation | Tin này chưa phải là đơn. {1}, {0} nộp tại {3}, {4} hoặc Công an {2}. | the time limit",
            })
    void keepsItsPromisesInWhateverWords(String sentence, String text, String missing) {
        String address = SETTINGS + "/words/" + sentence;
        String before = everything();

        HttpResponse<String> answer =
                submit(administrator, address, address, "text", text, "seen", seen(administrator.get(address)));

        assertThat(answer.body()).as(missing).contains("class=\"wrong\"");
        assertThat(body(answer)).contains(text);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void introducesAndHandsOverInOwnWordsToo() {
        rewrite(
                "introduction",
                "Máy trả lời của {2} xin chào. Gặp người: nhắn 0. Không bao giờ hỏi OTP, mật khẩu, tiền. {0} nhắn xoá dữ liệu để xoá.");
        rewrite("case-new", "{0} ơi, {1} chờ {2} tới {4}. Số {3}, gấp gọi {5}.");

        say("gặp cán bộ");

        assertThat(hoixa.sentTo(resident).getFirst()).startsWith("Máy trả lời của xã Hương Mẫu xin chào.");
        assertThat(last()).contains("ông/bà ơi, Ông/bà chờ").contains("gấp gọi");
        takeBack("introduction");
        takeBack("case-new");
    }

    @Test
    void losesNeitherTextWhenTwoRewriteASentence() {
        String address = SETTINGS + "/words/thanks";
        String seen = seen(administrator.get(address));
        rewrite("thanks", "Người trước cảm ơn {0}. Nhắn 0 để gặp cán bộ.");

        String page = body(submit(
                administrator, address, address, "text", "Người sau cảm ơn {0}. Nhắn 0 để gặp cán bộ.", "seen", seen));

        assertThat(page).contains("Người trước cảm ơn", "Người sau cảm ơn", "vừa sửa lúc");
        takeBack("thanks");
    }

    private void switchBot(boolean off) {
        submit(leader, SETTINGS, SETTINGS + "/bot", "off", String.valueOf(off), "seen", seen(leader.get(SETTINGS)));
    }

    private static HttpResponse<String> announce(String text, String hours, boolean preview) {
        String page = SETTINGS + "/banner";
        return submit(
                leader,
                page,
                page,
                "text",
                text,
                "hours",
                hours,
                "seen",
                seen(leader.get(page)),
                "preview",
                String.valueOf(preview));
    }

    private static void rewrite(String sentence, String text) {
        String address = SETTINGS + "/words/" + sentence;
        HttpResponse<String> done =
                submit(administrator, address, address, "text", text, "seen", seen(administrator.get(address)));
        assertThat(location(done)).endsWith("said=done");
    }

    private static void takeBack(String sentence) {
        String address = SETTINGS + "/words/" + sentence;
        submit(administrator, address, address + "/original", "seen", seen(administrator.get(address)));
    }

    private static String[] fields(String form) {
        return Stream.of(form.split("&"))
                .flatMap(field ->
                        Stream.of(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1)))
                .toArray(String[]::new);
    }

    private int drafted() {
        return hoixa.database()
                .read()
                .sql("""
                        SELECT COUNT(*) FROM cases c JOIN resident r ON r.id = c.resident_id
                        WHERE r.zalo_user = ? AND c.kind = 'draft'""")
                .param(resident)
                .query(Integer.class)
                .single();
    }
}
