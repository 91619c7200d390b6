package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.RunningHoiXa.OA;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import vn.hoixa.attachment.Pictures;
import vn.hoixa.directory.Directory;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.privacy.PersonalNumbers;
import vn.hoixa.privacy.PersonalNumbers.Sort;
import vn.hoixa.report.Figures;
import vn.hoixa.report.Period;
import vn.hoixa.report.Reckoner;
import vn.hoixa.testing.CaseWalk;
import vn.hoixa.testing.Jobs;
import vn.hoixa.testing.Leaks;
import vn.hoixa.testing.RunningHoiXa;
import vn.hoixa.zalo.DownloadsOfTests;

/** What a resident tells of themselves, from the first question to its erasure, and where it is never read. */
class PrivacyStoryTest {
    private static final String CENTRE = "officer-at-the-centre";
    private static final String NAME = "Quách Thị Bímật";

    private static CaseWalk walk;
    private static RunningHoiXa hoixa;
    private static WireMockServer files;
    private static Path folder;
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    @BeforeAll
    static void start(@TempDir Path data) {
        folder = data;
        files = DownloadsOfTests.server();
        LOG.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
        walk = new CaseWalk(
                data,
                "spring.main.sources=" + DownloadsOfTests.InService.class.getName(),
                "hoixa.links.site=https://hoi.xa-mau.gov.vn");
        hoixa = walk.hoixa();
        hoixa.zalo()
                .stubFor(WireMock.post(WireMock.urlMatching(".*/upload/.*"))
                        .willReturn(WireMock.okJson("{\"data\":{\"attachment_id\":\"i1\"},\"error\":0}")));
        walk.link(CENTRE, "trung-tam");
    }

