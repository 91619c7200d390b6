package vn.hoixa;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import vn.hoixa.cli.Commands;

/** Runs the service, or the command that is named. */
@SpringBootApplication
public class HoiXa {
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
