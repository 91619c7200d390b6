package vn.hoixa.escalation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Officer;

/** What officers were asked last; forgotten after half an hour, and with the next order. */
@Component
class Questions {
    static final Duration REMEMBERED = Duration.ofMinutes(30);

    private final InstantSource clock;

    Questions(InstantSource clock) {
        this.clock = clock;
    }

    /** What was asked for. */
    enum Asked {
        CASE,
        COLLEAGUE,
        AUTHORITY,
        QUESTION,
        REASON
    }

    /**
     * A question to an officer.
     *
     * @param about id of the case, null where it was asked which
     * @param choices ids of cases or officers, numbered from 1
     * @param words the order that led to it
     */
    record Question(Asked asked, @Nullable Long about, List<Long> choices, String words) {
        /** What the digit names, or null. */
        @Nullable
        Long chosen(@Nullable Integer digit) {
            return digit == null || digit < 1 || digit > choices.size() ? null : choices.get(digit - 1);
        }
    }

    Optional<Question> open(JdbcClient client, Officer officer) {
        return client.sql("""
                        SELECT asked, case_id, choices, words FROM desk_question
                        WHERE officer_id = ? AND asked_at > ?""")
                .params(officer.id(), clock.instant().minus(REMEMBERED).toEpochMilli())
                .query((row, i) -> new Question(
                        Asked.valueOf(String.valueOf(row.getString("asked")).toUpperCase(Locale.ROOT)),
                        row.getObject("case_id") == null ? null : row.getLong("case_id"),
                        ids(String.valueOf(row.getString("choices"))),
                        String.valueOf(row.getString("words"))))
                .optional();
    }

    void ask(JdbcClient transaction, Officer officer, Question question) {
        forget(transaction, officer);
        transaction
                .sql("""
                        INSERT INTO desk_question (officer_id, asked, case_id, choices, words, asked_at)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(officer.id(), question.asked().name().toLowerCase(Locale.ROOT))
                .param(question.about())
                .param(question.choices().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .params(question.words(), clock.millis())
                .update();
    }

    void forget(JdbcClient transaction, Officer officer) {
        transaction
                .sql("DELETE FROM desk_question WHERE officer_id = ?")
                .param(officer.id())
                .update();
    }

    private static List<Long> ids(String choices) {
        return choices.isEmpty()
                ? List.of()
                : Arrays.stream(choices.split(",")).map(Long::valueOf).toList();
    }
}
