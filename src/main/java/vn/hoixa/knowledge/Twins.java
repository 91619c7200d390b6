package vn.hoixa.knowledge;

import java.util.List;

/**
 * Procedures that are easily taken for one another, and the question that tells them apart.
 *
 * @param question as a resident is asked
 * @param choices two to five
 */
public record Twins(String question, List<Choice> choices) {
    public Twins {
        choices = List.copyOf(choices);
    }

    /**
     * One of the procedures.
     *
     * @param code its code
     * @param text what it is, in words of everyday life
     */
    public record Choice(String code, String text) {}

    /** Whether the procedure is one of them. */
    public boolean has(String code) {
        return choices.stream().anyMatch(choice -> choice.code().equals(code));
    }
}
