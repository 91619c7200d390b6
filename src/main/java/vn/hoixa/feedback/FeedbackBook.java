package vn.hoixa.feedback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.account.SignedIn;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Cases;
import vn.hoixa.escalation.Sight;
import vn.hoixa.journal.What;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Theme;
import vn.hoixa.knowledge.Themes;
import vn.hoixa.matching.Library;
import vn.hoixa.privacy.Masking;
import vn.hoixa.storage.Database;

/** What residents said about their commune; kept in table {@code feedback}, its words where the messages are. */
@Component
public class FeedbackBook {
    /** What a person put elsewhere teaches for so many pieces, the newest first. */
    private static final int MOST_CORRECTED = 2_000;

    private static final int BATCH = 200;

    private static final String NOBODY_HIDES = "1 = 0";

    private final Database database;
    private final Directory directory;
    private final Library library;
    private final Audit audit;
    private final InstantSource clock;

    FeedbackBook(Database database, Directory directory, Library library, Audit audit, InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.library = library;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is to be noted; found before the transaction.
     *
     * @param concerns who must not see it
     * @param field of the procedure it is about, or null
     */
    public record Entry(
            Commune commune,
            Noticed noticed,
            Exclusion concerns,
            @Nullable String field) {}

    /** Finds out whether it has to go past the whole commune; who does not complain only names an office. */
    public Noticed look(Commune commune, Noticed noticed, String text) {
        return noticed.tone() == Tone.COMPLAINT && concerns(commune, text).instead() != Exclusion.Instead.NONE
                ? noticed.passingCommune()
                : noticed;
    }

    private Exclusion concerns(Commune commune, String text) {
        return directory.excluded(commune.id(), directory.concerned(commune.id(), text));
    }

    /**
     * Finds out whom it concerns.
     *
     * @param field folder of the bank that the words name, or null for that of the theme
     */
    public Entry entry(Commune commune, Noticed noticed, String text, @Nullable String field) {
        return new Entry(
                commune,
                noticed,
                concerns(commune, text),
                field == null ? noticed.theme().field() : field);
    }

    /**
     * Notes it in the turn's transaction, after the turn.
     *
     * @param resident id in the database
     * @param about id of the case that has it, or null
     */
    public void note(JdbcClient transaction, Entry entry, long resident, long turn, Instant now, @Nullable Long about) {
        Noticed noticed = entry.noticed();
        transaction
                .sql("""
                        INSERT INTO feedback (commune, resident_id, turn, said_at, theme, version, tone, urgent, hamlet,
                            field, excluded, case_id, why)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(entry.commune().id(), resident, turn, now.toEpochMilli())
                .params(noticed.theme().id(), noticed.version(), noticed.tone().key(), noticed.isUrgent() ? 1 : 0)
                .param(noticed.hamlet())
                .param(entry.field())
                .param(Cases.column(entry.concerns()))
                .param(about)
                .param(noticed.why())
                .update();
        new vn.hoixa.journal.Entry(entry.commune().oa(), now, What.REMARKED)
                .turn(resident, turn)
                .on(entry.field(), null)
                .filed(noticed.theme().id(), noticed.hamlet())
                .because(noticed.tone().key(), noticed.why())
                .by(String.valueOf(noticed.version()))
                .add(transaction);
    }

    /** Reports count it there from now on; under an empty theme nowhere. */
    private void log(JdbcClient transaction, long feedback, String theme, String reason) {
        transaction
                .sql("""
                        SELECT r.oa, f.resident_id, f.turn FROM feedback f JOIN resident r ON r.id = f.resident_id
                        WHERE f.id = ?""")
                .param(feedback)
                .query((row, i) -> new vn.hoixa.journal.Entry(
                                String.valueOf(row.getString("oa")), clock.instant(), What.CORRECTED)
                        .turn(row.getLong("resident_id"), row.getLong("turn"))
                        .filed(theme, null)
                        .because("", reason)
                        .by(String.valueOf(themes().version())))
                .list()
                .forEach(entry -> entry.add(transaction));
    }

    /**
     * All of a commune in a span of time, the newest first: for figures. Who is quoted to everybody must be nobody's
     * colleague, so what concerns anybody has no quote here.
     *
     * @param until exclusive
     */
    public List<Feedback> all(Commune commune, Instant from, Instant until) {
        return rows(
                "f.excluded <> ''",
                "f.commune = :commune AND f.said_at >= :from AND f.said_at < :until",
                Map.of("commune", commune.id(), "from", from.toEpochMilli(), "until", until.toEpochMilli()),
                Integer.MAX_VALUE);
    }

    /**
     * What a reader may see of a commune's feedback, the newest first.
     *
     * @param theme of either level, or null for all
     * @param hamlet as the commune's profile has it, or empty for all
     * @param until exclusive
     */
    public List<Feedback> seenBy(
            Sight sight,
            Commune commune,
            @Nullable Theme theme,
            String hamlet,
            Instant from,
            Instant until,
            int skip,
            int most) {
        String condition = "f.commune = :commune AND f.said_at >= :from AND f.said_at < :until AND NOT "
                + sight.hidesExcluded("f");
        Map<String, Object> values = new LinkedHashMap<>(
                Map.of("commune", commune.id(), "from", from.toEpochMilli(), "until", until.toEpochMilli()));
        if (theme != null) {
            condition += " AND f.theme IN (:themes)";
            values.put("themes", themes().idsUnder(theme));
        }
        if (!hamlet.isEmpty()) {
            condition += " AND f.hamlet = :hamlet";
            values.put("hamlet", hamlet);
        }
        List<Feedback> found = rows(NOBODY_HIDES, condition, values, skip + most);
        return found.subList(Math.min(skip, found.size()), found.size());
    }

    /** One piece, where the reader may see it. */
    public Optional<Feedback> find(Sight sight, Commune commune, long id) {
        String condition = "f.commune = :commune AND f.id = :id AND NOT " + sight.hidesExcluded("f");
        return rows(NOBODY_HIDES, condition, Map.of("commune", commune.id(), "id", id), 1).stream()
                .findFirst();
    }

    private List<Feedback> rows(String hidden, String condition, Map<String, ?> values, int most) {
        Themes themes = themes();
        Map<Long, Feedback> found = new LinkedHashMap<>();
        database.read()
                .sql("""
                    SELECT f.*, c.number AS case_number, i.text,
                        CASE WHEN %s THEN 1 ELSE 0 END AS hidden,
                        CASE WHEN EXISTS (SELECT 1 FROM feedback_correction x WHERE x.feedback_id = f.id) THEN 1 ELSE 0 END
                            AS corrected
                    FROM (SELECT f.* FROM feedback f WHERE %s ORDER BY f.said_at DESC, f.id DESC LIMIT :most) f
                    LEFT JOIN cases c ON c.id = f.case_id
                    LEFT JOIN incoming i ON i.resident_id = f.resident_id AND i.turn = f.turn AND i.text IS NOT NULL
                        AND i.kind NOT IN ('echo', 'reaction', 'officer')
                    ORDER BY f.said_at DESC, f.id DESC, i.zalo_time, i.id""".formatted(hidden, condition))
                .params(values)
                .param("most", most)
                .query((row, i) -> {
                    Theme theme = themes.theme(row.getString("theme"));
                    // Themes with history are never lost; a knowledge base without any shows nothing.
                    return theme != null
                            && found.merge(row.getLong("id"), read(row, theme), FeedbackBook::joined) != null;
                })
                .list();
        return new ArrayList<>(found.values());
    }

    private static Feedback read(ResultSet row, Theme theme) throws SQLException {
        int number = row.getInt("case_number");
        boolean isCase = !row.wasNull();
        String text = row.getString("text");
        return new Feedback(
                row.getLong("id"),
                row.getLong("resident_id"),
                Instant.ofEpochMilli(row.getLong("said_at")),
                theme,
                row.getInt("version"),
                Tone.of(row.getString("tone")),
                row.getInt("urgent") == 1,
                row.getString("hamlet"),
                row.getString("field"),
                isCase ? new CaseNumber(number) : null,
                row.getString("why"),
                row.getInt("corrected") == 1,
                text == null || row.getInt("hidden") == 1 ? null : Masking.mask(text));
    }

    /** Several messages of one turn are one quote. */
    private static Feedback joined(Feedback one, Feedback next) {
        String quote = one.quote() == null || next.quote() == null ? one.quote() : one.quote() + "\n" + next.quote();
        return new Feedback(
                one.id(),
                one.resident(),
                one.at(),
                one.theme(),
                one.version(),
                one.tone(),
                one.isUrgent(),
                one.hamlet(),
                one.field(),
                one.number(),
                one.why(),
                one.isCorrected(),
                quote);
    }

    /** Puts it under another theme of the second level; from the next publication on that teaches, too. */
    public void correct(SignedIn who, Feedback about, Theme theme) {
        database.write(transaction -> {
            transaction
                    .sql("""
                            INSERT INTO feedback_correction (feedback_id, theme_before, theme, corrected_at, corrected_by)
                            VALUES (?, ?, ?, ?, ?)""")
                    .params(about.id(), about.theme().id(), theme.id(), clock.millis(), who.id())
                    .update();
            transaction
                    .sql("UPDATE feedback SET theme = ?, version = ? WHERE id = ?")
                    .params(theme.id(), themes().version(), about.id())
                    .update();
            log(transaction, about.id(), theme.id(), "by a person");
            audit.note(transaction, who.who(), "feedback corrected", "feedback " + about.id(), "theme " + theme.id());
            return true;
        });
    }

    /** What people put under a theme, masked, the newest first. */
    List<Filing.Corrected> corrected() {
        Map<Long, Filing.Corrected> found = new LinkedHashMap<>();
        database.read()
                .sql("""
                        SELECT f.id, f.theme, i.text FROM (SELECT id, theme, resident_id, turn FROM feedback f
                            WHERE EXISTS (SELECT 1 FROM feedback_correction x WHERE x.feedback_id = f.id)
                            ORDER BY f.id DESC LIMIT ?) f
                        JOIN incoming i ON i.resident_id = f.resident_id AND i.turn = f.turn AND i.text IS NOT NULL
                        ORDER BY f.id DESC, i.zalo_time, i.id""")
                .param(MOST_CORRECTED)
                .query((row, i) -> found.merge(
                        row.getLong("id"),
                        new Filing.Corrected(row.getString("theme"), Masking.mask(row.getString("text"))),
                        (one, next) -> new Filing.Corrected(one.theme(), one.text() + "\n" + next.text())))
                .list();
        return List.copyOf(found.values());
    }

    /**
     * Files all feedback anew, but for what a person put where it is.
     *
     * @return how many pieces stand elsewhere now
     */
    int refile(FeedbackModel model, Commune commune) {
        int moved = 0;
        long after = 0;
        List<Feedback> batch = uncorrected(commune, after);
        while (!batch.isEmpty()) {
            for (Feedback one : batch) {
                moved += one.quote() != null && refile(model, commune, one, one.quote()) ? 1 : 0;
            }
            after = batch.stream().mapToLong(Feedback::id).max().orElse(after);
            batch = uncorrected(commune, after);
        }
        database.write(transaction -> {
            String version = "version " + themes().version();
            audit.note(
                    transaction, Audit.OPERATOR, "feedback refiled", "commune " + commune.id(), version, commune.id());
            return true;
        });
        return moved;
    }

    private List<Feedback> uncorrected(Commune commune, long after) {
        String condition = """
                f.id IN (SELECT y.id FROM feedback y WHERE y.commune = :commune AND y.id > :after
                    AND NOT EXISTS (SELECT 1 FROM feedback_correction x WHERE x.feedback_id = y.id)
                    ORDER BY y.id LIMIT :batch)""";
        return rows(NOBODY_HIDES, condition, Map.of("commune", commune.id(), "after", after, "batch", BATCH), BATCH);
    }

    private boolean refile(FeedbackModel model, Commune commune, Feedback one, String text) {
        Noticed noticed = model.file(text, commune);
        boolean isMoved =
                noticed == null || !noticed.theme().id().equals(one.theme().id());
        database.write(transaction -> {
            if (noticed == null) {
                // Somebody may be denounced in it. What was logged stays, so this takes it back.
                log(transaction, one.id(), "", "refiled");
                return transaction
                        .sql("DELETE FROM feedback WHERE id = ?")
                        .param(one.id())
                        .update();
            }
            int changed = transaction
                    .sql("""
                            UPDATE feedback SET theme = ?, version = ?, tone = ?, urgent = ?, hamlet = ?, why = ?
                            WHERE id = ? AND NOT EXISTS (SELECT 1 FROM feedback_correction x
                                WHERE x.feedback_id = feedback.id)""")
                    .params(
                            noticed.theme().id(),
                            noticed.version(),
                            noticed.tone().key())
                    .param(noticed.isUrgent() ? 1 : 0)
                    .param(noticed.hamlet())
                    .param(noticed.why())
                    .param(one.id())
                    .update();
            if (isMoved && changed == 1) {
                log(transaction, one.id(), noticed.theme().id(), "refiled");
            }
            return changed;
        });
        return isMoved;
    }

    private Themes themes() {
        return library.current().knowledge().themes();
    }
}
