package vn.hoixa.inquiry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.search.IndexSearcher;
import vn.hoixa.inquiry.Outcome.Fit;
import vn.hoixa.inquiry.Outcome.Sort;
import vn.hoixa.inquiry.Prediction.Decided;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.LabelledQuestion;
import vn.hoixa.matching.Models;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Variants;

/**
 * Compares ways of finding the guide on the same guides and questions, as Markdown tables for docs/matching.md.
 *
 * <p>A question is judged by itself: those of several parts or with something said before are left out, and so are
 * those without a label and the sets that {@link Evaluation} keeps apart.
 */
final class Comparison {
    private static final Path GOLDEN = Path.of("knowledge-base/golden");
    private static final Path DEVELOPMENT = Path.of("../shared/data/questions-dev.jsonl");

    private Comparison() {}

    /**
     * Prints the tables.
     *
     * @param args files or folders of questions; else the golden ones and those to develop with
     */
    public static void main(String[] args) throws IOException {
        List<Path> asked = args.length > 0 ? Stream.of(args).map(Path::of).toList() : List.of(GOLDEN, DEVELOPMENT);
        // Long questions, in every field once.
        IndexSearcher.setMaxClauseCount(4_096);
        try (var variants = new Variants(new Models(Path.of("target/models")))) {
            for (Path questions : asked) {
                compare(variants, questions);
            }
        }
    }

    private static void compare(Variants variants, Path questions) throws IOException {
        if (!Files.exists(questions)) {
            System.out.println("\nSkipped: there is no " + questions + ".");
            return;
        }
        List<LabelledQuestion> given = read(questions);
        List<LabelledQuestion> stripped = Evaluation.withoutMarks(given);
        System.out.printf(Locale.ROOT, "%n%s: %d questions%n%n", questions.getFileName(), given.size());
        System.out.println("| | top-1 | top-3 | MRR@10 | near AUROC | far AUROC | top-1 without diacritics | top-3 |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        variants.sideBySide().forEach((name, way) -> {
            Measures found = measures(way, given);
            Measures foundStripped = measures(way, stripped);
            row(
                    name,
                    found.value(Measure.TOP_1),
                    found.value(Measure.TOP_3),
                    found.value(Measure.MRR),
                    found.value(Measure.NEAR_AUROC),
                    found.value(Measure.FAR_AUROC),
                    foundStripped.value(Measure.TOP_1),
                    foundStripped.value(Measure.TOP_3));
        });
        System.out.println(
                "\n| | top-1 | top-3 | MRR@10 | coverage at 2 % wrong | at 5 % | ECE | near AUROC | far AUROC |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        variants.withoutParts().forEach((name, way) -> {
            Measures found = measures(way, given);
            row(
                    name,
                    found.value(Measure.TOP_1),
                    found.value(Measure.TOP_3),
                    found.value(Measure.MRR),
                    found.value(Measure.AT_2),
                    found.value(Measure.AT_5),
                    found.value(Measure.ECE),
                    found.value(Measure.NEAR_AUROC),
                    found.value(Measure.FAR_AUROC));
        });
    }

    private static void row(String name, double... values) {
        var row = new StringBuilder("| ").append(name).append(" |");
        for (double value : values) {
            row.append(Double.isNaN(value) ? " – |" : String.format(Locale.ROOT, " %.3f |", value));
        }
        System.out.println(row);
    }

    private static List<LabelledQuestion> read(Path questions) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(questions)) {
            files = found.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
        List<LabelledQuestion> rows = new ArrayList<>();
        for (Path file : files) {
            Files.readAllLines(file).stream()
                    .map(line -> LabelledQuestion.read(line, file.toString()))
                    .filter(row -> !Evaluation.APART.contains(row.set())
                            && Outcome.sort(row).isPresent()
                            && row.before().isEmpty()
                            && row.parts().isEmpty())
                    .forEach(rows::add);
        }
        return rows;
    }

    private static Measures measures(Variants.Way way, List<LabelledQuestion> questions) {
        List<Outcome> outcomes = new ArrayList<>();
        for (LabelledQuestion question : questions) {
            Sort sort = Outcome.sort(question).orElseThrow();
            outcomes.add(outcome(question, sort, way.candidates(question.question())));
        }
        return new Measures(outcomes);
    }

    /** As far as candidates tell; nothing is decided here. */
    private static Outcome outcome(LabelledQuestion question, Sort sort, List<Candidate> candidates) {
        Set<String> codes = new HashSet<>(question.codes());
        int rank = 0;
        for (int place = Math.min(10, candidates.size()); place > 0; place--) {
            rank = codes.contains(candidates.get(place - 1).guide().code()) ? place : rank;
        }
        Optional<Candidate> own = candidates.stream()
                .filter(candidate -> candidate.guide().kind() != Kind.ELSEWHERE)
                .findFirst();
        return new Outcome(
                sort,
                Decided.OTHER,
                rank,
                false,
                false,
                own.map(Candidate::confidence).orElse(0.0),
                own.filter(best -> codes.contains(best.guide().code())).isPresent(),
                Fit.UNLABELLED,
                0);
    }
}
