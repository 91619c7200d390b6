package vn.hoixa.inquiry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.hoixa.inquiry.Conversations.Outcome;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.inquiry.Turn.Arrival;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.QuietWindow;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.matching.Edition;
import vn.hoixa.matching.Library;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Pages;
import vn.hoixa.zalo.UnreadableEvent;
import vn.hoixa.zalo.ZaloEvent;
import vn.hoixa.zalo.ZaloEvents;

/** The main road: what a resident wrote is read, understood, decided, acted on and recorded. */
@Component
class Turns {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final Conversations conversations;
    private final DeadLetters deadLetters;
    private final Library library;
    private final Replies replies;
    private final Erasure erasure;
    private final Outbox outbox;
    private final Silence silence;
    private final QuietWindow quiet;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Turns(
            Conversations conversations,
            DeadLetters deadLetters,
            Library library,
            Replies replies,
            Erasure erasure,
            Outbox outbox,
            Silence silence,
            QuietWindow quiet,
            InstantSource clock,
            MeterRegistry meters) {
        this.conversations = conversations;
        this.deadLetters = deadLetters;
        this.library = library;
        this.replies = replies;
        this.erasure = erasure;
        this.outbox = outbox;
        this.silence = silence;
        this.quiet = quiet;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Handles what waits for a resident.
     *
     * @param handled keys of the events that are done with, new or not
     * @param next when to look again at the rest, null where there is none
     */
    record Taken(List<String> handled, @Nullable Instant next) {}

    Taken take(Claim claim) {
        Edition edition = library.current();
        Commune commune = edition.knowledge().ofPage(claim.resident().oa());
        if (commune == null) {
            deadLetters.bury(claim.resident(), claim.mail(), "no commune has this page");
            return new Taken(claim.keys(), null);
        }
        Turn turn = read(claim, commune, edition.knowledge());
        if (turn.has(ZaloEvent.Withdraw.class)) {
            return forget(claim, turn);
        }
        Situation situation = Situation.of(turn, edition.matcher());
        Decision decision = decide(situation);
        act(situation, decision);
        count(claim, decision);
        return settled(claim, situation.turn(), decision);
    }

    /** The events that are new, read; what cannot be read is buried on the way. */
    private Turn read(Claim claim, Commune commune, Knowledge knowledge) {
        Set<String> known = new HashSet<>(conversations.known(claim.keys()));
        known.addAll(erasure.erased(claim.keys()));
        List<Arrival> arrivals = new ArrayList<>();
        for (Mail mail : claim.mail()) {
            if (known.contains(mail.key())) {
                continue;
            }
            try {
                arrivals.add(new Arrival(ZaloEvents.read(mail.body(), commune.oa()::equals), mail));
            } catch (UnreadableEvent e) {
                deadLetters.bury(claim.resident(), List.of(mail), String.valueOf(e.getMessage()));
            }
        }
        Conversation conversation = conversations.conversation(claim.resident());
        Instant now = clock.instant();
        return new Turn(
                claim.resident(),
                commune,
                knowledge,
                conversation,
                arrivals,
                quotedMenu(arrivals),
                conversations.look(claim.resident(), arrivals, now),
                officerSpeaks(claim.resident(), arrivals, now),
                now);
    }

    private boolean officerSpeaks(ResidentId resident, List<Arrival> arrivals, Instant now) {
        Instant since = now.minus(silence.silence());
        return arrivals.stream()
                        .map(Arrival::event)
                        .anyMatch(event -> event instanceof ZaloEvent.Echo echo
                                && echo.admin() != null
                                && echo.origin().time().isAfter(since))
                || conversations.officerSpoke(resident, since);
    }

    /** What was written after the withdrawal is treated anew, as if by somebody unknown. */
    private Taken forget(Claim claim, Turn turn) {
        Instant withdrawn = turn.arrivals().stream()
                .filter(arrival -> arrival.event() instanceof ZaloEvent.Withdraw)
                .map(arrival -> arrival.event().origin().time())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Set<String> later = turn.arrivals().stream()
                .filter(arrival -> arrival.event().origin().time().isAfter(withdrawn))
                .map(arrival -> arrival.mail().key())
                .collect(Collectors.toSet());
        List<String> gone =
                claim.keys().stream().filter(key -> !later.contains(key)).toList();
        erasure.erase(claim.resident(), gone);
        return new Taken(gone, later.isEmpty() ? null : clock.instant());
    }

    private Decision decide(Situation situation) {
        Turn turn = situation.turn();
        Decision decision = Policy.decide(situation);
        if (decision instanceof Decision.Note || turn.messages().isEmpty()) {
            return decision;
        }
        Instant ripe = quiet.ripe(
                turn.firstReceived(),
                turn.lastReceived(),
                decision.isSure() && !turn.seen().isPending());
        return turn.now().isBefore(ripe)
                ? new Decision.Wait(Reason.of(decision.reason().rule()), ripe)
                : decision;
    }

    private void act(Situation situation, Decision decision) {
        Turn turn = situation.turn();
        if (decision instanceof Decision.Wait) {
            conversations.note(turn, turn.receipts());
        } else if (decision instanceof Decision.Note) {
            conversations.note(turn, turn.arrivals());
            if (turn.has(ZaloEvent.Revoked.class)) {
                outbox.pause(turn.resident().oa(), "the page's administrator took the app's rights away");
            }
        } else {
            conversations.commit(situation, decision, opened -> {
                Response response = Response.to(turn, situation.understanding(), decision, opened, replies);
                return new Outcome(response.state(), letters(turn, decision, response.reply()));
            });
        }
    }

    private List<Letter> letters(Turn turn, Decision decision, Reply reply) {
        List<Letter> letters = new ArrayList<>();
        boolean isVisitor = decision instanceof Decision.SmallTalk talk && talk.line() == Decision.Line.VISITOR;
        if (!turn.state().introduced() && !isVisitor) {
            letters.add(new Letter("introduction", replies.introduction(turn), null));
        }
        for (String text : reply.texts()) {
            Pages.of(text).forEach(page -> letters.add(new Letter(decision.name(), page, null)));
        }
        if (reply.menu() != null) {
            letters.set(letters.size() - 1, letters.getLast().with(conversations.write(reply.menu())));
        }
        // Who is in danger reads the numbers first.
        return decision instanceof Decision.Alarm ? letters.reversed() : letters;
    }

    private Taken settled(Claim claim, Turn turn, Decision decision) {
        if (!(decision instanceof Decision.Wait wait)) {
            return new Taken(claim.keys(), null);
        }
        List<String> waiting = turn.arrivals().stream()
                .filter(arrival -> arrival.event() instanceof ZaloEvent.Message)
                .map(arrival -> arrival.mail().key())
                .toList();
        List<String> handled =
                claim.keys().stream().filter(key -> !waiting.contains(key)).toList();
        return new Taken(handled, wait.until());
    }

    private void count(Claim claim, Decision decision) {
        if (decision instanceof Decision.Wait || claim.mail().isEmpty()) {
            return;
        }
        meters.counter("hoixa.turns", "decision", decision.name()).increment();
        Instant arrived = claim.mail().getFirst().receivedAt();
        meters.timer("hoixa.turn.age").record(Duration.between(arrived, clock.instant()));
        if (!(decision instanceof Decision.Note)) {
            log.info(
                    "Turn of {} message(s) on page {}: {} by rule {}",
                    claim.mail().size(),
                    claim.resident().oa(),
                    decision.name(),
                    decision.reason().rule());
        }
    }

    private @Nullable Menu quotedMenu(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(Arrival::event)
                .filter(ZaloEvent.Text.class::isInstance)
                .map(event -> ((ZaloEvent.Text) event).quoted())
                .filter(java.util.Objects::nonNull)
                .map(conversations::menuOf)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
