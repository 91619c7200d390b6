package vn.hoixa.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.zalo.Credentials;

/** What the stand-in tells when asked: names, and what was said lately. */
@RestController
class ZaloApi {
    private static final int MOST = 10;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Credentials credentials;
    private final Communes communes;
    private final ZaloTokens tokens;
    private final Chat chat;

    ZaloApi(Credentials credentials, Communes communes, ZaloTokens tokens, Chat chat) {
        this.credentials = credentials;
        this.communes = communes;
        this.tokens = tokens;
        this.chat = chat;
    }

    @GetMapping(path = "/simulator/zalo/v3.0/oa/user/detail", produces = MediaType.APPLICATION_JSON_VALUE)
    String user(
            @RequestHeader(name = "access_token", defaultValue = "") String token,
            @RequestHeader(name = "appsecret_proof", required = false) @Nullable String proof,
            @RequestParam("data") String data) {
        return answer(token, proof, data, asked -> {
            String user = asked.path("user_id").asString();
            return Map.of("user_id", user, "display_name", "Phone " + user.replace(Phone.RESIDENT, ""));
        });
    }

    @GetMapping(path = "/simulator/zalo/v2.0/oa/listrecentchat", produces = MediaType.APPLICATION_JSON_VALUE)
    String latest(
            @RequestHeader(name = "access_token", defaultValue = "") String token,
            @RequestHeader(name = "appsecret_proof", required = false) @Nullable String proof,
            @RequestParam("data") String data) {
        return answer(token, proof, data, asked -> {
            Set<String> residents = new LinkedHashSet<>();
            List<Chat.Bubble> latest = said().stream()
                    .filter(bubble -> residents.add(bubble.resident()))
                    .toList();
            return page(latest, asked);
        });
    }

    @GetMapping(path = "/simulator/zalo/v2.0/oa/conversation", produces = MediaType.APPLICATION_JSON_VALUE)
    String conversation(
            @RequestHeader(name = "access_token", defaultValue = "") String token,
            @RequestHeader(name = "appsecret_proof", required = false) @Nullable String proof,
            @RequestParam("data") String data) {
        return answer(token, proof, data, asked -> {
            String resident = asked.path("user_id").asString().replace(Phone.RESIDENT, "");
            List<Chat.Bubble> all = said().stream()
                    .filter(bubble -> bubble.resident().equals(resident))
                    .toList();
            return page(all, asked);
        });
    }

    private String answer(String token, @Nullable String proof, String data, Function<JsonNode, Object> told) {
        if (!credentials.isTrial()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String error = tokens.error(token, proof);
        return error != null
                ? error
                : json.writeValueAsString(
                        Map.of("error", 0, "message", "Success", "data", told.apply(json.readTree(data))));
    }

    /** All that arrived, the latest first. */
    private List<Chat.Bubble> said() {
        return chat.after(0).reversed().stream()
                .filter(bubble -> bubble.fault() == null && !bubble.kind().equals("follow"))
                .toList();
    }

    private List<Map<String, Object>> page(List<Chat.Bubble> bubbles, JsonNode asked) {
        List<Map<String, Object>> page = new ArrayList<>();
        bubbles.stream()
                .skip(asked.path("offset").asInt(0))
                .limit(Math.min(asked.path("count").asInt(MOST), MOST))
                .forEach(bubble -> page.add(message(bubble)));
        return page;
    }

    private Map<String, Object> message(Chat.Bubble bubble) {
        boolean isResident = bubble.from().equals("resident");
        String oa = communes.all().getFirst().oa();
        String user = Phone.RESIDENT + bubble.resident();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("src", isResident ? 1 : 0);
        message.put("time", bubble.at());
        message.put("type", bubble.kind());
        message.put("message", bubble.text());
        message.put("message_id", bubble.messageId());
        message.put("from_id", isResident ? user : oa);
        message.put("to_id", isResident ? oa : user);
        return message;
    }
}
