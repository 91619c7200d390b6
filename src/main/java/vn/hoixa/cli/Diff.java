package vn.hoixa.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoixa.SetupException;
import vn.hoixa.knowledge.Publisher;

@Command(name = "diff", description = "Shows what differs between two knowledge bases, procedure by procedure.")
final class Diff implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Parameters(index = "0", paramLabel = "OLD", description = "Folder of the one.")
    private Path old;

    @Parameters(index = "1", paramLabel = "NEW", description = "Folder of the other.")
    private Path fresh;

    @Option(names = "--commune", description = "With the changes of this commune.")
    private @Nullable String commune;

    /** Exit code as of diff: 1 where anything differs. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Publisher before = knowledge.read(old);
        Publisher after = knowledge.read(fresh);
        Set<String> codes = new LinkedHashSet<>(codes(before));
        codes.addAll(codes(after));
        int changed = 0;
        for (String code : codes) {
            changed += tell(out, code, parts(before, code), parts(after, code)) ? 1 : 0;
        }
        out.printf(Locale.ROOT, "%d procedures differ%n", changed);
        out.flush();
        return changed == 0 ? 0 : 1;
    }

    private Map<String, String> parts(Publisher read, String code) {
        Map<String, String> parts = new LinkedHashMap<>();
        read.parts(commune, code).forEach(part -> parts.put(part.part(), part.text()));
        return parts;
    }

    private Set<String> codes(Publisher read) {
        if (commune != null && read.draft().commune(commune) == null) {
            throw new SetupException(
                    "There is no commune \"" + commune + "\" in one of the two.",
                    "Give the name of its folder under communes/, or leave --commune out.");
        }
        return read.codes(commune);
    }

    private static boolean tell(PrintWriter out, String code, Map<String, String> before, Map<String, String> after) {
        if (before.equals(after)) {
            return false;
        }
        String title = after.getOrDefault("title", before.getOrDefault("title", ""));
        if (before.isEmpty() || after.isEmpty()) {
            out.printf(Locale.ROOT, "%s %s: %s%n", code, title, before.isEmpty() ? "added" : "removed");
            return true;
        }
        out.printf(Locale.ROOT, "%s %s%n", code, title);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String was = before.getOrDefault(name, "");
            String is = after.getOrDefault(name, "");
            if (!was.equals(is)) {
                out.println("  " + name);
                was.lines().forEach(line -> out.println("    - " + line));
                is.lines().forEach(line -> out.println("    + " + line));
            }
        }
        return true;
    }
}
