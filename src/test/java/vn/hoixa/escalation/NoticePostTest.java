package vn.hoixa.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.testing.RunningHoiXa;

/** Officers whom the page cannot reach are told by e-mail, in a whole HoiXa with a real mail server. */
@SuppressWarnings("NullAway.Init")
class NoticePostTest {
    private static final Duration QUIET = Duration.ofMillis(8_100);
    private static final String BOT = "/botbot-token-of-tests/sendMessage";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private RunningHoiXa hoixa;

    @AfterEach
    void stop() {
        hoixa.close();
        server.stop();
    }

    @Test
    void tellsAnOfficerWithoutALinkedAccountByMailAndNothingOfWhatWasWritten(@TempDir Path data) throws Exception {
        server.start();
        hoixa = RunningHoiXa.start(
                data,
                "hoixa.mail.host=127.0.0.1",
                "hoixa.mail.port=" + server.getSmtp().getPort(),
                "hoixa.mail.security=NONE",
                "hoixa.mail.from=hoixa@huongmau.example",
                "hoixa.mail.to=admin@huongmau.example");

        ask("gặp cán bộ, gọi số 0912 012 345");

        eventually(() -> {
            hoixa.bean(NoticePost.class).look();
            assertThat(mails()).hasSize(1);
        });
        MimeMessage mail = mails().getFirst();
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("trung-tam@huongmau.example");
        assertThat(mail.getSubject()).contains("CH-0001");
        assertThat(String.valueOf(mail.getContent())).contains("CH-0001").doesNotContain("012 345", "gặp cán bộ");
        assertThat(states()).containsExactly("told");
        hoixa.bean(NoticePost.class).look();
        assertThat(mails()).hasSize(1);
    }

    @Test
    void alarmsWhereAnOfficerCanBeReachedByNothing(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);

        ask("gặp cán bộ");
        hoixa.bean(NoticePost.class).look();

        assertThat(states()).containsExactly("unreached");
        assertThat(hoixa.bean(Alarms.class).standing()).extracting(Alarm::kind).contains(AlarmKind.OFFICER_UNREACHED);
    }

    @Test
    void tellsAnOfficerByTheCommunesBotWhatThePageCannot(@TempDir Path data) {
        startWithBot(data, "{\"ok\":true,\"result\":{\"message_id\":\"m1\"}}");
        String code = hoixa.bean(Directory.class).newCode(centre().id());
        hears("lien ket " + code);
        var commune = hoixa.bean(Communes.class).all().getFirst();

        hoixa.bean(BotLinks.class).listen(commune);
        ask("gặp cán bộ, gọi số 0912 012 345");
        hoixa.bean(NoticePost.class).look();

        assertThat(states()).containsExactly("told");
        assertThat(byBot()).hasSize(2);
        assertThat(byBot().getFirst()).contains("chat-9", "Lý Thị Mẫu");
        assertThat(byBot().getLast()).contains("chat-9", "CH-0001").doesNotContain("012 345", "gặp cán bộ");
        assertThat(hoixa.bean(Alarms.class).standing()).isEmpty();
        hears("bao giờ có lương");
        hoixa.bean(BotLinks.class).listen(commune);
        assertThat(byBot().getLast()).contains("chỉ báo tin");
    }

    @Test
    void goesOnToMailAndAlarmWhereTheBotFails(@TempDir Path data) {
        startWithBot(data, "{\"ok\":false,\"error_code\":401}");
        hoixa.bean(Directory.class)
                .redeemByBot(
                        RunningHoiXa.OA, "chat-9", hoixa.bean(Directory.class).newCode(centre().id()));

        ask("gặp cán bộ");
        hoixa.bean(NoticePost.class).look();

        // There is no mail server here.
        assertThat(byBot()).hasSize(1);
        assertThat(states()).containsExactly("unreached");
        assertThat(hoixa.bean(Alarms.class).standing()).extracting(Alarm::kind).contains(AlarmKind.OFFICER_UNREACHED);
    }

    @Test
    void triesAgainWhereThePlatformSaysThatItWasTooMuch(@TempDir Path data) {
        startWithBot(data, "{\"ok\":false,\"error_code\":429}");
        hoixa.bean(Directory.class)
                .redeemByBot(
                        RunningHoiXa.OA, "chat-9", hoixa.bean(Directory.class).newCode(centre().id()));

        ask("gặp cán bộ");
        hoixa.bean(NoticePost.class).look();
        assertThat(states()).containsExactly("mail");
        answersBot("{\"ok\":true,\"result\":{\"message_id\":\"m1\"}}");
        hoixa.clock().pass(Duration.ofMinutes(1));
        hoixa.bean(NoticePost.class).look();

        assertThat(states()).containsExactly("told");
    }

    /** In Zalo's place stands the platform, too. */
    private void startWithBot(Path data, String answer) {
        var zalo =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().globalTemplating(true));
        zalo.start();
        RunningHoiXa.answerWellFrom(zalo);
        hoixa = RunningHoiXa.start(
                data,
                zalo,
                new MovableClock(),
                "hoixa.zalo.bot.api=" + zalo.baseUrl(),
                "hoixa.zalo.bot.tokens." + RunningHoiXa.OA + "=bot-token-of-tests");
        answersBot(answer);
    }

    private void answersBot(String answer) {
        hoixa.zalo().stubFor(WireMock.post(BOT).willReturn(WireMock.okJson(answer)));
    }

    private void hears(String text) {
        hoixa.zalo()
                .stubFor(WireMock.post("/botbot-token-of-tests/getUpdates")
                        .willReturn(WireMock.okJson("""
                                {"ok":true,"result":{"event_name":"message.text.received","message":{"message_id":"m",
                                 "chat":{"id":"chat-9","chat_type":"PRIVATE"},"text":"%s"}}}""".formatted(text))));
    }

    private List<String> byBot() {
        return hoixa.zalo().findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(BOT))).stream()
                .sorted(java.util.Comparator.comparing(LoggedRequest::getLoggedDate))
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    private Officer centre() {
        return hoixa.bean(Directory.class).of("xa-mau").stream()
                .filter(officer -> officer.key().equals("trung-tam"))
                .findFirst()
                .orElseThrow();
    }

    private void ask(String text) {
        hoixa.say("lan", text);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("lan")).hasSize(1));
    }

    /** Those to officers; administrators are told of alarms by themselves. */
    private List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages()).stream()
                .filter(mail -> !GreenMailUtil.getHeaders(mail).contains("admin@"))
                .toList();
    }

    private List<String> states() {
        return hoixa.database()
                .read()
                .sql("SELECT state FROM notice ORDER BY id")
                .query(String.class)
                .list();
    }
}
