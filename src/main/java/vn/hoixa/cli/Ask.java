package vn.hoixa.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoixa.inquiry.Explanation;
import vn.hoixa.inquiry.Rehearsal;

@Command(name = "ask", description = "Shows what a resident would be answered, and why.")
final class Ask implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", description = "The question, with or without marks.")
    private String[] words;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        var rehearsal = new Rehearsal(knowledge.read().publish(), knowledge.models(), InstantSource.system());
        Rehearsal.Explained answer = rehearsal.ask(String.join(" ", words));
        print(out, answer.explanation());
        answer.texts().forEach(text -> out.println("\n" + text));
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, Explanation why) {
        out.printf(Locale.ROOT, "decision: %s (rule %s), knowledge %s%n", why.decision(), why.rule(), why.version());
        out.printf(Locale.ROOT, "read as: %s%n", why.read());
        out.printf(Locale.ROOT, "asked: %s%n", why.facets().isEmpty() ? "-" : String.join(", ", why.facets()));
        why.candidates()
                .forEach(candidate -> out.printf(
                        Locale.ROOT,
                        "%6.1f %%  %s  %s%n",
                        100 * candidate.confidence(),
                        candidate.code(),
                        candidate.title()));
        out.printf(Locale.ROOT, "%6.1f %%  none of the guides%n", 100 * why.none());
        out.print("weighed most for the first:");
        why.weights().forEach(weight -> out.printf(Locale.ROOT, " %s %+.1f", weight.signal(), weight.weight()));
        out.println();
    }
}
