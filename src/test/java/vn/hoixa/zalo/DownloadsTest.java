package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.zalo.Download.Cause;

class DownloadsTest {
    private static final long MOST = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static WireMockServer server;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        server = DownloadsOfTests.server();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void forget() {
        server.resetAll();
    }

    @Test
    void writesWhatIsThere() {
        answer("/a", ok().withBody("hình"));

        assertThat(fetch(url("/a"))).isEqualTo(new Download.Complete());
        assertThat(written).hasToString("hình");
    }

    @Test
    void followsThreeRedirectsAndNotFour() {
        answer("/1", temporaryRedirect(url("/2")));
        answer("/2", temporaryRedirect("/3"));
        answer("/3", temporaryRedirect("/4"));
        answer("/4", ok().withBody("hình"));
        answer("/0", temporaryRedirect("/1"));

        assertThat(fetch(url("/1"))).isEqualTo(new Download.Complete());
        assertThat(fetch(url("/0"))).isEqualTo(new Download.Refused(Cause.REDIRECTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a.example/", "ftp://a.example/", "file:///etc/passwd", "data:text/plain,x", "", "null"})
    void takesOnlyHttps(String address) {
        assertThat(fetch(address)).isEqualTo(new Download.Refused(Cause.ADDRESS));
    }

    @Test
    void followsNoRedirectOutOfHttps() {
        answer("/out", temporaryRedirect("http://127.0.0.1:" + server.port() + "/in"));
        answer("/in", ok().withBody("geheim"));

        assertThat(fetch(url("/out"))).isEqualTo(new Download.Refused(Cause.ADDRESS));
        assertThat(written.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost", "pointed-here.example"})
    void asksNothingOfThisMachine(String host) {
        answer("/", ok().withBody("bí mật"));

        Download download = DownloadsOfTests.guarded(PATIENCE)
                .fetch("https://" + host + ":" + server.httpsPort() + "/", MOST, written);

        assertThat(download).isEqualTo(new Download.Refused(Cause.PRIVATE));
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1/", "https://169.254.169.254/latest/meta-data", "https://192.168.1.1/"})
    void followsNoRedirectIntoAPrivateNetwork(String inside) {
        answer("/out", temporaryRedirect(inside));

        assertThat(fetch(url("/out"))).isEqualTo(new Download.Refused(Cause.PRIVATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::ffff:127.0.0.1]", "[::1]", "[64:ff9b::7f00:1]", "2130706433", "127.1"})
    void followsNoRedirectToThisMachineHoweverItIsWritten(String host) {
        answer("/out", temporaryRedirect("https://" + host + ":" + server.httpsPort() + "/in"));
        answer("/in", ok().withBody("bí mật"));

        Download download = DownloadsOfTests.guardedBut(PATIENCE)
                .fetch("https://files.test:" + server.httpsPort() + "/out", MOST, written);

        assertThat(download).isEqualTo(new Download.Refused(Cause.PRIVATE));
        server.verify(0, getRequestedFor(urlEqualTo("/in")));
    }

    /** The name is public at the first look and leads inside at the second. */
    @Test
    void isNotLedInsideByANameThatChanges() throws UnknownHostException {
        answer("/out", ok().withBody("hình"));
        answer("/in", ok().withBody("bí mật"));
        var looks = new AtomicInteger();
        InetAddress allowed = InetAddress.getByAddress(new byte[] {127, 0, 0, 77});
        InetAddress inside = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        Downloads downloads = DownloadsOfTests.downloads(
                address -> PublicAddress.is(address) || address.equals(allowed),
                PATIENCE,
                name -> List.of(looks.getAndIncrement() == 0 ? allowed : inside));

        String name = "https://rebound.test:" + server.httpsPort();
        assertThat(downloads.fetch(name + "/out", MOST, written)).isEqualTo(new Download.Complete());
        // So that the name is looked up once more.
        downloads.close();

        assertThat(downloads.fetch(name + "/in", MOST, written)).isEqualTo(new Download.Refused(Cause.PRIVATE));
        assertThat(looks.get()).isEqualTo(2);
        server.verify(0, getRequestedFor(urlEqualTo("/in")));
    }

    /** Of two addresses of one name, the one inside is not tried after the other has failed. */
    @Test
    void isNotLedInsideByTheSecondAddressOfAName() throws UnknownHostException {
        answer("/", ok().withBody("bí mật"));
        InetAddress deaf = InetAddress.getByAddress(new byte[] {127, 0, 0, 78});
        InetAddress inside = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        Downloads downloads = DownloadsOfTests.downloads(deaf::equals, PATIENCE, name -> List.of(deaf, inside, inside));

        Download download = downloads.fetch("https://two.test:1/", MOST, written);

        assertThat(download).isNotEqualTo(new Download.Complete());
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void refusesAtOnceWhatSaysThatItIsTooLarge() {
        byte[] large = new byte[(int) MOST + 1];
        answer("/large", ok().withBody(large).withHeader("Content-Length", String.valueOf(large.length)));

        assertThat(fetch(url("/large"))).isEqualTo(new Download.Refused(Cause.SIZE));
        assertThat(written.size()).isZero();
    }

    @Test
    void stopsReadingWhatTurnsOutTooLarge() {
        answer("/endless", ok().withBody(new byte[50_000_000]).withChunkedDribbleDelay(20, 400));

        Download download =
                DownloadsOfTests.reachingTests(Duration.ofSeconds(30)).fetch(url("/endless"), MOST, written);

        assertThat(download).isEqualTo(new Download.Refused(Cause.SIZE));
        assertThat(written.size()).isLessThanOrEqualTo((int) MOST);
    }

    @Test
    void unpacksNothing() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[50_000_000]);
        }
        answer("/bomb", ok().withBody(packed.toByteArray()).withHeader("Content-Encoding", "gzip"));

        assertThat(fetch(url("/bomb"))).isEqualTo(new Download.Complete());
        assertThat(written.size()).isEqualTo(packed.size());
    }

    @Test
    void givesUpOnASlowServer() {
        answer("/slow", ok().withBody(new byte[1_000]).withChunkedDribbleDelay(100, 60_000));
        long start = System.nanoTime();

        Download download =
                DownloadsOfTests.reachingTests(Duration.ofMillis(300)).fetch(url("/slow"), MOST, written);

        assertThat(download).isInstanceOf(Download.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void spendsTheTimeOnAllRedirectsTogether() {
        answer("/1", temporaryRedirect("/2").withFixedDelay(250));
        answer("/2", temporaryRedirect("/3").withFixedDelay(250));
        answer("/3", ok().withFixedDelay(250));

        Download download =
                DownloadsOfTests.reachingTests(Duration.ofMillis(600)).fetch(url("/1"), MOST, written);

        assertThat(download).isInstanceOf(Download.Failed.class);
    }

    @Test
    void tellsWhatIsGoneFromWhatMayComeBack() {
        answer("/gone", aResponse().withStatus(404));
        answer("/busy", aResponse().withStatus(503));
        answer("/broken", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(fetch(url("/gone"))).isEqualTo(new Download.Refused(Cause.GONE));
        assertThat(fetch(url("/busy"))).isEqualTo(new Download.Failed("HTTP 503"));
        assertThat(fetch(url("/broken"))).isInstanceOf(Download.Failed.class);
    }

    private Download fetch(String address) {
        return DownloadsOfTests.reachingTests(PATIENCE).fetch(address, MOST, written);
    }

    private static void answer(String path, ResponseDefinitionBuilder response) {
        server.stubFor(
                path.equals("/")
                        ? any(anyUrl()).willReturn(response)
                        : get(path).willReturn(response));
    }

    private static String url(String path) {
        return "https://files.example:" + server.httpsPort() + path;
    }
}
