package vn.hoixa.inquiry;

import java.util.stream.Stream;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.testing.ShippedKnowledge;

/** The knowledge that is shipped, and some of it by name. */
final class Shipped {
    static final Knowledge KNOWLEDGE = ShippedKnowledge.read().publish();
    static final Commune COMMUNE = KNOWLEDGE.communes().getFirst();

    static final Guide BIRTH = guide("1.001193");
    static final Guide DEATH = guide("1.000656");
    static final Guide MARRIAGE = guide("1.000894");
    static final Guide SINGLE = guide("1.004873");

    private Shipped() {}

    static Decision.Clarify which(Decision.Reason reason, Guide... guides) {
        return new Decision.Clarify(
                reason,
                null,
                Stream.of(guides)
                        .map(guide -> new Decision.Choice(guide, guide.title()))
                        .toList());
    }

    private static Guide guide(String code) {
        return java.util.Objects.requireNonNull(KNOWLEDGE.guide(code), code);
    }
}
