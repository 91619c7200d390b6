package vn.hoixa.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hoixa.testing.RunningTrial;
import vn.hoixa.zalo.Connecting;
import vn.hoixa.zalo.Connector;
import vn.hoixa.zalo.TokenFailure;

/** Connecting, losing and regaining a page, walked against the stand-in for Zalo. */
class ConnectInTheTrialTest {
    private static final URI CALLBACK = URI.create("http://localhost/connect");

    private static RunningTrial trial;
    private static Connector connector;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path data) {
        trial = RunningTrial.start(data);
        connector = trial.bean(Connector.class);
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @Test
    void connectsLosesAndRegainsAPage() throws Exception {
        assertThat(connect()).isInstanceOfSatisfying(Connecting.Connected.class, connected -> {
            assertThat(connected.connection().type()).isEqualTo(4);
            assertThat(connected.connection().name()).isNotBlank();
        });
        String oa = connector.all().getFirst().oa();

        fail("revoked");
        assertThat(connector.read(oa)).isInstanceOf(Connecting.Unread.class);
        assertThat(connector.of(oa).orElseThrow().lastError()).isEqualTo(TokenFailure.REFUSED);

        assertThat(connect()).isInstanceOf(Connecting.Connected.class);
        assertThat(connector.of(oa).orElseThrow().lastError()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"refused, REFUSED", "no-refresh-token, INCOMPLETE", "undefined, INCOMPLETE", "html, UNREADABLE"})
    void failsAsAskedFor(String fault, TokenFailure cause) throws Exception {
        fail(fault);

        assertThat(connect())
                .isInstanceOfSatisfying(
                        Connecting.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(cause));

        assertThat(connect()).isInstanceOf(Connecting.Connected.class);
    }

    @Test
    void leadsNoBrowserElsewhere() throws Exception {
        var answer = get(connector.begin(URI.create("https://example.org/")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    /** As the administrator's browser does. */
    private Connecting connect() throws Exception {
        String location =
                get(connector.begin(CALLBACK)).headers().firstValue("Location").orElseThrow();
        Map<String, String> back = UriComponentsBuilder.fromUriString(location)
                .build()
                .getQueryParams()
                .toSingleValueMap();
        assertThat(location).startsWith(CALLBACK.toString());
        return connector.finish(
                back.getOrDefault("state", ""), back.getOrDefault("code", ""), back.getOrDefault("oa_id", ""));
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void fail(String fault) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(trial.address("/simulator/zalo/faults"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"fault\":\"" + fault + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
    }
}
