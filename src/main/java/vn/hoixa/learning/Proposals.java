package vn.hoixa.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.account.SignedIn;
import vn.hoixa.escalation.Case;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.storage.Database;

/** Table {@code learning_proposal}: rows go with their resident, and with an editor's decision. */
@Component
class Proposals {
    private static final String SELECT = """
            SELECT p.id, p.kind, p.code, p.question, p.answer, p.proposed_by, a.shown_name
            FROM learning_proposal p JOIN account a ON a.id = p.proposed_by
            WHERE p.commune = ?""";

    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    Proposals(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** The same case is offered once for each kind. */
    void add(SignedIn who, Case about, Proposal.Kind kind, Question question) {
        database.write(transaction -> {
            boolean isNew = transaction
                            .sql("""
                                    INSERT INTO learning_proposal (commune, resident_id, case_id, kind, code, question, answer,
                                        proposed_by, proposed_at)
                                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                            .params(about.commune(), about.residentRow(), about.id(), kind.key())
                            .param(about.guide())
                            .param(question.text())
                            .param(
                                    kind == Proposal.Kind.ANSWER
                                            ? Objects.requireNonNullElse(question.answer(), "")
                                            : "")
                            .param(who.id())
                            .param(clock.millis())
                            .update()
                    == 1;
            if (!isNew) {
                return false;
            }
            audit.note(transaction, who.who(), "case proposed", "case " + about.id(), kind.key());
            return true;
        });
    }

    /** A question of a meeting with its answer; once. */
    void add(SignedIn who, Commune commune, long resident, long matter, String question, String answer) {
        database.write(transaction -> {
            boolean isNew = transaction
                            .sql("""
                                    INSERT INTO learning_proposal (commune, resident_id, matter_id, kind, question, answer,
                                        proposed_by, proposed_at)
                                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                            .params(commune.id(), resident, matter, Proposal.Kind.ANSWER.key(), question, answer)
                            .params(who.id(), clock.millis())
                            .update()
                    == 1;
            if (isNew) {
                audit.note(transaction, who.who(), "meeting matter proposed", "meeting matter " + matter, "answer");
            }
            return isNew;
        });
    }

    List<Proposal> open(Commune commune) {
        return database.read()
                .sql(SELECT + " ORDER BY p.id LIMIT 100")
                .param(commune.id())
                .query(Proposals::read)
                .list();
    }

    Optional<Proposal> of(Commune commune, long id) {
        return database.read()
                .sql(SELECT + " AND p.id = ?")
                .params(commune.id(), id)
                .query(Proposals::read)
                .optional();
    }

    /** The words go; that somebody decided stays in the audit. */
    boolean close(SignedIn who, Commune commune, long id, String what) {
        return database.write(transaction -> {
            boolean isMine = transaction
                            .sql("DELETE FROM learning_proposal WHERE id = ? AND commune = ?")
                            .params(id, commune.id())
                            .update()
                    == 1;
            if (isMine) {
                audit.note(transaction, who.who(), what, "proposal " + id, commune.id());
            }
            return isMine;
        });
    }

    private static Proposal read(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getLong("id"),
                Proposal.Kind.of(row.getString("kind")),
                row.getString("code"),
                row.getString("question"),
                row.getString("answer"),
                row.getLong("proposed_by"),
                row.getString("shown_name"));
    }
}
