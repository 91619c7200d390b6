package vn.hoixa.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.SetupException;

/** The management port of a running HoiXa. */
final class Management {
    private static final String NAME_IT =
            "Name its management address with --management; if that is right, look into its log.";

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();

    @Option(
            names = "--management",
            defaultValue = "http://127.0.0.1:8081",
            description = "Its management address (${DEFAULT-VALUE}).")
    private URI address;

    HttpResponse<String> get(String path) throws InterruptedException {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, Object body) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    /** Sends a file as it is, without ever holding the whole of it. */
    HttpResponse<String> upload(String path, Path file) throws InterruptedException, FileNotFoundException {
        return send(request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build());
    }

    /** What was answered, if all went well. */
    JsonNode read(HttpResponse<String> response) {
        try {
            if (response.statusCode() == 200) {
                return json.readTree(response.body());
            }
        } catch (JacksonException e) {
            throw new SetupException("What runs at " + address + " is no HoiXa.", NAME_IT, e);
        }
        throw new SetupException("HoiXa at " + address + " answered HTTP " + response.statusCode() + ".", NAME_IT);
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(address.resolve(path));
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "\"" + address + "\" is no management address.", "Write it whole, as in http://127.0.0.1:8081.", e);
        }
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
