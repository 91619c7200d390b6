package vn.hoixa.escalation;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Officer;

/** What officers were told of, as table {@code notice} has it. */
@Component
class Told {
    /** The case of the notice that they reply to; nobody else's notices count. */
    Optional<Long> quoted(JdbcClient client, Officer officer, String messageId) {
        return client.sql("""
                        SELECT n.case_id FROM notice n JOIN outgoing o ON o.id = n.outgoing_id
                        WHERE o.message_id = ? AND n.officer_id = ? AND n.case_id IS NOT NULL
                        ORDER BY n.id DESC LIMIT 1""").params(messageId, officer.id()).query(Long.class).optional();
    }

    Optional<Instant> lastTime(JdbcClient client, Officer officer) {
        return client.sql("SELECT created_at FROM notice WHERE officer_id = ? ORDER BY id DESC LIMIT 1")
                .param(officer.id())
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli);
    }

    /** The case that they were told of last since then. */
    Optional<Long> lastCase(JdbcClient client, Officer officer, Instant since) {
        return client.sql("""
                        SELECT case_id FROM notice WHERE officer_id = ? AND case_id IS NOT NULL AND created_at > ?
                        ORDER BY id DESC LIMIT 1""")
                .params(officer.id(), since.toEpochMilli())
                .query(Long.class)
                .optional();
    }

    /** Whether they were asked to look after it, and have not passed it on since. */
    boolean wasAsked(JdbcClient client, Case about, Officer officer) {
        return client.sql("""
                                SELECT COUNT(*) FROM notice n
                                WHERE n.case_id = ? AND n.officer_id = ? AND n.kind IN ('assigned', 'lapsed')
                                    AND NOT EXISTS (SELECT 1 FROM case_history h WHERE h.case_id = n.case_id
                                        AND h.officer_id = n.officer_id AND h.what = 'passed on'
                                        AND h.at >= n.created_at)""")
                        .params(about.id(), officer.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
