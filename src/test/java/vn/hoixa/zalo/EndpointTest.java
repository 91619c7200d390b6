package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
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

/** Pages of government send by v2.0, all others by v3.0; what is not known is learnt. */
class EndpointTest {
    private static final Content TEXT = Content.text("Giấy khai sinh");
    private static final int BUSINESS = 2;
    private static final int GOVERNMENT = 4;

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

    @Test
    void sendsTheSameMessageOnceByTheOtherEndpointAndRemembersItAfterARestart() {
        rig.says(ZaloRig.V3, -235);
        rig.takes(ZaloRig.V2);

        Delivery first = rig.send(TEXT);
        Delivery afterRestart = rig.send(TEXT);

        assertThat(first).isEqualTo(new Delivery.Sent("a1", null));
        assertThat(afterRestart).isEqualTo(new Delivery.Sent("a1", null));
        assertThat(rig.paths()).containsExactly(ZaloRig.V3, ZaloRig.V2, ZaloRig.V2);
        rig.zalo.verify(2, postRequestedFor(urlEqualTo(ZaloRig.V2)).withRequestBody(equalToJson("""
                {"recipient":{"user_id":"7700000000000000001"},"message":{"text":"Giấy khai sinh"}}""")));
    }

    @Test
    void learnsTheOtherWayForAPageThatV2IsClosedTo() {
        rig.says(ZaloRig.V2, -240);
        rig.takes(ZaloRig.V3);
        var government = rig.credentials(null, GOVERNMENT);

        Delivery first = ZaloRig.send(rig.client(government), TEXT);
        Delivery afterRestart = ZaloRig.send(rig.client(government), TEXT);

        assertThat(first).isInstanceOf(Delivery.Sent.class);
        assertThat(afterRestart).isInstanceOf(Delivery.Sent.class);
        assertThat(rig.paths()).containsExactly(ZaloRig.V2, ZaloRig.V3, ZaloRig.V3);
    }

    @ParameterizedTest
    @CsvSource({GOVERNMENT + ", " + ZaloRig.V2, BUSINESS + ", " + ZaloRig.V3})
    void knowsTheEndpointByTheKindOfPage(int oaType, String path) {
        rig.takes(ZaloRig.V3);
        rig.takes(ZaloRig.V2);

        ZaloRig.send(rig.client(rig.credentials(null, oaType)), TEXT);

        assertThat(rig.paths()).containsExactly(path);
    }

    @Test
    void learnsNothingWhereBothRefuse() {
        rig.says(ZaloRig.V3, -235);
        rig.says(ZaloRig.V2, -240);

        rig.send(TEXT);
        rig.send(TEXT);

        assertThat(rig.paths()).containsExactly(ZaloRig.V3, ZaloRig.V2, ZaloRig.V3, ZaloRig.V2);
    }

    @Test
    void doesNotTryAgainWhatMayHaveBeenDelivered() {
        rig.says(ZaloRig.V3, -235);
        rig.says(ZaloRig.V2, -200);

        Delivery delivery = rig.send(TEXT);

        assertThat(delivery).isInstanceOf(Delivery.Uncertain.class);
        assertThat(rig.paths()).containsExactly(ZaloRig.V3, ZaloRig.V2);
    }
}
