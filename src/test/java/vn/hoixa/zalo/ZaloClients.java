package vn.hoixa.zalo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import vn.hoixa.mailbox.Buckets;
import vn.hoixa.storage.FreshDatabase;

/** Real clients for the tests of other packages. */
public final class ZaloClients {
    private ZaloClients() {}

    /** Speaks to that address with that token for each page. */
    public static ZaloClient to(
            URI api,
            Duration callTimeout,
            Map<String, Secret> tokens,
            FreshDatabase record,
            Buckets buckets,
            InstantSource clock) {
        var settings = new ZaloSettings("1", null, new Secret("key"), tokens, api, api, callTimeout, null);
        var parts = CredentialsOfTests.parts(settings, record.folder());
        var credentials = new Credentials(parts.settings(), parts.app(), parts.hosts(), parts.tokens());
        return new ZaloClient(
                credentials,
                callTimeout,
                sending(false),
                new Endpoints(record.database(), credentials, clock),
                buckets,
                clock,
                new SimpleMeterRegistry(),
                parts.sightings());
    }

    /** As nobody set anything but whether to spend money. */
    public static SendingSettings sending(boolean spendCharged) {
        return new SendingSettings(false, null, spendCharged, 4_000, 2_000);
    }
}
