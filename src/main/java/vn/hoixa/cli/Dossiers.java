package vn.hoixa.cli;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import vn.hoixa.SetupException;

@Command(
        name = "dossiers",
        description = "Imports a commune's list of dossiers, exported from its one-stop software as .xlsx or .csv.")
final class Dossiers implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final Management management = new Management();

    @Parameters(index = "0", description = "Folder of the commune.")
    private String commune;

    @Parameters(index = "1", description = "The list.")
    private Path file;

    @Option(names = "--confirm", description = "Take the list though it is less than half as long as the last one.")
    private boolean confirm;

    @Override
    public Integer call() throws InterruptedException {
        HttpResponse<String> response = upload();
        if (response.statusCode() == 404) {
            throw new SetupException(
                    "The running HoiXa has no commune \"" + commune + "\".",
                    "Give the name of its folder under communes/, such as xa-mau.");
        }
        JsonNode told = management.read(response);
        String outcome = told.path("outcome").asString();
        switch (outcome) {
            case "taken" -> report(told);
            case "held-back" ->
                throw new SetupException(
                        "The list has " + told.path("now").asInt() + " dossiers, the last one had "
                                + told.path("before").asInt() + ". The last one stays.",
                        "Export it again; if it is right, run this with --confirm.");
            case "renamed" ->
                throw new SetupException(
                        "No column of the list is known for: " + joined(told.path("missing")) + ". Its headers are: "
                                + joined(told.path("headers")) + ". The last list stays.",
                        "Write the header below columns in communes/" + commune + "/dossiers.yaml, such as\n"
                                + "columns:\n  "
                                + told.path("missing").path(0).asString()
                                + ":\n    - the header as it stands in the list\n"
                                + "and publish it with ./hoixa publish.");
            default -> throw new SetupException("The list was not taken: " + reason(outcome), remedy(outcome));
        }
        return CommandLine.ExitCode.OK;
    }

    private HttpResponse<String> upload() throws InterruptedException {
        String path = "/actuator/dossiers/"
                + URLEncoder.encode(commune, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            return management.upload(confirm ? path + "?confirmed" : path, file);
        } catch (FileNotFoundException e) {
            throw new SetupException("There is no file " + file + ".", "Name the exported list.", e);
        }
    }

    private void report(JsonNode told) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Taken: " + told.path("kept").asInt() + " dossiers of "
                + told.path("read").asInt() + " rows, "
                + told.path("skipped").asInt() + " rows skipped.");
        told.properties().forEach(entry -> {
            if (entry.getValue().has("rows")) {
                out.println(
                        entry.getKey() + ": " + entry.getValue().path("times").asInt() + " times, row "
                                + entry.getValue().path("rows").asString());
            }
        });
        if (!told.path("unknown-states").isEmpty()) {
            out.println("States that no setting explains: " + joined(told.path("unknown-states")));
        }
        out.flush();
    }

    private static String joined(JsonNode texts) {
        return String.join(", ", texts.valueStream().map(JsonNode::asString).toList());
    }

    private static String reason(String outcome) {
        return switch (outcome) {
            case "empty" -> "it has no rows.";
            case "no-codes" -> "no row has a code.";
            case "too-large" -> "the file is larger than 20 MB.";
            case "blown-up", "too-many-rows" -> "more is in it than a list of dossiers can hold.";
            case "old-excel" -> "it is of the Excel of before 2007, or locked with a password.";
            case "web-page" -> "it is a web page that only calls itself a spreadsheet.";
            case "busy" -> "another list is just being taken.";
            default -> "the file is damaged.";
        };
    }

    private static String remedy(String outcome) {
        return switch (outcome) {
            case "busy" -> "The last list stays. Try again in a minute.";
            case "old-excel", "web-page", "damaged" ->
                "The last list stays. Open it in Excel or LibreOffice and save it as .xlsx, without a password.";
            default -> "The last list stays. Export it again, of a shorter time if need be.";
        };
    }
}
