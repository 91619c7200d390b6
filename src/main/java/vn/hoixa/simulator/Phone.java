package vn.hoixa.simulator;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.zalo.Credentials;
import vn.hoixa.zalo.Signature;

/** A resident's phone: makes events in Zalo's wire format, signs them and posts them to the real webhook. */
@Component
class Phone {
    /** Followed by the number of the phone. */
    static final String RESIDENT = "770000000000000000";

    private static final String FILES = "https://example.invalid/";

    private final JsonMapper json = JsonMapper.builder().build();
    private final RestClient http = RestClient.create();
    private final Credentials credentials;
    private final Environment environment;
    private final InstantSource clock;

    Phone(Credentials credentials, Environment environment, InstantSource clock) {
        this.credentials = credentials;
        this.environment = environment;
        this.clock = clock;
    }

    /** Sends what a resident did; false where the webhook could not keep it. */
    boolean send(String oa, String resident, String kind, String text, String messageId, @Nullable String quoted) {
        Map<String, Object> event = envelope("follow".equals(kind) ? "follow" : "user_send_" + kind);
        if ("follow".equals(kind)) {
            event.put("oa_id", oa);
            event.put("follower", Map.of("id", RESIDENT + resident));
            event.put("source", "oa_profile");
            return post(event);
        }
        event.put("sender", Map.of("id", RESIDENT + resident));
        event.put("recipient", Map.of("id", oa));
        Map<String, Object> message = new LinkedHashMap<>(Map.of("msg_id", messageId, "text", text));
        if (quoted != null) {
            message.put("quote_msg_id", quoted);
        }
        if (!"text".equals(kind)) {
            message.put("attachments", List.of(Map.of("type", kind, "payload", payload(kind))));
        }
        event.put("message", message);
        return post(event);
    }

    /** Zalo tells the webhook of every message that the page sends. */
    void echo(String oa, String user, String text, String messageId) {
        Map<String, Object> event = envelope("oa_send_text");
        event.put("sender", Map.of("id", oa));
        event.put("recipient", Map.of("id", user));
        event.put("message", Map.of("msg_id", messageId, "text", text));
        post(event);
    }

    static String newMessageId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private Map<String, Object> envelope(String name) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("app_id", Credentials.TRIAL_APP);
        event.put("event_name", name);
        event.put("timestamp", String.valueOf(clock.millis()));
        return event;
    }

    private static Map<String, Object> payload(String kind) {
        return switch (kind) {
            case "location" -> Map.of("coordinates", Map.of("latitude", "22.34", "longitude", "103.84"));
            case "sticker" -> Map.of("id", "24", "url", FILES + "sticker.png");
            case "audio" -> Map.of("url", FILES + "voice.amr");
            default -> Map.of("url", FILES + "photo.jpg", "thumbnail", FILES + "photo-small.jpg");
        };
    }

    private boolean post(Map<String, Object> event) {
        byte[] body = json.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        String timestamp = String.valueOf(event.get("timestamp"));
        try {
            http.post()
                    .uri("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + "/webhooks/zalo")
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(Signature.HEADER, credentials.signature().sign(body, timestamp))
                    .body(body)
                    .retrieve()
                    .toBodilessEntity();
            return true;
        } catch (RestClientResponseException e) {
            return false;
        }
    }
}
