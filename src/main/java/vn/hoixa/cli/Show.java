package vn.hoixa.cli;

import java.io.PrintWriter;
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
import vn.hoixa.SetupException;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Publisher;
import vn.hoixa.knowledge.Publisher.Part;

@Command(name = "show", description = "Shows what residents of a commune get about a procedure, and where it is from.")
final class Show implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Parameters(paramLabel = "CODE", description = "Code of the procedure, such as 1.001193.")
    private String code;

    @Option(names = "--commune", description = "Folder of the commune; else the first one.")
    private @Nullable String commune;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Publisher read = knowledge.read();
        Knowledge draft = read.draft();
        Commune of = commune(draft);
        Guide guide = draft.guide(of, code);
        if (guide == null) {
            throw new SetupException(
                    "There is no guide with the code " + code + ".",
                    "`./hoixa check` counts them; the code stands in the file's first lines.");
        }
        out.printf(Locale.ROOT, "%s %s, for %s%n", guide.code(), guide.title(), of.id());
        for (Part part : read.parts(of.id(), code)) {
            out.printf(
                    Locale.ROOT,
                    "%n[%s] from %s, %s%n",
                    part.part(),
                    part.layer().key(),
                    part.file());
            out.println(part.text());
        }
        tellWhatIsKeptBack(out, draft, guide);
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static void tellWhatIsKeptBack(PrintWriter out, Knowledge read, Guide guide) {
        guide.withheld()
                .keySet()
                .forEach(facet -> out.printf(
                        Locale.ROOT,
                        "%n%s is kept back: the official record changed, or is held for review.%n",
                        read.language().of(facet).heading()));
        if (guide.review() == null) {
            out.printf(Locale.ROOT, "%nNothing of it is quoted: nobody has reviewed it.%n");
        } else {
            out.printf(
                    Locale.ROOT,
                    "%nReviewed: %s %s %s%n",
                    guide.review().by().name().toLowerCase(Locale.ROOT),
                    guide.review().who(),
                    guide.review().on());
        }
    }

    private Commune commune(Knowledge read) {
        List<Commune> all = read.communes();
        return all.stream()
                .filter(one -> commune == null || one.id().equals(commune))
                .findFirst()
                .orElseThrow(() -> new SetupException(
                        "There is no commune \"" + commune + "\".",
                        "Known are: "
                                + String.join(
                                        ", ", all.stream().map(Commune::id).toList()) + "."));
    }
}
