package vn.hoixa.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One thing that happened, for table {@code journal}: ids, fixed words and times, never what anybody wrote and never a
 * name. It is added in the transaction of what happened, and never changed.
 */
public final class Entry {
    private final StringBuilder columns = new StringBuilder("oa, at, what");
    private final List<@Nullable Object> values = new ArrayList<>();

    /**
     * @param oa the page
     * @param at when it happened
     */
    public Entry(String oa, Instant at, What what) {
        values.add(oa);
        values.add(at.toEpochMilli());
        values.add(what.column());
    }

    /**
     * Whose turn it is.
     *
     * @param resident number of the resident's row, which leads nowhere once their data are erased
     */
    public Entry turn(long resident, long number) {
        return with("resident", resident).with("turn", number);
    }

    /**
     * Which case it is about.
     *
     * @param id the case
     * @param resident as above
     * @param officer who did it, or whose matter it is
     */
    public Entry about(long id, long resident, @Nullable Long officer) {
        return with("case_id", id).with("resident", resident).with("officer_id", officer);
    }

    /** Beside a turn: which case it belongs to, and whose matter it is. */
    public Entry of(@Nullable Long id, @Nullable Long officer) {
        return with("case_id", id).with("officer_id", officer);
    }

    /** What it is about, as far as it is known. */
    public Entry on(@Nullable String field, @Nullable String guide) {
        return with("field", field).with("guide", guide);
    }

    /** A theme's id, and the hamlet that was named. */
    public Entry filed(String theme, @Nullable String hamlet) {
        return with("theme", theme).with("hamlet", hamlet);
    }

    /**
     * What it came to and why.
     *
     * @param outcome what came of it: a decision, a rating, a kind of case
     * @param reason the rule or word that decided
     */
    public Entry because(String outcome, String reason) {
        return with("outcome", outcome).with("reason", reason);
    }

    /** The knowledge or themes by which it was decided. */
    public Entry by(String version) {
        return with("version", version);
    }

    private Entry with(String column, @Nullable Object value) {
        columns.append(", ").append(column);
        values.add(value);
        return this;
    }

    /** Adds it. */
    public void add(JdbcClient transaction) {
        transaction
                .sql("INSERT INTO journal (" + columns + ") VALUES (?" + ", ?".repeat(values.size() - 1) + ")")
                .params(values)
                .update();
    }
}
