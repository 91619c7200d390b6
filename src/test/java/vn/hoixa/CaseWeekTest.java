package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Leave;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.Morning;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Undelivered;
import vn.hoixa.testing.CaseWalk;

/** Cases over nights, weekends, Tết and restarts: nobody waits in silence, and nobody is told twice. */
@ExtendWith(OutputCaptureExtension.class)
class CaseWeekTest {
    private static final String PERSON = "cho tôi gặp cán bộ";
    private static final String MARRIAGE = "Đăng ký kết hôn – giấy tờ";
    private static final String OFFICE = "0200 000 0000";

    private CaseWalk walk;

    @BeforeEach
    void start(@TempDir Path data) {
        walk = new CaseWalk(data);
    }

    @AfterEach
    void stop() {
        walk.close();
    }

    @Test
    void showsWhatDidNotReachWhoAskedBeforeALongWeekend(@TempDir Path data, @TempDir Path copy) throws IOException {
        Path calendar = CaseWalk.knowledge(copy).resolve("communes/xa-mau/calendar.yaml");
        Files.writeString(calendar, Files.readString(calendar) + "  - day: 2026-11-30\n    name: Hội làng\n");
        walk.close();
        walk = new CaseWalk(data, "hoixa.knowledge=" + copy);
        walk.moveTo("2026-11-27T16:50");
        walk.link("ly", "trung-tam");
        walk.moveTo("2026-11-27T16:55");

        walk.say("lan", PERSON);

        assertThat(walk.last("lan"))
                .contains("CH-0001", "7 giờ 55 thứ Tư 2/12", "Nếu đến 7 giờ 55 thứ Tư 2/12", "nhắn một chữ");
        walk.moveTo("2026-11-28T10:00");
        walk.moveTo("2026-11-29T11:00");
        assertThat(walk.last("lan")).contains("CH-0001", "nhắn giúp một chữ");
        walk.moveTo("2026-11-30T10:00");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned");
        walk.moveTo("2026-12-01T10:00");
        answer("ly", "CH-0001", "Bác mang căn cước lên trung tâm nhé.");
        assertThat(walk.told("lan", "Bác mang căn cước")).isEmpty();
        assertThat(undelivered()).contains(1);
        walk.moveTo("2026-12-01T11:10");
        assertThat(walk.last("ly")).contains("CH-0001", "chưa đến tay người dân");

        walk.say("lan", "ok");

        assertThat(walk.told("lan", "Bác mang căn cước")).hasSize(1);
        assertThat(undelivered()).doesNotContain(1);
    }

    @Test
    void remindsNobodyDuringTet() {
        walk.moveTo("2027-02-04T16:00");

        walk.say("lan", PERSON);

        assertThat(walk.last("lan")).contains("16 giờ 30 thứ Sáu 12/2", "nhắn một chữ");
        for (int day = 5; day <= 11; day++) {
            walk.moveTo("2027-02-%02dT10:00".formatted(day));
            Morning.look(walk.hoixa());
        }
        walk.moveTo("2027-02-12T10:29");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned");
        walk.moveTo("2027-02-12T10:31");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned", "half");
        assertThat(walk.notices("chu-tich")).isEmpty();
    }

    @Test
    void goesFromLeaderToLeaderUntilItIsAnswered() {
        walk.link("ly", "trung-tam");
        walk.link("chair", "chu-tich");
        walk.link("vice", "pho-chu-tich");
        walk.say("lan", PERSON);

        walk.moveTo("2026-11-24T15:01");
        walk.moveTo("2026-11-25T09:32");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned", "half", "deadline");
        assertThat(walk.notices("chu-tich")).isEmpty();
        walk.moveTo("2026-11-25T09:50");
        assertThat(lapses("chu-tich")).isEqualTo(1);
        assertThat(walk.told("chair", "nhắn xin lỗi"))
                .hasSize(1)
                .allMatch(text -> text.contains("CH-0001") && text.contains("Lý Thị Mẫu"));
        assertThat(walk.told("lan", "Xin lỗi")).hasSize(1).allMatch(text -> text.contains("10 giờ 20 thứ Năm 26/11"));
        walk.say("lan", "gặp cán bộ nhanh giùm");
        walk.moveTo("2026-11-26T10:21");
        walk.moveTo("2026-11-26T10:40");
        assertThat(lapses("chu-tich")).isEqualTo(1);
        assertThat(lapses("pho-chu-tich")).isEqualTo(1);
        assertThat(walk.told("lan", "Xin lỗi")).hasSize(2);

        answer("ly", "CH-0001", "Bác mang căn cước lên trung tâm nhé.");
        assertThat(walk.told("lan", "Bác mang căn cước")).hasSize(1);
        walk.say("ly", "xong CH-0001");

        assertThat(walk.aCase(1).state()).hasToString("ANSWERED");
        int lists = lists("pho-chu-tich");
        walk.moveTo("2026-11-27T08:00");
        Morning.look(walk.hoixa());
        walk.moveTo("2026-12-01T08:00");
        Morning.look(walk.hoixa());
        assertThat(lists("pho-chu-tich")).isEqualTo(lists);
        assertThat(lapses("chu-tich")).isEqualTo(1);
        assertThat(lapses("pho-chu-tich")).isEqualTo(1);
        assertThat(walk.told("lan", "Xin lỗi")).hasSize(2);
    }

