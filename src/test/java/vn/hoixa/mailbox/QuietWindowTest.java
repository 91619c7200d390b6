package vn.hoixa.mailbox;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.hoixa.SetupException;

class QuietWindowTest {
    private static final Instant FIRST = Instant.parse("2026-11-24T02:00:00Z");
    private final QuietWindow quiet = new QuietWindow(ofMillis(1500), ofSeconds(8), ofSeconds(12));

    @Test
    void whatIsSureLeavesSoonAfterTheLastMessage() {
        assertThat(quiet.ripe(FIRST, FIRST, true)).isEqualTo(FIRST.plusMillis(1500));
        assertThat(quiet.ripe(FIRST, FIRST.plusSeconds(6), true)).isEqualTo(FIRST.plusMillis(7500));
    }

    @Test
    void whatIsUnsureWaitsForTheRest() {
        assertThat(quiet.ripe(FIRST, FIRST, false)).isEqualTo(FIRST.plusSeconds(8));
    }

    @Test
    void neverWaitsLongerThanTheLongestFromTheFirst() {
        assertThat(quiet.ripe(FIRST, FIRST.plusSeconds(11), false)).isEqualTo(FIRST.plusSeconds(12));
        assertThat(quiet.ripe(FIRST, FIRST.plusSeconds(11), true)).isEqualTo(FIRST.plusSeconds(12));
    }

    @Test
    void refusesTimesThatAreNotInOrder() {
        assertThatThrownBy(() -> new QuietWindow(ofSeconds(9), ofSeconds(8), ofSeconds(12)))
                .isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> new QuietWindow(ofSeconds(1), ofSeconds(13), ofSeconds(12)))
                .isInstanceOf(SetupException.class);
    }
}
