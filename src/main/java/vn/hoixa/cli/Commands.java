package vn.hoixa.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.hoixa.SetupException;

/** All commands of {@code ./hoixa}; they start neither Redis nor the database. */
@Command(
        name = "hoixa",
        mixinStandardHelpOptions = true,
        version = "HoiXa 0.1",
        description = "Answers residents on a commune's official Zalo page.",
        subcommands = {
            Commands.Serve.class,
            Check.class,
            Ask.class,
            Evaluate.class,
            FeedbackCommand.class,
            Show.class,
            Diff.class,
            Dossiers.class,
            Import.class,
            Invite.class,
            Officers.class,
            Publish.class,
            Review.class,
            Send.class,
            Status.class
        })
public final class Commands {
    /** Lucene tells here how it might be faster; held, because loggers are forgotten. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private Commands() {}

    /** Runs the command and returns its exit code. */
    public static int run(String... arguments) {
        LUCENE.setLevel(Level.SEVERE);
        return line().execute(arguments);
    }

    /** Ready to be run, with the console to write to. */
    static CommandLine line() {
        return new CommandLine(new Commands()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof SetupException setup)) {
                throw failure;
            }
            command.getErr().println(setup.getMessage());
            command.getErr().println(setup.remedy());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** Stands in the list of commands; the service itself is started without them. */
    @Command(name = "serve", description = "Runs the service (so does no command at all).")
    static final class Serve implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("started before commands are read");
        }
    }
}
