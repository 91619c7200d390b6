package vn.hoixa.inquiry;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoixa.attachment.Attachments.Seen;
import vn.hoixa.escalation.Affairs;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.rating.Awaited;
import vn.hoixa.zalo.ZaloEvent;

/**
 * A resident's events that are handled together.
 *
 * @param knowledge the version it is understood and answered from
 * @param arrivals what is new, in Zalo's time order
 * @param quotedMenu the menu of the message that the resident replied to, if it had one
 * @param seen what the pictures show, as far as they are here
 * @param officerSpeaks whether a person has just written here in Zalo's own tools
 * @param affairs the cases that the resident has with us
 * @param awaited how content they are, if they were asked and did not say yet
 */
record Turn(
        ResidentId resident,
        Commune commune,
        Knowledge knowledge,
        Conversation conversation,
        List<Arrival> arrivals,
        @Nullable Menu quotedMenu,
        Seen seen,
        boolean officerSpeaks,
        Affairs affairs,
        @Nullable Awaited awaited,
        Instant now) {

    Turn {
        arrivals = arrivals.stream()
                .sorted(Comparator.comparing(
                        (Arrival arrival) -> arrival.event().origin().time()))
                .toList();
    }

    /** An event with when we got it. */
    record Arrival(ZaloEvent event, Mail mail) {}

    List<ZaloEvent.Message> messages() {
        return arrivals.stream()
                .map(Arrival::event)
                .filter(ZaloEvent.Message.class::isInstance)
                .map(ZaloEvent.Message.class::cast)
                .toList();
    }

    /** What is only recorded: everything but the resident's own messages. */
    List<Arrival> receipts() {
        return arrivals.stream()
                .filter(arrival -> !(arrival.event() instanceof ZaloEvent.Message))
                .toList();
    }

    Conversation.State state() {
        return conversation.state();
    }

    Turn addressedAs(@Nullable String address) {
        var named = new Conversation(conversation.version(), state().withAddress(address));
        return new Turn(
                resident, commune, knowledge, named, arrivals, quotedMenu, seen, officerSpeaks, affairs, awaited, now);
    }

    /** All that was written, a line a message. */
    String text() {
        return messages().stream()
                // There it is somebody's name.
                .filter(message -> !(message instanceof ZaloEvent.BusinessCard))
                .map(ZaloEvent.Message::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }

    boolean has(Class<? extends ZaloEvent> kind) {
        return arrivals.stream().map(Arrival::event).anyMatch(kind::isInstance);
    }

    /** When the first and the last of the resident's own messages came in. */
    Instant firstReceived() {
        return received().min(Comparator.naturalOrder()).orElse(now);
    }

    Instant lastReceived() {
        return received().max(Comparator.naturalOrder()).orElse(now);
    }

    private java.util.stream.Stream<Instant> received() {
        return arrivals.stream()
                .filter(arrival -> arrival.event() instanceof ZaloEvent.Message)
                .map(arrival -> arrival.mail().receivedAt());
    }
}
