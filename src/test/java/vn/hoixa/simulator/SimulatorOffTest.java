package vn.hoixa.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.RunningHoiXa;

class SimulatorOffTest {
    @Test
    void isGoneWithRealSettings(@TempDir Path data) {
        try (RunningHoiXa hoixa = RunningHoiXa.start(data)) {
            assertThat(status(hoixa, "/simulator")).isEqualTo(404);
            assertThat(status(hoixa, "/simulator/messages?after=0")).isEqualTo(404);
            assertThat(status(hoixa, "/simulator/officers")).isEqualTo(404);
            assertThat(status(hoixa, "/simulator/messages/m/why")).isEqualTo(404);
            assertThat(status(hoixa, "/coming/officer")).isEqualTo(404);
            assertThat(status(hoixa, "/coming/leader")).isEqualTo(404);
            assertThat(hoixa.get(hoixa.address("/")).body()).doesNotContain("/simulator");
        }
    }

    private static int status(RunningHoiXa hoixa, String path) {
        return hoixa.get(hoixa.address(path)).statusCode();
    }
}
