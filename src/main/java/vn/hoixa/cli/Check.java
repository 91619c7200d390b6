package vn.hoixa.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Problem;
import vn.hoixa.knowledge.Publisher;

@Command(name = "check", description = "Lists everything that is wrong in the knowledge base.")
final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--knowledge",
            defaultValue = "${env:HOIXA_KNOWLEDGE}",
            description = "Its folder; else knowledge-base, else the packed one.")
    private @Nullable Path folder;

    @Option(names = "--language", defaultValue = "vi", description = "vi or en (${DEFAULT-VALUE}).")
    private String language;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Publisher read = Publisher.read(folder);
        List<Problem> problems = read.problems();
        problems.forEach(problem -> out.println(problem.text(Locale.of(language))));
        Knowledge knowledge = read.draft();
        int phrasings = knowledge.guides().stream()
                .mapToInt(guide -> guide.phrasings().size())
                .sum();
        out.printf(
                Locale.ROOT,
                "%d guides, %d phrasings, %d communes, %d problems%n",
                knowledge.guides().size(),
                phrasings,
                knowledge.communes().all().size(),
                problems.size());
        out.flush();
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