    @Test
    void whatIsAddedAfterAnAnswerIsDueAgain() {
        walk.link("ly", "trung-tam");
        walk.say("lan", PERSON);
        walk.moveTo("2026-11-25T09:25");
        answer("ly", "CH-0001", "Bác mang căn cước lên trung tâm nhé.");
        walk.moveTo("2026-11-25T09:35");

        walk.say("lan", "gặp cán bộ nhanh giùm");

        assertThat(walk.last("lan")).contains("CH-0001", "10 giờ 05 thứ Năm 26/11");
        walk.moveTo("2026-11-25T16:00");
        assertThat(walk.notices("trung-tam")).endsWith("more", "half");
        walk.moveTo("2026-11-26T10:06");
        walk.moveTo("2026-11-26T10:25");
        assertThat(lapses("chu-tich")).isEqualTo(1);
        assertThat(walk.told("lan", "Xin lỗi")).hasSize(1);
        walk.moveTo("2026-12-01T15:00");
        assertThat(walk.aCase(1).state()).hasToString("TAKEN");
    }

    @Test
    void countsOnlyAnswersAfterTheOneThatDidNotHelp() {
        walk.link("ly", "trung-tam");
        walk.say("lan", PERSON);
        answer("ly", "CH-0001", "Bác mang căn cước lên trung tâm nhé.");
        walk.say("lan", "chưa đúng em ơi");

        walk.say("ly", "xong CH-0001");

        assertThat(walk.last("ly")).contains("chưa có trả lời nào");
        assertThat(walk.aCase(1).state()).hasToString("TAKEN");
        walk.moveTo("2026-11-26T15:00");
        answer("ly", "CH-0001", "Bác mang thêm giấy chứng sinh nhé.");
        walk.moveTo("2026-11-26T16:30");
        assertThat(walk.history(1)).contains("not delivered").doesNotContain("asked whether done");
    }

    @Test
    void isNotOverBeforeTheAnswerArrived() {
        walk.link("ly", "trung-tam");
        walk.say("lan", PERSON);
        answer("ly", "CH-0001", "Bác mang căn cước lên trung tâm nhé.");
        answersAre("waiting", CaseWalk.at("2027-01-01T08:00").toEpochMilli());

        walk.moveTo("2026-11-24T11:00");
        walk.moveTo("2026-11-30T09:00");
        assertThat(walk.history(1)).doesNotContain("asked whether done", "answered");
        answersAre("sent", null);
        walk.moveTo("2026-11-30T10:30");
        assertThat(walk.history(1)).endsWith("asked whether done");
        answersAre("closed", null);
        walk.moveTo("2026-12-04T09:00");

        assertThat(walk.history(1)).contains("not delivered");
        assertThat(walk.aCase(1).state()).hasToString("TAKEN");
        assertThat(walk.notices("trung-tam")).contains("not delivered");
    }

