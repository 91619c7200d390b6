package vn.hoixa.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoixa.inquiry.Rehearsal;
import vn.hoixa.knowledge.Publisher;

@Command(name = "ask", description = "Shows what a resident would be answered, and why.")
final class Ask implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", description = "The question, with or without marks.")
    private String[] words;

    @Option(
            names = "--knowledge",
            defaultValue = "${env:HOIXA_KNOWLEDGE}",
            description = "Its folder; else knowledge-base, else the packed one.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (var rehearsal = new Rehearsal(Publisher.read(folder).publish(), InstantSource.system())) {
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
