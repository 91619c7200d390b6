package vn.hoixa.cli;

import org.springframework.boot.SpringApplication;
import vn.hoixa.HoiXa;

/** Where the program starts: runs the service, or the command that is named. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        boolean serves = arguments.length == 0 || arguments[0].startsWith("--") || arguments[0].equals("serve");
        boolean helps = arguments.length > 0 && (arguments[0].equals("--help") || arguments[0].equals("--version"));
        if (serves && !helps) {
            SpringApplication.run(HoiXa.class, arguments);
        } else {
            System.exit(Commands.run(arguments));
        }
    }
}
