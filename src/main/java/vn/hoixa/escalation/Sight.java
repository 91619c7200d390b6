package vn.hoixa.escalation;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.directory.Officer;

/**
 * What somebody may see of residents' conversations, as conditions of queries: nothing of a case that concerns them, nor
 * of one that nobody in the commune may treat.
 *
 * @param reader null for somebody who is not in the directory, who may be anybody and so sees no case that excludes
 *     anybody
 */
public record Sight(@Nullable Officer reader) {
    /** The same for one case. */
    public boolean shows(Case about) {
        boolean isTheirs = reader != null && Long.valueOf(reader.id()).equals(about.owner());
        boolean isOpenToThem = about.exclusion().equals(Exclusion.NOBODY)
                || (reader != null
                        && about.exclusion().instead() == Exclusion.Instead.NONE
                        && !about.exclusion().covers(reader));
        return isOpenToThem && (about.kind() != Kind.DENUNCIATION || isTheirs);
    }

    /** Whether the case of that alias must not reach them; a denunciation reaches whoever looks after it only. */
    public String hides(String alias) {
        if (reader == null) {
            return "(%1$s.excluded <> '' OR %1$s.kind = 'denunciation')".formatted(alias);
        }
        return "(%1$s OR (%2$s.kind = 'denunciation' AND COALESCE(%2$s.owner_id, -1) <> %3$d))"
                .formatted(hidesExcluded(alias), alias, reader.id());
    }

    /** The same for anything else with a column {@code excluded}. */
    public String hidesExcluded(String alias) {
        if (reader == null) {
            return "(%s.excluded <> '')".formatted(alias);
        }
        return Stream.of(
                        CaseRows.COMMUNE,
                        Exclusion.Instead.PROVINCE.name(),
                        Exclusion.Instead.PROVINCIAL_POLICE.name(),
                        String.valueOf(reader.id()),
                        reader.unit().name())
                .map(mark -> "',' || %s.excluded || ',' LIKE '%%,%s,%%'".formatted(alias, mark))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /**
     * Whether something that the resident wrote may be shown: nothing that says something of the reader; else by the
     * case to which it belongs, or, where it belongs to none, by all cases of theirs.
     *
     * @param about alias of that case, whose columns are null where there is none
     * @param resident column with the resident's id
     * @param turn column with the turn's number
     */
    public String shows(String about, String resident, String turn) {
        return unless(about, resident, turn, hides(about), hides("other"));
    }

    /** The same for lists, where no word of a denunciation stands. */
    public String quotes(String about, String resident, String turn) {
        return unless(about, resident, turn, hides(about) + denounces(about), hides("other") + denounces("other"));
    }

    private String unless(String about, String resident, String turn, String itself, String others) {
        return """
                NOT EXISTS (SELECT 1 FROM feedback said
                    WHERE said.resident_id = %2$s AND said.turn = %3$s AND %4$s)
                AND CASE WHEN %1$s.id IS NULL
                    THEN NOT EXISTS (SELECT 1 FROM cases other WHERE other.resident_id = %2$s AND (%6$s))
                    ELSE NOT (%5$s) END""".formatted(about, resident, turn, hidesExcluded("said"), itself, others);
    }

    private static String denounces(String alias) {
        return " OR " + alias + ".kind = 'denunciation'";
    }
}
