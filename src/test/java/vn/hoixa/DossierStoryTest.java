package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.dossier.DossierImports;
import vn.hoixa.dossier.ImportOutcome;
import vn.hoixa.dossier.Lists;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.testing.RunningHoiXa;

/** Residents ask where their dossiers are. */
class DossierStoryTest {
    /** Longer than anything waits for the rest of a question. */
    private static final Duration WINDOW = Duration.ofMillis(8_100);

    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
        Commune commune = hoixa.bean(Communes.class).all().getFirst();
        byte[] list = Lists.xlsx(
                Lists.row("000.00.12.H36-251122-0001", "Đang xử lý", "27/11/2026 16:30", "20/11/2026"),
                Lists.row("000.00.12.H36-251122-0002", "Đang xử lý", "20/11/2026", "10/11/2026"),
                Lists.row("000.00.12.H36-251122-0003", "Đã có kết quả", "20/11/2026", "10/11/2026"),
                Lists.row("000.00.12.H36-251122-0004", "Chờ bổ sung: giấy chứng sinh", "20/11/2026", "10/11/2026"),
                Lists.row("000.00.12.H36-251122-0005", "Chuyển liên thông thuế", "", ""),
                Lists.row("000.00.12.H36-251122-0006", "Đang xử lý", "24/11/2026", "10/11/2026"));
        ImportOutcome outcome =
                hoixa.bean(DossierImports.class).take(commune, new ByteArrayInputStream(list), false, "operator");
        assertThat(outcome).isInstanceOf(ImportOutcome.Taken.class);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void asksForTheCodeAndAnswersIt() {
        assertThat(ask("walk", "hồ sơ của tôi đến đâu rồi", 1)).contains("mã hồ sơ", "giấy hẹn", "QR");

        String answer = ask("walk", "000.00.12.h36 251122 ooo1", 2);

        assertThat(answer)
                .startsWith("Hồ sơ 000.00.12.H36-251122-0001 (Đăng ký khai sinh):")
                .contains("Xã đang giải quyết.", "Hẹn trả thứ Sáu 27/11.", "cập nhật lúc 9:00 sáng 24/11")
                .doesNotContain("xin lỗi", "Nguyễn", "0912");
    }

    @Test
    void answersACodeBesideTheNameOfAProcedure() {
        assertThat(ask("beside", "em làm giấy khai sinh mã 000.00.12.H36-251122-0001 xong chưa ạ", 1))
                .contains("Xã đang giải quyết.");
    }

    @Test
    void apologisesForWhatIsLate() {
        assertThat(ask("late", "000.00.12.H36-251122-0002", 1))
                .contains("quá ngày hẹn trả thứ Sáu 20/11", "xin lỗi", "0200 000 0000")
                .doesNotContain("Hẹn trả thứ");
    }

    @Test
    void tellsWhatToBringWhenItIsDone() {
        assertThat(ask("done", "000.00.12.H36-251122-0003", 1))
                .contains("Đã có kết quả", "giấy hẹn và căn cước", "số 1 đường Mẫu", "7:30–11:30")
                .doesNotContain("xin lỗi");
    }

    @Test
    void tellsThatSomethingIsMissing() {
        assertThat(ask("missing", "000.00.12.H36-251122-0004", 1))
                .contains("bổ sung giấy tờ", "0200 000 0000")
                .doesNotContain("xin lỗi", "chứng sinh");
    }

    @Test
    void quotesTheListWhereItsWordsAreNotKnown() {
        assertThat(ask("words", "000.00.12.H36-251122-0005", 1)).contains("“Chuyển liên thông thuế”");
    }

    @Test
    void showsTheNationalPortalWhereNothingIsKnown() {
        assertThat(ask("unknown", "bác hỏi hồ sơ 000.00.12.H36-251122-0999", 1))
                .contains("000.00.12.H36-251122-0999", "dichvucong.gov.vn", "Tra cứu hồ sơ", "0200 000 0000")
                .contains("Bác xem lại")
                .doesNotContain("không tồn tại", "không có hồ sơ");
    }

    @Test
    void answersOneCodeAtATime() {
        assertThat(ask("two", "000.00.12.H36-251122-0001 với 000.00.12.H36-251122-0002", 1))
                .contains("-0001", "nhắn tiếp mã sau")
                .doesNotContain("-0002");
    }

    @Test
    void looksNothingUpForWhoGuessesUntilAnHourIsOver() {
        for (int i = 1; i <= 5; i++) {
            assertThat(ask("guess", "000.00.12.H36-251122-10" + i, i)).contains("chưa tra được");
        }

        assertThat(ask("guess", "000.00.12.H36-251122-0001", 6))
                .startsWith("Ông/bà tự tra")
                .doesNotContain("0001", "đang giải quyết");
        assertThat(ask("other", "000.00.12.H36-251122-0001", 1)).contains("đang giải quyết");
        hoixa.clock().pass(Duration.ofHours(1));
        assertThat(ask("guess", "000.00.12.H36-251122-0001", 7)).contains("đang giải quyết");
    }

    private static String ask(String user, String text, int answers) {
        hoixa.say(user, text);
        hoixa.clock().pass(WINDOW);
        eventually(() -> assertThat(hoixa.answersTo(user)).hasSize(answers));
        return hoixa.answersTo(user).getLast();
    }
}
