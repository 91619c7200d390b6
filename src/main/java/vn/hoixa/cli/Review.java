package vn.hoixa.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
        name = "review",
        description = "Lets a person of a commune approve the thirty most asked guides: here, or by a link on a phone.")
final class Review implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final Management management = new Management();

    @Option(names = "--commune", required = true, description = "Folder of the commune.")
    private String commune;

    @Option(names = "--by", required = true, description = "Name and post of who reviews, as residents will read it.")
    private String person;

    @Option(names = "--link", description = "Only print a link for the phone; it holds for 12 hours.")
    private boolean link;

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (link) {
            out.println(post(Map.of("person", person)).path("link").asString());
        } else {
            walk(out, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private void walk(PrintWriter out, BufferedReader keys) throws InterruptedException, IOException {
        for (JsonNode paper : known(management.get("/actuator/reviews/" + commune))) {
            if (!paper.path("state").asString().equals("open")) {
                continue;
            }
            show(out, paper);
            String answer = answer(out, keys);
            if (answer == null || answer.equals("q")) {
                return;
            }
            if (answer.equals("y") || answer.equals("n")) {
                out.println(judge(paper, answer.equals("y")));
            }
        }
        out.println("No guide is left to be read.");
    }

    private static void show(PrintWriter out, JsonNode paper) {
        out.println("\n=== " + paper.path("code").asString() + "  "
                + paper.path("title").asString());
        out.println(paper.path("summary").asString());
        for (String part : new String[] {"facets", "withheld"}) {
            paper.path(part).properties().forEach(facet -> {
                out.println("\n[" + facet.getKey() + "]" + (part.equals("withheld") ? " KEPT BACK: changed" : ""));
                out.println(facet.getValue().asString());
            });
        }
    }

    private static @Nullable String answer(PrintWriter out, BufferedReader keys) throws IOException {
        out.print("\nRight? y = approve, n = wrong, do not quote it, s = later, q = stop: ");
        out.flush();
        String line = keys.readLine();
        return line == null ? null : line.strip();
    }

    private String judge(JsonNode paper, boolean isRight) throws InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("person", person);
        body.put("code", paper.path("code").asString());
        body.put("fingerprint", paper.path("fingerprint").asString());
        body.put("approved", isRight);
        return post(body).path("state").asString();
    }

    private JsonNode post(Map<String, ?> body) throws InterruptedException {
        return known(management.post("/actuator/reviews/" + commune, body));
    }

    private JsonNode known(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new SetupException(
                    "The running HoiXa has no commune \"" + commune + "\".",
                    "Give the name of its folder under communes/, such as xa-mau.");
        }
        return management.read(response);
    }
}
