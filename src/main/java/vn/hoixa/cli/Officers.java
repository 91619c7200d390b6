package vn.hoixa.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import vn.hoixa.SetupException;

@Command(name = "officers", description = "What concerns a commune's officers.", subcommands = Officers.Codes.class)
final class Officers {
    @Command(
            name = "codes",
            description = "Prints a code for each officer, by which they link their Zalo account within ten minutes.")
    static final class Codes implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private final Management management = new Management();

        @Parameters(paramLabel = "COMMUNE", description = "Folder of the commune.")
        private String commune;

        @Override
        public Integer call() throws InterruptedException {
            String name = URLEncoder.encode(commune, StandardCharsets.UTF_8).replace("+", "%20");
            HttpResponse<String> made = management.post("/actuator/linkcodes/" + name, Map.of());
            if (made.statusCode() == 204 || made.statusCode() == 404) {
                throw new SetupException(
                        "The running HoiXa has no commune \"" + commune + "\".",
                        "Give the name of its folder under communes/, such as xa-mau. Nothing was changed.");
            }
            PrintWriter out = spec.commandLine().getOut();
            for (JsonNode slip : management.read(made)) {
                out.printf(
                        "%s  %s (%s), until %s%n",
                        slip.path("code").asString(),
                        slip.path("name").asString(),
                        slip.path("post").asString(),
                        slip.path("until").asString());
            }
            out.println(
                    "Each sends \"lien ket\" and the code to the commune's page on Zalo. Earlier codes have ended.");
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }
}
