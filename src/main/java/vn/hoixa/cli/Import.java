package vn.hoixa.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Importer;

@Command(name = "import", description = "Takes official records of procedures, and tells what changed in them.")
final class Import implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "Records of the national portal (*.json), lists of procedures (*.jsonl).")
    private List<Path> sources;

    @Option(names = "--elsewhere", description = "Keep the names of procedures that are not the commune's, too.")
    private boolean elsewhere;

    @Option(
            names = "--prints",
            paramLabel = "FILE",
            description = "Import nothing, but write here the prints of the facts that the guides were compared with.")
    private @Nullable Path prints;

    @Option(names = "--language", defaultValue = "vi", description = "vi or en (${DEFAULT-VALUE}).")
    private String language;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (prints != null) {
            List<String> without = Importer.writePrints(prints, knowledge.readShipped(), sources);
            out.printf(Locale.ROOT, "%s is written.%n", prints);
            without.forEach(code -> out.printf(Locale.ROOT, "%s has no record among what was read.%n", code));
            out.flush();
            return CommandLine.ExitCode.OK;
        }
        long start = System.nanoTime();
        var importer = new Importer(
                knowledge.data(),
                Importer.provinces(knowledge.folder()),
                CommuneTime.day(InstantSource.system().instant()),
                elsewhere);
        Importer.Report report = importer.take(sources);
        report.lines(Locale.of(language)).forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%.1f s%n",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        out.flush();
        report.refuseIfEmpty();
        return CommandLine.ExitCode.OK;
    }
}
