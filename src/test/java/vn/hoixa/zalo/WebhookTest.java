package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import vn.hoixa.testing.RunningHoiXa;

/** Bad and odd input at the door of a running HoiXa: none of it may be lost in silence, crash it or be answered twice. */
class WebhookTest {
    private static final String WRONG = "mac=" + "0".repeat(64);
    private static final String OA = RunningHoiXa.OA;
    private static final Duration QUIET = Duration.ofSeconds(13);

    private static final AtomicInteger residents = new AtomicInteger();

    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no JSON",
                "{\"event_name\":",
                "{} trailing",
                "[]",
                "[{}]",
                "null",
                "17",
                "\"{}\"",
                "<xml/>"
            })
    void dropsAndCountsWhatIsNoJsonObject(String body) {
        double before = count("not_json");

        int status = hoixa.post(bytes(body), WRONG);

        assertThat(status).isEqualTo(200);
        assertThat(count("not_json")).isEqualTo(before + 1);
    }

    @Test
    void dropsAndCountsBytesThatAreNoText() {
        double before = count("not_json");

        int status = hoixa.post(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0x7b, (byte) 0xc3}, WRONG);

        assertThat(status).isEqualTo(200);
        assertThat(count("not_json")).isEqualTo(before + 1);
    }

    @Test
    void dropsAndCountsNestingWithoutEnd() {
        double before = count("not_json");

        int status = hoixa.post(bytes("{\"a\":".repeat(40_000)), WRONG);

        assertThat(status).isEqualTo(200);
        assertThat(count("not_json")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mac=0000", "mac=", "0", "chuky", "MAC = zz", "hmac=1", "mac=\t"})
    void dropsAndCountsAWrongOrOddSignature(String signature) {
        double before = count("bad_signature");
        String event = hoixa.textEvent(resident(), "lam giay khai sinh", hoixa.newMessageId());

        assertThat(hoixa.post(bytes(event), signature)).isEqualTo(200);
        assertThat(hoixa.post(bytes(event), WRONG)).isEqualTo(200);

        assertThat(count("bad_signature")).isEqualTo(before + 2);
    }

    @Test
    void answersNothingToAForgedMessage() {
        String forged = resident();
        String genuine = resident();

        hoixa.post(bytes(hoixa.textEvent(forged, "dang ky ket hon", hoixa.newMessageId())), WRONG);
        hoixa.say(genuine, "dang ky ket hon");
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo(genuine)).hasSize(1));
        assertThat(hoixa.sentTo(forged)).isEmpty();
    }

    @Test
    void answersTheUnsignedProbeOfZalosConsole() {
        double before = count("empty");

        int status = hoixa.post(bytes("{}"), "");

        assertThat(status).isEqualTo(200);
        assertThat(count("empty")).isEqualTo(before + 1);
    }

    @Test
    void dropsAndCountsAnEventForAPageThatNobodyHereHas() {
        double before = count("unknown_oa");
        String event = hoixa.textEvent(resident(), "xin chào", hoixa.newMessageId());

        int status = hoixa.post(event.replace(OA, "579745863508352884"));

        assertThat(status).isEqualTo(200);
        assertThat(count("unknown_oa")).isEqualTo(before + 1);
    }

    @Test
    void keepsAnEventOfAnUnknownKindWithoutAnAnswer() {
        String resident = resident();
        String event = hoixa.textEvent(resident, "", hoixa.newMessageId());

        int status = hoixa.post(event.replace("user_send_text", "user_future_thing"));

        assertThat(status).isEqualTo(200);
        eventually(() -> assertThat(kinds(resident)).containsExactly("user_future_thing"));
        assertThat(hoixa.sentTo(resident)).isEmpty();
    }

    @Test
    void refusesABodyOver256KiB() {
        double before = count("too_large");
        String resident = resident();
        String frame = hoixa.textEvent(resident, "", hoixa.newMessageId());
        int room = 256 * 1024 - bytes(frame).length;

        assertThat(hoixa.post(frame + " ".repeat(room + 1))).isEqualTo(413);
        assertThat(hoixa.post(frame + " ".repeat(room))).isEqualTo(200);
        hoixa.clock().pass(QUIET);

        assertThat(count("too_large")).isEqualTo(before + 1);
        eventually(() -> assertThat(kinds(resident)).containsExactly("text"));
    }

    @Test
    void letsTheFirstOfTwoTextsWithTheSameIdWin() {
        String resident = resident();
        String id = hoixa.newMessageId();
        double duplicates = count("duplicate");

        hoixa.post(hoixa.textEvent(resident, "lam giay khai sinh can giay to gi", id));
        hoixa.post(hoixa.textEvent(resident, "dang ky ket hon can giay to gi", id));
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo(resident)).hasSize(1));
        assertThat(hoixa.answersTo(resident).getFirst()).startsWith("Đăng ký khai sinh");
        assertThat(count("duplicate")).isEqualTo(duplicates + 1);
        assertThat(texts(resident)).containsExactly("lam giay khai sinh can giay to gi");
    }

    @Test
    void answersAMessageOf5000Characters() {
        String resident = resident();
        String question = "Tôi muốn hỏi làm giấy khai sinh cho con cần giấy tờ gì. ";

        int status = hoixa.say(resident, question.repeat(5_000 / question.length() + 1));
        hoixa.clock().pass(QUIET);

        assertThat(status).isEqualTo(200);
        eventually(() -> assertThat(hoixa.answersTo(resident)).hasSize(1));
        assertThat(texts(resident).getFirst()).hasSizeGreaterThanOrEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "😭😭😭",
                "👨‍👩‍👧‍👦❤️",
                "\u200b\u200d\ufeff\u2060",
                "\u0000",
                "\u0000\u0007\u001b[\u007f\u0085",
                "\u202e\u200f\u2067\u2069",
                "…?!",
                "\ud83d",
                " ",
                ""
            })
    void asksForWordsWhereNoneAreFound(String text) {
        String resident = resident();

        int status = hoixa.say(resident, text);
        hoixa.clock().pass(QUIET);

        assertThat(status).isEqualTo(200);
        eventually(() -> assertThat(hoixa.answersTo(resident)).hasSize(1));
        assertThat(hoixa.answersTo(resident).getFirst()).startsWith("Tôi chưa đọc được chữ nào");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "làm\u200b giấy kh\u200dai sinh\ufeff cần giấy tờ gì",
                "\u0000làm giấy\u0000 khai sinh cần giấy tờ gì\u0000",
                "làm giấy\u0007 khai sinh\r\n\tcần giấy tờ gì",
                "\u202elàm giấy khai sinh\u202c \u200fcần giấy tờ gì",
                "làm giấy khai sinh cần giấy tờ gì 🙏🙏",
                "LÀM GIẤY KHAI SINH CẦN GIẤY TỜ GÌ???"
            })
    void readsPastCharactersThatNobodySees(String text) {
        String resident = resident();

        hoixa.say(resident, text);
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo(resident)).hasSize(1));
        assertThat(hoixa.answersTo(resident).getFirst())
                .startsWith("Đăng ký khai sinh")
                .contains("Giấy chứng sinh");
    }

    @Test
    void answersDecomposedLettersLikeComposedOnes() {
        String composed = resident();
        String decomposed = resident();
        String question = "Đăng ký kết hôn cần giấy tờ gì?";

        hoixa.say(composed, Normalizer.normalize(question, Normalizer.Form.NFC));
        hoixa.say(decomposed, Normalizer.normalize(question, Normalizer.Form.NFD));
        hoixa.clock().pass(QUIET);

        eventually(() -> assertThat(hoixa.answersTo(decomposed)).hasSize(1));
        eventually(() -> assertThat(hoixa.answersTo(composed)).isEqualTo(hoixa.answersTo(decomposed)));
        assertThat(hoixa.answersTo(decomposed).getFirst()).startsWith("Đăng ký kết hôn");
    }

    @Test
    void makesACaseOfAnEventWithoutMessageAndTellsTheResident() {
        String resident = resident();
        double before = count("unreadable");
        String event = """
                {"event_name":"user_send_text","sender":{"id":"%s"},"recipient":{"id":"%s"},"timestamp":"%d"}""".formatted(resident, OA, hoixa.clock().millis());

        int status = hoixa.post(event);
        hoixa.post(event);

        assertThat(status).isEqualTo(200);
        eventually(() -> assertThat(hoixa.sentTo(resident)).hasSize(1));
        assertThat(hoixa.sentTo(resident).getFirst()).startsWith("Xin lỗi").contains("CH-");
        assertThat(deadLetters(resident)).containsExactly("user_send_text without message, msg_id or sender");
        assertThat(cases(resident)).containsExactly("DEAD_LETTER");
        assertThat(count("unreadable")).isEqualTo(before + 2);
    }

    @Test
    void keepsWhatNamesNobodyAsADeadLetterOfThePage() {
        String nonsense = "{\"oa_id\":\"" + OA + "\",\"event_name\":{\"a\":[1]},\"timestamp\":\""
                + hoixa.clock().millis() + "\"}";

        int status = hoixa.post(nonsense);

        assertThat(status).isEqualTo(200);
        eventually(() -> assertThat(deadLetters("")).contains("no event_name"));
    }

    @Test
    void answersWhereNumbersStandInsteadOfStrings() {
        String resident = resident();
        String event = """
                {"event_name":"user_send_text","sender":{"id":%s},"recipient":{"id":%s},
                 "message":{"msg_id":%s,"text":1},"timestamp":%d}""".formatted(resident, OA, resident, hoixa.clock().millis());

        int status = hoixa.post(
                bytes(event), sign(event, String.valueOf(hoixa.clock().millis())));
        hoixa.clock().pass(QUIET);

        assertThat(status).isEqualTo(200);
        eventually(() -> assertThat(hoixa.answersTo(resident)).hasSize(1));
        assertThat(hoixa.answersTo(resident).getFirst()).startsWith("Số này tôi chưa rõ");
    }

    @Test
    void answersPastFieldsThatItDoesNotKnow() {
        String resident = resident();
        String deep = "{\"a\":".repeat(300) + "[1,null,true]" + "}".repeat(300);
        String event = hoixa.textEvent(resident, "dang ky ket hon can giay to gi", hoixa.newMessageId());

        int status = hoixa.post("{\"new_in_2030\":" + deep + "," + event.substring(1));
        hoixa.clock().pass(QUIET);

        assertThat(status).isEqualTo(200);
        eventually(() -> assertThat(hoixa.answersTo(resident)).hasSize(1));
    }

    @Test
    void logsACauseOnceAMinuteAndNoWordOfWhatWasSent() {
        hoixa.clock().pass(Duration.ofMinutes(2));
        ListAppender<ILoggingEvent> log = listen();

        for (int i = 0; i < 20; i++) {
            hoixa.post(bytes("{\"bí mật\":1}"), WRONG);
            hoixa.post(bytes("bí mật"), WRONG);
        }
        List<String> inOneMinute = messages(log);
        hoixa.clock().pass(Duration.ofSeconds(61));
        hoixa.post(bytes("{\"bí mật\":1}"), WRONG);

        assertThat(inOneMinute).hasSize(2).noneMatch(line -> line.contains("bí mật"));
        assertThat(messages(log)).hasSize(3);
    }

    @Test
    void servesProbesOnTheMainPortAndNothingElseOfTheManagement() {
        assertThat(hoixa.get(hoixa.address("/livez")).statusCode()).isEqualTo(200);
        assertThat(hoixa.get(hoixa.address("/readyz")).statusCode()).isEqualTo(200);
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/metrics")) {
            assertThat(hoixa.get(hoixa.address(path)).statusCode()).as(path).isEqualTo(404);
            assertThat(hoixa.get(hoixa.management(path)).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void tellsStrangersNoDetailsInItsProbes() {
        assertThat(hoixa.get(hoixa.address("/readyz")).body()).doesNotContain("components", "details");
    }

    private static String resident() {
        return "77000000000000%05d".formatted(residents.incrementAndGet());
    }

    /** How many webhook calls ended so, as the administrator's monitoring reads it. */
    private static double count(String outcome) {
        String metrics = hoixa.get(hoixa.management("/actuator/prometheus")).body();
        var line = Pattern.compile("(?m)^hoixa_webhooks_seconds_count\\{outcome=\"" + outcome + "\"} (\\S+)$")
                .matcher(metrics);
        assertThat(line.find()).as("metric of " + outcome).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static List<String> kinds(String resident) {
        return column(
                "SELECT i.kind FROM incoming i JOIN resident r ON r.id = i.resident_id WHERE r.zalo_user = ?",
                resident);
    }

    private static List<String> texts(String resident) {
        return column(
                "SELECT i.text FROM incoming i JOIN resident r ON r.id = i.resident_id WHERE r.zalo_user = ?",
                resident);
    }

    private static List<String> cases(String resident) {
        return column(
                "SELECT c.reason FROM cases c JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ?", resident);
    }

    private static List<String> deadLetters(String resident) {
        return column("SELECT cause FROM dead_letter WHERE zalo_user = ?", resident);
    }

    private static List<String> column(String sql, String resident) {
        return hoixa.database()
                .read()
                .sql(sql)
                .param(resident)
                .query(String.class)
                .list();
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(Webhook.class)).addAppender(log);
        return log;
    }

    private static List<String> messages(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String sign(String body, String timestamp) {
        return new Signature(RunningHoiXa.APP, new Secret(RunningHoiXa.KEY)).sign(bytes(body), timestamp);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
