package vn.hoixa.cli;

import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.hoixa.SetupException;

@Command(
        name = "invite",
        description = "Makes a link, for 24 hours and one use, by which one becomes an administrator.")
final class Invite implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final Management management = new Management();

    @Option(names = "--for", paramLabel = "NAME", description = "A new password for this account instead.")
    private @Nullable String account;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        HttpResponse<String> made =
                management.post("/actuator/invitations", account == null ? Map.of() : Map.of("account", account));
        if (made.statusCode() == 204 || made.statusCode() == 404) {
            throw new SetupException(
                    "The running HoiXa has no account \"" + account + "\".",
                    "Leave --for out to make a new one. Nothing was changed.");
        }
        out.println(management.read(made).path("link").asString());
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
