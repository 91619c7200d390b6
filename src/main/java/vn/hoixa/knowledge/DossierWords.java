package vn.hoixa.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the one-stop software of a commune calls what its list of dossiers tells.
 *
 * @param columns headers that mean a column, what the commune says first; folded
 * @param states words by which a state is known; folded
 */
public record DossierWords(Map<Column, List<String>> columns, Map<State, List<String>> states) {
    /** Words that turn what follows into its contrary. */
    private static final List<String> NOT = List.of("chua ", "khong ");

    public DossierWords {
        columns = folded(columns);
        states = folded(states);
    }

    /** What is read of a list; every other column is none of our business. */
    public enum Column {
        CODE,
        STATE,
        DUE,
        RECEIVED,
        PROCEDURE;

        /** As settings write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Without these nobody could be told anything. */
        public boolean isNeeded() {
            return this == CODE || this == STATE || this == DUE;
        }
    }

    /** Where a dossier stands. */
    public enum State {
        RECEIVED,
        IN_WORK,
        /** Until the resident brings what is missing. */
        WAITING,
        /** To be picked up. */
        DONE,
        RETURNED,
        REFUSED,
        /** In words that nobody told us. */
        UNKNOWN;

        /** As settings write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Index of the column among the headers, or -1. */
    public int find(Column column, List<String> headers) {
        List<String> folded = headers.stream().map(Folding::fold).toList();
        return columns.getOrDefault(column, List.of()).stream()
                .mapToInt(folded::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** What the words mean: the longest known phrase in them tells, unless it is denied. */
    public State state(String words) {
        String folded = " " + Folding.fold(words) + " ";
        State found = State.UNKNOWN;
        int longest = 0;
        for (Map.Entry<State, List<String>> known : states.entrySet()) {
            for (String phrase : known.getValue()) {
                if (phrase.length() > longest && isSaid(folded, phrase)) {
                    found = known.getKey();
                    longest = phrase.length();
                }
            }
        }
        return found;
    }

    /** "Chưa trả kết quả" says the contrary of what it contains. */
    private static boolean isSaid(String text, String phrase) {
        int at = text.indexOf(" " + phrase + " ");
        return at >= 0 && NOT.stream().noneMatch(text.substring(0, at + 1)::endsWith);
    }

    /** These words before those. */
    DossierWords before(DossierWords others) {
        return new DossierWords(joined(columns, others.columns), joined(states, others.states));
    }

    private static <K> Map<K, List<String>> joined(Map<K, List<String>> first, Map<K, List<String>> then) {
        Map<K, List<String>> all = new HashMap<>(then);
        first.forEach((key, words) -> all.merge(
                key,
                words,
                (usual, own) -> Stream.concat(own.stream(), usual.stream()).toList()));
        return all;
    }

    private static <K> Map<K, List<String>> folded(Map<K, List<String>> words) {
        return words.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(Folding::fold)
                                .distinct()
                                .toList()));
    }
}
