package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoixa.testing.Eventually.eventually;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.RunningHoiXa;

/** From the webhook to the reply, as a resident lives it. */
class StoryTest {
    private static RunningHoiXa hoixa;

    @BeforeAll
    static void start(@TempDir Path data) {
        hoixa = RunningHoiXa.start(data);
    }

    @AfterAll
    static void stop() {
        hoixa.close();
    }

    @Test
    void answersAQuestionWithoutMarks() {
        hoixa.say("u1", "lam giay khai sinh cho con can giay to gi");
        hoixa.clock().pass(Duration.ofSeconds(2));

        eventually(() -> assertThat(hoixa.answersTo("u1")).hasSize(1));
        assertThat(hoixa.sentTo("u1").getFirst()).contains("tự động", "OTP");
        assertThat(hoixa.answersTo("u1").getFirst())
                .startsWith("Đăng ký khai sinh")
                .contains("Giấy chứng sinh", "18/07/2026", "0 gặp cán bộ");
    }
}
