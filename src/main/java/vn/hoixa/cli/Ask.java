package vn.hoixa.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
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
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (var rehearsal = new Rehearsal(knowledge.read().publish(), InstantSource.system())) {
            Rehearsal.Explained answer = rehearsal.ask(String.join(" ", words));
            out.printf(Locale.ROOT, "decision: %s (rule %s)%n", answer.decision(), answer.rule());
            answer.candidates()
                    .forEach(candidate -> out.printf(
                            Locale.ROOT,
                            "%6.1f %%  %s  %s%n",
                            100 * candidate.confidence(),
                            candidate.guide().code(),
                            candidate.guide().title()));
            answer.texts().forEach(text -> out.println("\n" + text));
        }
        out.flush();
        return 0;
    }
}
