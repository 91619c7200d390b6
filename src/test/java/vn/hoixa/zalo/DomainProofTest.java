package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.testing.RunningHoiXa;

/** What Zalo looks for before it believes that a domain is ours. */
class DomainProofTest {

    @Test
    void showsTheFileAndTheMetaTagOfTheSettingAndNoOther(@TempDir Path data) {
        try (var hoixa = RunningHoiXa.start(data, "hoixa.zalo.verification=AbC123")) {
            var file = hoixa.get(hoixa.address("/zalo_verifierAbC123.html"));
            var other = hoixa.get(hoixa.address("/zalo_verifierXyz.html"));
            var start = hoixa.get(hoixa.address("/"));

            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).contains("content=\"AbC123\"");
            assertThat(other.statusCode()).isEqualTo(404);
            assertThat(start.body()).contains("zalo-platform-site-verification").contains("AbC123");
        }
    }
}
