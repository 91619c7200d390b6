package vn.hoixa.zalo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.mailbox.ResidentId;

/** What Zalo's OA API tells when asked: names, and what was said lately. */
public final class ZaloReads implements AutoCloseable {
    /** As many as Zalo gives at once. */
    private static final int PAGE = 10;

    private static final String FROM_RESIDENT = "1";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Credentials credentials;
    private final OkHttpClient http;

    ZaloReads(Credentials credentials, Duration callTimeout) {
        this.credentials = credentials;
        this.http = new OkHttpClient.Builder()
                .callTimeout(callTimeout)
                .followRedirects(false)
                .build();
    }

    /**
     * A message of a conversation as Zalo keeps it.
     *
     * @param isOurs whether the page sent it, a person or we
     * @param body the same as an event in Zalo's wire format; null where it is the page's, or of a kind that we have no
     *     use for
     */
    public record Said(
            ResidentId resident,
            String messageId,
            Instant time,
            boolean isOurs,
            @Nullable String body) {}

    /** What the resident calls themselves on Zalo; empty where Zalo does not tell. */
    public Optional<String> displayName(ResidentId resident) {
        return Visitor.of(resident).isPresent()
                ? Optional.empty()
                : get(resident.oa(), "/v3.0/oa/user/detail", Map.of("user_id", resident.user()))
                        .map(data -> ZaloEvents.string(data.path("display_name")))
                        .filter(name -> !name.isBlank());
    }

    /**
     * The last message of each conversation, the latest first; empty where Zalo does not tell.
     *
     * @param offset how many to leave out
     */
    public List<Said> latest(String page, int offset) {
        return said(page, get(page, "/v2.0/oa/listrecentchat", Map.of("offset", offset, "count", PAGE)));
    }

    /** The last messages of one conversation, the latest first; empty where Zalo does not tell. */
    public List<Said> conversation(ResidentId resident) {
        return said(
                resident.oa(),
                get(
                        resident.oa(),
                        "/v2.0/oa/conversation",
                        Map.of("user_id", resident.user(), "offset", 0, "count", PAGE)));
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private Optional<JsonNode> get(String page, String path, Map<String, Object> data) {
        Secret token = credentials.accessToken(page);
        HttpUrl url = HttpUrl.parse(credentials.api().toString().replaceFirst("/$", "") + path);
        if (token == null || url == null) {
            return Optional.empty();
        }
        Request request = new Request.Builder()
                .url(url.newBuilder()
                        .addQueryParameter("data", json.writeValueAsString(data))
                        .build())
                .header("access_token", token.value())
                .build();
        try (Response response = http.newCall(request).execute()) {
            JsonNode answer = json.readTree(response.body().string());
            return answer.path("error").asInt(-1) == 0 ? Optional.of(answer.path("data")) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private List<Said> said(String page, Optional<JsonNode> data) {
        List<Said> found = new ArrayList<>();
        data.ifPresent(messages -> messages.forEach(message -> {
            String id = ZaloEvents.string(message.path("message_id"));
            Instant time = ZaloEvents.time(ZaloEvents.string(message.path("time")));
            boolean isOurs = !ZaloEvents.string(message.path("src")).equals(FROM_RESIDENT);
            String user = ZaloEvents.string(message.path(isOurs ? "to_id" : "from_id"));
            if (!id.isEmpty() && time != null && !user.isEmpty()) {
                var resident = new ResidentId(page, user);
                found.add(new Said(resident, id, time, isOurs, isOurs ? null : event(resident, id, time, message)));
            }
        }));
        return found;
    }

    /** As the webhook would have told it, so that it has the same key. */
    private @Nullable String event(ResidentId resident, String id, Instant time, JsonNode said) {
        String kind = kind(ZaloEvents.string(said.path("type")));
        if (kind == null) {
            return null;
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("msg_id", id);
        message.put("text", ZaloEvents.string(said.path("message")));
        if (!kind.equals("text")) {
            String url = ZaloEvents.string(said.path("url"));
            message.put("attachments", List.of(Map.of("type", kind, "payload", Map.of("url", url))));
        }
        return json.writeValueAsString(Map.of(
                "event_name", "user_send_" + kind,
                "sender", Map.of("id", resident.user()),
                "recipient", Map.of("id", resident.oa()),
                "message", message,
                "timestamp", String.valueOf(time.toEpochMilli())));
    }

    /** Our sheet names no list of these; others are left to whoever looks into Zalo's own tools. */
    private static @Nullable String kind(String type) {
        return switch (type) {
            case "text" -> "text";
            case "photo", "image" -> "image";
            case "voice", "audio" -> "audio";
            case "video" -> "video";
            case "file" -> "file";
            case "sticker" -> "sticker";
            case "location" -> "location";
            default -> null;
        };
    }
}
