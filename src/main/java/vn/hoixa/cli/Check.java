package vn.hoixa.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Problem;
import vn.hoixa.knowledge.Publisher;

@Command(name = "check", description = "Lists everything that is wrong in the knowledge base.")
final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Option(names = "--language", defaultValue = "vi", description = "vi or en (${DEFAULT-VALUE}).")
    private String language;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Publisher read = knowledge.read();
        List<Problem> problems = read.problems();
        problems.forEach(problem -> out.println(problem.text(Locale.of(language))));
        count(out, read.draft());
        long errors = problems.stream().filter(Problem::isError).count();
        out.printf(Locale.ROOT, "%d errors, %d warnings%n", errors, problems.size() - errors);
        out.flush();
        return errors == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void count(PrintWriter out, Knowledge read) {
        Collection<Guide> guides = read.guides();
        List<Guide> procedures = guides.stream().filter(Check::isOfTheCommune).toList();
        out.printf(
                Locale.ROOT,
                "%d procedures with phrasings, %d of them with a complete guide%n",
                procedures.size(),
                procedures.stream().filter(guide -> !guide.summary().isEmpty()).count());
        for (Kind kind : List.of(Kind.HELP, Kind.COMMUNE, Kind.ELSEWHERE)) {
            out.printf(
                    Locale.ROOT,
                    "%d guides of kind %s%n",
                    guides.stream().filter(guide -> guide.kind() == kind).count(),
                    kind.key());
        }
        out.printf(
                Locale.ROOT,
                "%d phrasings, %d of them of procedures; %d communes; version %s%n",
                phrasings(guides),
                phrasings(procedures),
                read.communes().size(),
                read.version());
    }

    private static boolean isOfTheCommune(Guide guide) {
        return (guide.kind() == Kind.PROCEDURE || guide.kind() == Kind.LAW)
                && !guide.phrasings().isEmpty();
    }

    private static int phrasings(Collection<Guide> guides) {
        return guides.stream().mapToInt(guide -> guide.phrasings().size()).sum();
    }
}
