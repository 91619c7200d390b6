package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Cases;
import vn.hoixa.escalation.Drafts;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.testing.RunningHoiXa;

/** What residents live with their cases, from the hand-over to the answer. */
class ResidentStoryTest {
    private static final Duration QUIET = Duration.ofMillis(8_100);

    private static RunningHoiXa hoixa;
    private static RunningHoiXa drafting;
    private static int people;

    /** A new one for each test. */
    private String resident = "";

    @BeforeAll
    static void start(@TempDir Path data, @TempDir Path drafts, @TempDir Path knowledge) throws IOException {
        copy(Path.of("knowledge-base"), knowledge);
        Path profile = knowledge.resolve("communes/xa-mau/profile.yaml");
        Files.writeString(profile, Files.readString(profile).replace("all: automatic", "all: draft"));
        hoixa = RunningHoiXa.start(data);
        drafting = RunningHoiXa.start(drafts, "hoixa.knowledge=" + knowledge);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
        drafting.close();
    }

    @BeforeEach
    void isSomebodyNew() {
        people++;
        resident = "resident" + people;
    }

    @Test
    void tellsACaseToWhoOpenedItAndToNobodyElse() {
        ask();

        say("câu hỏi số " + number().value() + " đến đâu rồi em");
        String told = last();
        String stranger = "stranger" + people;
        hoixa.say(stranger, number().toString());
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(stranger)).hasSize(1));
        hoixa.say(stranger, "CH-9999");
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(stranger)).hasSize(2));

        assertThat(told).contains(number().toString(), "đang chờ", "chậm nhất");
        assertThat(hoixa.answersTo(stranger).getFirst())
                .startsWith("Số này không có")
                .isEqualTo(hoixa.answersTo(stranger).getLast());
    }

    @Test
    void addsToTheCaseWhatIsWrittenSoonAfter() {
        ask();
        hoixa.clock().pass(Duration.ofMinutes(5));

        say("gặp cán bộ nhanh giùm");

        assertThat(last()).startsWith("Đã ghi thêm vào câu hỏi số " + number());
        assertThat(cases()).hasSize(1);
        assertThat(noticesOf(resident)).contains("more");
    }

    @Test
    void asksOnceWhetherItIsAboutTheCaseOrAnotherMatter() {
        ask();
        hoixa.clock().pass(Duration.ofMinutes(30));
        say("gặp cán bộ nói chuyện cái mương");
        assertThat(last()).contains("hay việc khác", "1. Về câu hỏi số " + number(), "2. Việc khác");
        assertThat(cases()).hasSize(1);

        say("2");

        assertThat(cases()).hasSize(2);
        assertThat(last()).contains(cases().getLast().number().toString());
        assertThat(textOfNotices(cases().getLast())).anyMatch(text -> text.contains("cái mương"));
        assertThat(count("SELECT COUNT(*) FROM undecided")).isZero();
    }

    @Test
    void letsWhatNobodyDecidedJoinTheNewestCase() {
        ask();
        hoixa.clock().pass(Duration.ofMinutes(30));
        say("gặp cán bộ nói chuyện cái mương");
        int before = hoixa.answersTo(resident).size();

        hoixa.clock().pass(Duration.ofMinutes(16));

        eventually(() -> assertThat(hoixa.answersTo(resident)).hasSize(before + 1));
        assertThat(last()).startsWith("Tin vừa rồi đã ghi thêm").contains(number().toString());
        assertThat(cases()).hasSize(1);
        assertThat(textOfNotices(cases().getFirst())).anyMatch(text -> text.contains("cái mương"));
    }

    @Test
    void answersAnotherProcedureMeanwhile() {
        ask();
        hoixa.clock().pass(Duration.ofMinutes(1));

        say("Đăng ký kết hôn");

        assertThat(last()).startsWith("Đăng ký kết hôn");
        assertThat(noticesOf(resident)).containsExactly("assigned");
    }

    @Test
    void goesOnWhenTheResidentAnswersTheOfficer() {
        ask();
        set("state = 'waiting', stage = NULL, due_at = NULL");
        hoixa.clock().pass(Duration.ofHours(20));

        say("nhà tôi ở thôn Đầu Mẫu ạ");

        assertThat(cases().getFirst().state()).hasToString("TAKEN");
        assertThat(cases().getFirst().deadline()).isAfter(hoixa.clock().instant());
        assertThat(noticesOf(resident)).endsWith("more");
    }

    @Test
    void isOverWhenTheResidentThanks() {
        ask();
        answer("Bác mang căn cước lên trung tâm nhé.");
        hoixa.clock().pass(Duration.ofHours(3));
        say("cảm ơn em, bác hiểu rồi");

        assertThat(cases().getFirst().state()).hasToString("ANSWERED");
        assertThat(noticesOf(resident)).endsWith("confirmed");
        say(number().toString());
        assertThat(last()).contains("đã trả lời ngày", "Bác mang căn cước");
    }

    @Test
    void isTakenUpAgainWhenTheAnswerDidNotHelp() {
        ask();
        Long owner = cases().getFirst().owner();
        answer("Bác mang căn cước lên trung tâm nhé.");
        hoixa.clock().pass(Duration.ofHours(3));

        say("chưa đúng em ơi");

        Case again = cases().getFirst();
        assertThat(again.state()).hasToString("TAKEN");
        assertThat(again.owner()).isEqualTo(owner);
        assertThat(again.deadline()).isAfter(hoixa.clock().instant());
        assertThat(noticesOf(resident)).endsWith("reopened");
        assertThat(last()).contains("Tôi báo lại");
    }

    @Test
    void goesPastTheOfficerAndTheUnitItIsAbout() {
        say("tôi muốn phản ánh chị Lý Thị Mẫu hách dịch với dân");

        Case opened = cases().getFirst();
        assertThat(opened.kind()).hasToString("FEEDBACK");
        assertThat(opened.owner()).isNotNull();
        assertThat(unitsTold(opened)).isNotEmpty().doesNotContain("trung-tam");
    }

    @Test
    void goesPastTheCommuneWhereItIsAboutTheChairman() {
        say("tôi phản ánh ông chủ tịch xã hách dịch, quát dân");

        assertThat(last()).contains("Văn phòng Ủy ban nhân dân tỉnh Mẫu", number().toString());
        assertThat(cases().getFirst().state()).hasToString("PASSED");
        assertThat(cases().getFirst().owner()).isNull();
        assertThat(noticesOf(resident)).isEmpty();
        assertThat(stuck()).doesNotContain(number().toString());
    }

    @Test
    void showsWhatIsDenouncedToNobody() {
        say("tôi muốn tố cáo ông trưởng thôn Bến Mẫu ăn chặn tiền cứu trợ mười triệu");

        assertThat(hoixa.answersTo(resident)).anyMatch(text -> text.contains("chưa phải là đơn tố cáo"));
        assertThat(cases().getFirst().kind()).hasToString("DENUNCIATION");
        hoixa.clock().pass(Duration.ofMinutes(2));
        say("có cả giấy viết tay mười triệu của ổng");

        assertThat(cases()).hasSize(1);
        assertThat(textOfNotices(cases().getFirst()))
                .hasSize(2)
                .noneMatch(text -> text.contains("mười triệu") || text.contains("cứu trợ"));
        assertThat(stuck()).doesNotContain(number().toString());
        assertThat(count("SELECT COUNT(*) FROM turn WHERE explanation LIKE '%muoi trieu%'"))
                .isZero();
    }

    @Test
    void saysNothingBeforeAnOfficerSendsTheDraft() {
        drafted("Đăng ký kết hôn cần giấy tờ gì");
        assertThat(drafting.sentTo(resident)).hasSize(1);
        assertThat(drafting.answersTo(resident)).isEmpty();

        send();

        eventually(() -> assertThat(drafting.answersTo(resident)).hasSize(1));
        assertThat(drafting.answersTo(resident).getFirst())
                .startsWith("Đăng ký kết hôn – giấy tờ")
                .contains("0 gặp cán bộ");
        assertThat(theirs(drafting).getFirst().state()).hasToString("ANSWERED");
        // The number is the one of the draft's own menu.
        drafting.clock().pass(Duration.ofMinutes(1));
        drafting.say(resident, "1");
        drafting.clock().pass(QUIET);
        eventually(() -> assertThat(theirs(drafting)).hasSize(2));
        assertThat(theirs(drafting).getLast().guide())
                .isEqualTo(theirs(drafting).getFirst().guide());
    }

    @Test
    void countsWhichDraftsWentOutUnchanged() {
        Instant before = drafting.clock().instant();
        Drafts drafts = drafting.bean(Drafts.class);
        var commune = drafting.bean(Communes.class).all().getFirst();
        drafted("khai tử cần giấy tờ gì");
        Case first = theirs(drafting).getFirst();

        drafting.database().write(transaction -> {
            drafts.replace(transaction, first, "Bác mang giấy báo tử của bệnh viện lên nhé.");
            return true;
        });
        send();

        eventually(() -> assertThat(drafting.answersTo(resident))
                .containsExactly("Bác mang giấy báo tử của bệnh viện lên nhé."));
        assertThat(drafts.unchanged(commune, "ho-tich", before.plusMillis(1))).hasValue(0.0);
    }

    @Test
    void tellsTheResidentThatAnOfficerLooksAtAForgottenDraft() {
        drafted("Đăng ký khai sinh cần giấy tờ gì");

        drafting.clock().pass(Duration.ofMinutes(16));

        eventually(() -> assertThat(drafting.answersTo(resident)).hasSize(1));
        assertThat(drafting.answersTo(resident).getFirst()).contains("đang chờ cán bộ xem");
        assertThat(theirs(drafting).getFirst().state()).hasToString("NEW");
    }

    @Test
    void neverDraftsAWarning() {
        drafting.say(resident, "cháy nhà rồi cứu với");
        drafting.clock().pass(QUIET);

        eventually(() -> assertThat(drafting.answersTo(resident)).anyMatch(text -> text.contains("114")));
    }

    /** Until the case is there and the introduction, which alone goes out, has been taken by Zalo. */
    private void drafted(String text) {
        drafting.say(resident, text);
        drafting.clock().pass(QUIET);
        eventually(() -> assertThat(theirs(drafting)).hasSize(1));
        eventually(() -> assertThat(drafting.database()
                        .read()
                        .sql("""
                                SELECT o.state FROM outgoing o JOIN resident r ON r.id = o.resident_id
                                WHERE r.zalo_user = ?""")
                        .param(resident)
                        .query(String.class)
                        .list())
                .containsExactly("sent"));
    }

    private void send() {
        Case about = theirs(drafting).getFirst();
        boolean isSent = drafting.database()
                .write(transaction -> drafting.bean(Drafts.class).send(transaction, about));
        assertThat(isSent).isTrue();
        drafting.bean(Mailbox.class).wake(about.resident(), drafting.clock().instant());
    }

    private void ask() {
        say("cho tôi gặp cán bộ");
        assertThat(last()).contains("đã chuyển tới");
    }

    private void say(String text) {
        int before = hoixa.answersTo(resident).size();
        hoixa.say(resident, text);
        hoixa.clock().pass(QUIET);
        eventually(() -> assertThat(hoixa.answersTo(resident)).hasSizeGreaterThan(before));
    }

    /** As the officer's desk leaves a case behind after an answer. */
    private void answer(String text) {
        set("state = 'taken', stage = 'settle', due_at = "
                + hoixa.clock().instant().plus(Duration.ofDays(3)).toEpochMilli());
        Case about = cases().getFirst();
        hoixa.database()
                .write(transaction -> transaction
                        .sql("""
                        INSERT INTO case_text (case_id, resident_id, kind, officer_id, text, outgoing_id, created_at)
                        VALUES (?, ?, 'answer', ?, ?, NULL, ?)""")
                        .params(about.id(), about.residentRow())
                        .param(about.owner())
                        .param(text)
                        .params(hoixa.clock().instant().plusSeconds(1).toEpochMilli())
                        .update());
    }

    private void set(String changes) {
        long id = cases().getFirst().id();
        hoixa.database()
                .write(transaction -> transaction
                        .sql("UPDATE cases SET " + changes + " WHERE id = ?")
                        .param(id)
                        .update());
    }

    private String last() {
        return hoixa.answersTo(resident).getLast();
    }

    private CaseNumber number() {
        return cases().getFirst().number();
    }

    private List<Case> cases() {
        return theirs(hoixa);
    }

    private List<Case> theirs(RunningHoiXa where) {
        return where.database().read().sql("""
                        SELECT c.number FROM cases c JOIN resident r ON r.id = c.resident_id WHERE r.zalo_user = ?
                        ORDER BY c.id""").param(resident).query(Integer.class).list().stream()
                .map(number -> where.bean(Cases.class)
                        .find("xa-mau", new CaseNumber(number))
                        .orElseThrow())
                .toList();
    }

    private static List<String> noticesOf(String resident) {
        return hoixa.database()
                .read()
                .sql("""
                        SELECT n.kind FROM notice n JOIN cases c ON c.id = n.case_id
                            JOIN resident r ON r.id = c.resident_id
                        WHERE r.zalo_user = ? ORDER BY n.id""")
                .param(resident)
                .query(String.class)
                .list();
    }

    private static List<String> textOfNotices(Case about) {
        return hoixa.database()
                .read()
                .sql("SELECT text FROM notice WHERE case_id = ? ORDER BY id")
                .param(about.id())
                .query(String.class)
                .list();
    }

    private static List<String> unitsTold(Case about) {
        return hoixa.database()
                .read()
                .sql("SELECT o.unit FROM notice n JOIN officer o ON o.id = n.officer_id WHERE n.case_id = ?")
                .param(about.id())
                .query(String.class)
                .list();
    }

    private static int count(String sql) {
        return hoixa.database().read().sql(sql).query(Integer.class).single();
    }

    private static String stuck() {
        return hoixa.get(hoixa.management("/actuator/stuck")).body();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
