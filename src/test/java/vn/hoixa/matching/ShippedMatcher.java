package vn.hoixa.matching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.testing.ShippedKnowledge;

/** The matcher over the guides that are shipped. */
final class ShippedMatcher {
    static final Knowledge KNOWLEDGE = ShippedKnowledge.read().publish();
    static final Matcher MATCHER = matcher();

    private ShippedMatcher() {}

    private static Matcher matcher() {
        try {
            Path folder = Files.createTempDirectory("index");
            folder.toFile().deleteOnExit();
            return new Matcher(KNOWLEDGE, folder, new Models(Path.of("target", "models")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Understanding understand(String text) {
        return MATCHER.understand(text, KNOWLEDGE.communes().getFirst());
    }
}
