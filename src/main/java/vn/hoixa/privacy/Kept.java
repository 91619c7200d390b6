package vn.hoixa.privacy;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What is deleted once it is too old: the one list of it.
 *
 * <p>Case numbers and their history, which hold ids and reasons only, stay. So do the words of whoever waits for an
 * answer.
 *
 * @param kind as it stands in metrics and in the log
 * @param time how long it is kept
 * @param statement deletes {@code :most} rows from before {@code :before}
 */
record Kept(String kind, Function<Retention, Duration> time, String statement) {
    private static final String NOBODY_WAITS = """
            NOT EXISTS (SELECT 1 FROM cases c WHERE c.resident_id = x.resident_id
                AND c.state IN ('new', 'taken', 'waiting'))""";

    private static final String OLD_TURNS = """
            (t.resident_id, t.number) IN (SELECT x.resident_id, x.number FROM turn x
                WHERE x.decided_at < :before AND %s ORDER BY x.decided_at LIMIT :most)""".formatted(NOBODY_WAITS);

    static final List<Kept> ALL = List.of(
            new Kept("incoming", Retention::messages, rows("incoming", "received_at", NOBODY_WAITS)),
            new Kept(
                    "outgoing",
                    Retention::messages,
                    rows("outgoing", "created_at", "x.due_at IS NULL AND " + NOBODY_WAITS)),
            new Kept("case_text", Retention::messages, rows("case_text", "created_at", NOBODY_WAITS)),
            new Kept("meeting_matter", Retention::messages, rows("meeting_matter", "starts_at", "1 = 1")),
            new Kept("notice", Retention::messages, rows("notice", "created_at", "x.due_at IS NULL")),
            new Kept("attachment", Retention::messages, rows("attachment", "created_at", "x.state = 'purged'")),
            new Kept("turn", Retention::messages, "DELETE FROM turn AS t WHERE " + OLD_TURNS),
            new Kept("explanation", Retention::explanations, """
                    UPDATE turn SET explanation = NULL WHERE (resident_id, number) IN (
                        SELECT x.resident_id, x.number FROM turn x WHERE x.explanation IS NOT NULL
                            AND x.decided_at < :before AND %s ORDER BY x.decided_at LIMIT :most)""".formatted(NOBODY_WAITS)),
            new Kept("rating_prompt", Retention::messages, keyed("rating_prompt", "resident_id", "not_before")),
            new Kept("dead_letter", Retention::deadLetters, rows("dead_letter", "buried_at", "1 = 1")),
            new Kept("audit", Retention::audit, rows("audit", "at", "1 = 1")),
            new Kept("dossier", Retention::dossiers, """
                    DELETE FROM dossier WHERE (import_id, code_key) IN (
                        SELECT d.import_id, d.code_key FROM dossier_import x JOIN dossier d ON d.import_id = x.id
                        WHERE x.imported_at < :before LIMIT :most)"""),
            new Kept(
                    "dossier_import",
                    Retention::dossiers,
                    rows(
                            "dossier_import",
                            "imported_at",
                            "NOT EXISTS (SELECT 1 FROM dossier d WHERE d.import_id = x.id)")),
            new Kept("alarm", Retention::alarms, rows("alarm", "cleared_at", "1 = 1")),
            new Kept("link_failure", Retention::attempts, """
                    DELETE FROM link_failure WHERE (oa, zalo_user) IN (
                        SELECT x.oa, x.zalo_user FROM link_failure x WHERE x.last_at < :before LIMIT :most)"""),
            new Kept("link_code", Retention::attempts, keyed("link_code", "code_hash", "expires_at")),
            new Kept("review_link", Retention::attempts, keyed("review_link", "secret_hash", "expires_at")),
            new Kept("report_link", Retention::attempts, keyed("report_link", "secret_hash", "expires_at")),
            new Kept("invitation", Retention::attempts, keyed("invitation", "secret_hash", "expires_at")),
            new Kept("session", Retention::attempts, keyed("account_session", "secret_hash", "seen_at")),
            new Kept("sign_in_failure", Retention::attempts, keyed("sign_in_failure", "subject", "last_at")),
            new Kept("desk_question", Retention::attempts, keyed("desk_question", "officer_id", "asked_at")));

    private static String rows(String table, String time, String condition) {
        return """
                DELETE FROM %1$s WHERE id IN (
                    SELECT x.id FROM %1$s x WHERE x.%2$s < :before AND %3$s ORDER BY x.%2$s LIMIT :most)""".formatted(table, time, condition);
    }

    private static String keyed(String table, String key, String time) {
        return """
                DELETE FROM %1$s WHERE %2$s IN (
                    SELECT x.%2$s FROM %1$s x WHERE x.%3$s < :before LIMIT :most)""".formatted(table, key, time);
    }
}
