package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.RunningHoiXa.OA;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.testing.RunningHoiXa;

/** An officer's work on the phone, from the notice to the resident's answer. */
class DeskStoryTest {
    private static final Duration QUIET = Duration.ofMillis(1_600);
    private static final String COMMUNE = "xa-mau";
    private static final String ADMIN = "5500000000000000001";

    private static RunningHoiXa hoixa;
    private static int people;

    /** New ones for each test. */
    private String resident = "";

    private String centre = "";

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @BeforeEach
    void clear() {
        people++;
        resident = "resident" + people;
        centre = "centre" + people;
        hoixa.database().write(transaction -> {
            transaction.sql("DELETE FROM desk_question").update();
            transaction
                    .sql("UPDATE officer SET oa = NULL, zalo_user = NULL, zalo_admin = NULL")
                    .update();
            return transaction
                    .sql("UPDATE cases SET state = 'closed', stage = NULL, due_at = NULL, version = version + 1")
                    .update();
        });
    }

    @Test
    void answersByQuotingANotice() {
        link("trung-tam", centre);
        hoixa.say(resident, "cho tôi gặp cán bộ, số tôi 0912345678");
        hoixa.clock().pass(QUIET);
        String notice = eventuallyNoticed(centre);
        assertThat(hoixa.sentTo(centre).getLast())
                .contains(number(), "hạn", "Người dân viết")
                .doesNotContain("0912345678");

        quote(centre, notice, "Bác mang căn cước lên trung tâm nhé.");
        assertThat(reply(centre)).startsWith("Sẽ gửi cho người dân").contains(number(), "Bác mang căn cước", "gửi");
        assertThat(state()).isEqualTo("new");
        order(centre, "gui");

        assertThat(reply(centre)).startsWith("Đã gửi trả lời");
        eventually(() -> assertThat(lastTo(resident))
                .startsWith("Bác mang căn cước lên trung tâm nhé.")
                .contains("Lý Thị Mẫu", "Trung tâm Phục vụ hành chính công xã", number()));
        assertThat(state()).isEqualTo("taken");
        assertThat(stage()).isEqualTo("ask_done");
        order(centre, "gửi");
        assertThat(reply(centre)).contains("chưa có bản nháp");

        order(centre, "xong");

        assertThat(reply(centre)).contains("đã xong");
        assertThat(state()).isEqualTo("answered");
        assertThat(historyOf()).contains("answer sent", "answered");
    }

    @Test
    void answersByNumberAfterShowingBack() {
        link("trung-tam", centre);
        ask();

        order(centre, number().toLowerCase(java.util.Locale.ROOT).replace('-', ' ') + " Mang theo căn cước");
        order(centre, "5");

        eventually(() -> assertThat(lastTo(resident)).startsWith("Mang theo căn cước"));
        order(centre, "6 xong " + number());
        assertThat(state()).isEqualTo("answered");
    }

    @Test
    void sendsNothingThatWasDiscarded() {
        link("trung-tam", centre);
        ask();
        int before = hoixa.sentTo(resident).size();

        order(centre, "Bác về đi");
        assertThat(reply(centre)).startsWith("Sẽ gửi cho người dân");
        order(centre, "bo");
        assertThat(reply(centre)).startsWith("Đã bỏ");
        order(centre, "gửi");

        assertThat(reply(centre)).contains("chưa có bản nháp");
        assertThat(hoixa.sentTo(resident)).hasSize(before);
        assertThat(textsOf()).isEmpty();
    }

    @Test
    void sendsAtOnceWhereTheSettingSaysSo(@TempDir Path data) {
        RunningHoiXa shared = hoixa;
        try (RunningHoiXa atOnce = RunningHoiXa.start(data, "hoixa.cases.show-back=false")) {
            hoixa = atOnce;
            link("trung-tam", centre);
            ask();
            String notice = eventuallyNoticed(centre);

            quote(centre, notice, "Mang theo căn cước");
            eventually(() -> assertThat(lastTo(resident)).startsWith("Mang theo căn cước"));
            order(centre, "Và giấy chứng sinh");

            assertThat(reply(centre)).startsWith("Sẽ gửi cho người dân");
        } finally {
            hoixa = shared;
        }
    }

