package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error code that is known of Zalo, by the client that meets it. */
class ErrorCodesTest {
    private static ZaloRig rig;

    @BeforeAll
    static void open(@TempDir Path root) {
        rig = new ZaloRig(root);
    }

    @AfterAll
    static void close() throws IOException {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "-32, Later",
        "-214, Later",
        "-218, Later",
        "-234, Later",
        "-200, Uncertain",
        "-202, Paused",
        "-204, Paused",
        "-205, Paused",
        "-207, Paused",
        "-208, Paused",
        "-209, Paused",
        "-211, Paused",
        "-212, Paused",
        "-215, Paused",
        "-216, Paused",
        "-219, Paused",
        "-220, Paused",
        "-221, Paused",
        "-223, Paused",
        "-224, Paused",
        "-237, Paused",
        "-238, Paused",
        "-241, Paused",
        "-242, Paused",
        "-403, Paused",
        "-230, Closed",
        "-231, Closed",
        "-232, Closed",
        "-305, Closed",
        "-311, Closed",
        "-320, Closed",
        "-321, Closed",
        "-213, RECIPIENT",
        "-217, RECIPIENT",
        "-222, RECIPIENT",
        "-227, RECIPIENT",
        "-244, RECIPIENT",
        "-100, UPLOAD",
        "-201, PAYLOAD",
        "-210, PAYLOAD",
        "-233, PAYLOAD",
        "-248, PAYLOAD",
        "-249, PAYLOAD",
        "-1340, PAYLOAD",
        "-1341, PAYLOAD"
    })
    void drivesWhatBecomesOfAMessage(long code, String outcome) {
        rig.says(ZaloRig.V3, code);

        Delivery delivery = rig.send(Content.text("x"));

        assertThat(name(delivery)).isEqualTo(outcome);
        assertThat(delivery.toString()).contains("Zalo error " + code).doesNotContain("bí mật");
        rig.zalo.verify(1, anyRequestedFor(anyUrl()));
        assertThat(rig.meters
                        .find("hoixa.zalo.unknown.codes")
                        .tag("code", String.valueOf(code))
                        .counter())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-235, -240})
    void pausesAPageThatNeitherEndpointIsFor(long code) {
        rig.says(ZaloRig.V3, code);
        rig.says(ZaloRig.V2, code);

        Delivery delivery = rig.send(Content.text("x"));

        assertThat(name(delivery)).isEqualTo("Paused");
        assertThat(rig.paths()).containsExactly(ZaloRig.V3, ZaloRig.V2);
    }

    /** The last two stand on the table of another host, and mean nothing here. */
    @ParameterizedTest
    @ValueSource(strings = {"-9999", "17", "99999999999", "-119", "-1121", "-124", "-14003"})
    void givesUpInSightWhatIsOnNoList(String code) {
        rig.answers(
                ZaloRig.V3,
                com.github.tomakehurst.wiremock.client.WireMock.okJson("{\"error\":" + code + ",\"message\":\"…\"}"));

        Delivery delivery = rig.send(Content.text("x"));

        assertThat(name(delivery)).isEqualTo("UNKNOWN");
        assertThat(rig.meters
                        .get("hoixa.zalo.unknown.codes")
                        .tag("code", code)
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "OAUTH, -14002, PERSON",
        "OAUTH, -14003, PERSON",
        "ZBS, -105, PERSON",
        "ZBS, -108, RECIPIENT",
        "ZBS, -109, PAYLOAD",
        "ZBS, -110, RECIPIENT",
        "ZBS, -111, PAYLOAD",
        "ZBS, -112, PAYLOAD",
        "ZBS, -113, PAYLOAD",
        "ZBS, -114, PAYLOAD",
        "ZBS, -115, PERSON",
        "ZBS, -117, PERSON",
        "ZBS, -118, RECIPIENT",
        "ZBS, -120, PERSON",
        "ZBS, -124, REFRESH",
        "ZBS, -126, PERSON",
        "ZBS, -127, PERSON",
        "ZBS, -131, PERSON",
        "ZBS, -132, PAYLOAD",
        "ZBS, -133, RETRY",
        "ZBS, -135, PERSON",
        "ZBS, -138, PERSON",
        "ZBS, -139, RECIPIENT",
        "ZBS, -141, RECIPIENT",
        "ZBS, -144, PERSON",
        "ZBS, -1122, PAYLOAD",
        "ZBS, -1124, PAYLOAD",
        "ZBS, -216, UNKNOWN",
        "OAUTH, -216, UNKNOWN"
    })
    void keepsTheOtherHostsApart(ErrorCodes.Host host, long code, Remedy remedy) {
        assertThat(ErrorCodes.remedy(host, code)).isEqualTo(remedy);
    }

    @Test
    void readsANumberThatNoLongHolds() {
        rig.answers(
                ZaloRig.V3, com.github.tomakehurst.wiremock.client.WireMock.okJson("{\"error\":99999999999999999999}"));

        assertThat(name(rig.send(Content.text("x")))).isEqualTo("UNKNOWN");
    }

    private static String name(Delivery delivery) {
        return delivery instanceof Delivery.Refused refused
                ? refused.scope().name()
                : delivery.getClass().getSimpleName();
    }
}
