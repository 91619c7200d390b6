package vn.hoixa.zalo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;

/** WireMock in Zalo's place with a database and a Redis behind the client that talks to it. */
final class ZaloRig implements AutoCloseable {
    static final String OA = "4600000000000000001";
    static final ResidentId RESIDENT = new ResidentId(OA, "7700000000000000001");
    static final Secret TOKEN = new Secret("token-of-tests");
    static final String V3 = "/v3.0/oa/message/cs";
    static final String V2 = "/v2.0/oa/message";
    static final String TAKEN = "{\"data\":{\"message_id\":\"a1\"},\"error\":0}";

    final MovableClock clock = new MovableClock();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final WireMockServer zalo =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().gzipDisabled(true));
    final Sightings sightings;
    private final FreshDatabase record;
    private final TestRedis redis;

    ZaloRig(Path root) {
        record = FreshDatabase.of(FreshDatabase.Kind.SQLITE, root.resolve("record"));
        redis = TestRedis.start(root.resolve("redis"));
        var app = CredentialsOfTests.parts(settings("http://127.0.0.1"), record.folder())
                .app();
        sightings = new Sightings(record.database(), app, clock, meters);
        zalo.start();
    }

    /** As if nobody had called yet and nothing had been learnt. */
    void forget() {
        zalo.resetAll();
        redis.wipe();
        record.database()
                .write(transaction -> transaction.sql("DELETE FROM endpoint").update()
                        + transaction.sql("DELETE FROM sighting").update());
    }

    void answers(String path, ResponseDefinitionBuilder answer) {
        zalo.stubFor(WireMock.post(path).willReturn(answer));
    }

    void says(String path, long error) {
        answers(path, WireMock.okJson("{\"error\":" + error + ",\"message\":\"the resident wrote: bí mật\"}"));
    }

    void takes(String path) {
        answers(path, WireMock.okJson(TAKEN));
    }

    /** Paths of all calls, in order. */
    List<String> paths() {
        return zalo.getAllServeEvents().reversed().stream()
                .map(ServeEvent::getRequest)
                .map(request -> request.getUrl())
                .toList();
    }

    /** What tokens and kind of page there are beside those that are set. */
    Credentials credentials(@Nullable Secret renewed, @Nullable Integer oaType) {
        var parts = CredentialsOfTests.parts(settings(zalo.baseUrl()), record.folder());
        return new Credentials(parts.settings(), parts.app(), parts.hosts(), parts.tokens()) {
            @Override
            @Nullable
            Secret renewedToken(String oa, Secret spent) {
                return renewed;
            }

            @Override
            @Nullable
            Integer oaType(String oa) {
                return oaType;
            }
        };
    }

    ZaloClient client() {
        return client(zalo.baseUrl(), Duration.ofSeconds(5));
    }

    ZaloClient client(String api, Duration callTimeout) {
        var credentials = CredentialsOfTests.by(settings(api), record.folder());
        return client(credentials, ZaloClients.sending(false), callTimeout);
    }

    ZaloClient client(Credentials credentials) {
        return client(credentials, ZaloClients.sending(false), Duration.ofSeconds(5));
    }

    ZaloClient client(String api, SendingSettings sending) {
        var credentials = CredentialsOfTests.by(settings(api), record.folder());
        return client(credentials, sending, Duration.ofSeconds(5));
    }

    private ZaloClient client(Credentials credentials, SendingSettings sending, Duration callTimeout) {
        return new ZaloClient(
                credentials,
                callTimeout,
                sending,
                new Endpoints(record.database(), credentials, clock),
                redis.buckets(clock),
                clock,
                meters,
                sightings);
    }

    /** Refreshes a token of a page at another address. */
    Grant refresh(String address, SendingSettings sending) {
        var parts = CredentialsOfTests.parts(settings(address), record.folder());
        try (var oauth = new OAuth(parts.hosts(), parts.app(), sending, Duration.ofSeconds(5), sightings)) {
            return oauth.refresh(parts.app().current(), new Secret("refresh-token-of-tests"));
        }
    }

    /** Sends by a client of its own, as after a restart. */
    Delivery send(Content content) {
        return send(client(), content);
    }

    static Delivery send(ZaloClient client, Content content) {
        try (client) {
            return client.send(RESIDENT, content);
        }
    }

    private static ZaloSettings settings(String api) {
        return new ZaloSettings(
                "2400000000000000001",
                new Secret("app-secret"),
                new Secret("oa-secret-key-of-tests"),
                Map.of(OA, TOKEN),
                URI.create(api),
                URI.create(api),
                Duration.ofSeconds(10),
                null);
    }

    @Override
    public void close() throws IOException {
        zalo.stop();
        redis.close();
        record.close();
    }
}
