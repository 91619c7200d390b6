package vn.hoixa.zalo;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final OkHttpClient http;

    ZaloHttp(SendingSettings settings, Credentials credentials, Duration callTimeout) {
        this.http = Outbound.client(settings, credentials::appSecret, callTimeout)
                .eventListenerFactory(call -> new Departure(call.request()))
                .build();
    }

    Answer post(String url, Secret token, RequestBody body, Duration atMost) {
        Request request = new Request.Builder()
                .url(url)
                .header("access_token", token.value())
                .post(body)
                .tag(AtomicBoolean.class, new AtomicBoolean())
                .build();
        return execute(request, atMost);
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

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
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
