package vn.hoixa.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.SetupException;

@Command(name = "status", description = "Shows the health of a running HoiXa and what is stuck in it.")
final class Status implements Callable<Integer> {
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final HttpClient http = HttpClient.newHttpClient();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--management",
            defaultValue = "http://127.0.0.1:8081",
            description = "Its management address (${DEFAULT-VALUE}).")
    private URI management;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        HttpResponse<String> health = get("/actuator/health");
        out.println(pretty(health.body()));
        out.println(pretty(get("/actuator/stuck").body()));
        out.flush();
        return health.statusCode() == 200 ? 0 : 1;
    }

    private String pretty(String body) {
        return json.writeValueAsString(json.readTree(body));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try {
            return http.send(
                    HttpRequest.newBuilder(management.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new SetupException(
                    "No HoiXa answers at " + management + ".",
                    "Start it with ./hoixa, or name its management address with --management.",
                    e);
        }
    }
}
