package vn.hoixa.matching;

import java.nio.file.Path;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.testing.ShippedKnowledge;

/** The matcher over the guides that are shipped. */
final class ShippedMatcher {
    static final Knowledge KNOWLEDGE = ShippedKnowledge.read().publish();
    static final Matcher MATCHER = new Matcher(KNOWLEDGE, new Models(Path.of("target", "models")));

    private ShippedMatcher() {}

    static Understanding understand(String text) {
        return MATCHER.understand(text, KNOWLEDGE.communes().getFirst());
    }
}
