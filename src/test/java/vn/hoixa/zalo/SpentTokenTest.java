package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zalo calls the page's token spent. */
class SpentTokenTest {
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
    @ValueSource(longs = {-216, -220})
    void sendsOnceMoreWithTheRenewedOne(long code) {
        rig.says(ZaloRig.V3, code);
        rig.zalo.stubFor(
                post(ZaloRig.V3).withHeader("access_token", equalTo("renewed")).willReturn(okJson(ZaloRig.TAKEN)));

        assertThat(send(new Secret("renewed"))).isEqualTo(new Delivery.Sent("a1", null));
        assertThat(rig.paths()).hasSize(2);
    }

    @Test
    void asksForNoThirdToken() {
        rig.says(ZaloRig.V3, -216);

        assertThat(send(new Secret("renewed"))).isInstanceOf(Delivery.Paused.class);
        assertThat(rig.paths()).hasSize(2);
    }

    @Test
    void pausesThePageWhereThereIsNoOther() {
        rig.says(ZaloRig.V3, -220);

        assertThat(send(null)).isEqualTo(new Delivery.Paused("Zalo error -220"));
        assertThat(send(ZaloRig.TOKEN)).isEqualTo(new Delivery.Paused("Zalo error -220"));
        assertThat(rig.paths()).hasSize(2);
    }

    /** However many calls one message needs, together they take one call's time. */
    @Test
    void leavesOffWhenTheTimeOfOneCallIsUp() {
        rig.answers(ZaloRig.V3, okJson("{\"error\":-235}").withFixedDelay(250));
        rig.answers(ZaloRig.V2, okJson(ZaloRig.TAKEN).withFixedDelay(250));

        Delivery delivery = ZaloRig.send(rig.client(rig.zalo.baseUrl(), Duration.ofMillis(400)), Content.text("x"));

        assertThat(delivery).isInstanceOf(Delivery.Uncertain.class);
    }

    private static Delivery send(@Nullable Secret renewed) {
        return ZaloRig.send(rig.client(rig.credentials(renewed, null)), Content.text("x"));
    }
}
