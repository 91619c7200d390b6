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

    /** In the place of a kind whose name could not be an event's. */
    private static final String OTHER = "other";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Credentials credentials;
    private final OkHttpClient http;
    private final Sightings sightings;

    ZaloReads(Credentials credentials, SendingSettings settings, Duration callTimeout, Sightings sightings) {
        this.credentials = credentials;
        this.sightings = sightings;
        this.http =
                Outbound.client(settings, credentials::appSecret, callTimeout).build();
    }

    /**
     * A message of a conversation as Zalo keeps it.
     *
     * @param isOurs whether the page sent it, a person or we
     * @param body the same as an event in Zalo's wire format; null where it is the page's
     */
    public record Said(
            ResidentId resident,
            String messageId,
            Instant time,
            boolean isOurs,
            @Nullable String body) {}

    /** What came of asking for messages. */
    public sealed interface Heard {
        record Told(List<Said> messages) implements Heard {}

        /** Zalo could not be reached, or did not tell. */
        record Nothing(String cause) implements Heard {}
    }

    /** What the resident calls themselves on Zalo; empty where Zalo does not tell. */
    public Optional<String> displayName(ResidentId resident) {
        return Visitor.of(resident).isPresent()
                ? Optional.empty()
                : get(resident.oa(), "/v3.0/oa/user/detail", Map.of("user_id", resident.user()))
                                instanceof Answer.Done done
                        ? Optional.of(ZaloEvents.string(done.data().path("display_name")))
                                .filter(name -> !name.isBlank())
                        : Optional.empty();
    }

    /**
     * The last message of each conversation, the latest first.
     *
     * @param offset how many to leave out
     */
    public Heard latest(String page, int offset) {
        return heard(page, get(page, "/v2.0/oa/listrecentchat", Map.of("offset", offset, "count", PAGE)));
    }

    /**
     * The messages of one conversation, the latest first, ten at a time.
     *
     * @param offset how many to leave out
     */
    public Heard conversation(ResidentId resident, int offset) {
        return heard(
                resident.oa(),
                get(
                        resident.oa(),
                        "/v2.0/oa/conversation",
                        Map.of("user_id", resident.user(), "offset", offset, "count", PAGE)));
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** With the page's token, then once with a newer one where Zalo says that it is spent. */
    private Answer get(String page, String path, Map<String, Object> data) {
        Secret token = credentials.accessToken(page);
        if (token == null) {
            return new Answer.Silent(new Delivery.Paused("no access token for OA " + page));
        }
        Answer answer = get(page, token, path, data);
        if (answer instanceof Answer.Failed failed && failed.remedy() == Remedy.REFRESH) {
            Secret newer = credentials.renewedToken(page, token);
            return newer == null || newer.equals(token) ? answer : get(page, newer, path, data);
        }
        return answer;
    }

    private Answer get(String page, Secret token, String path, Map<String, Object> data) {
        HttpUrl url = HttpUrl.parse(credentials.api().toString().replaceFirst("/$", "") + path);
        Request request = new Request.Builder()
                .url(java.util.Objects.requireNonNull(url)
                        .newBuilder()
                        .addQueryParameter("data", json.writeValueAsString(data))
                        .build())
                .header("access_token", token.value())
                .build();
        try (Response response = http.newCall(request).execute()) {
            JsonNode answer = json.readTree(response.body().string());
            long code = answer.path("error").asLong(-1);
            sightings.saw(Sight.READ, page, String.valueOf(code));
            return code == 0
                    ? new Answer.Done(answer.path("data"))
                    : new Answer.Failed(code, ErrorCodes.remedy(ErrorCodes.Host.OA, code));
        } catch (IOException | JacksonException e) {
            // Its words may hold the address, and so whom we asked about.
            return new Answer.Silent(new Delivery.Later(e.getClass().getSimpleName()));
        }
    }

    private Heard heard(String page, Answer answer) {
        return switch (answer) {
            case Answer.Done done -> new Heard.Told(said(page, done.data()));
            case Answer.Failed failed -> new Heard.Nothing("Zalo error " + failed.code());
            case Answer.Silent silent -> new Heard.Nothing(silent.outcome().toString());
        };
    }

    private List<Said> said(String page, JsonNode messages) {
        List<Said> found = new ArrayList<>();
        messages.forEach(message -> {
            String id = ZaloEvents.string(message.path("message_id"));
            Instant time = ZaloEvents.time(ZaloEvents.string(message.path("time")));
            boolean isOurs = !ZaloEvents.string(message.path("src")).equals(FROM_RESIDENT);
            String user = ZaloEvents.string(message.path(isOurs ? "to_id" : "from_id"));
            if (!id.isEmpty() && time != null && !user.isEmpty()) {
                var resident = new ResidentId(page, user);
                found.add(new Said(resident, id, time, isOurs, isOurs ? null : event(resident, id, time, message)));
            }
        });
        return found;
    }

    /** As the webhook would have told it, so that it has the same key. */
    private String event(ResidentId resident, String id, Instant time, JsonNode said) {
        String kind = kind(ZaloEvents.string(said.path("type")));
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

    /**
     * As events call it. No list of these is published; a kind that is on none of ours becomes a message of an unknown
     * kind, which is answered, too.
     */
    private static String kind(String type) {
        return switch (type) {
            case "photo" -> "image";
            case "voice" -> "audio";
            case "links" -> "link";
            default -> type.matches("[a-z_]{1,40}") ? type : OTHER;
        };
    }
}
