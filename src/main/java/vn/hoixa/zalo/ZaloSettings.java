package vn.hoixa.zalo;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.hoixa.SetupException;

/**
 * The connection to Zalo. With neither app nor token set, here or in a page, HoiXa runs as a trial with the simulator.
 *
 * @param appId id of the app on developers.zalo.me
 * @param appSecret the app's own secret, for tokens to be refreshed; may be entered in a page instead
 * @param oaSecretKey "OA Secret Key" from the app's Webhook page, not the app's own secret
 * @param tokens access token of each page, by OA id
 * @param api where Zalo's OA API is
 * @param oauth where Zalo grants and refreshes tokens
 * @param callTimeout how long one call to Zalo may take, all of it
 * @param verification code of the domain proof that Zalo asks for ({@code zalo_verifier<code>.html} and the meta tag)
 */
@ConfigurationProperties("hoixa.zalo")
record ZaloSettings(
        @Nullable String appId,
        @Nullable Secret appSecret,
        @Nullable Secret oaSecretKey,
        @DefaultValue Map<String, Secret> tokens,
        @DefaultValue("https://openapi.zalo.me") URI api,
        @DefaultValue("https://oauth.zaloapp.com") URI oauth,
        @DefaultValue("10s") Duration callTimeout,
        @Nullable String verification) {

    ZaloSettings {
        // An empty variable is an unset one: an empty key would let anybody sign.
        appId = appId == null || appId.isBlank() ? null : appId.strip();
        appSecret = appSecret == null || appSecret.value().isBlank() ? null : appSecret;
        oaSecretKey = oaSecretKey == null || oaSecretKey.value().isBlank() ? null : oaSecretKey;
        tokens = tokens.entrySet().stream()
                .filter(token -> !token.getValue().value().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        boolean any = appId != null || appSecret != null || oaSecretKey != null || !tokens.isEmpty();
        boolean all = appId != null && oaSecretKey != null && (appSecret != null || !tokens.isEmpty());
        if (any && !all) {
            throw new SetupException(
                    "Zalo is set up only in part; HoiXa neither serves a page nor plays the trial like this.",
                    "Set HOIXA_ZALO_APP_ID, HOIXA_ZALO_OA_SECRET_KEY and one of HOIXA_ZALO_APP_SECRET (to connect"
                            + " pages) and HOIXA_ZALO_TOKENS_<OA id>, or none of them.");
        }
        tokens.forEach(ZaloSettings::check);
    }

    /** OkHttp would refuse such a header at every send, and name the token in its error. */
    private static void check(String oa, Secret token) {
        if (!token.value().matches("[!-~]+")) {
            throw new SetupException(
                    "The access token of OA " + oa + " is empty or holds a blank, a line end or a letter with marks.",
                    "Copy it once more into HOIXA_ZALO_TOKENS_" + oa + ".");
        }
    }

    boolean isReal() {
        return oaSecretKey != null;
    }
}
