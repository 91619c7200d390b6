package vn.hoixa.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.SetupException;

/** The management port of a running HoiXa. */
final class Management {
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();

    @Option(
            names = "--management",
            defaultValue = "http://127.0.0.1:8081",
            description = "Its management address (${DEFAULT-VALUE}).")
    private URI address;

    HttpResponse<String> get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)).build());
    }

    HttpResponse<String> post(String path, Object body) throws InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    JsonNode read(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new SetupException(
                    "No HoiXa answers at " + address + ".",
                    "Start it with ./hoixa, or name its management address with --management.",
                    e);
        } catch (IOException e) {
            throw new SetupException(
                    "HoiXa at " + address + " broke off: " + e.getMessage() + ".",
                    "Look into its log, and try again.",
                    e);
        }
    }
}
