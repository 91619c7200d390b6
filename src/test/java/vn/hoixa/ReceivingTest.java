package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.RunningHoiXa.OA;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoixa.attachment.Pictures;
import vn.hoixa.dossier.DossierImports;
import vn.hoixa.dossier.Lists;
import vn.hoixa.inquiry.Recoveries;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.Postgres;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.zalo.DownloadsOfTests;

/** What comes in beside plain questions, from the webhook to what is said and kept. */
@ParameterizedClass
@EnumSource(FreshDatabase.Kind.class)
// What runs before each invocation sets them.
@SuppressWarnings("NullAway.Init")
class ReceivingTest {
    private static final Duration QUIET = Duration.ofMillis(1_600);
    private static final Duration UNSURE = Duration.ofMillis(8_100);
    private static final String VISITORS = "/v2.0/oa/message";

    @TempDir
    static Path folder;

    private static Path data;
    private static WireMockServer files;
    private static @Nullable RunningHoiXa opened;
    private static RunningHoiXa hoixa;

    @Parameter
    FreshDatabase.Kind kind;

    @BeforeParameterizedClassInvocation
    static void start(FreshDatabase.Kind kind) {
        opened = null;
        data = folder.resolve(kind.name());
        String url = kind == FreshDatabase.Kind.POSTGRES ? Postgres.freshDatabase() : "";
        files = DownloadsOfTests.server();
        opened = RunningHoiXa.start(
                data,
                "spring.main.sources=" + DownloadsOfTests.InService.class.getName(),
                "hoixa.links.site=https://hoi.xa-mau.gov.vn",
                "hoixa.attachment.a-day=3",
                kind == FreshDatabase.Kind.POSTGRES ? "hoixa.database.url=" + url : "hoixa.turns.workers=4");
        hoixa = opened;
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (opened != null) {
            opened.close();
            files.stop();
        }
    }

