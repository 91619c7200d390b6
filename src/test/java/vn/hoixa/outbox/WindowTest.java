package vn.hoixa.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** When a resident can be written to, and in what words officers read it. */
class WindowTest {
    private static final Instant LAST = Instant.parse("2026-11-20T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, Free",
        "PT48H, Free",
        "PT48H0.001S, Charged",
        "P7D, Charged",
        "P7DT0.001S, Closed",
        "P400D, Closed"
    })
    void isFreeThenChargedThenClosed(Duration after, String state) {
        assertThat(Window.at(LAST, LAST.plus(after)).getClass().getSimpleName()).isEqualTo(state);
    }

    @Test
    void isClosedToWhomNobodyHeardOf() {
        assertThat(Window.at(null, LAST)).isEqualTo(new Window.Closed());
    }

    @Test
    void tellsHowLong() {
        assertThat(Window.at(LAST, LAST.plus(Duration.ofHours(17)))).isEqualTo(new Window.Free(Duration.ofHours(31)));
        assertThat(Window.at(LAST, LAST.plus(Duration.ofDays(3)))).isEqualTo(new Window.Charged(Duration.ofDays(4)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT17H, Còn 31 giờ để trả lời miễn phí",
        "PT47H30M, Còn 30 phút để trả lời miễn phí",
        "P3D, Đã hết thời gian miễn phí; còn 96 giờ để trả lời có tính phí",
        "P6DT23H55M, Đã hết thời gian miễn phí; còn 5 phút để trả lời có tính phí",
        "P8D, Zalo chưa cho nhắn tiếp cho đến khi người dân viết lại; xin gọi điện"
    })
    void readsAsOfficersSpeak(Duration after, String text) {
        assertThat(words(LAST, after)).isEqualTo(text);
    }

    private static String words(@Nullable Instant last, Duration after) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        return messages.getMessage(Window.at(last, LAST.plus(after)).text(), Locale.of("vi"));
    }
}
