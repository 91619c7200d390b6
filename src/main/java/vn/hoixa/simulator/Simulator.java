package vn.hoixa.simulator;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.zalo.Credentials;

/** The trial: phones at {@code /simulator}, a stand-in for Zalo's API below it. Gone as soon as real settings are there. */
@Controller
class Simulator {
    private static final List<String> KINDS = List.of("text", "image", "audio", "sticker", "location", "follow");

    private final JsonMapper json = JsonMapper.builder().build();
    private final Credentials credentials;
    private final Communes communes;
    private final Phone phone;
    private final Chat chat;
    private volatile String fault = "0";

    Simulator(Credentials credentials, Communes communes, Phone phone, InstantSource clock) {
        this.credentials = credentials;
        this.communes = communes;
        this.phone = phone;
        this.chat = new Chat(clock);
    }

    /** What a phone sends. */
    record Sent(
            String resident,
            String kind,
            @Nullable String text,
            @Nullable String quoted) {}

    /** How the next sending is to fail. */
    record Fault(String fault) {}

    @GetMapping("/simulator")
    String page(Model model) {
        onlyInTrial();
        model.addAttribute("commune", commune().name());
        return "simulator/phone";
    }

    @GetMapping("/simulator/messages")
    @ResponseBody
    List<Chat.Bubble> messages(@RequestParam("after") long after) {
        onlyInTrial();
        return chat.after(after);
    }

    @PostMapping(path = "/simulator/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> send(@RequestBody Sent sent) {
        onlyInTrial();
        if (!sent.resident().matches("\\d") || !KINDS.contains(sent.kind())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        String text = sent.text() == null ? "" : sent.text();
        String messageId = Phone.newMessageId();
        if (!phone.send(commune().oa(), sent.resident(), sent.kind(), text, messageId, sent.quoted())) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        chat.add(sent.resident(), "resident", sent.kind(), text, messageId, null);
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/simulator/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> fail(@RequestBody Fault next) {
        onlyInTrial();
        fault = next.fault();
        return ResponseEntity.noContent().build();
    }

    /** Zalo's consultation message, v3.0 for ordinary pages and v2.0 for those of government. */
    @PostMapping({"/simulator/zalo/v3.0/oa/message/cs", "/simulator/zalo/v2.0/oa/message"})
    @ResponseBody
    String receive(@RequestBody String body) throws InterruptedException {
        onlyInTrial();
        String failing = fault;
        fault = "0";
        if (failing.equals("hang")) {
            Thread.sleep(60_000);
        } else if (!failing.equals("0")) {
            return "{\"error\":" + Integer.parseInt(failing) + ",\"message\":\"as asked for\"}";
        }
        JsonNode request = json.readTree(body);
        String user = request.path("recipient").path("user_id").asString();
        String text = request.path("message").path("text").asString();
        String messageId = Phone.newMessageId();
        chat.add(user.replace(Phone.RESIDENT, ""), "page", "text", text, messageId, body);
        Thread.ofVirtual().start(() -> phone.echo(commune().oa(), user, text, messageId));
        return "{\"data\":{\"message_id\":\"" + messageId + "\"},\"error\":0,\"message\":\"Success\"}";
    }

    private Commune commune() {
        return communes.all().iterator().next();
    }

    private void onlyInTrial() {
        if (!credentials.isTrial()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
