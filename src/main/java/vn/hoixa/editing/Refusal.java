package vn.hoixa.editing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoixa.matching.Verdict;

/**
 * One reason why something was not put into service.
 *
 * @param kind {@code field}, {@code problem}, {@code lost} or {@code failed}; the end of a message's key
 * @param about the sentence of the problem, or the question that would lose its guide
 */
public record Refusal(String kind, String about) {
    private static final Locale EDITORS = Locale.of("vi");
    private static final int MOST = 30;

    static final Refusal FAILED = new Refusal("failed", "");

    /** @param file that was to be published, or null: its problems stand beside the fields in which they are */
    static List<Refusal> of(Verdict verdict, @Nullable String file) {
        List<Refusal> refusals = new ArrayList<>();
        switch (verdict) {
            case Verdict.Published ignored -> {}
            case Verdict.Unsound unsound ->
                unsound.problems().stream()
                        .map(problem -> problem.file().equals(file)
                                ? new Refusal("field", "")
                                : new Refusal("problem", problem.text(EDITORS)))
                        .distinct()
                        .forEach(refusals::add);
            case Verdict.Worse worse ->
                worse.losses()
                        .forEach(loss ->
                                loss.lost().forEach(golden -> refusals.add(new Refusal("lost", golden.question()))));
        }
        return refusals.subList(0, Math.min(MOST, refusals.size()));
    }

    /** As a column has them. */
    static String column(List<Refusal> refusals) {
        return refusals.stream()
                .map(refusal -> refusal.kind() + " " + refusal.about().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }

    static List<Refusal> read(String column) {
        return column.lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> new Refusal(parts[0], parts.length == 2 ? parts[1] : ""))
                .toList();
    }
}
