package vn.hoixa.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "publish",
        description = "Has a running HoiXa put its knowledge base into service now, even one that was so before.")
final class Publish implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final Management management = new Management();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode outcome = management.read(management.post("/actuator/knowledge", Map.of()));
        JsonNode refusals = outcome.path("refusals");
        refusals.forEach(refusal -> out.println(refusal.asString()));
        String version = outcome.path("version").asString("?");
        out.println(
                refusals.isEmpty()
                        ? "Published: version " + version + " is in service."
                        : "Refused: version " + version + " stays in service.");
        out.flush();
        return refusals.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
