package vn.hoixa.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.ResourceBundleMessageSource;
import vn.hoixa.mail.MailsOfTests;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

/** What administrators find in their mail, by a real mail server and a clock that is moved. */
class AlarmMailsTest {
    private static final String PAGE = "4600000000000000001";
    private static final String ADMINISTRATOR = "quan.tri@huongmau.example";
    private static final String LEADER = "lanh.dao@huongmau.example";

    private final MovableClock clock = new MovableClock();

    @TempDir
    private Path data;

    private GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private FreshDatabase record;
    private Alarms alarms;
    private AlarmMails mails;
    private int port;

    @BeforeEach
    void start() {
        server.start();
        port = server.getSmtp().getPort();
        record = FreshDatabase.of(FreshDatabase.Kind.SQLITE, data);
        alarms = AlarmsOfTests.of(record, clock);
        mails = mails();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
        record.close();
    }

    @Test
    void tellsWhenItIsRaisedOnceADayWhileItStandsAndWhenItIsOver() throws Exception {
        alarms.raise(AlarmKind.TOKEN_REFRESH, PAGE, "refused", clock.instant().plus(Duration.ofDays(30)));
        pass(Duration.ofMinutes(1));
        assertThat(subjects()).containsExactly("HoiXa cần ông/bà xem (1 việc): Chưa gia hạn được kết nối với Zalo");
        assertThat(last())
                .contains(
                        "MỚI. Trang " + PAGE,
                        "từ 09:00 24/11/2026; refused",
                        "Còn 29 ngày",
                        "vẫn được giữ",
                        "kết nối lại trang này");
        assertThat(received()[0].getAllRecipients()).hasSize(2);

        pass(Duration.ofHours(23));
        assertThat(subjects()).hasSize(1);
        pass(Duration.ofHours(1));
        assertThat(subjects()).hasSize(2);
        assertThat(last()).contains("VẪN CÒN. Trang " + PAGE, "Còn 28 ngày");
        pass(Duration.ofDays(1));
        assertThat(subjects()).hasSize(3);

        alarms.clear(AlarmKind.TOKEN_REFRESH, PAGE);
        pass(Duration.ZERO);
        pass(Duration.ofMinutes(1));
        assertThat(subjects()).hasSize(4).last().isEqualTo("HoiXa: mọi việc đã ổn trở lại");
        assertThat(last()).contains("ĐÃ XONG. Trang " + PAGE, "từ 09:00 24/11/2026 đến");
        pass(Duration.ofDays(9));
        assertThat(subjects()).hasSize(4);
    }

    @Test
    void makesOneMailOfWhatComesWithinAMinute() throws Exception {
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        pass(Duration.ofSeconds(50));
        alarms.raise(AlarmKind.REDIS, Alarm.INSTALLATION, "no answer");
        pass(Duration.ofSeconds(9));
        assertThat(subjects()).isEmpty();
        pass(Duration.ofSeconds(1));

        assertThat(subjects()).containsExactly("HoiXa cần ông/bà xem (2 việc): HoiXa chưa gửi được tin từ trang này");
        assertThat(last()).contains("Zalo error -204", "Máy chủ HoiXa");
        pass(Duration.ofMinutes(1));
        assertThat(subjects()).hasSize(1);
    }

    @Test
    void losesNothingWhileTheMailServerIsAway() throws Exception {
        server.stop();
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        alarms.raise(AlarmKind.REDIS, Alarm.INSTALLATION, "no answer");
        alarms.clear(AlarmKind.PAGE_PAUSED, PAGE);
        pass(Duration.ofMinutes(1));

        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        mails = mails();
        pass(Duration.ofHours(1));

        assertThat(subjects()).hasSize(1);
        assertThat(last()).contains("ĐÃ XONG. Trang " + PAGE, "MỚI. Máy chủ HoiXa");
    }

    @Test
    void triesLessAndLessOftenWhileTheServerIsAway() {
        server.stop();
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        pass(Duration.ofMinutes(1));

        for (Duration wait : List.of(
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofHours(1))) {
            assertThat(dueAt()).isEqualTo(clock.instant().plus(wait).toEpochMilli());
            pass(wait);
        }
    }

    @Test
    void sendsOneMailThoughTwoInstancesWantTo() throws Exception {
        for (int i = 0; i < 5; i++) {
            alarms.raise(AlarmKind.PAGE_PAUSED, PAGE + i, "Zalo error -204");
            alarms.write();
            clock.pass(Duration.ofMinutes(2));
            CompletableFuture.allOf(Stream.of(mails(), mails())
                            .map(instance -> CompletableFuture.runAsync(instance::send))
                            .toArray(CompletableFuture[]::new))
                    .join();

            assertThat(subjects()).hasSize(i + 1);
        }
    }

    @Test
    void tellsAgainWhereTheOneThatHadTakenItWasKilled() throws Exception {
        alarms.raise(AlarmKind.PAGE_PAUSED, PAGE, "Zalo error -204");
        alarms.write();
        clock.pass(Duration.ofMinutes(1));
        var table = new AlarmTable(record.database());
        table.claim(table.due(clock.instant()), clock.instant().plus(Duration.ofMinutes(5)));

        pass(Duration.ofMinutes(3));
        assertThat(subjects()).isEmpty();
        pass(Duration.ofMinutes(2));
        assertThat(subjects()).hasSize(1);
    }

    private AlarmMails mails() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new AlarmMails(
                record.database(), new AlarmTexts(messages), MailsOfTests.to(port, ADMINISTRATOR, LEADER), clock);
    }

    private void pass(Duration time) {
        alarms.write();
        clock.pass(time);
        mails.send();
    }

    /** One copy of each, though each went to two. */
    private MimeMessage[] received() {
        var byId = new LinkedHashMap<String, MimeMessage>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            byId.putIfAbsent(id(mail), mail);
        }
        return byId.values().toArray(MimeMessage[]::new);
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> subjects() {
        return Arrays.stream(received()).map(AlarmMailsTest::subject).toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String last() throws Exception {
        MimeMessage[] all = received();
        return (String) all[all.length - 1].getContent();
    }

    private long dueAt() {
        return record.database()
                .read()
                .sql("SELECT mail_due_at FROM alarm")
                .query(Long.class)
                .single();
    }
}
