package vn.hoixa.inquiry;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import vn.hoixa.attachment.Attachments.Seen;
import vn.hoixa.escalation.Affairs;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Handed;
import vn.hoixa.feedback.FeedbackModel;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Links;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.matching.Matcher;
import vn.hoixa.matching.Models;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.zalo.ZaloEvent;

/** What residents would be answered, without Zalo, Redis or database: for those who write guides and judge them. */
public final class Rehearsal {
    private static final Handed OPENED = new Handed(0, new CaseNumber(1), true, null, Instant.EPOCH, null);

    private final Knowledge knowledge;
    private final Matcher matcher;
    private final FeedbackModel feedback;
    private final Replies replies;
    private final InstantSource clock;

    public Rehearsal(Knowledge knowledge, Models models, InstantSource clock) {
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        this.knowledge = knowledge;
        this.matcher = new Matcher(knowledge, models);
        this.feedback = FeedbackModel.learn(knowledge, matcher);
        this.replies = new Replies(words, new Links(null, List.of("gov.vn")));
        this.clock = clock;
    }

    /**
     * A decision with what led to it.
     *
     * @param codes of the guides that are quoted, named or offered, in that order
     * @param facets that are quoted
     * @param texts what the resident would read
     * @param candidates guides that may be meant, the likeliest first; before all others those that are quoted, which
     *     count as certain where a rule quotes them without having weighed them, as it does for "thế phí bao nhiêu?"
     */
    public record Explained(
            Explanation explanation,
            List<String> codes,
            List<String> facets,
            List<String> texts,
            List<Candidate> candidates) {

        /** The likeliest guide about a matter that is not decided elsewhere, or null. */
        @Nullable
        Candidate own() {
            return candidates.stream()
                    .filter(candidate -> candidate.guide().kind() != Kind.ELSEWHERE)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What a first question would be answered. */
    public Explained ask(String question) {
        return conversation().say(question);
    }

    /** A conversation with a resident who never wrote before. */
    public Talk conversation() {
        return new Talk();
    }

    boolean knows(String code) {
        return knowledge.guide(knowledge.communes().getFirst(), code) != null;
    }

    /** One resident's conversation. */
    public final class Talk {
        private final Commune commune = knowledge.communes().getFirst();
        private Conversation conversation = Conversation.NEW;

        private Talk() {}

        /** What the resident's next turn would be answered. */
        public Explained say(String text) {
            return say(text, clock.instant(), null);
        }

        Explained say(String text, Instant now, @Nullable Menu quoted) {
            Situation situation = Situation.of(turn(text, now, quoted), matcher, feedback);
            Understanding understanding = situation.understanding();
            Decision decision = withoutData(Policy.decide(situation));
            Response response = Response.to(situation, decision, OPENED, beside(situation, decision), replies);
            conversation = new Conversation(conversation.version() + 1, response.state());
            return new Explained(
                    Explanation.of(situation, decision),
                    codes(decision),
                    facets(decision),
                    response.reply().texts(),
                    candidates(decision, understanding));
        }

        private static @Nullable Handed beside(Situation situation, Decision decision) {
            return Remarks.beside(situation, decision).isPresent() ? OPENED : null;
        }

        Conversation.State state() {
            return conversation.state();
        }

        private Turn turn(String text, Instant now, @Nullable Menu quoted) {
            ResidentId resident = new ResidentId(commune.oa(), "rehearsal");
            var origin = new ZaloEvent.Origin("user_send_text", resident, now, "rehearsal");
            var event = new ZaloEvent.Text(origin, "rehearsal", text, null);
            var arrival = new Turn.Arrival(event, new Mail("rehearsal", "", now, 1));
            return new Turn(
                    resident,
                    commune,
                    knowledge,
                    conversation,
                    List.of(arrival),
                    quoted,
                    Seen.NOTHING,
                    false,
                    Affairs.NONE,
                    null,
                    now);
        }
    }

    /** Of nobody is anything kept here. */
    private static Decision withoutData(Decision decision) {
        return decision instanceof Decision.OwnData data
                ? new Decision.OwnData(data.reason(), data.wish(), Holdings.OF_NOBODY)
                : decision;
    }

    private static List<String> codes(Decision decision) {
        List<String> codes = new ArrayList<>();
        switch (decision) {
            case Decision.Answer answer -> codes.add(answer.guide().code());
            case Decision.Several several ->
                several.answers().forEach(answer -> codes.add(answer.guide().code()));
            case Decision.Clarify clarify ->
                clarify.choices().forEach(choice -> codes.add(choice.guide().code()));
            case Decision.Elsewhere elsewhere -> codes.add(elsewhere.guide().code());
            case Decision.Escalate escalate -> {
                if (escalate.guide() != null) {
                    codes.add(escalate.guide().code());
                }
            }
            default -> {
                // Nothing is named.
            }
        }
        return codes;
    }

    private static List<Candidate> candidates(Decision decision, Understanding understanding) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (Decision.Answer answer : answers(decision)) {
            Double confidence = answer.reason().confidence();
            candidates.put(answer.guide().code(), new Candidate(answer.guide(), confidence == null ? 1 : confidence));
        }
        understanding
                .candidates()
                .forEach(candidate -> candidates.putIfAbsent(candidate.guide().code(), candidate));
        return List.copyOf(candidates.values());
    }

    private static List<Decision.Answer> answers(Decision decision) {
        return switch (decision) {
            case Decision.Answer answer -> List.of(answer);
            case Decision.Several several -> several.answers();
            default -> List.of();
        };
    }

    private static List<String> facets(Decision decision) {
        return answers(decision).stream()
                .flatMap(answer -> answer.facets().stream())
                .map(Facet::key)
                .distinct()
                .toList();
    }
}
