package vn.hoixa.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.account.Audit;
import vn.hoixa.dossier.Listing.Entry;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.DossierWords.State;
import vn.hoixa.storage.Database;

/** The communes' lists in the database; a new one is written beside the old, and takes its place in one step. */
@Component
class ListedDossiers implements Dossiers {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** So few that on SQLite nobody waits for the one writer longer than for a usual turn. */
    static final int BATCH = 100;

    /** Whoever still loads after that was killed. */
    private static final long ABANDONED_MILLIS = 3_600_000;

    private final Database database;
    private final Audit audit;

    ListedDossiers(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @Override
    public Optional<Dossier> find(Commune commune, DossierCode code) {
        return database.read()
                .sql("""
                        SELECT d.code, d.state, d.words, d.title, d.due, i.imported_at
                        FROM dossier_import i JOIN dossier d ON d.import_id = i.id
                        WHERE i.commune = ? AND i.state = 'current' AND d.code_key = ?""")
                .params(commune.id(), code.key())
                .query((row, i) -> new Dossier(
                        new DossierCode(row.getString("code")),
                        State.valueOf(row.getString("state")),
                        row.getString("words"),
                        row.getString("title"),
                        row.getString("due") == null ? null : LocalDate.parse(row.getString("due")),
                        Instant.ofEpochMilli(row.getLong("imported_at"))))
                .optional();
    }

    /** What came of the commune's last import. */
    Optional<Report> last(Commune commune) {
        return database.read()
                .sql("SELECT report FROM dossier_import WHERE commune = ? AND state = 'current'")
                .param(commune.id())
                .query(String.class)
                .optional()
                .map(report -> JSON.readValue(report, Report.class));
    }

    /** Puts the list in the place of the commune's old one. */
    void replace(Commune commune, Collection<Entry> entries, Report report, String who) {
        clear(commune, report.at());
        long id = begin(commune, report);
        List<Entry> batch = new ArrayList<>(BATCH);
        for (Entry entry : entries) {
            batch.add(entry);
            if (batch.size() == BATCH) {
                insert(id, batch);
                batch.clear();
            }
        }
        insert(id, batch);
        put(commune, id, who);
        clear(commune, report.at());
    }

    private long begin(Commune commune, Report report) {
        return database.write(transaction -> transaction
                .sql("""
                        INSERT INTO dossier_import (commune, state, imported_at, kept, report)
                        VALUES (?, 'loading', ?, ?, ?) RETURNING id""")
                .params(commune.id(), report.at().toEpochMilli(), report.kept(), JSON.writeValueAsString(report))
                .query(Long.class)
                .single());
    }

    private void insert(long id, List<Entry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        String rows = String.join(", ", Collections.nCopies(batch.size(), "(?, ?, ?, ?, ?, ?, ?)"));
        database.write(transaction -> {
            JdbcClient.StatementSpec insert = transaction.sql(
                    "INSERT INTO dossier (import_id, code_key, code, state, words, title, due) VALUES " + rows);
            for (Entry entry : batch) {
                insert.param(id)
                        .param(entry.code().key())
                        .param(entry.code().shown())
                        .param(entry.state().name())
                        .param(entry.words())
                        .param(entry.title())
                        .param(entry.due() == null ? null : entry.due().toString());
            }
            return insert.update();
        });
    }

    /** Before this everybody is told from the old list, after it from the new one. */
    private void put(Commune commune, long id, String who) {
        database.write(transaction -> {
            transaction
                    .sql("UPDATE dossier_import SET state = 'old' WHERE commune = ? AND state = 'current'")
                    .param(commune.id())
                    .update();
            transaction
                    .sql("UPDATE dossier_import SET state = 'current' WHERE id = ?")
                    .param(id)
                    .update();
            audit.note(transaction, who, DossierImports.NOTED, "commune " + commune.id(), "import " + id);
            return true;
        });
    }

    /** Deletes what was replaced, and what an import that was killed left behind. */
    private void clear(Commune commune, Instant now) {
        List<Long> gone = database.read()
                .sql("""
                        SELECT id FROM dossier_import
                        WHERE commune = ? AND (state = 'old' OR (state = 'loading' AND imported_at < ?))""")
                .params(commune.id(), now.toEpochMilli() - ABANDONED_MILLIS)
                .query(Long.class)
                .list();
        for (long id : gone) {
            int deleted;
            do {
                deleted = database.write(transaction ->
                        transaction.sql("""
                                DELETE FROM dossier WHERE import_id = ? AND code_key IN
                                    (SELECT code_key FROM dossier WHERE import_id = ? LIMIT ?)""").params(id, id, BATCH).update());
            } while (deleted > 0);
            database.write(transaction -> transaction
                    .sql("DELETE FROM dossier_import WHERE id = ?")
                    .param(id)
                    .update());
        }
    }
}
