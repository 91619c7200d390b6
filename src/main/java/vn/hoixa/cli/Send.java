package vn.hoixa.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.hoixa.SetupException;
import vn.hoixa.zalo.Credentials;
import vn.hoixa.zalo.Secret;
import vn.hoixa.zalo.Signature;

@Command(name = "send", description = "Signs events from files and posts them to a running HoiXa.")
final class Send implements Callable<Integer> {
    private static final Pattern COUNT =
            Pattern.compile("hoixa_webhooks_seconds_count\\{outcome=\"(\\w+)\"} (\\d+)(?:\\.\\d+)?");

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", description = "Files such as webhook-samples/user_send_text.json.")
    private List<Path> files;

    @Option(names = "--to", defaultValue = "http://127.0.0.1:8080", description = "Where it runs (${DEFAULT-VALUE}).")
    private URI server;

    @Option(
            names = "--management",
            defaultValue = "http://127.0.0.1:8081",
            description = "Its management address, to tell what became of the event (${DEFAULT-VALUE}).")
    private URI management;

    @Option(
            names = "--data",
            defaultValue = "${env:HOIXA_DATA:-data}",
            description = "Its data folder (${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--app-id", defaultValue = "${env:HOIXA_ZALO_APP_ID:-" + Credentials.TRIAL_APP + "}")
    private String appId;

    @Option(
            names = "--secret",
            defaultValue = "${env:HOIXA_ZALO_OA_SECRET_KEY}",
            description = "OA secret key; by default the one of the trial in the data folder.")
    private @Nullable String secret;

    @Option(names = "--as-is", description = "Keep times and ids as they stand in the file.")
    private boolean asIs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Signature signature = new Signature(appId, new Secret(secret()));
        boolean allTaken = true;
        for (Path file : files) {
            ObjectNode event = (ObjectNode) json.readTree(Files.readString(file));
            if (!asIs) {
                refresh(event);
            }
            Map<String, Long> before = outcomes();
            int status = post(event, signature);
            String outcome = changed(before, outcomes());
            out.printf("%s: HTTP %d%s%n", file.getFileName(), status, outcome);
            allTaken &= status == 200;
        }
        out.flush();
        return allTaken ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** A new time, and a new id for what is itself a message, so that it is not taken for a redelivery. */
    private static void refresh(ObjectNode event) {
        event.put("timestamp", String.valueOf(InstantSource.system().millis()));
        boolean isMessage = event.path("event_name").asString("").contains("_send_");
        if (isMessage && event.path("message") instanceof ObjectNode message && message.has("msg_id")) {
            message.put("msg_id", UUID.randomUUID().toString().replace("-", "").substring(0, 20));
        }
    }

    private int post(JsonNode event, Signature signature) throws IOException, InterruptedException {
        byte[] body = json.writeValueAsBytes(event);
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/webhooks/zalo"))
                .header("Content-Type", "application/json")
                .header(
                        Signature.HEADER,
                        signature.sign(body, event.path("timestamp").asString("")))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (java.net.ConnectException e) {
            throw new SetupException(
                    "No HoiXa answers at " + server + ".", "Start it with ./hoixa, or name its address with --to.", e);
        }
    }

    /** The webhook answers 200 to everything; its counters tell what became of it. */
    private Map<String, Long> outcomes() throws InterruptedException {
        Map<String, Long> counts = new HashMap<>();
        HttpRequest request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
                .build();
        try {
            String body = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
            for (Matcher found = COUNT.matcher(body); found.find(); ) {
                counts.put(found.group(1), Long.parseLong(found.group(2)));
            }
        } catch (IOException managementIsElsewhere) {
            counts.clear();
        }
        return counts;
    }

    private static String changed(Map<String, Long> before, Map<String, Long> after) {
        return after.entrySet().stream()
                .filter(count -> !count.getValue().equals(before.get(count.getKey())))
                .findFirst()
                .map(count -> ", " + count.getKey())
                .orElse("");
    }

    private String secret() throws IOException {
        if (secret != null && !secret.isEmpty()) {
            return secret;
        }
        Path trial = data.resolve(Credentials.TRIAL_KEY_FILE);
        if (!Files.exists(trial)) {
            throw new SetupException(
                    "There is no key to sign with: " + trial.toAbsolutePath() + " is missing.",
                    "Start the trial first (./hoixa), or give the OA secret key with --secret.");
        }
        return Files.readString(trial).strip();
    }
}