    @AfterAll
    static void stop() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
        walk.close();
        files.stop();
    }

    @Test
    void masksNumbersWhereverAResidentsWordsAreReadOutsideTheConversation() {
        var made = new PersonalNumbers(11);
        Map<Sort, String> numbers = new EnumMap<>(Sort.class);
        for (Sort sort : Sort.values()) {
            numbers.put(sort, made.next(sort));
        }
        numbers.forEach((sort, number) -> walk.say(
                "tells-all", "cho tôi gặp cán bộ, số của tôi " + number + " nhé, phí 50.000 đồng ngày 23/11/2026"));
        walk.say(CENTRE, "xem " + number("tells-all"));
        walk.say("tells-all", "dữ liệu của tôi");

        List<String> read = new ArrayList<>(hoixa.sentTo(CENTRE));
        read.addAll(walk.noticed("trung-tam"));
        read.addAll(strings("""
                SELECT explanation FROM turn t JOIN resident r ON r.id = t.resident_id
                WHERE r.zalo_user = 'tells-all' AND explanation IS NOT NULL"""));
        read.addAll(hoixa.sentTo("tells-all"));
        read.add(hoixa.get(hoixa.management("/actuator/stuck")).body());
        read.addAll(logged());
        numbers.forEach((sort, number) -> {
            String bare = bare(number);
            assertThat(read)
                    .as("%s %s", sort, number)
                    .noneMatch(text -> bare(text).contains(bare));
        });
        assertThat(walk.noticed("trung-tam")).anyMatch(text -> text.contains("50.000 đồng ngày 23/11/2026"));
        assertThat(strings("SELECT text FROM incoming WHERE kind = 'text'"))
                .as("the conversation itself has it")
                .anyMatch(text -> text.contains(numbers.get(Sort.CITIZEN)));
    }

    @Test
    void erasesWhoeverAsksForItAndLeavesTheCounts() throws IOException {
        String telephone = "0912 345 678";
        String card = Leaks.CANARY;
        String first = hoixa.textEvent(
                "erased-one",
                "tôi là " + NAME + ", số " + card + ", đt " + telephone + ", cho tôi gặp cán bộ",
                "erased-1");
        hoixa.post(first);
        hoixa.clock().pass(Duration.ofSeconds(9));
        eventually(() -> assertThat(walk.last("erased-one")).contains("CH-"));
        walk.settle();
        String number = number("erased-one");
        echo(number);
        sendsPicture("erased-one", NAME);
        walk.say(CENTRE, "xem " + number);
        walk.say(CENTRE, number + " Chào bác " + NAME + ", bác mang căn cước " + card + " lên nhé");
        walk.say(CENTRE, "gửi");
        eventually(() -> assertThat(walk.last("erased-one")).contains(NAME));
        List<String> all = List.of(NAME, card, telephone, NAME.toLowerCase(java.util.Locale.ROOT), "quach thi bimat");
        assertThat(held(all)).isNotEmpty();
        String picture = strings("SELECT sha256 FROM attachment WHERE sha256 IS NOT NULL ORDER BY id DESC")
                .getFirst();

        walk.say("erased-one", "dữ liệu của tôi đang lưu gì");
        List<String> told = hoixa.answersTo("erased-one");
        assertThat(told.get(told.size() - 2))
                .contains(
                        "từ ngày 24/11/2026",
                        "3 tin ông/bà đã gửi",
                        "1 hình và tệp",
                        "- " + number + ": cán bộ đang làm");
        assertThat(told.getLast())
                .contains(
                        "sau 2 năm, tin cũ nhất vào ngày 23/11/2028",
                        "sau 3 tháng",
                        "22/02/2027",
                        "Xoá dữ liệu của tôi");

        walk.say("erased-one", "xoa het thong tin cua toi");
        assertThat(walk.last("erased-one"))
                .contains("phải không ạ?", number, "vẫn nằm trong Zalo", "24/12/2026", "nhắn: XOÁ");
        walk.say("erased-one", "thôi");
        assertThat(walk.last("erased-one")).contains("giữ nguyên");
        assertThat(held(all)).isNotEmpty();
        walk.say("erased-one", "Xoá dữ liệu của tôi");
        Figures before = figures();
        assertThat(before.messages()).isGreaterThan(3);
        walk.say("erased-one", "xoá");

        assertThat(walk.last("erased-one")).startsWith("Đã xoá hết dữ liệu của ông/bà");
        eventually(() -> {
            assertThat(hoixa.database().scrub()).isTrue();
            assertThat(held(all)).isEmpty();
        });
        assertThat(strings("SELECT sha256 FROM stored_file WHERE sha256 = '" + picture + "'"))
                .isEmpty();
        assertThat(logged()).noneMatch(line -> all.stream().anyMatch(line::contains));
        // The officer is told, the case is over, and the figures stay.
        int digits = Integer.parseInt(number.substring(3));
        eventually(() -> assertThat(hoixa.sentTo(CENTRE).getLast()).contains(number, "đã xóa dữ liệu"));
        assertThat(walk.aCase(digits).state()).isEqualTo(vn.hoixa.escalation.State.WITHDRAWN);
        assertThat(walk.history(digits)).startsWith("opened").endsWith("withdrawn");
        Figures after = figures();
        assertThat(after.messages()).isGreaterThanOrEqualTo(before.messages());
        assertThat(after.residents()).isGreaterThanOrEqualTo(before.residents());
        assertThat(after.handedOver())
                .isGreaterThanOrEqualTo(before.handedOver())
                .isPositive();

        comesAgain(first);
        leavesNoTraceTheNightAfterNext();
    }

    private static Figures figures() {
        return hoixa.bean(Reckoner.class)
                .of(OA, Period.month(CommuneTime.day(hoixa.clock().instant())));
    }

    @Test
    void forgetsWhoTriedACodeInVain() {
        hoixa.bean(Directory.class).newCode(walk.officer("trung-tam").id());
        walk.say("erased-three", "liên kết K7M2PXR9");
        assertThat(strings("SELECT zalo_user FROM link_failure")).contains("erased-three");

        walk.say("erased-three", "Xoá dữ liệu của tôi");
        walk.say("erased-three", "xoá");

        assertThat(walk.last("erased-three")).startsWith("Đã xoá hết dữ liệu của ông/bà");
        assertThat(strings("SELECT zalo_user FROM link_failure")).doesNotContain("erased-three");
    }

    /** Not only with the answer, and whatever account the officer has by then. */
    @Test
    void erasesWhatAnOfficerWroteBeforeTheyWereAskedForWhom() throws IOException {
        String name = "Đoàn Thị Kínđáo";
        walk.say("erased-two", "tôi là " + name + ", cho tôi gặp cán bộ");
        walk.say("another-one", "giấy kết hôn của tôi bị mất, cho tôi gặp cán bộ");
        String number = number("erased-two");
        walk.say(CENTRE, number + " Chào bà " + name + ", bà chờ tới chiều nay");
        walk.say(CENTRE, "gửi");
        hoixa.clock().pass(Duration.ofMinutes(40));
        walk.say(CENTRE, "hỏi lại: bà " + name + " ở đầu xóm hay cuối xóm?");
        String listed = hoixa.sentTo(CENTRE).getLast();
        walk.say(CENTRE, listed.replaceFirst("(?s).*?(\\d+)\\. " + number + ".*", "$1"));
        eventually(() -> assertThat(walk.last("erased-two")).contains("cuối xóm"));
        walk.settle();
        List<String> all = List.of(name, "doan thi kindao", "cuối xóm", "cuoi xom", "tới chiều nay");
        assertThat(held(all)).isNotEmpty();
        hoixa.bean(Directory.class).unlink("test", walk.officer("trung-tam").id());

        walk.say("erased-two", "Xoá dữ liệu của tôi");
        walk.say("erased-two", "xoá");

        assertThat(walk.last("erased-two")).startsWith("Đã xoá hết dữ liệu của ông/bà");
        eventually(() -> {
            assertThat(hoixa.database().scrub()).isTrue();
            assertThat(held(all)).isEmpty();
        });
        walk.link(CENTRE, "trung-tam");
    }

    /** Zalo delivers the first message once more, after Redis has forgotten it. */
    private static void comesAgain(String first) {
        Wipe.memoryOf(hoixa, OA + "|user_send_text|erased-1");
        int before = hoixa.answersTo("erased-one").size();
        hoixa.post(first);
        walk.say("somebody-else", "đăng ký kết hôn");

        assertThat(hoixa.answersTo("erased-one")).hasSize(before);
        assertThat(strings("SELECT event_key FROM incoming WHERE message_id = 'erased-1'"))
                .isEmpty();
    }

    private static void leavesNoTraceTheNightAfterNext() throws IOException {
        assertThat(strings("SELECT kind FROM outgoing o JOIN resident r ON r.id = o.resident_id"
                        + " WHERE r.zalo_user = 'erased-one'"))
                .containsExactly("farewell");
        hoixa.clock().pass(Duration.ofDays(2));

        Jobs.run(hoixa.bean(ScheduledAnnotationBeanPostProcessor.class), "Purge.look");

        assertThat(strings("SELECT zalo_user FROM resident")).doesNotContain("erased-one");
        assertThat(hoixa.database().scrub()).isTrue();
        assertThat(held(List.of("erased-one"))).noneMatch(file -> file.contains("hoixa.db"));
    }

    /** Zalo tells of what it delivered to the officer. */
    private static void echo(String number) {
        String sent = strings("""
                SELECT o.message_id FROM notice n JOIN outgoing o ON o.id = n.outgoing_id
                WHERE o.message_id IS NOT NULL ORDER BY n.id DESC""").getFirst();
        hoixa.post("""
                {"app_id":"%s","event_name":"oa_send_text","sender":{"id":"%s"},"recipient":{"id":"%s"},
                 "message":{"msg_id":"%s","text":"%s %s"},"timestamp":"%d"}""".formatted(
                RunningHoiXa.APP, OA, CENTRE, sent, number, NAME, hoixa.clock().millis()));
        eventually(() -> assertThat(strings("SELECT text FROM incoming WHERE kind = 'echo'"))
                .anyMatch(text -> text.contains(NAME)));
    }

    private static void sendsPicture(String user, String code) {
        files.stubFor(WireMock.get("/" + user).willReturn(WireMock.ok().withBody(Pictures.ofCode(code, "jpeg"))));
        hoixa.post("""
                {"app_id":"%s","event_name":"user_send_image","sender":{"id":"%s"},"recipient":{"id":"%s"},
                 "message":{"msg_id":"%s","attachments":[{"type":"image","payload":{"url":"https://files.example:%d/%s"}}]},
                 "timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP,
                        user,
                        OA,
                        hoixa.newMessageId(),
                        files.httpsPort(),
                        user,
                        hoixa.clock().millis()));
        hoixa.clock().pass(Duration.ofSeconds(2));
        eventually(() -> assertThat(strings("SELECT state FROM attachment ORDER BY id DESC"))
                .first()
                .isEqualTo("fetched"));
        hoixa.clock().pass(Duration.ofSeconds(9));
        walk.settle();
    }

    private static String number(String user) {
        return "CH-%04d".formatted(Integer.parseInt(strings("""
                SELECT CAST(c.number AS TEXT) FROM cases c JOIN resident r ON r.id = c.resident_id
                WHERE r.zalo_user = '%s' ORDER BY c.id DESC""".formatted(user)).getFirst()));
    }

    private static List<String> strings(String sql) {
        return hoixa.database().read().sql(sql).query(String.class).list();
    }

    private static List<String> logged() {
        synchronized (LOG) {
            return LOG.list.stream()
                    .map(event -> event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : event.getThrowableProxy().getMessage()))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    /** Letters and digits, so that no gap hides it. */
    private static String bare(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
    }

    /** Files of the installation that hold one of them: the database, its log, Redis' files, whatever else. */
    private static List<String> held(List<String> texts) throws IOException {
        List<String> holding = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                texts.stream().filter(content::contains).forEach(text -> holding.add(file + ": " + text));
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Redis has just put another file in the place of one.
            holding.add(String.valueOf(e.getMessage()));
        }
        return holding;
    }
}
