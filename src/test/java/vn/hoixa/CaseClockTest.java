package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;
import static vn.hoixa.testing.RunningHoiXa.OA;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Leave;
import vn.hoixa.directory.Officer;
import vn.hoixa.inquiry.Sweep;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.mailbox.Wipe;
import vn.hoixa.testing.RunningHoiXa;

/** A handed-over question has a name and a deadline; whoever is silent is reminded, then a leader is told. */
class CaseClockTest {
    private static final Duration UNSURE = Duration.ofMillis(8_100);
    private static final String QUESTION = "toi muon gap can bo";
    private static final String COMMUNE = "xa-mau";

    private RunningHoiXa hoixa;

    @BeforeEach
    void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
    }

    @AfterEach
    void stop() {
        hoixa.close();
    }

    @Test
    void tellsTheResidentWhoAnswersUntilWhen() {
        ask("lan");

        assertThat(last("lan")).contains("CH-0001", "Lý Thị Mẫu", "0200 000 0030", "9 giờ 30 thứ Tư 25/11");
    }

    @Test
    void remindsTheOfficerThenTellsALeaderAndApologises() {
        link("ly", "trung-tam");
        link("chair", "chu-tich");
        ask("lan");
        eventually(() -> assertThat(last("ly")).contains("CH-0001", QUESTION, "Trả lời"));

        moveTo("2026-11-24T15:01");
        eventually(() -> assertThat(last("ly")).contains("nửa thời gian"));
        moveTo("2026-11-25T09:31");
        eventually(() -> assertThat(last("ly")).contains("đến hạn"));
        assertThat(hoixa.answersTo("chair")).hasSize(1);
        moveTo("2026-11-25T09:46");

        eventually(() -> assertThat(last("chair")).contains("CH-0001", "quá hạn", "Lý Thị Mẫu"));
        eventually(() -> assertThat(last("lan")).contains("Xin lỗi", "CH-0001", "Lý Thị Mẫu", "thứ Năm 26/11"));
        moveTo("2026-11-26T08:00");
        assertThat(apologies("lan")).hasSize(1);
    }

    @Test
    void remindsNobodyAtNight() {
        link("ly", "trung-tam");
        moveTo("2026-11-24T16:30");
        ask("lan");
        eventually(() -> assertThat(last("ly")).contains("CH-0001"));
        int before = hoixa.sentTo("ly").size();

        moveTo("2026-11-25T03:00");
        ask("minh");

        eventually(() -> assertThat(last("ly")).contains("CH-0002"));
        assertThat(hoixa.sentTo("ly")).hasSize(before + 1);
    }

    @Test
    void givesTheCaseToTheSubstituteOfWhoIsAway() {
        Officer owner = officer("trung-tam");
        hoixa.bean(Directory.class)
                .addLeave(
                        "test",
                        owner.id(),
                        Leave.Kind.LEAVE,
                        LocalDate.parse("2026-11-23"),
                        LocalDate.parse("2026-11-27"));

        ask("lan");

        assertThat(last("lan")).doesNotContain("Lý Thị Mẫu").contains("CH-0001", "0200 000 00");
    }

    @Test
    void letsEachClockStrikeOnceThoughRedisIsWiped() {
        link("ly", "trung-tam");
        ask("lan");
        eventually(() -> assertThat(last("ly")).contains("CH-0001"));

        Wipe.everything(hoixa);
        hoixa.clock().pass(Duration.between(hoixa.clock().instant(), at("2026-11-24T15:01")));
        Sweep.now(hoixa);
        Sweep.now(hoixa);

        eventually(() -> assertThat(reminders("ly")).hasSize(1));
        moveTo("2026-11-24T15:30");
        ask("minh");
        eventually(() -> assertThat(last("ly")).contains("CH-0002"));
        assertThat(reminders("ly")).hasSize(1);
    }

    private List<String> reminders(String user) {
        return hoixa.sentTo(user).stream()
                .filter(text -> text.contains("nửa thời gian"))
                .toList();
    }

    private List<String> apologies(String user) {
        return hoixa.sentTo(user).stream()
                .filter(text -> text.contains("hạn mới") || text.contains("Hạn mới"))
                .toList();
    }

    private void ask(String user) {
        int before = hoixa.answersTo(user).size();
        hoixa.say(user, QUESTION);
        hoixa.clock().pass(UNSURE);
        eventually(() -> assertThat(hoixa.answersTo(user)).hasSize(before + 1));
    }

    private String last(String user) {
        List<String> sent = hoixa.sentTo(user);
        return sent.isEmpty() ? "" : sent.getLast();
    }

    /** An officer wrote to the page once, and sent the code. */
    private void link(String user, String key) {
        hoixa.say(user, "chào");
        hoixa.clock().pass(UNSURE);
        eventually(() -> assertThat(hoixa.answersTo(user)).hasSize(1));
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
        Sweep.now(hoixa);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CommuneTime.ZONE).toInstant();
    }
}
