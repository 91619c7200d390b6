package vn.hoixa.learning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.privacy.Masking;
import vn.hoixa.storage.Database;

/**
 * PastQuestions of the last three months that went to a person, from tables {@code turn} and {@code incoming}.
 *
 * <p>Complaints, denunciations and whatever concerns somebody of the commune are never among them.
 */
@Component
class PastQuestions {
    /** Of a year's questions the last quarter tells enough, and grouping them takes a second. */
    static final int MOST = 5_000;

    private static final Duration LATELY = Duration.ofDays(90);
    private static final int LONGEST = 300;

    /** Turns that went to a person because no guide answered, each with what was written in it. */
    private static final String UNANSWERED = """
            SELECT t.resident_id, t.number, t.decided_at, t.guide, i.text
            FROM (SELECT t.* FROM turn t JOIN resident r ON r.id = t.resident_id
                    LEFT JOIN cases c ON c.id = t.case_id
                WHERE r.oa = :oa AND t.decision = 'escalate' AND t.decided_at >= :since AND t.decided_at < :until
                    AND t.reason NOT IN ('asks-for-person', 'asks-for-erasure', 'digit-zero', 'none-of-the-choices',
                        'grievance', 'emergency', 'voice', 'picture', 'video', 'file', 'case-number')
                    AND (c.id IS NULL OR (c.kind = 'question' AND c.excluded = ''))
                ORDER BY t.decided_at DESC, t.resident_id LIMIT :most) t
            JOIN incoming i ON i.resident_id = t.resident_id AND i.turn = t.number
            WHERE i.text IS NOT NULL
            ORDER BY t.decided_at DESC, t.resident_id, t.number, i.zalo_time, i.id""";

    private static final String ANSWERED = """
            SELECT c.id, c.number, c.guide, x.text AS answer, o.name AS officer, i.text
            FROM (SELECT * FROM cases WHERE commune = :commune AND kind = 'question' AND excluded = ''
                    AND opened_at > :since AND state IN ('answered', 'closed')
                ORDER BY id DESC LIMIT :most) c
            JOIN case_text x ON x.id = (SELECT MAX(id) FROM case_text WHERE case_id = c.id AND kind = 'answer')
            LEFT JOIN officer o ON o.id = x.officer_id
            JOIN incoming i ON i.resident_id = c.resident_id AND i.turn =
                (SELECT MIN(number) FROM turn WHERE resident_id = c.resident_id AND case_id = c.id)
            WHERE i.text IS NOT NULL
            ORDER BY c.id, i.zalo_time, i.id""";

    private final Database database;
    private final InstantSource clock;

    PastQuestions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those that no guide answered, the newest first. */
    List<Question> unanswered(Commune commune) {
        Instant now = clock.instant();
        return unanswered(commune, now.minus(LATELY), now.plusMillis(1));
    }

    /**
     * The same of a span of time; the id of each is when it was decided, in milliseconds.
     *
     * @param until exclusive
     */
    List<Question> unanswered(Commune commune, Instant since, Instant until) {
        Map<String, Question> questions = new LinkedHashMap<>();
        database.read()
                .sql(UNANSWERED)
                .param("oa", commune.oa())
                .param("since", since.toEpochMilli())
                .param("until", until.toEpochMilli())
                .param("most", MOST)
                .query((row, i) -> {
                    String key = row.getLong("resident_id") + " " + row.getLong("number");
                    var question = new Question(
                            row.getLong("decided_at"),
                            null,
                            row.getString("guide"),
                            text(row.getString("text")),
                            null,
                            null);
                    return questions.merge(key, question, PastQuestions::joined);
                })
                .list();
        return List.copyOf(questions.values());
    }

    /** Those that officers answered. */
    List<Question> answered(Commune commune) {
        Map<Long, Question> questions = new LinkedHashMap<>();
        database.read()
                .sql(ANSWERED)
                .param("commune", commune.id())
                .param("since", since())
                .param("most", MOST)
                .query((row, i) -> {
                    var question = new Question(
                            row.getLong("id"),
                            new CaseNumber(row.getInt("number")).toString(),
                            row.getString("guide"),
                            text(row.getString("text")),
                            Masking.mask(row.getString("answer")),
                            row.getString("officer"));
                    return questions.merge(question.id(), question, PastQuestions::joined);
                })
                .list();
        return new ArrayList<>(questions.values());
    }

    /** The question of a case with its last answer. */
    Optional<Question> of(Case about) {
        List<String> texts = database.read()
                .sql("""
                        SELECT text FROM incoming WHERE resident_id = :resident AND text IS NOT NULL
                            AND turn = (SELECT MIN(number) FROM turn WHERE resident_id = :resident AND case_id = :case)
                        ORDER BY zalo_time, id""")
                .param("resident", about.residentRow())
                .param("case", about.id())
                .query(String.class)
                .list();
        String text = text(String.join(" ", texts));
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Question(
                        about.id(), about.number().toString(), about.guide(), text, answer(about.id()), null));
    }

    private @Nullable String answer(long about) {
        return database.read()
                .sql("SELECT text FROM case_text WHERE case_id = ? AND kind = 'answer' ORDER BY id DESC LIMIT 1")
                .param(about)
                .query(String.class)
                .optional()
                .map(Masking::mask)
                .orElse(null);
    }

    private long since() {
        return clock.instant().minus(LATELY).toEpochMilli();
    }

    private static Question joined(Question one, Question more) {
        return new Question(
                one.id(),
                one.caseNumber(),
                one.guide(),
                cut(one.text() + " " + more.text()),
                one.answer(),
                one.officer());
    }

    static String text(String written) {
        return cut(Masking.mask(written.strip().replaceAll("\\s+", " ")));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
