package vn.hoixa.zalo;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * With what HoiXa proves itself to Zalo, and Zalo to HoiXa: the environment's settings, else what was entered and
 * connected in a page, else those of the trial.
 */
public class Credentials {
    /** The app that the trial and {@code webhook-samples} speak for. */
    public static final String TRIAL_APP = "2400000000000000001";

    /** Holds the trial's secret key, so that {@code ./hoixa send} can sign. */
    public static final String TRIAL_KEY_FILE = "trial-secret-key";

    private final ZaloSettings settings;
    private final AppSettings app;
    private final Hosts hosts;
    private final Tokens tokens;

    Credentials(ZaloSettings settings, AppSettings app, Hosts hosts, Tokens tokens) {
        this.settings = settings;
        this.app = app;
        this.hosts = hosts;
        this.tokens = tokens;
    }

    /** Whether nothing real is set, so that the simulator plays Zalo. */
    public boolean isTrial() {
        return app.isTrial();
    }

    /** What the trial signs its events with. */
    public Signature signature() {
        App current = app.current();
        Secret key = current.oaSecretKey();
        return new Signature(current.id(), key == null ? new Secret("") : key);
    }

    /** Whether it is the secret of the trial's app, which the simulator asks for as Zalo does. */
    public boolean isTrialSecret(String secret) {
        return isTrial() && new Secret(secret).equals(app.current().secret());
    }

    /** Whether it is the token that the trial sends with as long as no page is connected in it. */
    public boolean isTrialToken(String token) {
        return isTrial() && new Secret(token).equals(app.current().oaSecretKey());
    }

    /** Whether the token's {@code appsecret_proof} is made with the secret of the trial's app. */
    public boolean isTrialProof(String token, String proof) {
        Secret secret = app.current().secret();
        return isTrial() && secret != null && new Secret(proof).equals(new Secret(Outbound.proof(token, secret)));
    }

    URI api() {
        return hosts.api();
    }

    /** The app's own secret, or null where none is set. */
    @Nullable
    Secret appSecret() {
        return app.current().secret();
    }

    /** The page's access token, or null where it has none. */
    @Nullable
    Secret accessToken(String oa) {
        Secret set = settings.tokens().get(oa);
        if (set != null) {
            return set;
        }
        Secret connected = tokens.current(oa);
        return connected == null && isTrial() ? app.current().oaSecretKey() : connected;
    }

    /**
     * Another access token in the place of one that Zalo did not take (-216, -220), refreshed if need be; null where
     * there is none, as for a token of the environment. May take as long as one call to Zalo.
     */
    @Nullable
    Secret renewedToken(String oa, Secret spent) {
        return settings.tokens().containsKey(oa) ? null : tokens.renewed(oa, spent);
    }

    /** The page's {@code oa_type} as Zalo tells it (2 business, 4 government), or null where unknown. */
    @Nullable
    Integer oaType(String oa) {
        return tokens.type(oa);
    }
}
