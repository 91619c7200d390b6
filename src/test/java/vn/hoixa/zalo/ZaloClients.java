package vn.hoixa.zalo;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import vn.hoixa.storage.DataFolder;

/** Real clients for the tests of other packages. */
public final class ZaloClients {
    private ZaloClients() {}

    /** Speaks to that address with that token for each page. */
    public static ZaloClient to(URI api, Duration callTimeout, Map<String, Secret> tokens, DataFolder folder) {
        var settings = new ZaloSettings("1", null, new Secret("key"), tokens, api, api, callTimeout, null);
        return new ZaloClient(CredentialsOfTests.by(settings, folder), callTimeout);
    }
}
