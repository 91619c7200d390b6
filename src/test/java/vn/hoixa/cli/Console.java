package vn.hoixa.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands as {@code ./hoixa} does, and keeps what they print. */
final class Console {
    private Console() {}

    /**
     * What came of a command.
     *
     * @param code exit code
     * @param out what it says
     * @param err what it complains of
     */
    record Outcome(int code, String out, String err) {}

    static Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = Commands.line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }
}