    @Test
    void opensTheGuideOfAPosterInAPhoto() {
        sendsPicture("poster", "https://hoi.xa-mau.gov.vn/thu-tuc/1.001193?xa=huong-mau&qr=1.001193");
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo("poster")).hasSize(1));
        assertThat(hoixa.answersTo("poster").getFirst()).startsWith("Đăng ký khai sinh");
    }

    @Test
    void tellsWhereADossierIsWhoseSlipWasPhotographed() {
        sendsPicture("dossier", "000.00.13.H29-260104-0010");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(stateOfAttachment("dossier")).isEqualTo("fetched"));
        hoixa.clock().pass(UNSURE);

        eventually(() -> assertThat(hoixa.answersTo("dossier")).hasSize(1));
        assertThat(hoixa.answersTo("dossier").getFirst()).contains("mã hồ sơ");
    }

    @Test
    void looksUpTheDossierWhoseSlipWasPhotographed() {
        Commune commune = hoixa.bean(Communes.class).all().getFirst();
        byte[] list = Lists.xlsx(Lists.row("000.00.13.H29-260104-0011", "Đã trả kết quả", "", ""));
        hoixa.bean(DossierImports.class).take(commune, new ByteArrayInputStream(list), false, "operator");

        sendsPicture("slip", "000.00.13.H29-260104-0011");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(stateOfAttachment("slip")).isEqualTo("fetched"));
        hoixa.clock().pass(UNSURE);

        eventually(() -> assertThat(hoixa.answersTo("slip")).hasSize(1));
        assertThat(hoixa.answersTo("slip").getFirst()).contains("Đã trả kết quả.");
    }

    @Test
    void handsOverAPictureThatTakesTooLongToFetch() {
        files.stubFor(WireMock.get("/slow").willReturn(WireMock.ok().withFixedDelay(60_000)));
        hoixa.post(event("slow", "user_send_image", attached("image", url("/slow"))));
        hoixa.clock().pass(QUIET);
        nothingMoreComesFor("slow", 0);
        hoixa.clock().pass(UNSURE);

        eventually(() -> assertThat(hoixa.answersTo("slow")).hasSize(1));
        assertThat(hoixa.answersTo("slow").getFirst()).contains("Đã nhận hình", "CH-");
    }

    @Test
    void keepsSilentAfterAnOfficerWroteAndGoesOnLater() {
        hoixa.post(officerSays("silent", "Chào bác, mai bác ghé nhé"));
        eventually(() -> assertThat(kindsOf("silent")).containsExactly("officer"));
        hoixa.clock().pass(Duration.ofMinutes(29));
        hoixa.say("silent", "Đăng ký kết hôn");
        hoixa.clock().pass(UNSURE);
        eventually(() -> assertThat(kindsOf("silent")).containsExactly("officer", "text"));
        nothingMoreComesFor("silent", 0);

        hoixa.say("silent", "cháy nhà rồi cứu với");
        hoixa.clock().pass(UNSURE);
        eventually(() -> assertThat(hoixa.answersTo("silent")).hasSize(1));
        assertThat(hoixa.answersTo("silent").getFirst()).contains("114");

        hoixa.clock().pass(Duration.ofMinutes(1));
        hoixa.say("silent", "khai tử cần giấy tờ gì");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("silent")).hasSize(2));
        assertThat(query(
                        "SELECT admin_id FROM incoming WHERE kind = 'officer' AND resident_id ="
                                + " (SELECT id FROM resident WHERE zalo_user = ?)",
                        "silent"))
                .containsExactly("5500000000000000001");
    }

    @Test
    void keepsSilentWhenTheOfficerAnswersBeforeItsOwnTurn() {
        hoixa.say("overtaken", "Đăng ký kết hôn");
        hoixa.post(officerSays("overtaken", "Chào bác, bác mang căn cước"));
        hoixa.clock().pass(UNSURE);

        eventually(() -> assertThat(kindsOf("overtaken")).containsExactlyInAnyOrder("officer", "text"));
        nothingMoreComesFor("overtaken", 0);
    }

    @Test
    void staysAwakeAfterAnEchoOfItsOwnMessage() {
        hoixa.post(officerSays("own", "Chào bác").replace(",\"admin_id\":\"5500000000000000001\"", ""));
        hoixa.say("own", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo("own")).hasSize(1));
    }

    @Test
    void tellsAnAnonymousVisitorOnceHowToBeAnswered() {
        hoixa.zalo()
                .stubFor(WireMock.post(VISITORS)
                        .willReturn(WireMock.okJson("{\"data\":{\"message_id\":\"v1\"},\"error\":0}")));

        hoixa.post(visitorSays("cho hỏi khai sinh"));
        eventually(() -> assertThat(sentToVisitors()).hasSize(1));
        hoixa.clock().pass(UNSURE);
        hoixa.post(visitorSays("alo"));
        hoixa.clock().pass(UNSURE);
        nothingMoreComesFor("anyone", 0);

        assertThat(sentToVisitors())
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"anonymous_id\":\"990000000000001\"", "\"conversation_id\":\"2a9341\"", "Quan tâm")
                        .doesNotContain("user_id"));
    }

    @Test
    void answersFittinglyWhatIsNoText() {
        answers("video", "user_send_video", attached("video", "https://v.example/a"), "đoạn phim");
        files.stubFor(WireMock.get("/letter").willReturn(WireMock.ok().withBody("%PDF-1.7 thư")));
        answers("file", "user_send_file", attached("file", url("/letter")), "tệp");
        answers("sticker", "user_send_sticker", attached("sticker", "https://v.example/s"), "Cảm ơn");
        answers(
                "place",
                "user_send_location",
                "\"attachments\":[{\"type\":\"location\",\"payload\":{\"coordinates\":{\"latitude\":\"10.7\","
                        + "\"longitude\":\"106.6\"}}}]",
                "vị trí");
        answers(
                "card",
                "user_send_business_card",
                "\"text\":\"Nguyễn Văn Mẫu\"," + attached("link", "https://v.example/c"),
                "danh thiếp");
    }

    @Test
    void saysWhatItIsToWhoeverFollows() {
        hoixa.post("""
                {"app_id":"%s","oa_id":"%s","follower":{"id":"follower"},"event_name":"follow","timestamp":"%d"}""".formatted(RunningHoiXa.APP, OA, hoixa.clock().millis()));

        eventually(() -> assertThat(hoixa.sentTo("follower")).hasSize(2));
        assertThat(hoixa.sentTo("follower").getFirst())
                .contains("tự động", "giấy tờ, thủ tục", "số 0", "OTP", "chỉ dùng để trả lời", "Xoá dữ liệu của tôi");
        assertThat(hoixa.sentTo("follower").get(1)).startsWith("Kính chào");
    }

    @Test
    void erasesWhoeverWithdrawsFromDatabaseLogFilesAndMailbox() throws IOException {
        String secret = "bimatcuatoi" + System.nanoTime();
        String first = hoixa.textEvent("leaves", secret + " nhắn số 0", "leaves-1");
        hoixa.post(first);
        hoixa.clock().pass(UNSURE);
        eventually(() -> assertThat(hoixa.answersTo("leaves")).hasSize(1));
        sendsPicture("leaves", secret);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(stateOfAttachment("leaves")).isEqualTo("fetched"));
        String file = query(
                        "SELECT sha256 FROM attachment WHERE resident_id ="
                                + " (SELECT id FROM resident WHERE zalo_user = ?)",
                        "leaves")
                .getFirst();
        hoixa.clock().pass(UNSURE);
        eventually(() -> assertThat(hoixa.answersTo("leaves")).hasSize(2));
        // A database server looks after its files itself.
        boolean isSqlite = kind == FreshDatabase.Kind.SQLITE;
        assertThat(dataHolds(secret)).isEqualTo(isSqlite);
        assertThat(redisHolds(secret)).isTrue();

        // One more stands in the mailbox when the withdrawal comes.
        hoixa.post(hoixa.textEvent("leaves", secret + " còn nữa", "leaves-3"));
        hoixa.post(withdrawal("leaves"));

        eventually(() -> assertThat(kindsOf("leaves")).isEmpty());
        eventually(() -> {
            assertThat(hoixa.database().scrub()).isTrue();
            assertThat(dataHolds(secret)).isFalse();
            assertThat(redisHolds(secret)).isFalse();
        });
        assertThat(query("SELECT sha256 FROM stored_file WHERE sha256 = ?", file))
                .isEmpty();
        assertThat(query("SELECT zalo_user FROM resident WHERE zalo_user = ?", "leaves"))
                .isEmpty();

        // Zalo delivers the first one again, after Redis has forgotten it.
        Wipe.memoryOf(hoixa, OA + "|user_send_text|leaves-1");
        Wipe.memoryOf(hoixa, OA + "|user_send_text|leaves-3");
        hoixa.post(first);
        hoixa.post(hoixa.textEvent("leaves", secret + " còn nữa", "leaves-3"));
        hoixa.clock().pass(UNSURE);
        nothingMoreComesFor("leaves", 2);
        assertThat(kindsOf("leaves")).isEmpty();

        hoixa.say("leaves", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("leaves")).hasSize(3));
    }

    @Test
    void recordsThatSomebodyNoLongerFollows() {
        hoixa.post("""
                {"app_id":"%s","oa_id":"%s","follower":{"id":"parts"},"event_name":"unfollow","timestamp":"%d"}""".formatted(RunningHoiXa.APP, OA, hoixa.clock().millis()));
        hoixa.post("""
                {"app_id":"%s","event_name":"user_seen_message","sender":{"id":"%s"},"recipient":{"id":"parts"},
                 "message":{"msg_ids":["a","b"]},"timestamp":"%d"}""".formatted(RunningHoiXa.APP, OA, hoixa.clock().millis()));

        eventually(() -> assertThat(kindsOf("parts")).containsExactlyInAnyOrder("unfollow", "seen"));
    }

    @Test
    void readsBackWhatALossOfRedisTook() {
        hoixa.say("before-loss", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("before-loss")).hasSize(1));
        Recoveries.look(hoixa);
        hoixa.clock().pass(Duration.ofMinutes(61));
        hoixa.say("marker-of-loss", "0");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("marker-of-loss")).hasSize(1));
        String taken = said("lost", "lost-1", "Đăng ký kết hôn", 1);
        zaloTells("/v2.0/oa/listrecentchat", taken);
        zaloTells("/v2.0/oa/conversation", taken);

        Wipe.everything(hoixa);
        Recoveries.look(hoixa);
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo("lost")).hasSize(1));
        // It comes in by itself after all.
        Wipe.memoryOf(hoixa, OA + "|user_send_text|lost-1");
        hoixa.post(hoixa.textEvent("lost", "Đăng ký kết hôn", "lost-1"));
        hoixa.clock().pass(QUIET);
        nothingMoreComesFor("lost", 1);
    }

    @Test
    void readsNothingBackThatAPersonHasAnswered() {
        hoixa.say("answered-first", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("answered-first")).hasSize(1));
        hoixa.clock().pass(Duration.ofMinutes(61));
        String asked = said("answered", "answered-1", "Đăng ký kết hôn", 1);
        hoixa.clock().pass(Duration.ofSeconds(10));
        String reply = said("answered", "answered-2", "Bác mang căn cước nhé", 0);
        zaloTells("/v2.0/oa/listrecentchat", reply);
        zaloTells("/v2.0/oa/conversation", reply + "," + asked);

        Wipe.everything(hoixa);
        Recoveries.look(hoixa);
        hoixa.clock().pass(QUIET);

        nothingMoreComesFor("answered", 0);
    }

    @Test
    void learnsTheNameBesideTheTurnsAndAsksAgainAfterAWeek() {
        String detail = "/v3.0/oa/user/detail";
        hoixa.zalo()
                .stubFor(WireMock.get(WireMock.urlPathEqualTo(detail))
                        .withHeader("access_token", WireMock.equalTo("token-of-tests"))
                        .withQueryParam("data", WireMock.equalToJson("{\"user_id\":\"named\"}"))
                        .willReturn(WireMock.okJson("{\"data\":{\"display_name\":\"Bác Sáu\"},\"error\":0}")));
        hoixa.say("named", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("named")).hasSize(1));

        // A few at a time, and others wrote, too.
        eventually(() -> {
            Recoveries.ask(hoixa);
            assertThat(nameOf("named")).containsExactly("Bác Sáu");
        });

        hoixa.zalo().stubFor(WireMock.get(WireMock.urlPathEqualTo(detail)).willReturn(WireMock.serverError()));
        hoixa.clock().pass(Duration.ofDays(8));
        hoixa.say("named", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("named")).hasSize(2));
        Recoveries.ask(hoixa);
        assertThat(nameOf("named")).containsExactly("Bác Sáu");
    }

    @Test
    void pausesAPageWhoseRightsWereTakenAwayUntilItCanSendAgain() {
        hoixa.post("""
                {"app_id":"%s","oa_id":"%s","event_name":"permission_revoked","timestamp":"%d"}""".formatted(RunningHoiXa.APP, OA, hoixa.clock().millis()));
        eventually(() -> assertThat(hoixa.get(hoixa.management("/actuator/metrics/hoixa.outbox.pauses"))
                        .body())
                .contains(OA));

        hoixa.say("paused", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(query(
                        "SELECT state FROM outgoing WHERE resident_id = (SELECT id FROM resident WHERE zalo_user = ?)",
                        "paused"))
                .hasSize(2));
        assertThat(hoixa.sentTo("paused")).isEmpty();
        hoixa.clock().pass(Duration.ofSeconds(61));

        eventually(() -> assertThat(hoixa.answersTo("paused")).hasSize(1));
    }

    @Test
    void saysOfAPictureThatIsTooLargeThatItWasNotTakenAndHandsNothingOver() {
        files.stubFor(WireMock.get("/large")
                .willReturn(WireMock.ok().withBody(Arrays.copyOf(Pictures.ofNothing(), 10_600_000))));

        hoixa.post(event("large", "user_send_image", attached("image", url("/large"))));
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("large")).hasSize(1));
        hoixa.clock().pass(UNSURE);
        nothingMoreComesFor("large", 1);

        assertThat(hoixa.answersTo("large").getFirst())
                .contains("hình", "nặng quá")
                .doesNotContain("CH-");
        assertThat(hoixa.get(hoixa.management("/actuator/stuck")).body()).contains("\"cause\":\"SIZE\"");
    }

    @Test
    void answersTheWordsBesideAFileThatItDoesNotTake() {
        files.stubFor(WireMock.get("/program").willReturn(WireMock.ok().withBody("MZ\u0090")));

        hoixa.post(
                event("words", "user_send_file", "\"text\":\"Đăng ký kết hôn\"," + attached("file", url("/program"))));
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo("words")).hasSize(2));
        assertThat(hoixa.answersTo("words"))
                .anySatisfy(text -> assertThat(text).contains("chưa mở được tệp"))
                .anySatisfy(text -> assertThat(text).startsWith("Đăng ký kết hôn"));
    }

    @Test
    void tellsWhoSendsTooManyPicturesOnceADayAndFetchesNoMore() {
        files.stubFor(WireMock.get("/many").willReturn(WireMock.ok().withBody(Pictures.ofNothing())));
        for (int i = 0; i < 12; i++) {
            hoixa.post(event("many", "user_send_image", attached("image", url("/many"))));
        }
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("many")).anyMatch(text -> text.contains("đã giữ nhiều")));
        hoixa.clock().pass(UNSURE);
        hoixa.post(event("many", "user_send_image", attached("image", url("/many"))));
        hoixa.clock().pass(UNSURE);
        hoixa.post(event("many", "user_send_image", attached("image", url("/many"))));
        hoixa.clock().pass(UNSURE);
        nothingMoreComesFor("anyone-else", 0);

        eventually(() -> assertThat(query(
                        "SELECT cause FROM attachment WHERE cause = 'MANY' AND told_at IS NOT NULL AND resident_id ="
                                + " (SELECT id FROM resident WHERE zalo_user = ?)",
                        "many"))
                .hasSize(11));
        assertThat(hoixa.answersTo("many").stream().filter(text -> text.contains("đã giữ nhiều")))
                .hasSize(1);
        files.verify(3, WireMock.getRequestedFor(WireMock.urlEqualTo("/many")));
    }

    @Test
    void doesNotLeaveWhoSendsAnUnknownKindOfMessageInSilence() {
        hoixa.post(event("hologram", "user_send_hologram", "\"text\":\"\""));
        hoixa.clock().pass(UNSURE);

        eventually(() -> assertThat(hoixa.answersTo("hologram")).hasSize(1));
        assertThat(hoixa.answersTo("hologram").getFirst()).contains("Đã nhận được tin");
    }

    @Test
    void readsBackWhatWasRefusedWhileRedisWasAway() {
        hoixa.say("before-refusal", "Đăng ký kết hôn");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("before-refusal")).hasSize(1));
        Recoveries.look(hoixa);
        hoixa.clock().pass(Duration.ofMinutes(61));
        Wipe.stopServer(hoixa);
        assertThat(hoixa.say("refused", "Đăng ký kết hôn")).isEqualTo(503);
        Wipe.continueServer(hoixa);
        String kept = said("refused", "refused-1", "Đăng ký kết hôn", 1);
        // What no list of ours has comes back, too.
        String odd = said("refused-odd", "refused-2", "", 1).replace("\"text\"", "\"hologram\"");
        zaloTells("/v2.0/oa/listrecentchat", kept + "," + odd);
        zaloTellsOf("refused", kept);
        zaloTellsOf("refused-odd", odd);

        eventually(() -> {
            Recoveries.look(hoixa);
            hoixa.clock().pass(UNSURE);
            assertThat(hoixa.answersTo("refused")).hasSize(1);
            assertThat(hoixa.answersTo("refused-odd")).hasSize(1);
        });
        assertThat(kindsOf("refused-odd")).containsExactly("other");
    }

    private static void zaloTellsOf(String user, String message) {
        hoixa.zalo()
                .stubFor(WireMock.get(WireMock.urlPathEqualTo("/v2.0/oa/conversation"))
                        .withQueryParam(
                                "data", WireMock.matchingJsonPath("$[?(@.user_id == '" + user + "' && @.offset == 0)]"))
                        .willReturn(WireMock.okJson("{\"data\":[" + message + "],\"error\":0}")));
    }

    private static List<String> nameOf(String user) {
        return query("SELECT display_name FROM resident WHERE zalo_user = ?", user);
    }

    private static void zaloTells(String path, String message) {
        hoixa.zalo()
                .stubFor(WireMock.get(WireMock.urlPathEqualTo(path))
                        .willReturn(WireMock.okJson("{\"data\":[" + message + "],\"error\":0}")));
        hoixa.zalo()
                .stubFor(WireMock.get(WireMock.urlPathEqualTo(path))
                        .withQueryParam("data", WireMock.matchingJsonPath("$[?(@.offset > 0)]"))
                        .willReturn(WireMock.okJson("{\"data\":[],\"error\":0}")));
    }

    private static String said(String user, String id, String text, int src) {
        return """
                {"src":%d,"time":%d,"type":"text","message":"%s","message_id":"%s","from_id":"%s","to_id":"%s"}""".formatted(src, hoixa.clock().millis(), text, id, src == 1 ? user : OA, src == 1 ? OA : user);
    }

    private static void answers(String user, String event, String message, String words) {
        hoixa.post(event(user, event, message));
        hoixa.clock().pass(UNSURE);
        eventually(() -> assertThat(hoixa.answersTo(user)).hasSize(1));
        assertThat(hoixa.answersTo(user).getFirst()).contains(words);
    }

    private static void sendsPicture(String user, String code) {
        files.stubFor(WireMock.get("/" + user).willReturn(WireMock.ok().withBody(Pictures.ofCode(code, "jpeg"))));
        hoixa.post(event(user, "user_send_image", attached("image", url("/" + user))));
    }

    private static String url(String path) {
        return "https://files.example:" + files.httpsPort() + path;
    }

    private static String attached(String type, String url) {
        return "\"attachments\":[{\"type\":\"" + type + "\",\"payload\":{\"url\":\"" + url + "\"}}]";
    }

    private static String event(String user, String name, String message) {
        return """
                {"app_id":"%s","event_name":"%s","sender":{"id":"%s"},"recipient":{"id":"%s"},
                 "message":{"msg_id":"%s",%s},"timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP,
                        name,
                        user,
                        OA,
                        hoixa.newMessageId(),
                        message,
                        hoixa.clock().millis());
    }

    private static String officerSays(String user, String text) {
        return """
                {"app_id":"%s","event_name":"oa_send_text","sender":{"id":"%s","admin_id":"5500000000000000001"},
                 "recipient":{"id":"%s"},"message":{"msg_id":"%s","text":"%s"},"timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP,
                        OA,
                        user,
                        hoixa.newMessageId(),
                        text,
                        hoixa.clock().millis());
    }

    private static String visitorSays(String text) {
        return event(
                "990000000000001", "anonymous_send_text", "\"conversation_id\":\"2a9341\",\"text\":\"" + text + "\"");
    }

    private static String withdrawal(String user) {
        return """
                {"app_id":"%s","oa_id":"%s","user_id":"%s","event_name":"user_withdraw","timestamp":"%d"}""".formatted(RunningHoiXa.APP, OA, user, hoixa.clock().millis());
    }

    private static List<String> sentToVisitors() {
        return hoixa.zalo().findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(VISITORS))).stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    /** Whether the database's file or its log holds the text. */
    private static boolean dataHolds(String text) throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            for (Path file : all.filter(path -> path.getFileName().toString().startsWith("hoixa.db"))
                    .toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether what Redis keeps on disk holds the text. */
    private static boolean redisHolds(String text) throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("redis"))) {
            for (Path file : all.filter(path -> path.getFileName().toString().contains("aof"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Redis has just put another file in the place of one.
            return true;
        }
        return false;
    }

    private static String stateOfAttachment(String user) {
        List<String> states = query(
                "SELECT state FROM attachment WHERE resident_id = (SELECT id FROM resident WHERE zalo_user = ?)", user);
        return states.isEmpty() ? "" : states.getFirst();
    }

    private static List<String> kindsOf(String user) {
        return query(
                "SELECT kind FROM incoming WHERE resident_id = (SELECT id FROM resident WHERE zalo_user = ?) ORDER BY id",
                user);
    }

    private static List<String> query(String sql, String user) {
        return hoixa.database().read().sql(sql).param(user).query(String.class).list();
    }

    /** Everything due has been taken, and nothing new was sent. */
    private static void nothingMoreComesFor(String user, int answers) {
        String marker = "marker-" + hoixa.newMessageId();
        hoixa.say(marker, "0");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(marker)).hasSize(1));
        assertThat(hoixa.answersTo(user)).hasSize(answers);
    }
}