    @Test
    void takesACaseWithAWordOfPatience() {
        link("trung-tam", centre);
        ask();
        String deadline = column("deadline");
        String due = column("due_at");

        order(centre, "chờ em chút nhé");

        assertThat(reply(centre)).startsWith("Đã báo người dân chờ");
        eventually(() -> assertThat(lastTo(resident)).startsWith("chờ em chút nhé"));
        assertThat(state()).isEqualTo("taken");
        assertThat(column("deadline")).isEqualTo(deadline);
        assertThat(column("due_at")).isEqualTo(due);
        order(centre, "xong");
        assertThat(reply(centre)).contains("chưa có trả lời nào");
        assertThat(state()).isEqualTo("taken");
    }

    @Test
    void isNotDoneBeforeAnythingWasAnswered() {
        link("trung-tam", centre);
        ask();

        order(centre, "nhan");
        assertThat(reply(centre)).startsWith("Anh/chị đã nhận");
        assertThat(state()).isEqualTo("taken");
        order(centre, "xong");

        assertThat(reply(centre)).contains("chưa có trả lời nào");
        assertThat(state()).isEqualTo("taken");
    }

    @Test
    void staysOpenWhileTheWindowKeepsTheAnswerBack() {
        link("trung-tam", centre);
        ask();
        hoixa.clock().pass(Duration.ofDays(8));

        order(centre, number() + " Bác mang căn cước");
        order(centre, "gửi " + number());
        assertThat(reply(centre)).contains("Zalo giữ lại", "gọi điện", number()).doesNotContain("Đã gửi");
        eventually(() -> assertThat(query(
                        "SELECT o.state FROM case_text t JOIN outgoing o ON o.id = t.outgoing_id"
                                + " JOIN resident r ON r.id = t.resident_id WHERE r.zalo_user = ? AND t.kind = 'answer'",
                        resident))
                .isEqualTo("closed"));
        hoixa.clock().pass(Duration.ofMinutes(61));
        eventually(() -> assertThat(reply(centre)).contains("chưa đến tay người dân – gọi điện"));
        assertThat(stage()).isIn("deadline", "lapse");
        order(centre, "xong " + number());

        assertThat(reply(centre)).contains("chưa đến tay người dân – gọi điện");
        assertThat(state()).isEqualTo("taken");
        assertThat(hoixa.sentTo(resident)).noneMatch(text -> text.contains("Bác mang căn cước"));
        order(centre, "đã gọi điện " + number());
        assertThat(state()).isEqualTo("answered");
    }

    @Test
    void keepsNothingInAnOfficersListOfWhoWithdraws() {
        link("trung-tam", centre);
        String stays = "stays" + people;
        for (String user : List.of(resident, stays)) {
            hoixa.say(user, "cho tôi gặp cán bộ, số tôi " + user);
            hoixa.clock().pass(QUIET);
            eventually(() -> assertThat(hoixa.answersTo(user)).isNotEmpty());
        }
        hoixa.clock().pass(Duration.ofMinutes(31));
        order(centre, "xem");
        assertThat(reply(centre)).contains("Câu nào?", "số tôi " + resident, "số tôi " + stays);
        order(centre, "trực");
        assertThat(reply(centre)).contains("số tôi " + resident);
        order(centre, "xem");

        hoixa.post("""
                {"app_id":"%s","oa_id":"%s","user_id":"%s","event_name":"user_withdraw","timestamp":"%d"}""".formatted(RunningHoiXa.APP, OA, resident, hoixa.clock().millis()));

        eventually(() -> assertThat(all("SELECT zalo_user FROM resident WHERE zalo_user = ?", resident))
                .isEmpty());
        assertThat(all("SELECT text FROM outgoing WHERE text LIKE ?", "%số tôi " + resident + "%"))
                .isEmpty();
        assertThat(all("SELECT words FROM desk_question WHERE asked = ?", "case"))
                .isEmpty();
        order(centre, "xem");
        assertThat(reply(centre)).contains("số tôi " + stays).doesNotContain("số tôi " + resident);
    }

