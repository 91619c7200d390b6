package vn.hoixa.inquiry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.storage.Database;

/** Why turns were decided as they were, out of the record. */
@Component
public class Explanations {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Database database;

    Explanations(Database database) {
        this.database = database;
    }

    /**
     * A turn that was answered.
     *
     * @param asked what the resident wrote, the oldest first
     * @param guide code of the one that was spoken of, or null
     */
    public record Explained(List<String> asked, @Nullable String guide, Explanation explanation) {}

    /** Of the turn that one of our messages answers; empty until Zalo's id of the message is recorded. */
    public Optional<Explained> ofAnswer(String messageId) {
        return database.read()
                .sql("""
                        SELECT t.guide, t.explanation FROM outgoing o
                        JOIN turn t ON t.resident_id = o.resident_id AND t.number = o.turn
                        WHERE o.message_id = ? AND t.explanation IS NOT NULL""")
                .param(messageId)
                .query((row, i) -> new Explained(
                        asked(messageId),
                        row.getString("guide"),
                        JSON.readValue(row.getString("explanation"), Explanation.class)))
                .optional();
    }

    private List<String> asked(String messageId) {
        return database.read().sql("""
                        SELECT i.text FROM outgoing o
                        JOIN incoming i ON i.resident_id = o.resident_id AND i.turn = o.turn
                        WHERE o.message_id = ? AND i.text <> '' ORDER BY i.zalo_time, i.id""").param(messageId).query(String.class).list();
    }
}
