package vn.hoixa.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
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
        if (person.isBlank()) {
            throw new SetupException("Nobody is named.", "Residents read who approved: give name and post with --by.");
        }
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
        int later = 0;
        for (JsonNode paper : known(management.get(path()))) {
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
            } else {
                later++;
            }
        }
        out.println(later == 0 ? "No guide is left to be read." : later + " guides are left for later.");
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
        return line == null ? null : line.strip().toLowerCase(Locale.ROOT);
    }

    private String judge(JsonNode paper, boolean isRight) throws InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("person", person);
        body.put("code", paper.path("code").asString());
        body.put("fingerprint", paper.path("fingerprint").asString());
        body.put("approved", isRight);
        String state = post(body).path("state").asString();
        return state.equals("changed") ? "The text was changed meanwhile; run this again to read it." : state;
    }

    private String path() {
        return "/actuator/reviews/"
                + URLEncoder.encode(commune, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode post(Map<String, ?> body) throws InterruptedException {
        return known(management.post(path(), body));
    }

    private JsonNode known(HttpResponse<String> response) {
        if (response.statusCode() == 404 || response.statusCode() == 204) {
            throw new SetupException(
                    "The running HoiXa has no commune \"" + commune + "\".",
                    "Give the name of its folder under communes/, such as xa-mau.");
        }
        return management.read(response);
    }
}
