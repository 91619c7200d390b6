package vn.hoixa.inquiry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.util.FileSystemUtils;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Cases.Case;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Links;
import vn.hoixa.mailbox.Mail;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.matching.Matcher;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.zalo.ZaloEvent;

/** What a first question would be answered, without Zalo, Redis or database: for those who write guides. */
public final class Rehearsal implements AutoCloseable {
    private final Path folder;
    private final Knowledge knowledge;
    private final Matcher matcher;
    private final Replies replies;
    private final InstantSource clock;

    public Rehearsal(Knowledge knowledge, InstantSource clock) throws IOException {
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        this.folder = Files.createTempDirectory("hoixa-rehearsal");
        this.knowledge = knowledge;
        this.matcher = new Matcher(knowledge, folder);
        this.replies = new Replies(words, new Links(null, List.of("gov.vn")));
        this.clock = clock;
    }

    /**
     * A decision with what led to it.
     *
     * @param decision its name
     * @param rule the one that decided
     * @param candidates guides that were considered, the likeliest first
     * @param texts what the resident would read
     */
    public record Explained(String decision, String rule, List<Candidate> candidates, List<String> texts) {}

    public Explained ask(String question) {
        Commune commune = knowledge.communes().getFirst();
        Understanding understanding = matcher.understand(question, commune);
        Turn turn = turn(commune, question).addressedAs(understanding.address());
        Decision decision = Policy.decide(new Situation(turn, understanding));
        return new Explained(
                decision.name(), decision.reason().rule(), understanding.candidates(), texts(turn, decision));
    }

    @Override
    public void close() throws IOException {
        matcher.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    private Turn turn(Commune commune, String question) {
        Instant now = clock.instant();
        ResidentId resident = new ResidentId(commune.oa(), "rehearsal");
        var origin = new ZaloEvent.Origin("user_send_text", resident, now, "rehearsal");
        var text = new ZaloEvent.Text(origin, "rehearsal", question, null);
        var arrival = new Turn.Arrival(text, new Mail("rehearsal", "", now, 1));
        return new Turn(resident, commune, knowledge, Conversation.NEW, List.of(arrival), null, now);
    }

    private List<String> texts(Turn turn, Decision decision) {
        return switch (decision) {
            case Decision.Answer answer -> replies.answer(turn, answer).texts();
            case Decision.Clarify clarify -> replies.clarify(turn, clarify).texts();
            case Decision.Elsewhere elsewhere ->
                replies.elsewhere(turn, elsewhere).texts();
            case Decision.SmallTalk talk -> replies.smallTalk(turn, talk).texts();
            case Decision.Escalate escalate ->
                replies.escalate(turn, escalate, new Case(0, new CaseNumber(1), true))
                        .texts();
            case Decision.Wait ignored -> List.of();
            case Decision.Note ignored -> List.of();
        };
    }
}