    @Test
    void apologisesForNothingThatArrivedAfterAll() {
        walk.moveTo("2026-11-27T16:50");
        walk.link("ly", "trung-tam");
        walk.moveTo("2026-11-27T16:55");
        walk.say("lan", PERSON);
        walk.moveTo("2026-11-30T10:00");
        answer("ly", "CH-0001", "Bác mang căn cước lên trung tâm nhé.");
        walk.moveTo("2026-11-30T11:10");
        assertThat(walk.history(1)).endsWith("not delivered");

        walk.say("lan", "ok");
        walk.moveTo("2026-12-01T08:00");
        walk.moveTo("2026-12-01T09:00");

        assertThat(walk.told("lan", "Bác mang căn cước")).hasSize(1);
        assertThat(walk.history(1)).endsWith("asked whether done");
        assertThat(walk.notices("trung-tam")).doesNotContain("deadline");
        assertThat(lapses("chu-tich")).isZero();
        assertThat(walk.told("lan", "Xin lỗi")).isEmpty();
        walk.moveTo("2026-12-05T09:00");
        walk.moveTo("2026-12-07T09:00");
        assertThat(walk.aCase(1).state()).hasToString("ANSWERED");
    }

    @Test
    void isDueAllTheSameWhereTheQuestionBackWasKeptBack() {
        walk.moveTo("2026-11-27T16:50");
        walk.link("ly", "trung-tam");
        walk.moveTo("2026-11-27T16:55");
        walk.say("lan", PERSON);
        walk.moveTo("2026-11-30T10:00");
        walk.say("ly", "4");
        walk.say("ly", "Bác sinh năm nào ạ");

        walk.moveTo("2026-11-30T11:10");

        assertThat(walk.aCase(1).state()).hasToString("WAITING");
        assertThat(walk.last("ly")).contains("Lời hỏi thêm", "CH-0001", "chưa đến tay người dân");
        walk.moveTo("2026-12-01T08:00");
        walk.moveTo("2026-12-01T09:00");
        assertThat(walk.notices("trung-tam")).contains("deadline");
        assertThat(lapses("chu-tich")).isEqualTo(1);
    }

    @Test
    void isOverWhereWhoWasAskedBackNeverAnswers() {
        walk.link("ly", "trung-tam");
        walk.say("lan", PERSON);
        walk.say("ly", "4");
        walk.say("ly", "Bác sinh năm nào ạ");

        walk.moveTo("2026-11-24T11:00");
        walk.moveTo("2026-12-08T09:00");
        assertThat(walk.aCase(1).state()).hasToString("WAITING");
        assertThat(walk.history(1)).containsExactly("opened", "asked back");
        walk.moveTo("2026-12-08T14:00");

        assertThat(walk.aCase(1).state()).hasToString("CLOSED");
        assertThat(walk.history(1)).endsWith("closed");
        walk.say("lan", "CH-0001");
        assertThat(walk.told("lan", "xin khép lại")).hasSize(1).allMatch(text -> text.contains("CH-0001"));
    }

    @Test
    void listsWhatIsOverdueOnceEveryWorkingMorning() {
        walk.say("lan", PERSON);
        walk.moveTo("2026-11-25T10:00");
        assertThat(walk.notices("chu-tich")).contains("lapsed");
        walk.moveTo("2026-11-26T06:00");
        int before = lists("chu-tich");
        Morning.look(walk.hoixa());
        assertThat(lists("chu-tich")).isEqualTo(before);

        walk.moveTo("2026-11-26T08:00");
        Morning.look(walk.hoixa());
        Morning.look(walk.hoixa());
        assertThat(lists("chu-tich")).isEqualTo(before + 1);
        assertThat(walk.noticed("chu-tich").getLast()).contains("1 câu hỏi đã quá hạn", "CH-0001", "Lý Thị Mẫu");
        walk.stop();
        walk.startAgain();
        Morning.look(walk.hoixa());
        assertThat(lists("chu-tich")).isEqualTo(before + 1);

        walk.moveTo("2026-11-27T08:00");
        Morning.look(walk.hoixa());
        walk.moveTo("2026-11-28T08:00");
        Morning.look(walk.hoixa());
        walk.moveTo("2026-11-30T08:00");
        Morning.look(walk.hoixa());
        assertThat(lists("chu-tich")).isEqualTo(before + 1);
        assertThat(lists("pho-chu-tich")).isEqualTo(2);
    }

    @Test
    void tellsNoLeaderWhatConcernsThem() {
        walk.say("lan", PERSON);
        long chair = walk.officer("chu-tich").id();
        walk.hoixa()
                .database()
                .write(transaction -> transaction
                        .sql("UPDATE cases SET excluded = ?")
                        .param("NONE," + chair)
                        .update());

        walk.moveTo("2026-11-25T10:00");
        walk.moveTo("2026-11-26T08:00");
        Morning.look(walk.hoixa());

        assertThat(walk.notices("chu-tich")).isEmpty();
        assertThat(walk.notices("pho-chu-tich")).contains("lapsed", "overdue");
    }

