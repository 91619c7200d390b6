package vn.hoixa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.RunningHoiXa.OA;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.account.Members;
import vn.hoixa.account.Role;
import vn.hoixa.account.Visitor;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.journal.Entry;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.testing.RunningHoiXa;

/** Weeks and months end: what leaders get by themselves, and how far the link in it reaches. Time goes on from test to test. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class ReportSendingTest {
    private static final Duration QUIET = Duration.ofMillis(8_100);
    private static final String COMMUNE = "xa-mau";
    private static final String SITE = "https://hoi.xa-mau.example";
    private static final Pattern LINK = Pattern.compile(Pattern.quote(SITE) + "(/bao-cao/[\\w-]{32})\\b");
    private static final String SAID = "đèn đường thôn Hạ hỏng cả tháng";
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    static Path data;

    private static String[] settings;
    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start() {
        SERVER.start();
        settings = new String[] {
            "hoixa.links.site=" + SITE,
            "hoixa.mail.host=127.0.0.1",
            "hoixa.mail.port=" + SERVER.getSmtp().getPort(),
            "hoixa.mail.security=NONE",
            "hoixa.mail.from=hoixa@huongmau.example",
            "hoixa.mail.to=admin@huongmau.example"
        };
        hoixa = RunningHoiXa.start(data, settings);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
        SERVER.stop();
    }

    @BeforeEach
    void forget() {
        hoixa.database()
                .write(transaction -> Stream.of("journal", "report_sent", "report_month", "report_link", "report_mail")
                        .mapToInt(
                                table -> transaction.sql("DELETE FROM " + table).update())
                        .sum());
    }

    @Test
    @Order(4)
    void tellsLeadersOnceOnTheFirstWorkingMorning() throws Exception {
        moveTo("2026-12-07T21:30");
        link("chair", "bi-thu");
        happened("2026-11-05T09:00", 3);
        happened("2026-12-01T09:00", 5);
        happened("2026-12-08T09:00", 40);

        // Both mornings went by while nothing was sent: made up now, and only these; but at night nobody is woken.
        post();
        moveTo("2026-12-08T07:45");
        post();
        eventually(() -> assertThat(summaries("chair")).hasSize(2));
        assertThat(summaries("chair").getFirst())
                .contains("Báo cáo tuần 30/11 – 06/12/2026", "Tin nhắn: 5 của 5 người");
        assertThat(summaries("chair").getLast()).contains("Báo cáo tháng 11 năm 2026", "Tin nhắn: 3 của 3 người");
        assertThat(summaries("chair").getFirst().lines()).hasSize(10);

        moveTo("2026-12-14T07:29");
        say("chair");
        post();
        assertThat(summaries("chair")).hasSize(2);
        moveTo("2026-12-14T07:31");
        // Two at the same moment, and one that starts anew.
        List<Thread> instances = Stream.of(1, 2)
                .map(i -> Thread.ofPlatform().start(ReportSendingTest::post))
                .toList();
        for (Thread instance : instances) {
            instance.join();
        }
        eventually(() -> assertThat(summaries("chair")).hasSize(3));
        assertThat(summaries("chair").getLast()).contains("Báo cáo tuần 07/12 – 13/12/2026", "tăng từ 5");
        hoixa.stop();
        hoixa = RunningHoiXa.start(data, hoixa.zalo(), hoixa.clock(), settings);
        post();
        moveTo("2026-12-14T11:00");
        post();
        assertThat(told()).hasSize(3);

        // A year later only the latest.
        moveTo("2027-12-14T09:00");
        post();
        assertThat(told()).hasSize(5);
        assertThat(told().get(3)).contains("06/12 – 12/12/2027");
        assertThat(told().get(4)).contains("tháng 11 năm 2027");
    }

    /** Of this test. */
    private static List<String> told() {
        return hoixa.database()
                .read()
                .sql("SELECT text FROM notice WHERE kind = 'report' AND created_at >= ? ORDER BY id")
                .param(at("2026-12-07T21:30").toEpochMilli())
                .query(String.class)
                .list();
    }

    @Test
    @Order(2)
    void opensOneReportForADayAndNothingElse() {
        link("lead", "chu-tich");
        happened("2026-11-18T09:00", 5);
        happened("2026-10-05T09:00", 3);
        post();
        eventually(() -> assertThat(summaries("lead")).hasSize(2));
        String week = path(summaries("lead").getFirst());
        String month = path(summaries("lead").getLast());
        assertThat(week).isNotEqualTo(month);
        var anybody = new Visitor(hoixa);

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> page = anybody.get(week);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(figure(page)).isEqualTo("5");
            assertThat(page.body())
                    .contains("Tuần 16/11", "hours-chart", "Trần Văn Mẫu", "9 giờ", "thứ Tư 25/11")
                    .doesNotContain(
                            "??",
                            "href=\"/console/report",
                            "/console/cases",
                            "/rows?",
                            "/console/feedback",
                            "<form",
                            "_csrf");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'self'");
            assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        }
        // Frozen on the day of the first look after it.
        assertThat(anybody.get(month).body()).contains("Tháng 10", "Đã chốt ngày 24/11/2026");
        // Another period, the rows behind, the files, another commune, another method.
        assertThat(figure(anybody.get(week + "?period=2026-10&commune=xa-khac&anew=true")))
                .isEqualTo("5");
        for (String further : List.of("/rows", "/cases?what=late", "/report.pdf", "/report.csv", "/..;/console", "/")) {
            assertThat(anybody.get(week + further).statusCode()).as(further).isIn(400, 404);
        }
        for (String console : List.of("/console/report/xa-mau", "/console/report/xa-mau/rows?period=2026-W47")) {
            assertThat(anybody.get(console).statusCode()).as(console).isEqualTo(302);
        }
        assertThat(anybody.post(week, "period", "2026-10").statusCode()).isIn(404, 405);
        char last = week.charAt(week.length() - 1);
        assertThat(anybody.get(week.substring(0, week.length() - 1) + (last == 'A' ? 'B' : 'A'))
                        .statusCode())
                .isEqualTo(404);
        assertThat(anybody.get("/bao-cao/' OR 1=1 --".replace(" ", "%20").replace("'", "%27"))
                        .statusCode())
                .isEqualTo(404);
        // Of the secret only the hash is kept with it; that it was opened is noted once.
        assertThat(hoixa.database()
                        .read()
                        .sql("SELECT secret_hash FROM report_link")
                        .query(String.class)
                        .list())
                .hasSizeGreaterThan(1)
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(audited()).containsExactlyInAnyOrder("xa-mau 2026-W47", "xa-mau 2026-10");

        // Who leads no more reads no more; the others' links are their own.
        hoixa.database()
                .write(transaction -> transaction
                        .sql("UPDATE officer SET role = 'OFFICER' WHERE officer_key = 'chu-tich'")
                        .update());
        assertThat(anybody.get(week).statusCode()).isEqualTo(404);
        hoixa.database()
                .write(transaction -> transaction
                        .sql("UPDATE officer SET role = 'LEADER' WHERE officer_key = 'chu-tich'")
                        .update());
        assertThat(anybody.get(week).statusCode()).isEqualTo(200);
        hoixa.clock().pass(Duration.ofHours(24).minusSeconds(60));
        assertThat(anybody.get(week).statusCode()).isEqualTo(200);
        hoixa.clock().pass(Duration.ofSeconds(60));
        HttpResponse<String> gone = anybody.get(week);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("24 giờ").doesNotContain("Hương Mẫu", "??");
    }

    @Test
    @Order(3)
    void sendsThePaperByMailAndLetsLeadersSwitchItOff() throws Exception {
        hoixa.say("lan", SAID);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo("lan")).hasSize(1));
        moveTo("2026-11-30T08:00");

        post();
        mail();
        mail();

        List<MimeMessage> mails = mailsTo("chu-tich@huongmau.example");
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().getSubject()).isEqualTo("Báo cáo tuần 23/11 – 29/11/2026, xã Hương Mẫu");
        var parts = (MimeMultipart) mails.getFirst().getContent();
        assertThat(text(parts))
                .contains("Tin nhắn: 1 của 1 người", SITE + "/bao-cao/")
                .doesNotContain(SAID);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("bao-cao-xa-mau-2026-W48.pdf");
        byte[] pdf = parts.getBodyPart(1).getInputStream().readAllBytes();
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        Matcher link = LINK.matcher(text(parts));
        assertThat(link.find()).isTrue();
        assertThat(figure(new Visitor(hoixa).get(link.group(1)))).isEqualTo("1");

        String page = "/console/settings/xa-mau/reports";
        Visitor chair = Members.of(
                hoixa, "chu.tich", COMMUNE, Role.LEADER, officer("chu-tich").id());
        assertThat(chair.get(page).body()).contains("Nhận qua thư điện tử").doesNotContain("??");
        assertThat(chair.submit(page, page, "whom", "me", "off", "true", "seen", "0")
                        .statusCode())
                .isEqualTo(302);
        assertThat(chair.get(page).body()).contains("Ông/bà đã chọn không nhận", "Đã chọn không nhận.");
        moveTo("2026-12-01T08:00");
        post();
        mail();
        assertThat(mailsTo("chu-tich@huongmau.example")).hasSize(1);
        assertThat(mailsTo("bi-thu@huongmau.example")).hasSize(2);

        // Somebody who leads, but is in no directory, switches it for all only.
        Visitor other = Members.of(hoixa, "khac", COMMUNE, Role.LEADER, null);
        assertThat(other.submit(page, page, "whom", "me", "off", "true", "seen", "0")
                        .statusCode())
                .isEqualTo(404);
        assertThat(other.submit(page, page, "whom", "all", "off", "true", "seen", "0")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("said=off"));
        moveTo("2026-12-07T08:00");
        post();
        mail();
        assertThat(mailsTo("bi-thu@huongmau.example")).hasSize(2);
        other.signIn("khac", Members.PASSWORD);
        String seen = other.get(page).body().replaceAll("(?s).*name=\"seen\" value=\"(\\d+)\".*", "$1");
        assertThat(other.submit(page, page, "whom", "all", "off", "false", "seen", seen)
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("said=on"));
        post();
        mail();
        assertThat(mailsTo("bi-thu@huongmau.example"))
                .as("nothing is sent afterwards")
                .hasSize(2);
        moveTo("2026-12-07T21:30");
    }

    @Test
    @Order(1)
    void showsAFrozenMonthAsItWas() {
        happened("2026-10-05T09:00", 3);
        happened("2026-09-10T09:00", 4);
        hoixa.bean(MonthEnd.class).look();
        Visitor leader = Members.of(hoixa, "lanh.dao", COMMUNE, Role.LEADER, null);
        String report = "/console/report/xa-mau?period=2026-10";
        assertThat(figure(leader.get(report))).isEqualTo("3");

        happened("2026-10-06T09:00", 2);
        happened("2026-09-11T09:00", 1);
        hoixa.bean(MonthEnd.class).look();

        String frozen = leader.get(report).body();
        assertThat(figure(leader.get(report))).isEqualTo("3");
        assertThat(frozen)
                .contains("Đã chốt ngày 24/11/2026", "Tính lại hôm nay", "kém kỳ trước 1")
                .doesNotContain("??");
        HttpResponse<String> anew = leader.get(report + "&anew=true");
        assertThat(figure(anew)).isEqualTo("5");
        assertThat(anew.body()).contains("tính lại hôm nay để đối chiếu", "bằng kỳ trước");
        assertThat(leader.get("/console/report/xa-mau?period=2026-11").body()).doesNotContain("Đã chốt");
        assertThat(leader.download("/console/report/xa-mau/report.pdf?period=2026-10")
                        .statusCode())
                .isEqualTo(200);
        assertThat(hoixa.database()
                        .read()
                        .sql("SELECT month FROM report_month WHERE oa = ? ORDER BY month")
                        .param(OA)
                        .query(String.class)
                        .list())
                .containsExactly("2026-09", "2026-10");
    }

    private static void post() {
        hoixa.bean(ReportPost.class).look();
    }

    /** All that waits; whoever else is at it at this moment has finished by then. */
    private static void mail() {
        eventually(() -> {
            hoixa.bean(ReportMails.class).look();
            assertThat(hoixa.database()
                            .read()
                            .sql("SELECT COUNT(*) FROM report_mail")
                            .query(Integer.class)
                            .single())
                    .isZero();
        });
    }

    /** So many people asked something, a minute apart. */
    private void happened(String local, int people) {
        hoixa.database().write(transaction -> {
            for (int i = 0; i < people; i++) {
                new Entry(OA, at(local).plusSeconds(60L * i), What.ASKED)
                        .turn(100_000 + i, 1)
                        .add(transaction);
            }
            return true;
        });
    }

    private List<String> summaries(String user) {
        return hoixa.sentTo(user).stream()
                .filter(text -> text.startsWith("Báo cáo"))
                .toList();
    }

    private static String path(String summary) {
        Matcher link = LINK.matcher(summary);
        assertThat(link.find()).as(summary).isTrue();
        return link.group(1);
    }

    private static String figure(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*<dd id=\"messages\">(?:<a\\b[^>]*>)?(\\d+)<.*", "$1");
    }

    private List<String> audited() {
        return hoixa.database()
                .read()
                .sql("SELECT reason FROM audit WHERE what = 'report opened'")
                .query(String.class)
                .list();
    }

    private List<MimeMessage> mailsTo(String address) throws Exception {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : SERVER.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals(address)
                    && mail.getSubject().startsWith("Báo cáo")) {
                mails.add(mail);
            }
        }
        return mails;
    }

    private static String text(MimeMultipart parts) throws Exception {
        Object first = parts.getBodyPart(0).getContent();
        return first instanceof MimeMultipart inner ? text(inner) : String.valueOf(first);
    }

    private static void say(String user) {
        int before = hoixa.answersTo(user).size();
        hoixa.say(user, "chào");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(user)).hasSizeGreaterThan(before));
    }

    /** An officer wrote to the page once, and sent the code. */
    private void link(String user, String key) {
        say(user);
        Directory directory = hoixa.bean(Directory.class);
        directory.redeem(OA, user, directory.newCode(officer(key).id()));
    }

    private Officer officer(String key) {
        return hoixa.bean(Directory.class).of(COMMUNE).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void moveTo(String local) {
        hoixa.clock().pass(Duration.between(hoixa.clock().instant(), at(local)));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CommuneTime.ZONE).toInstant();
    }
}
