package vn.hoixa.inquiry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.AffairBook;
import vn.hoixa.escalation.Desk;
import vn.hoixa.escalation.Order;
import vn.hoixa.feedback.FeedbackBook;
import vn.hoixa.feedback.FeedbackModel;
import vn.hoixa.feedback.FeedbackModels;
import vn.hoixa.feedback.Noticed;
import vn.hoixa.inquiry.Conversations.Outcome;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.inquiry.Turn.Arrival;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.QuietWindow;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.matching.Edition;
import vn.hoixa.matching.Library;
import vn.hoixa.outbox.Enclosure;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Pages;
import vn.hoixa.rating.Ratings;
import vn.hoixa.settings.Settings;
import vn.hoixa.zalo.Button;
import vn.hoixa.zalo.UnreadableEvent;
import vn.hoixa.zalo.ZaloEvent;
import vn.hoixa.zalo.ZaloEvents;

/** The main road: what a resident wrote is read, understood, decided, acted on and recorded. */
@Component
class Turns {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    /** Zalo cuts no button's title off, it refuses it. */
    private static final int LONGEST_TITLE = 100;

    private final Conversations conversations;
    private final DeadLetters deadLetters;
    private final Library library;
    private final FeedbackModels feedback;
    private final FeedbackBook book;
    private final Settings settings;
    private final Communes communes;
    private final Announcement announcement;
    private final SlipDesk slips;
    private final DataDesk data;
    private final MeetingDesk meetings;
    private final AffairBook affairs;
    private final Ratings ratings;
    private final Drafting drafting;
    private final Replies replies;
    private final Desk desk;
    private final Erasure erasure;
    private final Outbox outbox;
    private final Mailbox mailbox;
    private final Silence silence;
    private final QuietWindow quiet;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Turns(
            Conversations conversations,
            DeadLetters deadLetters,
            Library library,
            FeedbackModels feedback,
            FeedbackBook book,
            Settings settings,
            Communes communes,
            Announcement announcement,
            SlipDesk slips,
            DataDesk data,
            MeetingDesk meetings,
            AffairBook affairs,
            Ratings ratings,
            Drafting drafting,
            Replies replies,
            Desk desk,
            Erasure erasure,
            Outbox outbox,
            Mailbox mailbox,
            Silence silence,
            QuietWindow quiet,
            InstantSource clock,
            MeterRegistry meters) {
        this.conversations = conversations;
        this.deadLetters = deadLetters;
        this.library = library;
        this.feedback = feedback;
        this.book = book;
        this.settings = settings;
        this.communes = communes;
        this.announcement = announcement;
        this.slips = slips;
        this.data = data;
        this.meetings = meetings;
        this.affairs = affairs;
        this.ratings = ratings;
        this.drafting = drafting;
        this.replies = replies;
        this.desk = desk;
        this.erasure = erasure;
        this.outbox = outbox;
        this.mailbox = mailbox;
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
     * @param isErasure whether they are to leave no trace
     */
    record Taken(List<String> handled, @Nullable Instant next, boolean isErasure) {
        Taken(List<String> handled, @Nullable Instant next) {
            this(handled, next, false);
        }
    }

    Taken take(Claim claim) {
        Edition edition = library.current();
        settings.refresh();
        Commune commune = edition.knowledge().ofPage(claim.resident().oa());
        if (commune == null) {
            deadLetters.bury(claim.resident(), claim.mail(), "no commune has this page");
            return new Taken(claim.keys(), null);
        }
        Turn turn = read(claim, communes.asSet(commune), edition.knowledge());
        if (turn.has(ZaloEvent.Withdraw.class)) {
            return forget(claim, turn);
        }
        List<Order> orders = desk.read(turn.resident(), turn.messages(), menuAt(turn));
        if (!orders.isEmpty()) {
            return atDesk(claim, turn, orders);
        }
        FeedbackModel themes = feedback.of(edition);
        Situation situation = understood(turn, edition, themes);
        Decision decision = data.look(situation.turn(), slips.look(situation.turn(), decide(situation)));
        if (decision instanceof Decision.OwnData asked && asked.wish() == Decision.Wish.ERASE) {
            return erased(claim, situation, asked);
        }
        act(situation, decision, RatingTalk.noted(situation, decision, themes));
        count(claim, decision);
        return settled(claim, situation.turn(), decision);
    }

    private Situation understood(Turn turn, Edition edition, FeedbackModel themes) {
        Situation situation = Situation.of(turn, edition.matcher(), themes);
        Noticed noticed = situation.noticed();
        return noticed == null ? situation : situation.noticing(book.look(turn.commune(), noticed, turn.text()));
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
                affairs.of(claim.resident(), quoted(arrivals)),
                ratings.awaited(claim.resident()),
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
        wake(erasure.erase(claim.resident(), gone, List.of()));
        return new Taken(gone, later.isEmpty() ? null : clock.instant(), true);
    }

    /** They asked for it and were asked; of their turn nothing is kept, either. */
    private Taken erased(Claim claim, Situation situation, Decision.OwnData asked) {
        String farewell =
                new DataReplies(replies, situation.turn()).reply(asked).texts().getFirst();
        wake(erasure.erase(claim.resident(), claim.keys(), List.of(new Letter(Erasure.FAREWELL, farewell, null))));
        count(claim, asked);
        return new Taken(claim.keys(), null, true);
    }

    /** Should this be lost, the sweep finds them. */
    private void wake(Set<ResidentId> officers) {
        officers.forEach(officer -> mailbox.wake(officer, clock.instant()));
    }

    /** An officer at work is not kept waiting for what else might be written. */
    private Taken atDesk(Claim claim, Turn turn, List<Order> orders) {
        Set<ResidentId> told = conversations.atDesk(turn, orders);
        // Should this be lost, the sweep finds them.
        told.forEach(resident -> mailbox.wake(resident, turn.now()));
        meters.counter("hoixa.turns", "decision", "desk").increment();
        log.info(
                "Turn of {} order(s) on page {}: {}",
                orders.size(),
                claim.resident().oa(),
                orders.getFirst().rule());
        return new Taken(claim.keys(), null);
    }

    /** Since when a digit may be meant for a menu that the account was offered as a resident. */
    private static @Nullable Instant menuAt(Turn turn) {
        return turn.quotedMenu() == null ? turn.state().menuAt() : turn.now();
    }

    private Decision decide(Situation situation) {
        Turn turn = situation.turn();
        Decision decision = drafting.apply(situation, meetings.apply(situation, Policy.decide(situation)));
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

    private void act(Situation situation, Decision decision, @Nullable Noticed noticed) {
        Turn turn = situation.turn();
        if (decision instanceof Decision.Wait) {
            conversations.note(turn, turn.receipts());
        } else if (decision instanceof Decision.Note) {
            conversations.note(turn, turn.arrivals());
            if (turn.has(ZaloEvent.Revoked.class)) {
                outbox.pause(turn.resident().oa(), "the page's administrator took the app's rights away");
            }
        } else {
            Optional<Letter> told = announcement.untold(turn);
            Set<ResidentId> officers = conversations.commit(situation, decision, noticed, (opened, beside) -> {
                Response response = Response.to(situation, decision, opened, beside, replies);
                return new Outcome(response.state(), letters(turn, decision, response.reply(), told));
            });
            // Should this be lost, the sweep finds them.
            officers.forEach(officer -> mailbox.wake(officer, turn.now()));
        }
    }

    private List<Letter> letters(Turn turn, Decision decision, Reply reply, Optional<Letter> told) {
        List<Letter> letters = new ArrayList<>();
        boolean isVisitor = decision instanceof Decision.SmallTalk talk && talk.line() == Decision.Line.VISITOR;
        if (!isVisitor) {
            told.ifPresent(letters::add);
        }
        if (!turn.state().introduced() && !isVisitor) {
            letters.add(new Letter("introduction", replies.introduction(turn), null));
        }
        for (String text : reply.texts()) {
            Pages.of(text).forEach(page -> letters.add(new Letter(decision.name(), page, null)));
        }
        if (reply.menu() != null) {
            Letter offer = letters.getLast().with(conversations.write(reply.menu()));
            letters.set(
                    letters.size() - 1, decision instanceof Decision.Clarify ? pressed(offer, reply.menu()) : offer);
        }
        // Who is in danger reads the numbers first.
        return decision instanceof Decision.Alarm ? letters.reversed() : letters;
    }

    /** The same choices as buttons, which say the digit; the outbox knows where there are any. */
    private static Letter pressed(Letter offer, Menu menu) {
        List<Button> buttons = new ArrayList<>();
        for (Menu.Option option : menu.options()) {
            String digit = String.valueOf(buttons.size() + 1);
            String title = Objects.requireNonNullElse(option.text(), digit);
            buttons.add(new Button.Say(title.substring(0, Math.min(title.length(), LONGEST_TITLE)), digit, true));
        }
        return offer.with(new Enclosure.Choices(buttons));
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

    private static List<String> quoted(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(Arrival::event)
                .filter(ZaloEvent.Text.class::isInstance)
                .map(event -> ((ZaloEvent.Text) event).quoted())
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private @Nullable Menu quotedMenu(List<Arrival> arrivals) {
        return quoted(arrivals).stream()
                .map(conversations::menuOf)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