    @Test
    void givesTheCaseOfWhoWentOnLeaveToTheSubstitute() {
        walk.say("lan", PERSON);
        walk.hoixa()
                .bean(Directory.class)
                .addLeave(
                        "test",
                        walk.officer("trung-tam").id(),
                        Leave.Kind.LEAVE,
                        LocalDate.parse("2026-11-24"),
                        LocalDate.parse("2026-11-27"));

        walk.moveTo("2026-11-24T15:01");

        assertThat(walk.notices("trung-tam")).containsExactly("assigned");
        assertThat(walk.notices("van-phong")).containsExactly("assigned");
        assertThat(walk.noticed("van-phong").getFirst()).contains("CH-0001", PERSON);
        assertThat(walk.aCase(1).owner()).isEqualTo(walk.officer("van-phong").id());
    }

    @Test
    void tellsWhomTheApologyNamesThatTheCaseIsTheirs() {
        walk.say("lan", PERSON);
        walk.moveTo("2026-11-24T15:01");
        walk.moveTo("2026-11-25T09:31");
        walk.hoixa()
                .bean(Directory.class)
                .addLeave(
                        "test",
                        walk.officer("trung-tam").id(),
                        Leave.Kind.TRIP,
                        LocalDate.parse("2026-11-25"),
                        LocalDate.parse("2026-11-27"));

        walk.moveTo("2026-11-25T09:50");

        assertThat(walk.told("lan", "Xin lỗi")).hasSize(1).allMatch(text -> text.contains("Nguyễn Thị Mẫu"));
        assertThat(walk.notices("van-phong")).containsExactly("assigned");
        assertThat(walk.aCase(1).owner()).isEqualTo(walk.officer("van-phong").id());
    }

    @Test
    void givesTheCasesOfWhoWasRemovedToTheNextOnceTold() {
        walk.say("lan", PERSON);
        walk.hoixa()
                .bean(Directory.class)
                .remove("test", walk.officer("trung-tam").id());
        walk.say("lan", "gặp cán bộ nhanh giùm");

        walk.moveTo("2026-11-24T15:01");
        assertThat(walk.notices("van-phong")).containsExactly("assigned");
        walk.moveTo("2026-11-25T09:32");

        assertThat(walk.notices("van-phong")).containsExactly("assigned", "deadline");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned");
        assertThat(walk.aCase(1).owner()).isEqualTo(walk.officer("van-phong").id());
    }

    @Test
    void worksWithNobodyOnDuty() {
        walk.moveTo("2026-11-24T22:00");

        walk.say("lan", PERSON);

        assertThat(walk.last("lan")).contains("Lý Thị Mẫu", "8 giờ thứ Năm 26/11");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned");
        walk.moveTo("2026-11-25T13:31");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned", "half");
    }

    @Test
    void draftsInWorkingTimeAndAnswersByItselfOutsideOfIt(@TempDir Path data, @TempDir Path copy) throws IOException {
        Path profile = CaseWalk.knowledge(copy).resolve("communes/xa-mau/profile.yaml");
        Files.writeString(profile, Files.readString(profile).replace("all: automatic", "all: outside-hours"));
        walk.close();
        walk = new CaseWalk(data, "hoixa.knowledge=" + copy);
        walk.link("ly", "tu-phap");

        walk.ask("lan", "Đăng ký kết hôn cần giấy tờ gì");
        assertThat(walk.told("lan", MARRIAGE)).isEmpty();
        assertThat(walk.last("ly")).contains("CH-0001", "Bản nháp", MARRIAGE);
        walk.say("ly", "gui");
        assertThat(walk.told("lan", MARRIAGE)).hasSize(1);
        assertThat(walk.history(1)).contains("draft sent");

        walk.moveTo("2026-11-24T20:00");
        walk.say("minh", "Đăng ký kết hôn cần giấy tờ gì");
        assertThat(walk.told("minh", MARRIAGE)).hasSize(1);
        walk.moveTo("2027-01-01T09:00");
        walk.say("holiday", "Đăng ký kết hôn cần giấy tờ gì");
        assertThat(walk.told("holiday", MARRIAGE)).hasSize(1);
        assertThat(walk.notices("tu-phap").stream().filter("assigned"::equals)).hasSize(1);

        walk.moveTo("2027-01-04T09:00");
        walk.ask("monday", "Đăng ký kết hôn cần giấy tờ gì");
        assertThat(walk.told("monday", MARRIAGE)).isEmpty();
    }

