package vn.hoixa.cli;

import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "status", description = "Shows the health of a running HoiXa and what is stuck in it.")
final class Status implements Callable<Integer> {
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private final Management management = new Management();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        HttpResponse<String> health = management.get("/actuator/health");
        json.readTree(health.body())
                .path("components")
                .path("alarms")
                .path("details")
                .forEachEntry((name, alarm) -> out.println("NEEDS A PERSON  " + name + ": " + alarm.asString()));
        out.println(pretty(health.body()));
        out.println(pretty(management.get("/actuator/stuck").body()));
        out.flush();
        return health.statusCode() == 200 ? 0 : 1;
    }

    private String pretty(String body) {
        return json.writeValueAsString(json.readTree(body));
    }
}
