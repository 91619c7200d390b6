package vn.hoixa.zalo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Zalo Bot Platform, another product than the page: one call, one outcome. Officers hear of cases by it; residents
 * never do.
 *
 * <p>The token is part of the address, so no address and no error of OkHttp's is ever shown.
 */
public final class BotClient implements AutoCloseable {
    /** Longer texts are refused, in UTF-16 units; so much the platform takes. */
    static final int LONGEST = 2_000;

    /** So long the platform waits for somebody to write. */
    private static final Duration LISTENS = Duration.ofSeconds(20);

    private static final int TOO_MANY = 429;
    private static final MediaType JSON_TYPE = MediaType.get("application/json; charset=utf-8");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BotSettings settings;
    private final Duration callTimeout;
    private final OkHttpClient http;

    /** @param appSecret as {@link Outbound} needs it */
    BotClient(
            BotSettings settings, SendingSettings sending, Supplier<@Nullable Secret> appSecret, Duration callTimeout) {
        this.settings = settings;
        this.callTimeout = callTimeout;
        this.http = Outbound.client(sending, appSecret, callTimeout)
                .readTimeout(LISTENS.plus(callTimeout))
                .build();
    }

    /** What somebody wrote to a bot, in a chat of the two. */
    public record Said(String chat, String text) {}

    /** What came back: the result, or the number of an error. */
    private sealed interface Outcome {
        record Done(JsonNode result) implements Outcome {}

        record Failed(int code) implements Outcome {}

        record Silent(String cause) implements Outcome {}
    }

    /** Whether the page's commune has a bot. */
    public boolean serves(String oa) {
        return settings.tokens().containsKey(oa);
    }

    /** Sends a text to a chat with the bot of that page's commune. */
    public Delivery send(String oa, String chat, String text) {
        if (text.length() > LONGEST) {
            return new Delivery.Refused("longer than a bot may send", Delivery.Scope.PAYLOAD);
        }
        return switch (call(oa, "sendMessage", Map.of("chat_id", chat, "text", text), callTimeout)) {
            case Outcome.Done done ->
                new Delivery.Sent(ZaloEvents.string(done.result().path("message_id")), null);
            case Outcome.Silent silent -> new Delivery.Uncertain(silent.cause());
            case Outcome.Failed failed -> failure(failed.code());
        };
    }

    private static Delivery failure(int code) {
        String cause = "Zalo Bot error " + code;
        return switch (code) {
            case TOO_MANY -> new Delivery.Later(cause);
            case 400, 403 -> new Delivery.Refused(cause, Delivery.Scope.RECIPIENT);
            case 401, 404 -> new Delivery.Paused(cause + "; look at HOIXA_ZALO_BOT_TOKENS");
            default -> new Delivery.Uncertain(cause);
        };
    }

    /** The next text that somebody wrote to the bot; waits for one some seconds. Nobody else reads it afterwards. */
    public Optional<Said> listen(String oa) {
        Map<String, String> waiting = Map.of("timeout", String.valueOf(LISTENS.toSeconds()));
        return call(oa, "getUpdates", waiting, LISTENS.plus(callTimeout)) instanceof Outcome.Done done
                ? said(done.result())
                : Optional.empty();
    }

    private static Optional<Said> said(JsonNode result) {
        JsonNode message = result.path("message");
        String chat = ZaloEvents.string(message.path("chat").path("id"));
        String text = message.path("text").asString("");
        boolean isPrivate =
                "PRIVATE".equals(message.path("chat").path("chat_type").asString(""));
        return isPrivate && !chat.isEmpty() && !text.isBlank() ? Optional.of(new Said(chat, text)) : Optional.empty();
    }

    private Outcome call(String oa, String what, Map<String, String> content, Duration atMost) {
        Secret token = settings.tokens().get(oa);
        if (token == null) {
            return new Outcome.Failed(404);
        }
        String api = settings.api().toString().replaceFirst("/$", "");
        Request request = new Request.Builder()
                .url(api + "/bot" + token.value() + "/" + what)
                .post(RequestBody.create(JSON.writeValueAsString(content), JSON_TYPE))
                .build();
        Call call = http.newCall(request);
        call.timeout().timeout(atMost.toNanos(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return read(response.code(), response.body().string());
        } catch (IOException e) {
            return new Outcome.Silent(e.getClass().getSimpleName());
        }
    }

    /** The number stands in the JSON; where there is none, HTTP's. */
    private static Outcome read(int status, String body) {
        JsonNode answer = parse(body);
        if (answer != null && answer.path("ok").asBoolean(false)) {
            return new Outcome.Done(answer.path("result"));
        }
        int code = answer == null ? status : answer.path("error_code").asInt(status);
        return code >= 400
                ? new Outcome.Failed(code)
                : new Outcome.Silent("HTTP " + status + " without the platform's JSON");
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
}