    @Test
    void tellsTheOfficesTelephoneWhereNobodyCanBeReached(@TempDir Path data, @TempDir Path copy, CapturedOutput log)
            throws IOException {
        Path officers = CaseWalk.knowledge(copy).resolve("communes/xa-mau/officers.yaml");
        Files.writeString(officers, Files.readString(officers).replaceAll("\n +email: .*", ""));
        walk.close();
        walk = new CaseWalk(data, "hoixa.knowledge=" + copy);

        walk.say("lan", PERSON);

        assertThat(walk.last("lan")).contains("CH-0001", OFFICE, "9 giờ 30 thứ Tư 25/11");
        assertThat(log.getOut()).contains("Nobody in commune xa-mau can be reached for case CH-0001");
        walk.moveTo("2026-11-24T15:01");
        walk.moveTo("2026-11-25T09:50");
        assertThat(walk.last("lan")).contains("Xin lỗi", "CH-0001", OFFICE, "thứ Năm 26/11");
        walk.link("ly", "trung-tam");
        walk.moveTo("2026-11-26T10:30");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned");
        assertThat(walk.last("ly")).contains("CH-0001", PERSON);
    }

    @Test
    void strikesOnceOverRestartsAndAWipedRedis() {
        walk.link("ly", "trung-tam");
        walk.link("chair", "chu-tich");
        walk.say("lan", PERSON);
        for (String time : List.of("2026-11-24T15:01", "2026-11-25T09:32", "2026-11-25T09:50")) {
            Wipe.everything(walk.hoixa());
            walk.stop();
            walk.hoixa().clock().pass(Duration.between(walk.hoixa().clock().instant(), CaseWalk.at(time)));
            walk.startAgain();
        }
        walk.stop();
        walk.startAgain();

        assertThat(walk.notices("trung-tam")).containsExactly("assigned", "half", "deadline");
        assertThat(walk.told("ly", "nửa thời gian")).hasSize(1);
        assertThat(walk.told("ly", "đến hạn bây giờ")).hasSize(1);
        assertThat(walk.told("chair", "nhắn xin lỗi")).hasSize(1);
        assertThat(walk.told("lan", "Xin lỗi")).hasSize(1);
        assertThat(walk.history(1)).containsExactly("opened", "reminded", "reminded", "lapsed");
    }

    @Test
    void dropsTheReminderThatAWeekMadeStale() {
        walk.say("lan", PERSON);

        walk.moveTo("2026-12-01T09:00");

        assertThat(walk.history(1)).containsExactly("opened", "reminder dropped", "lapsed");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned");
        assertThat(lapses("chu-tich")).isEqualTo(1);
        assertThat(walk.aCase(1).deadline()).isAfter(CaseWalk.at("2026-12-02T09:00"));
        assertThat(walk.hoixa().bean(Outbox.class).undelivered())
                .anyMatch(one -> one.advice() == Undelivered.Advice.CALL);
    }

    @Test
    void doesNothingTwiceThoughTheClockIsSetBack() {
        walk.say("lan", PERSON);
        walk.moveTo("2026-11-24T15:05");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned", "half");

        walk.moveTo("2026-11-24T14:05");
        walk.say("minh", PERSON);
        walk.moveTo("2026-11-24T15:06");

        assertThat(walk.last("minh")).contains("CH-0002");
        assertThat(walk.notices("trung-tam")).containsExactly("assigned", "half", "assigned");
        walk.moveTo("2026-11-25T09:32");
        assertThat(walk.history(1)).containsExactly("opened", "reminded", "reminded");
    }

    @Test
    void prefersWhoeverSaidThatTheyAreThere() {
        List<Officer> civilStatus = walk.hoixa().bean(Directory.class).forField("xa-mau", "ho-tich");
        walk.link("an", civilStatus.get(0).key());
        walk.link("binh", civilStatus.get(1).key());
        walk.say("binh", "trực");

        walk.say("lan", "Đăng ký kết hôn");
        walk.say("lan", PERSON);
        walk.say("an", "trực");
        walk.say("minh", "Đăng ký kết hôn");
        walk.say("minh", PERSON);

        assertThat(walk.aCase(1).owner()).isEqualTo(civilStatus.get(1).id());
        assertThat(walk.aCase(2).owner()).isEqualTo(civilStatus.get(0).id());
    }

