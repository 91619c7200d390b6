package vn.hoixa.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import vn.hoixa.SetupException;

@Command(
        name = "feedback",
        description = "What concerns residents' feedback.",
        subcommands = FeedbackCommand.Refile.class)
final class FeedbackCommand {
    @Command(
            name = "refile",
            description = "Files old feedback anew under the themes in service; what a person put somewhere stays.")
    static final class Refile implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private final Management management = new Management();

        @Option(names = "--commune", description = "Folder of one commune; all of them without it.")
        private @Nullable String commune;

        @Override
        public Integer call() throws InterruptedException {
            String of = commune == null
                    ? ""
                    : "/" + URLEncoder.encode(commune, StandardCharsets.UTF_8).replace("+", "%20");
            HttpResponse<String> answer = management.post("/actuator/feedback" + of, Map.of());
            if (commune != null && (answer.statusCode() == 204 || answer.statusCode() == 404)) {
                throw new SetupException(
                        "The running HoiXa has no commune \"" + commune + "\".",
                        "Give the name of its folder under communes/, such as xa-mau. Nothing was changed.");
            }
            JsonNode refiled = management.read(answer);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "Filed under themes version %s: %s piece(s) stand elsewhere now.%n",
                    refiled.path("version").asString(), refiled.path("moved").asString());
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }
}
