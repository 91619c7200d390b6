package vn.hoixa.zalo;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.mailbox.ResidentId;

/** Zalo's OA API: one call, one outcome; whoever calls decides about trying again. */
public final class ZaloClient implements AutoCloseable {
    private static final MediaType JSON_TYPE = MediaType.get("application/json; charset=utf-8");
    private static final String CONSULTATION = "/v3.0/oa/message/cs";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Credentials credentials;
    private final OkHttpClient http;

    ZaloClient(Credentials credentials, Duration callTimeout) {
        this.credentials = credentials;
        this.http = new OkHttpClient.Builder()
                .callTimeout(callTimeout)
                .connectTimeout(callTimeout)
                .readTimeout(callTimeout)
                .writeTimeout(callTimeout)
                // A silent second try could deliver twice.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .eventListenerFactory(call -> new Departure(call.request()))
                .build();
    }

    /**
     * Sends a text as a consultation message.
     *
     * @param text at most 2,000 characters in NFC, as Zalo counts
     */
    public Delivery send(ResidentId resident, String text) {
        Secret token = credentials.accessToken(resident.oa());
        if (token == null) {
            return new Delivery.Paused("no access token for OA " + resident.oa());
        }
        Optional<Visitor> visitor = Visitor.of(resident);
        String body = json.writeValueAsString(Map.of(
                "recipient", visitor.map(Visitor::recipient).orElse(Map.of("user_id", resident.user())),
                "message", Map.of("text", text)));
        Request request = new Request.Builder()
                .url(url(visitor.isPresent() ? Visitor.PATH : CONSULTATION))
                .header("access_token", token.value())
                .post(RequestBody.create(body, JSON_TYPE))
                .tag(AtomicBoolean.class, new AtomicBoolean())
                .build();
        try (Response response = http.newCall(request).execute()) {
            return outcome(response.code(), response.body().string());
        } catch (IOException e) {
            boolean departed = java.util.Objects.requireNonNull(request.tag(AtomicBoolean.class))
                    .get();
            String cause = e.getClass().getSimpleName() + ": " + e.getMessage();
            return departed ? new Delivery.Uncertain(cause) : new Delivery.Later(cause);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private String url(String path) {
        URI api = credentials.api();
        return api.toString().replaceFirst("/$", "") + path;
    }

    private Delivery outcome(int status, String body) {
        JsonNode answer = parse(body);
        if (answer == null || !answer.path("error").isIntegralNumber()) {
            return unreadable(status);
        }
        long error = answer.path("error").asLong(Long.MIN_VALUE);
        if (error == 0) {
            return new Delivery.Sent(ZaloEvents.string(answer.path("data").path("message_id")));
        }
        // Zalo's own words may hold what the resident wrote; the number says enough.
        return ErrorCodes.outcome(error);
    }

    private static Delivery unreadable(int status) {
        String cause = "HTTP " + status + " without Zalo's JSON";
        return status == 429 ? new Delivery.Later(cause) : new Delivery.Uncertain(cause);
    }

    private @Nullable JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return null;
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
