package vn.hoixa.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.env.MockEnvironment;
import vn.hoixa.alarm.Alarms;
import vn.hoixa.alarm.AlarmsOfTests;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.storage.Vault;
import vn.hoixa.testing.MovableClock;

/** What one running HoiXa has for tokens; several may share a database, a key and a clock. */
final class Instance {
    static final String APP = "2400000000000000001";
    static final String OA = "4600000000000000001";
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    final MeterRegistry meters = new SimpleMeterRegistry();
    final AppSettings app;
    final OAuth oauth;
    final Connections connections;
    final Tokens tokens;
    final Alarms alarms;
    final TokenUpkeep upkeep;

    Instance(FreshDatabase database, Vault vault, MovableClock clock, String zalo) {
        this(database, vault, clock, zalo, new Secret("app-secret"));
    }

    Instance(FreshDatabase database, Vault vault, MovableClock clock, String zalo, @Nullable Secret appSecret) {
        var settings = new ZaloSettings(
                APP,
                appSecret,
                new Secret("oa-key"),
                appSecret == null ? Map.of("1", new Secret("token-of-another-page")) : Map.of(),
                URI.create(zalo),
                URI.create(zalo),
                CALL_TIMEOUT,
                null);
        app = new AppSettings(settings, database.database(), vault, database.folder(), clock);
        oauth = new OAuth(
                new Hosts(settings, app, new MockEnvironment()),
                app,
                ZaloClients.sending(false),
                CALL_TIMEOUT,
                new Sightings(database.database(), app, clock, meters));
        connections = new Connections(database.database(), vault, app, clock);
        tokens = new Tokens(connections, oauth, app, clock, meters, CALL_TIMEOUT);
        alarms = AlarmsOfTests.of(database, clock);
        upkeep = new TokenUpkeep(tokens, connections, app, clock, meters, alarms);
    }

    Connection connection() {
        return connections.find(OA).orElseThrow().connection();
    }

    double failures(TokenFailure cause) {
        var counter = meters.find("hoixa.zalo.token.failures")
                .tag("cause", cause.name().toLowerCase(java.util.Locale.ROOT))
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