    @Test
    void passesACaseOnToAColleague() {
        link("trung-tam", centre);
        String office = "office" + people;
        link("van-phong", office);
        ask();
        String deadline = column("deadline");

        order(centre, "chuyển");
        assertThat(reply(centre)).contains("cho ai?", "Nguyễn Thị Mẫu").doesNotContain("Lý Thị Mẫu");
        order(centre, place(reply(centre), "Nguyễn Thị Mẫu"));

        assertThat(reply(centre)).contains("Đã chuyển", "Nguyễn Thị Mẫu");
        eventually(() -> assertThat(hoixa.sentTo(office).getLast()).contains(number(), "Lý Thị Mẫu", "gặp cán bộ"));
        assertThat(column("deadline")).isEqualTo(deadline);
        order(centre, number() + " xem");
        assertThat(reply(centre))
                .contains("Nguyễn Thị Mẫu")
                .contains("phụ trách")
                .doesNotContain("gặp cán bộ");
        order(office, "nhận");
        order(office, "chuyen trung tam: nhờ chị xem giúp");

        eventually(() -> assertThat(hoixa.sentTo(centre).getLast()).contains("nhờ chị xem giúp"));
    }

    @Test
    void passesACaseOnToAnotherAuthority() {
        link("trung-tam", centre);
        ask();

        order(centre, "chuyển cơ quan khác: Công an tỉnh Mẫu, 1 đường Mẫu");

        eventually(() -> assertThat(lastTo(resident)).contains("Công an tỉnh Mẫu, 1 đường Mẫu", number()));
        assertThat(state()).isEqualTo("passed");
        order(centre, number() + " nhận");
        assertThat(reply(centre)).contains("đã khép lại");
    }

    @Test
    void refusesWithAReason() {
        link("trung-tam", centre);
        ask();

        order(centre, "từ chối");
        order(centre, "Việc này không thuộc xã");

        eventually(() -> assertThat(lastTo(resident)).contains("Việc này không thuộc xã"));
        assertThat(state()).isEqualTo("refused");
    }

    @Test
    void asksBackAndStopsTheClock() {
        link("trung-tam", centre);
        ask();

        order(centre, "4");
        assertThat(reply(centre)).contains("Tin tiếp theo");
        order(centre, "Bác sinh năm nào ạ");

        eventually(() -> assertThat(lastTo(resident)).startsWith("Bác sinh năm nào ạ"));
        assertThat(state()).isEqualTo("waiting");
        assertThat(stage()).isEqualTo("asked");
    }

    @Test
    void letsOneOfTwoOfficersAnswer() {
        link("trung-tam", centre);
        String chair = "chair" + people;
        link("chu-tich", chair);
        hoixa.say(resident, "cháy nhà rồi cứu với");
        hoixa.clock().pass(QUIET);
        String first = eventuallyNoticed(centre);
        String second = eventuallyNoticed(chair);

        quote(centre, first, "Xe chữa cháy đang tới");
        order(centre, "gửi");
        eventually(() -> assertThat(lastTo(resident)).startsWith("Xe chữa cháy đang tới"));
        quote(chair, second, "Tôi đã gọi 114");

        assertThat(reply(chair)).contains("Lý Thị Mẫu", "trả lời trước", "Xe chữa cháy đang tới");
        order(chair, "gửi");
        assertThat(reply(chair)).contains("không có câu hỏi nào");
        assertThat(hoixa.sentTo(resident)).noneMatch(text -> text.contains("Tôi đã gọi 114"));
        assertThat(hoixa.sentTo(resident).stream().filter(text -> text.startsWith("Xe chữa cháy")))
                .hasSize(1);
    }

    @Test
    void servesAStrangerWhoQuotesANoticeAsAResident() {
        link("trung-tam", centre);
        ask();
        String notice = eventuallyNoticed(centre);
        int before = hoixa.sentTo(resident).size();
        String stranger = "stranger" + people;

        quote(stranger, notice, "Đăng ký kết hôn");

        eventually(() -> assertThat(lastTo(stranger)).startsWith("Đăng ký kết hôn"));
        assertThat(hoixa.sentTo(resident)).hasSize(before);
        assertThat(state()).isEqualTo("new");
    }