    @Test
    void keepsTwoCasesOfOneResidentApart() {
        walk.link("hoang", "tu-phap");
        walk.say("lan", "Đăng ký kết hôn");
        walk.say("lan", PERSON);
        walk.moveTo("2026-11-24T09:40");
        walk.say("lan", "tôi muốn phản ánh đèn đường thôn Đầu Mẫu hỏng cả tháng");
        assertThat(walk.aCase(1).owner()).isEqualTo(walk.officer("tu-phap").id());
        assertThat(walk.aCase(2).owner()).isEqualTo(walk.officer("dia-chinh").id());

        walk.moveTo("2026-11-24T16:00");
        assertThat(walk.notices("dia-chinh")).containsExactly("assigned", "half");
        walk.moveTo("2026-11-26T16:00");
        // Apologies that the window kept back are there already.
        List<Integer> before = undelivered();
        answer("hoang", "CH-0001", "Chị và anh mang căn cước lên nhé.");
        List<Integer> withTheAnswer = new ArrayList<>(before);
        withTheAnswer.add(1);
        assertThat(undelivered()).containsExactlyInAnyOrderElementsOf(withTheAnswer);
        walk.say("lan", "ok");

        assertThat(walk.told("lan", "mang căn cước lên nhé")).hasSize(1).allMatch(text -> text.contains("CH-0001"));
        walk.say("hoang", "xong CH-0001");
        assertThat(walk.aCase(1).state()).hasToString("ANSWERED");
        assertThat(walk.aCase(2).state()).hasToString("NEW");
    }

    @Test
    void tellsNobodyWhatIsSaidOfThemWhileTheyAreAskedWhichCase() {
        walk.link("hoang", "tu-phap");
        walk.say("lan", "Đăng ký kết hôn");
        walk.say("lan", PERSON);
        walk.moveTo("2026-11-24T09:40");
        walk.say("lan", "cho tôi gặp cán bộ nói chuyện này với");
        assertThat(walk.last("lan")).contains("CH-0001", "1");
        walk.say("lan", "cho gặp người khác, chị Hoàng Thị Mẫu tư pháp thái độ quá tệ");
        walk.moveTo("2026-11-24T10:30");

        assertThat(walk.noticed("tu-phap")).isNotEmpty().noneMatch(text -> text.contains("thái độ"));
        assertThat(walk.aCase(2).exclusion().covers(walk.officer("tu-phap"))).isTrue();
        assertThat(walk.aCase(1).exclusion().covers(walk.officer("tu-phap"))).isFalse();
    }

    @Test
    void tellsWhoIsOnDutyAndALeaderOfAnEmergencyAtOnce() {
        walk.hoixa().bean(Directory.class).onDuty(walk.officer("van-hoa").id(), CaseWalk.at("2026-11-25T07:00"));
        walk.moveTo("2026-11-24T23:00");

        walk.say("lan", "cháy nhà rồi cứu với");

        assertThat(walk.told("lan", "114")).isNotEmpty();
        assertThat(walk.notices("van-hoa")).containsExactly("assigned");
        assertThat(walk.noticed("van-hoa").getFirst()).contains("KHẨN CẤP", "CH-0001");
        assertThat(walk.notices("chu-tich")).containsExactly("assigned");
        assertThat(walk.notices("trung-tam")).isEmpty();
    }

    private void answer(String user, String number, String text) {
        walk.say(user, number + " " + text);
        walk.say(user, "gửi");
    }

    /** As if Zalo had taken them so. */
    private void answersAre(String state, @Nullable Long due) {
        walk.hoixa()
                .database()
                .write(transaction -> transaction
                        .sql("UPDATE outgoing SET state = ?, due_at = ? WHERE id IN"
                                + " (SELECT outgoing_id FROM case_text WHERE kind = 'answer')")
                        .param(state)
                        .param(due)
                        .update());
    }

    private int lists(String key) {
        return count(key, "overdue");
    }

    private int lapses(String key) {
        return count(key, "lapsed");
    }

    /** The morning's list comes by itself, too: only its number a day is certain. */
    private int count(String key, String kind) {
        return Math.toIntExact(walk.notices(key).stream().filter(kind::equals).count());
    }

    private List<Integer> undelivered() {
        return walk.hoixa().bean(Outbox.class).undelivered().stream()
                .map(Undelivered::caseNumber)
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
