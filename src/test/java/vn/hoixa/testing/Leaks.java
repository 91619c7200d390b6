package vn.hoixa.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what must not stand in a log: secrets of tests, values of fields that hold secrets, and what residents wrote. */
public final class Leaks {
    /** What every text has in it that a test sends as a resident's, to be found nowhere but where it belongs. */
    public static final String CANARY = "038099912345";

    /** In a constant of that name, in a Secret, or in one of Zalo's answers. */
    private static final List<Pattern> IN_TESTS = List.of(
            Pattern.compile("(?:KEY|SECRET|TOKEN|PASSWORD|OTHER)\\w* = \"([^\"/]+)\""),
            Pattern.compile("new Secret\\(\"([^\"]+)\""),
            Pattern.compile("(?:access|refresh)_token\\\\\":\\\\\"([^\\\\\"{]+)"),
            Pattern.compile("\"([^\"\\s]+-of-tests)\""));

    /** Whatever the value, as where it is random. */
    private static final Pattern FIELD = Pattern.compile(
            "(?i)\\b(?:access_token|refresh_token|app_secret|secret_key|code_verifier|appsecret_proof|_csrf)"
                    + "[\"' ]*[=:][\"' ]*[\\w.~+/-]{8,}");

    /** A shorter one is a word that a log may hold. */
    private static final int SHORTEST = 8;

    private Leaks() {}

    /** Secrets that stand in the sources of the tests. */
    public static Collection<String> secretsOfTests(Path sources) {
        var found = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Leaks::read)
                    .forEach(source -> IN_TESTS.forEach(pattern -> {
                        Matcher matcher = pattern.matcher(source);
                        while (matcher.find()) {
                            found.add(matcher.group(1).strip());
                        }
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.removeIf(secret -> secret.length() < SHORTEST || secret.matches("\\p{Alpha}+|.*, .*"));
        return found;
    }

    /** Lines of the log that hold one of these or the value of a field that holds a secret. */
    public static List<String> in(Path log, Collection<String> secrets) {
        List<String> leaks = new ArrayList<>();
        int number = 0;
        for (String line : read(log).lines().toList()) {
            number++;
            boolean holds = secrets.stream().anyMatch(line::contains)
                    || line.contains(CANARY)
                    || FIELD.matcher(line).find();
            if (holds) {
                leaks.add(log + ":" + number + ": " + line);
            }
        }
        return leaks;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
