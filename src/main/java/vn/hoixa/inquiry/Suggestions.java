package vn.hoixa.inquiry;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.attachment.Attachments.Seen;
import vn.hoixa.escalation.Affairs;
import vn.hoixa.escalation.Case;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.matching.Library;
import vn.hoixa.storage.Database;

/** What a case may be about, and what HoiXa would have answered; for the officer who does. */
@Component
public class Suggestions {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Nobody is sent to a guide that is not meant. */
    private static final double UNLIKELY = 0.05;

    private static final int MOST = 3;

    private final Database database;
    private final Library library;
    private final Replies replies;
    private final InstantSource clock;

    Suggestions(Database database, Library library, Replies replies, InstantSource clock) {
        this.database = database;
        this.library = library;
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * A guide that may be meant.
     *
     * @param percent how likely it is
     * @param facets keys of what was asked of it, and labels for them
     */
    public record Suggestion(String code, String title, long percent, List<String> facets, List<String> labels) {}

    /** As the turn had them that opened the case, the likeliest first. */
    public List<Suggestion> of(Case about) {
        return explanation(about).stream()
                .flatMap(explained -> explained.candidates().stream()
                        .filter(one -> one.confidence() >= UNLIKELY)
                        .limit(MOST)
                        .map(one -> new Suggestion(
                                one.code(),
                                one.title(),
                                Math.round(one.confidence() * 100),
                                explained.facets(),
                                labels(explained.facets()))))
                .toList();
    }

    private List<String> labels(List<String> facets) {
        Knowledge knowledge = library.current().knowledge();
        return facets(facets)
                .map(facet -> knowledge.language().of(facet).label())
                .toList();
    }

    private Optional<Explanation> explanation(Case about) {
        return database.read()
                .sql("""
                        SELECT explanation FROM turn WHERE case_id = ? AND explanation IS NOT NULL
                        ORDER BY number LIMIT 1""")
                .param(about.id())
                .query(String.class)
                .optional()
                .map(json -> JSON.readValue(json, Explanation.class));
    }

    /** What a resident would have been answered from the guide; empty where the commune has none of that code. */
    public String answer(Commune commune, Case about, String code, List<String> facets) {
        Knowledge knowledge = library.current().knowledge();
        Guide guide = knowledge.guide(commune, code);
        if (guide == null) {
            return "";
        }
        Turn turn = new Turn(
                about.resident(),
                commune,
                knowledge,
                Conversation.NEW,
                List.of(),
                null,
                Seen.NOTHING,
                false,
                Affairs.NONE,
                null,
                clock.instant());
        var decision = new Decision.Answer(
                Reason.of("suggested"), guide, facets(facets).toList());
        return String.join("\n\n", replies.answer(turn, decision).texts());
    }

    private static Stream<Facet> facets(List<String> keys) {
        return Arrays.stream(Facet.values()).filter(facet -> keys.contains(facet.key()));
    }
}
