package vn.hoixa.zalo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import vn.hoixa.SetupException;

/** How every call to Zalo leaves: by the proxy, with the proof where it is asked for, and never tried again in silence. */
final class Outbound {
    private Outbound() {}

    /** @param appSecret the app's own secret, or null while none is known */
    static OkHttpClient.Builder client(
            SendingSettings settings, Supplier<@Nullable Secret> appSecret, Duration callTimeout) {
        var builder = new OkHttpClient.Builder()
                .callTimeout(callTimeout)
                .connectTimeout(callTimeout)
                .readTimeout(callTimeout)
                .writeTimeout(callTimeout)
                // A silent second try could deliver a message twice, or spend a token twice.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .proxySelector(new ByProxy(settings.proxyAddress()));
        if (settings.appsecretProof()) {
            if (appSecret.get() == null) {
                throw new SetupException(
                        "Calls to Zalo are to carry appsecret_proof, but there is no app secret to make it from.",
                        "Set HOIXA_ZALO_APP_SECRET to the secret of the app on developers.zalo.me, or"
                                + " HOIXA_ZALO_APPSECRET_PROOF to false until it is entered in the console.");
            }
            builder.addInterceptor(chain -> chain.proceed(proven(chain.request(), appSecret.get())));
        }
        return builder;
    }

    private static Request proven(Request request, @Nullable Secret appSecret) {
        String token = request.header("access_token");
        return token == null || appSecret == null
                ? request
                : request.newBuilder()
                        .header("appsecret_proof", proof(token, appSecret))
                        .build();
    }

    /** Hex HMAC-SHA256 of the token, keyed by the app's secret; Zalo answers -242 where it is wrong. */
    static String proof(String token, Secret appSecret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(appSecret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The simulator is on this machine, which no proxy leads to. */
    private static final class ByProxy extends ProxySelector {
        private final @Nullable InetSocketAddress proxy;

        ByProxy(@Nullable InetSocketAddress proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return proxy == null || "127.0.0.1".equals(uri.getHost())
                    ? List.of(Proxy.NO_PROXY)
                    : List.of(new Proxy(Proxy.Type.HTTP, proxy));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The call itself fails and says so.
        }
    }
}
