package vn.hoixa.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.hoixa.SetupException;
import vn.hoixa.inquiry.Evaluation;
import vn.hoixa.inquiry.Measure;
import vn.hoixa.inquiry.Measures;
import vn.hoixa.inquiry.Prediction;
import vn.hoixa.inquiry.Rehearsal;
import vn.hoixa.knowledge.LabelledQuestion;

@Command(
        name = "evaluate",
        description = "Measures what residents would be answered on labelled questions, with and without diacritics.")
final class Evaluate implements Callable<Integer> {
    private static final String ROW = "  %-26s %-26s %s%n";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--questions",
            required = true,
            description = "A file with rows {question, codes[], behavior?, facet?, set?}.")
    private Path questions;

    @Option(names = "--out", description = "Where to write what each question came to, with a row each.")
    private @Nullable Path predictions;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<LabelledQuestion> rows = read(questions);
        var rehearsal = new Rehearsal(knowledge.read().publish(), knowledge.models(), InstantSource.system());
        Evaluation evaluation = new Evaluation(rehearsal, rows);
        if (predictions != null) {
            Files.write(
                    predictions,
                    evaluation.predictions().stream().map(Prediction::json).toList());
        }
        print(out, evaluation, new Evaluation(rehearsal, Evaluation.withoutMarks(rows)));
        out.flush();
        return 0;
    }

    private static List<LabelledQuestion> read(Path file) throws IOException {
        List<LabelledQuestion> rows = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    rows.add(LabelledQuestion.read(line, String.valueOf(file.getFileName())));
                }
            }
        } catch (NoSuchFileException e) {
            throw new SetupException("There is no file " + file + ".", "Name another with --questions.", e);
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "Line " + number + " of " + file + " cannot be read: " + e.getMessage() + ".",
                    "Correct the line, or take it out.",
                    e);
        }
        return rows;
    }

    private static void print(PrintWriter out, Evaluation evaluation, Evaluation stripped) {
        for (String set : evaluation.sets()) {
            print(out, set, evaluation.measures(set), stripped.measures(set));
        }
        String apart =
                evaluation.sets().stream().filter(Evaluation.APART::contains).collect(Collectors.joining(", "));
        if (!apart.isEmpty()) {
            out.printf(Locale.ROOT, "Not in \"%s\", only by itself: %s.%n", Evaluation.ALL, apart);
        }
        out.printf(
                Locale.ROOT,
                "%d questions have no label that says what should be done; they are in no figure.%n",
                evaluation.unlabelled().size());
        out.printf(
                Locale.ROOT,
                "%d questions ask for guides that this knowledge does not have; they count as missed.%n",
                evaluation.unknown().size());
        evaluation
                .unknown()
                .forEach(row -> out.printf(
                        Locale.ROOT,
                        "  %s  %s%n",
                        row.allCodes().distinct().collect(Collectors.joining(" ")),
                        row.question()));
    }

    private static void print(PrintWriter out, String set, Measures given, Measures stripped) {
        out.printf(Locale.ROOT, "%s: %d questions, %d of them to answer%n", set, given.rows(), given.answerRows());
        out.printf(Locale.ROOT, ROW, "", "as given", "without diacritics");
        Map<Measure, Measures.Interval> around = given.intervals();
        Map<Measure, Measures.Interval> strippedAround = stripped.intervals();
        Stream.of(Measure.values())
                .filter(measure -> !Double.isNaN(given.value(measure)) || !Double.isNaN(stripped.value(measure)))
                .forEach(measure -> out.printf(
                        Locale.ROOT,
                        ROW,
                        measure.key(),
                        figure(given.value(measure), around.get(measure)),
                        figure(stripped.value(measure), strippedAround.get(measure))));
        Map<Prediction.Decided, Long> decisions = given.decisions();
        Map<Prediction.Decided, Long> strippedDecisions = stripped.decisions();
        for (Prediction.Decided decided : Prediction.Decided.values()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    "decided: " + decided.key(),
                    decisions.get(decided),
                    strippedDecisions.get(decided));
        }
        for (int percent : List.of(50, 99)) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    "time, p" + percent,
                    String.format(Locale.ROOT, "%.1f ms", given.millis(percent)),
                    String.format(Locale.ROOT, "%.1f ms", stripped.millis(percent)));
        }
        out.println();
    }

    private static String figure(double value, Measures.@Nullable Interval around) {
        return Double.isNaN(value) || around == null
                ? "-"
                : String.format(Locale.ROOT, "%.3f  [%.3f, %.3f]", value, around.low(), around.high());
    }
}
