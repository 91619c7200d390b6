package vn.hoixa.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.inquiry.Explanations;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.matching.Library;
import vn.hoixa.zalo.Credentials;

/** The trial: phones at {@code /simulator}, a stand-in for Zalo's API below it. Gone as soon as real settings are there. */
@Controller
class Simulator {
    private static final List<String> KINDS = List.of("text", "image", "audio", "sticker", "location", "follow");
    private static final String NO_FAULT = "0";
    private static final List<String> FAULTS = List.of(NO_FAULT, "-32", "-200", "-216", "-230", "hang");

    /** Longer than a call to Zalo may take. */
    private static final Duration HANG = Duration.ofSeconds(20);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Credentials credentials;
    private final Communes communes;
    private final Phone phone;
    private final Explanations explanations;
    private final Library library;
    private final MessageSource messages;
    private final Chat chat;
    private final ZaloTokens tokens;
    private final AtomicReference<String> fault = new AtomicReference<>(NO_FAULT);

    Simulator(
            Credentials credentials,
            Communes communes,
            Phone phone,
            Explanations explanations,
            Library library,
            MessageSource messages,
            Chat chat,
            ZaloTokens tokens) {
        this.credentials = credentials;
        this.communes = communes;
        this.phone = phone;
        this.explanations = explanations;
        this.library = library;
        this.messages = messages;
        this.chat = chat;
        this.tokens = tokens;
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

    /** Why the page said that; nothing where it is not recorded (yet). */
    @GetMapping("/simulator/messages/{id}/why")
    String why(@PathVariable("id") String messageId, Model model, Locale locale) {
        onlyInTrial();
        explanations
                .ofAnswer(messageId)
                .map(explained -> Why.of(explained, library.current().knowledge(), messages, locale))
                .ifPresent(why -> model.addAttribute("why", why));
        return "simulator/why";
    }

    @PostMapping(path = "/simulator/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> send(@RequestBody Sent sent) {
        onlyInTrial();
        if (!sent.resident().matches("\\d") || !KINDS.contains(sent.kind())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        String text = sent.text() == null ? "" : sent.text();
        String messageId = Phone.newMessageId();
        boolean accepted = chat.say(
                sent.resident(),
                sent.kind(),
                text,
                messageId,
                sent.quoted(),
                () -> phone.send(commune().oa(), sent.resident(), sent.kind(), text, messageId, sent.quoted()));
        return ResponseEntity.status(accepted ? HttpStatus.NO_CONTENT : HttpStatus.SERVICE_UNAVAILABLE)
                .build();
    }

    @PostMapping(path = "/simulator/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> fail(@RequestBody Fault next) {
        onlyInTrial();
        if (!FAULTS.contains(next.fault())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        fault.set(next.fault());
        return ResponseEntity.noContent().build();
    }

    /** Zalo's consultation message, v3.0 for ordinary pages and v2.0 for those of government. */
    @PostMapping({"/simulator/zalo/v3.0/oa/message/cs", "/simulator/zalo/v2.0/oa/message"})
    @ResponseBody
    String receive(
            @RequestHeader(name = "access_token", defaultValue = "") String token,
            @RequestHeader(name = "appsecret_proof", required = false) @Nullable String proof,
            @RequestBody String body)
            throws InterruptedException {
        onlyInTrial();
        String error = tokens.error(token, proof);
        if (error != null) {
            return error;
        }
        JsonNode request = json.readTree(body);
        String user = request.path("recipient").path("user_id").asString();
        String resident = user.replace(Phone.RESIDENT, "");
        String text = request.path("message").path("text").asString();
        String messageId = Phone.newMessageId();
        String failing = fault.getAndSet(NO_FAULT);
        if (!failing.equals(NO_FAULT)) {
            chat.fail(resident, text, messageId, body, failing);
            return failure(failing);
        }
        chat.answer(resident, text, messageId, body);
        Thread.ofVirtual().start(() -> phone.echo(commune().oa(), user, text, messageId));
        return "{\"data\":{\"message_id\":\"" + messageId + "\"},\"error\":0,\"message\":\"Success\"}";
    }

    /** Zalo's error as asked for; for a hang one that comes when nobody waits for it any more. */
    private static String failure(String fault) throws InterruptedException {
        boolean hangs = fault.equals("hang");
        if (hangs) {
            Thread.sleep(HANG);
        }
        return "{\"error\":" + (hangs ? "-200" : fault) + ",\"message\":\"as asked for\"}";
    }

    private Commune commune() {
        return communes.all().getFirst();
    }

    private void onlyInTrial() {
        if (!credentials.isTrial()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
