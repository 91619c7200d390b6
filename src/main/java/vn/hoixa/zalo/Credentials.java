package vn.hoixa.zalo;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import vn.hoixa.storage.DataFolder;

/** With what HoiXa proves itself to Zalo, and Zalo to HoiXa: the real settings, or those of the trial. */
public class Credentials {
    /** The app that the trial and {@code webhook-samples} speak for. */
    public static final String TRIAL_APP = "2400000000000000001";

    /** Holds the trial's secret key, so that {@code ./hoixa send} can sign. */
    public static final String TRIAL_KEY_FILE = "trial-secret-key";

    private final ZaloSettings settings;
    private final Environment environment;
    private final Secret trialKey;

    Credentials(ZaloSettings settings, DataFolder folder, Environment environment) {
        this.settings = settings;
        this.environment = environment;
        this.trialKey = settings.isReal() ? forgetTrial(folder) : trialKey(folder);
    }

    /** Whether nothing real is set, so that the simulator plays Zalo. */
    public boolean isTrial() {
        return !settings.isReal();
    }

    public Signature signature() {
        return settings.appId() != null && settings.oaSecretKey() != null
                ? new Signature(settings.appId(), settings.oaSecretKey())
                : new Signature(TRIAL_APP, trialKey);
    }

    /** The page's access token, or null where none is set. */
    @Nullable
    Secret accessToken(String oa) {
        return isTrial() ? trialKey : settings.tokens().get(oa);
    }

    /**
     * A newer token than one that Zalo called spent; null where there is none.
     *
     * @param spent with which the call was refused
     */
    @Nullable
    Secret renewedToken(String oa, Secret spent) {
        return null;
    }

    /** What kind of page it is by Zalo's {@code getoa}: 2 a business, 4 an office; null where it is not known. */
    @Nullable
    Integer oaType(String oa) {
        return null;
    }

    URI api() {
        return isTrial()
                ? URI.create(
                        "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + "/simulator/zalo")
                : settings.api();
    }

    private static Secret trialKey(DataFolder folder) {
        String kept = folder.readSecret(TRIAL_KEY_FILE);
        if (kept != null) {
            return new Secret(kept);
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String fresh = HexFormat.of().formatHex(random);
        folder.writeSecret(TRIAL_KEY_FILE, fresh);
        return new Secret(fresh);
    }

    /** Real settings end the trial: its key opens nothing any more. */
    private static Secret forgetTrial(DataFolder folder) {
        folder.delete(TRIAL_KEY_FILE);
        return new Secret("");
    }
}
