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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call to Zalo's OA API, by OkHttp; never a second try of its own. */
final class ZaloHttp implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SendingSettings settings;
    private final OkHttpClient http;

    ZaloHttp(SendingSettings settings, Duration callTimeout) {
        this.settings = settings;
        this.http = new OkHttpClient.Builder()
                .callTimeout(callTimeout)
                .connectTimeout(callTimeout)
                .readTimeout(callTimeout)
                .writeTimeout(callTimeout)
                // A silent second try could deliver twice.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .proxySelector(new ByProxy(settings.proxyAddress()))
                .eventListenerFactory(call -> new Departure(call.request()))
                .build();
    }

    Answer post(String url, Secret token, RequestBody body, Duration atMost) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("access_token", token.value())
                .post(body)
                .tag(AtomicBoolean.class, new AtomicBoolean());
        if (settings.appsecretProof()) {
            request.header("appsecret_proof", proof(token));
        }
        return execute(request.build(), atMost);
    }

    private Answer execute(Request request, Duration atMost) {
        Call call = http.newCall(request);
        call.timeout().timeout(atMost.toNanos(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return read(response.code(), response.body().string());
        } catch (IOException e) {
            boolean departed =
                    Objects.requireNonNull(request.tag(AtomicBoolean.class)).get();
            String cause = e.getClass().getSimpleName() + ": " + e.getMessage();
            return new Answer.Silent(departed ? new Delivery.Uncertain(cause) : new Delivery.Later(cause));
        }
    }

    private static Answer read(int status, String body) {
        JsonNode answer = parse(body);
        if (answer == null || !answer.path("error").isIntegralNumber()) {
            String cause = "HTTP " + status + " without Zalo's JSON";
            return new Answer.Silent(status == 429 ? new Delivery.Later(cause) : new Delivery.Uncertain(cause));
        }
        long error = answer.path("error").asLong(Long.MIN_VALUE);
        return error == 0
                ? new Answer.Done(answer.path("data"))
                : new Answer.Failed(error, ErrorCodes.remedy(ErrorCodes.Host.OA, error));
    }

    private static @Nullable JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Hex HMAC-SHA256 of the token, keyed by the app's secret; Zalo answers -242 where it is wrong. */
    private String proof(Secret token) {
        byte[] key = Objects.requireNonNull(settings.appSecret()).value().getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
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

    /** Notes when the first byte of a request leaves: what fails before surely was not delivered. */
    private static final class Departure extends EventListener {
        private final Request request;

        Departure(Request request) {
            this.request = request;
        }

        @Override
        public void requestHeadersStart(Call call) {
            AtomicBoolean departed = request.tag(AtomicBoolean.class);
            if (departed != null) {
                departed.set(true);
            }
        }
    }
}
