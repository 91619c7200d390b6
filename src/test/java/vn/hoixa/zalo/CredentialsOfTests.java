package vn.hoixa.zalo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.springframework.mock.env.MockEnvironment;
import vn.hoixa.storage.DataFolder;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.storage.Vaults;
import vn.hoixa.testing.MovableClock;

/** Credentials by settings alone: nothing is entered or connected. */
final class CredentialsOfTests {
    private CredentialsOfTests() {}

    /** What credentials are made of. */
    record Parts(ZaloSettings settings, AppSettings app, Hosts hosts, Tokens tokens, Sightings sightings) {}

    static Credentials by(ZaloSettings settings, DataFolder folder) {
        Parts parts = parts(settings, folder);
        return new Credentials(parts.settings(), parts.app(), parts.hosts(), parts.tokens());
    }

    static Parts parts(ZaloSettings settings, DataFolder folder) {
        var clock = new MovableClock();
        var fresh = FreshDatabase.of(FreshDatabase.Kind.SQLITE, folder.resolve("record-" + UUID.randomUUID()));
        var vault = Vaults.in(fresh.folder());
        var app = new AppSettings(settings, fresh.database(), vault, folder, clock);
        var hosts = new Hosts(settings, app, new MockEnvironment());
        var connections = new Connections(fresh.database(), vault, app, clock);
        var meters = new SimpleMeterRegistry();
        var sightings = new Sightings(fresh.database(), app, clock, meters);
        var oauth = new OAuth(hosts, app, ZaloClients.sending(false), settings.callTimeout(), sightings);
        var tokens = new Tokens(connections, oauth, app, clock, meters, settings.callTimeout());
        return new Parts(settings, app, hosts, tokens, sightings);
    }
}
