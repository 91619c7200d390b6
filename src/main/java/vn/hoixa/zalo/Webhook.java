package vn.hoixa.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.MailboxUnavailable;
import vn.hoixa.mailbox.QuietWindow;
import vn.hoixa.mailbox.ResidentId;

/**
 * Takes Zalo's events: verify, keep, answer.
 *
 * <p>What is not genuine gets 200 like everything else and is dropped and counted: Zalo's console saves the address
 * only if its unsigned {@code {}} gets 200. Zalo waits 2 seconds for the answer.
 */
@RestController
class Webhook {
    private static final int LARGEST = 256 * 1024;

    private final AppSettings app;
    private final Quarantine quarantine;
    private final SignatureWatch signatures;
    private final Missed missed;
    private final Communes communes;
    private final Mailbox mailbox;
    private final QuietWindow quiet;
    private final Sightings sightings;
    private final InstantSource clock;
    private final RareLog log;
    private final Map<Intake, Timer> timers = new EnumMap<>(Intake.class);

    Webhook(
            AppSettings app,
            Quarantine quarantine,
            SignatureWatch signatures,
            Missed missed,
            Communes communes,
            Mailbox mailbox,
            QuietWindow quiet,
            Sightings sightings,
            InstantSource clock,
            MeterRegistry meters) {
        this.app = app;
        this.quarantine = quarantine;
        this.signatures = signatures;
        this.missed = missed;
        this.communes = communes;
        this.mailbox = mailbox;
        this.quiet = quiet;
        this.sightings = sightings;
        this.clock = clock;
        this.log = new RareLog(LoggerFactory.getLogger(Webhook.class), clock);
        for (Intake outcome : Intake.values()) {
            timers.put(
                    outcome,
                    Timer.builder("hoixa.webhooks")
                            .description("Webhook calls by what became of them")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .publishPercentileHistogram()
                            .register(meters));
        }
    }

    @PostMapping("/webhooks/zalo")
    ResponseEntity<Void> receive(HttpServletRequest request) throws IOException {
        long start = System.nanoTime();
        Intake outcome = Intake.UNAVAILABLE;
        try {
            outcome = take(request);
        } finally {
            if (outcome == Intake.UNAVAILABLE) {
                missed.note(clock.instant());
            }
        }
        java.util.Objects.requireNonNull(timers.get(outcome))
                .record(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
        return ResponseEntity.status(status(outcome)).build();
    }

    private Intake take(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            log.say(Intake.TOO_LARGE, "a body over 256 KiB was refused");
            return Intake.TOO_LARGE;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode event = ZaloEvents.parse(text);
        if (event == null) {
            log.say(Intake.NOT_JSON, "a body that is no JSON object was dropped");
            return Intake.NOT_JSON;
        }
        if (event.isEmpty()) {
            sightings.saw(Sight.PROBE, Sightings.APP, "empty");
            log.say(Intake.EMPTY, "an empty {} came in, as when the address is saved in Zalo's console");
            return Intake.EMPTY;
        }
        String timestamp = ZaloEvents.string(event.path("timestamp"));
        String signature = request.getHeader(Signature.HEADER);
        App.Verdict verdict = app.current().verify(signature, body, timestamp, clock.instant());
        if (verdict != App.Verdict.GENUINE) {
            sightings.saw(Sight.BAD_SIGNATURE, Sightings.APP, verdict.name().toLowerCase(Locale.ROOT));
        }
        if (ZaloEvents.isTest(event, communes::isServed)) {
            return test(verdict, event);
        }
        return verdict == App.Verdict.GENUINE ? keep(event, text) : refuse(verdict, signature, event, text);
    }

    /** It speaks for a page that is not ours, and is nothing to be kept or answered. */
    private Intake test(App.Verdict verdict, JsonNode event) {
        boolean isGenuine = verdict == App.Verdict.GENUINE;
        if (isGenuine) {
            sightings.saw(Sight.EVENT, Sightings.APP, ZaloEvents.name(event));
        }
        sightings.saw(Sight.PROBE, Sightings.APP, isGenuine ? "test" : "test-badly-signed");
        log.say(
                Intake.TEST,
                "the Test event of Zalo's console came in, "
                        + (isGenuine ? "rightly signed" : "but with a wrong signature"));
        return Intake.TEST;
    }

    private Intake refuse(App.Verdict verdict, @Nullable String signature, JsonNode event, String body) {
        ResidentId resident = readableFor(event);
        boolean isHeld = resident != null && quarantine.hold(signature, resident, body);
        if (resident != null && verdict != App.Verdict.UNSIGNED) {
            signatures.bad(resident.oa(), verdict);
        }
        String fate = isHeld
                ? "is held for a day, in case the OA secret key here is wrong"
                : "was dropped; if all are, the OA secret key here is wrong";
        log.say(
                Intake.BAD_SIGNATURE,
                verdict == App.Verdict.SWAPPED
                        ? "an event was signed with what is set as the app's own secret key: it and the OA secret key"
                                + " (of the app's Webhook page) are swapped; the event " + fate
                        : "an event with a wrong signature " + fate);
        return Intake.BAD_SIGNATURE;
    }

    /** Only what would be taken with the right key is worth a place in quarantine. */
    private @Nullable ResidentId readableFor(JsonNode event) {
        try {
            ResidentId resident =
                    ZaloEvents.read(event, communes::isServed).origin().resident();
            return communes.isServed(resident.oa()) ? resident : null;
        } catch (UnreadableEvent e) {
            return null;
        }
    }

    /** Takes a genuine event. */
    Intake keep(JsonNode event, String body) {
        String page = ZaloEvents.page(event, communes::isServed);
        String served = page == null || !communes.isServed(page) ? Sightings.APP : page;
        sightings.saw(Sight.EVENT, served, ZaloEvents.name(event));
        if (page != null && !page.equals(served)) {
            log.say(Intake.UNKNOWN_OA, "an event for a page that no commune here has was dropped");
            return Intake.UNKNOWN_OA;
        }
        if (page != null) {
            signatures.genuine(page);
        }
        try {
            return accept(event, body);
        } catch (MailboxUnavailable e) {
            log.say(Intake.UNAVAILABLE, "events are refused with 503 until Redis answers: " + e.getMessage());
            return Intake.UNAVAILABLE;
        }
    }

    private Intake accept(JsonNode event, String body) {
        try {
            ZaloEvent read = ZaloEvents.read(event, communes::isServed);
            boolean isNew =
                    mailbox.accept(read.origin().resident(), read.origin().key(), body, due(read));
            return isNew ? Intake.ACCEPTED : Intake.DUPLICATE;
        } catch (UnreadableEvent e) {
            log.say(Intake.UNREADABLE, "a genuine event could not be read and was kept as a dead letter");
            mailbox.accept(e.resident(), "unreadable|" + sha256(body), body, clock.instant());
            return Intake.UNREADABLE;
        }
    }

    private Instant due(ZaloEvent event) {
        return event instanceof ZaloEvent.Message ? clock.instant().plus(quiet.sure()) : clock.instant();
    }

    private static HttpStatus status(Intake outcome) {
        return switch (outcome) {
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case ACCEPTED, DUPLICATE, UNREADABLE, EMPTY, TEST, NOT_JSON, BAD_SIGNATURE, UNKNOWN_OA -> HttpStatus.OK;
        };
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