    @Test
    void linksOnlyByACodeThatHolds() {
        String guesser = "guesser" + people;
        String late = "late" + people;
        String code = hoixa.bean(Directory.class).newCode(officer("trung-tam").id());

        order(guesser, "liên kết K7M2PXR9");
        assertThat(reply(guesser)).contains("không dùng được");
        for (int i = 2; i < 6; i++) {
            order(guesser, "liên kết K7M2PXR" + i);
        }
        order(guesser, "liên kết " + code);
        assertThat(reply(guesser)).contains("đợi 15 phút");
        hoixa.clock().pass(Duration.ofMinutes(11));
        order(late, code.toLowerCase(java.util.Locale.ROOT) + " ");
        order(late, "lien ket " + code);

        assertThat(reply(late)).contains("quá 10 phút");
        assertThat(hoixa.bean(Directory.class).linked(OA, guesser)).isEmpty();
        assertThat(hoixa.bean(Directory.class).linked(OA, late)).isEmpty();
    }

    @Test
    void servesAnOfficerWithNothingInHandAsAResident() {
        link("trung-tam", centre);

        hoixa.say(centre, "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(lastTo(centre)).startsWith("Đăng ký kết hôn"));
        order(centre, "1");

        assertThat(reply(centre)).startsWith("Đăng ký kết hôn – giấy tờ");
    }

    @Test
    void servesWhoLeftAsAResidentAtOnce() {
        link("quan-su", centre);
        ask();
        hoixa.bean(Directory.class).remove("test", officer("quan-su").id());

        hoixa.say(centre, number() + " xem");
        hoixa.clock().pass(Duration.ofSeconds(9));

        eventually(() -> assertThat(lastTo(centre)).doesNotContain("Chào Ngô"));
        assertThat(lastTo(centre)).doesNotContain("Người dân");
        assertThat(query(
                        "SELECT COUNT(*) FROM turn t JOIN resident r ON r.id = t.resident_id"
                                + " WHERE r.zalo_user = ? AND t.decision = 'desk'",
                        centre))
                .isEqualTo("1");
    }

    @Test
    void showsAMaskedConversationWithGuesses() {
        link("trung-tam", centre);
        hoixa.say(resident, "cho tôi gặp cán bộ, số tôi 0912345678");
        hoixa.clock().pass(QUIET);
        eventuallyNoticed(centre);

        order(centre, "xem");

        assertThat(reply(centre))
                .contains(number(), "chưa ai nhận", "Người dân", "gặp cán bộ", "•••")
                .doesNotContain("0912345678");
        assertThat(all(
                        "SELECT on_what FROM audit WHERE what = 'conversation read' AND who = ? AND commune = 'xa-mau'",
                        "officer " + officer("trung-tam").id()))
                .contains(query(
                        "SELECT 'case ' || c.id FROM cases c JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ?",
                        resident));
    }

    @Test
    void showsWhereARecordingIsHeardAndForHowLongTheResidentCanBeWrittenTo() {
        link("trung-tam", centre);
        hoixa.post("""
                {"app_id":"%s","event_name":"user_send_audio","sender":{"id":"%s"},"recipient":{"id":"%s"},
                 "message":{"msg_id":"%s","attachments":[{"type":"audio","payload":{"url":"https://zalo.invalid/a.amr"}}]},
                 "timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP,
                        resident,
                        OA,
                        hoixa.newMessageId(),
                        hoixa.clock().millis()));
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(resident)).isNotEmpty());
        eventuallyNoticed(centre);

        order(centre, "xem");

        assertThat(reply(centre)).contains("lời nói: https://zalo.invalid/a.amr", "47 giờ");
    }

    @Test
    void doesNotTellThatACaseExistsToWhomItConcerns() {
        link("trung-tam", centre);
        ask();
        hoixa.database()
                .write(transaction -> transaction
                        .sql(
                                "UPDATE cases SET excluded = 'NONE,' || CAST(? AS TEXT) || ',SERVICE_CENTRE', owner_id = NULL"
                                        + " WHERE resident_id = (SELECT id FROM resident WHERE zalo_user = ?)")
                        .params(officer("trung-tam").id(), resident)
                        .update());

        order(centre, number() + " xem");
        String concerned = reply(centre);
        order(centre, "CH-9999 xem");

        assertThat(concerned.replace(number(), "CH-9999")).isEqualTo(reply(centre));
    }

    @Test
    void showsADenunciationThatNobodyHasToThoseAloneWhoWereAsked() {
        link("trung-tam", centre);
        ask();
        eventuallyNoticed(centre);
        hoixa.database()
                .write(transaction -> transaction
                        .sql("UPDATE cases SET kind = 'denunciation', owner_id = NULL"
                                + " WHERE resident_id = (SELECT id FROM resident WHERE zalo_user = ?)")
                        .param(resident)
                        .update());
        String other = "other" + people;
        link("tu-phap", other);

        order(other, number() + " nhận");
        String stranger = reply(other);
        order(other, "CH-9999 nhận");
        assertThat(stranger.replace(number(), "CH-9999")).isEqualTo(reply(other));

        order(centre, number() + " nhận");
        assertThat(reply(centre)).startsWith("Anh/chị đã nhận câu hỏi số " + number());
        assertThat(state()).isEqualTo("taken");
    }

    @Test
    void asksWhichOfSeveralCasesIsMeant() {
        link("trung-tam", centre);
        ask();
        String first = number();
        String firstResident = resident;
        resident = "other" + people;
        ask();
        hoixa.clock().pass(Duration.ofMinutes(31));

        order(centre, "nhận");
        assertThat(reply(centre)).contains("2 câu hỏi", first, number());
        order(centre, place(reply(centre), first));

        assertThat(reply(centre)).contains("đã nhận", first);
        assertThat(state()).isEqualTo("new");
        resident = firstResident;
        assertThat(state()).isEqualTo("taken");
    }

    @Test
    void putsAnOfficerOnDuty() {
        link("trung-tam", centre);
        ask();

        order(centre, "truc");

        assertThat(reply(centre)).contains("trực", "1 câu hỏi", number());
        assertThat(officer("trung-tam").onDuty()).isTrue();
    }

    @Test
    void heedsWhatAPersonAnsweredInZalosOwnTools() {
        link("trung-tam", centre);
        ask();

        hoixa.post(byHand("Bác lên trung tâm nhé"));
        eventually(() -> assertThat(state()).isEqualTo("taken"));
        assertThat(stage()).isEqualTo("ask_done");
        assertThat(query(
                        "SELECT reason FROM case_history WHERE what = 'answered by hand' AND case_id ="
                                + " (SELECT MAX(c.id) FROM cases c JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ?)",
                        resident))
                .isEqualTo("unknown person");
        hoixa.clock().pass(Duration.ofMinutes(61));
        eventually(() -> assertThat(hoixa.sentTo(centre).getLast()).contains("không rõ ai", "là tôi"));
        order(centre, "là tôi");
        assertThat(reply(centre)).startsWith("Đã ghi");
        order(centre, "xong");

        assertThat(state()).isEqualTo("answered");
        assertThat(hoixa.bean(Directory.class).administers(OA, ADMIN))
                .map(Officer::key)
                .contains("trung-tam");
    }

    @Test
    void sendsAPictureAfterShowingBack() {
        link("trung-tam", centre);
        ask();
        eventuallyNoticed(centre);
        untilAllIsSent();
        int before = hoixa.sentTo(centre).size();

        hoixa.post("""
                {"app_id":"%s","event_name":"user_send_image","sender":{"id":"%s"},"recipient":{"id":"%s"},
                 "message":{"msg_id":"%s","attachments":[{"type":"image","payload":{"url":"https://zalo.invalid/a.jpg"}}]},
                 "timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP,
                        centre,
                        OA,
                        hoixa.newMessageId(),
                        hoixa.clock().millis()));
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.sentTo(centre)).hasSize(before + 1));
        assertThat(reply(centre)).startsWith("Gửi hình, tệp này cho người dân");
        hoixa.say(centre, "gửi");
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(lastTo(resident)).startsWith("Cán bộ gửi ông/bà hình"));
        assertThat(all(
                        "SELECT enclosure FROM outgoing o JOIN resident r ON r.id = o.resident_id"
                                + " WHERE r.zalo_user = ? AND enclosure IS NOT NULL AND writer = 'officer'",
                        resident))
                .hasSize(1);
        // Where it comes from is no host; nothing else of this test waits for it.
        hoixa.database()
                .write(transaction -> transaction
                        .sql("UPDATE outgoing SET due_at = NULL, state = 'refused' WHERE enclosure IS NOT NULL")
                        .update());
    }

    @Test
    void doesNothingTwiceWhenAnOrderComesAgain() {
        link("trung-tam", centre);
        ask();
        order(centre, "Mang theo căn cước");
        String id = hoixa.newMessageId();
        String send = hoixa.textEvent(centre, "gửi", id);
        hoixa.post(send);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(lastTo(resident)).startsWith("Mang theo căn cước"));
        int sent = hoixa.sentTo(resident).size();
        int told = hoixa.sentTo(centre).size();

        Wipe.memoryOf(hoixa, OA + "|user_send_text|" + id);
        hoixa.post(send);
        order(centre, "xem");

        assertThat(hoixa.sentTo(centre)).hasSize(told + 1);
        assertThat(hoixa.sentTo(resident)).hasSize(sent);
    }

    private void ask() {
        hoixa.say(resident, "cho tôi gặp cán bộ");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(resident)).isNotEmpty());
        untilAllIsSent();
    }

    private static void untilAllIsSent() {
        eventually(() -> assertThat(hoixa.database()
                        .read()
                        .sql("SELECT COUNT(*) FROM outgoing WHERE due_at IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isZero());
    }

    private static String lastTo(String user) {
        List<String> answers = hoixa.answersTo(user);
        return answers.isEmpty() ? "" : answers.getLast();
    }

    private static void link(String key, String account) {
        String code = hoixa.bean(Directory.class).newCode(officer(key).id());
        order(account, "liên kết " + code);
        assertThat(reply(account)).startsWith("Chào ");
    }

    /** Says it, and waits for what is said back. */
    private static void order(String account, String text) {
        untilAllIsSent();
        int before = hoixa.sentTo(account).size();
        hoixa.say(account, text);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.sentTo(account)).hasSizeGreaterThan(before));
        untilAllIsSent();
    }

    private static void quote(String account, String message, String text) {
        untilAllIsSent();
        int before = hoixa.sentTo(account).size();
        hoixa.post(hoixa.textEvent(account, text, hoixa.newMessageId())
                .replace("\"msg_id\":", "\"quote_msg_id\":\"" + message + "\",\"msg_id\":"));
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.sentTo(account)).hasSizeGreaterThan(before));
        untilAllIsSent();
    }

    private static String reply(String account) {
        return hoixa.sentTo(account).getLast();
    }

    private String byHand(String text) {
        return """
                {"app_id":"%s","event_name":"oa_send_text","sender":{"id":"%s","admin_id":"%s"},
                 "recipient":{"id":"%s"},"message":{"msg_id":"%s","text":"%s"},"timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP,
                        OA,
                        ADMIN,
                        resident,
                        hoixa.newMessageId(),
                        text,
                        hoixa.clock().millis());
    }

    /** Zalo's id of the notice that the account got of a case last. */
    private static String eventuallyNoticed(String account) {
        String sql = """
                SELECT o.message_id FROM notice n JOIN outgoing o ON o.id = n.outgoing_id
                    JOIN resident r ON r.id = o.resident_id
                WHERE r.zalo_user = ? AND n.kind = 'assigned' AND o.state = 'sent' ORDER BY n.id DESC LIMIT 1""";
        eventually(() -> assertThat(all(sql, account)).hasSize(1));
        return query(sql, account);
    }

    /** Where in a numbered list it stands. */
    private static String place(String list, String what) {
        return list.lines()
                .filter(line -> line.matches("\\d+\\. .*") && line.contains(what))
                .map(line -> line.substring(0, line.indexOf('.')))
                .findFirst()
                .orElseThrow();
    }

    private static Officer officer(String key) {
        return hoixa.bean(Directory.class).of(COMMUNE).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String number() {
        return "CH-%04d".formatted(Integer.parseInt(column("number")));
    }

    private String state() {
        return column("state");
    }

    private String stage() {
        return column("stage");
    }

    /** Of the resident's last case. */
    private String column(String name) {
        return query(
                "SELECT c." + name + " FROM cases c JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ?"
                        + " ORDER BY c.id DESC LIMIT 1",
                resident);
    }

    private List<String> textsOf() {
        return all(
                "SELECT t.kind FROM case_text t JOIN resident r ON r.id = t.resident_id WHERE r.zalo_user = ?",
                resident);
    }

    private List<String> historyOf() {
        return all(
                "SELECT h.what FROM case_history h JOIN cases c ON c.id = h.case_id"
                        + " JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ? ORDER BY h.id",
                resident);
    }

    private static List<String> all(String sql, String user) {
        return hoixa.database().read().sql(sql).param(user).query(String.class).list();
    }

    private static String query(String sql, String user) {
        return all(sql, user).getFirst();
    }
}
