package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.attachment.Attachments.Seen;
import vn.hoixa.attachment.Scan;
import vn.hoixa.escalation.Affairs;
import vn.hoixa.inquiry.Conversation.State;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.rating.Awaited;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.ZaloEvent;
import vn.hoixa.zalo.ZaloEvent.Origin;

/** A turn, and what its words are taken for. */
final class TurnBuilder {
    private static final ResidentId RESIDENT = new ResidentId("4600000000000000001", "u1");

    private final List<ZaloEvent> events = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Facet> facets = new ArrayList<>();
    private final Set<Talk> talk = EnumSet.noneOf(Talk.class);
    private State state = Conversation.NEW.state();
    private Instant now = MovableClock.START;
    private @Nullable Menu quoted;
    private final List<Scan> scans = new ArrayList<>();
    private boolean officerSpeaks;
    private Affairs affairs = Affairs.NONE;
    private @Nullable Awaited awaited;
    private int content;
    private double idle;
    private final List<Understanding> parts = new ArrayList<>();

    static TurnBuilder aTurn() {
        return new TurnBuilder();
    }

    TurnBuilder saying(String text) {
        return with(new ZaloEvent.Text(origin(), "m" + events.size(), text, null));
    }

    TurnBuilder with(ZaloEvent event) {
        events.add(event);
        return this;
    }

    TurnBuilder meaning(Guide guide, double confidence) {
        candidates.add(new Candidate(guide, confidence));
        content = 3;
        return this;
    }

    TurnBuilder asking(Facet... asked) {
        facets.addAll(List.of(asked));
        return this;
    }

    TurnBuilder talking(Talk kind) {
        talk.add(kind);
        return this;
    }

    TurnBuilder withContent() {
        content = 3;
        return this;
    }

    TurnBuilder after(State before) {
        state = before;
        return this;
    }

    TurnBuilder at(Instant time) {
        now = time;
        return this;
    }

    TurnBuilder later(Duration time) {
        return at(now.plus(time));
    }

    TurnBuilder quoting(Menu menu) {
        quoted = menu;
        return this;
    }

    TurnBuilder showing(Scan scan) {
        scans.add(scan);
        return this;
    }

    TurnBuilder whileAnOfficerSpeaks() {
        officerSpeaks = true;
        return this;
    }

    TurnBuilder having(Affairs theirs) {
        affairs = theirs;
        return this;
    }

    TurnBuilder awaited(Awaited before) {
        awaited = before;
        return this;
    }

    TurnBuilder addressedAs(String address) {
        return after(state.withAddress(address));
    }

    Turn turn() {
        List<Turn.Arrival> arrivals = events.stream()
                .map(event -> new Turn.Arrival(event, new Mail("k" + events.indexOf(event), "", now, 1)))
                .toList();
        return new Turn(
                RESIDENT,
                Shipped.COMMUNE,
                Shipped.KNOWLEDGE,
                new Conversation(1, state),
                arrivals,
                quoted,
                new Seen(false, false, scans),
                officerSpeaks,
                affairs,
                awaited,
                now);
    }

    Situation situation() {
        Turn turn = turn();
        List<String> folded = Stream.of(turn.text().toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        var understanding =
                new Understanding(folded, candidates, 0.72, 0, idle, facets, talk, null, content, parts, List.of());
        return new Situation(turn, understanding, understanding);
    }

    Decision decision() {
        return Policy.decide(situation());
    }

    static Origin origin() {
        return new Origin("user_send", RESIDENT, MovableClock.START, "k");
    }
}
