package vn.hoixa.inquiry;

import java.nio.file.Path;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Publisher;

/** The knowledge that is shipped, and some of it by name. */
final class Shipped {
    static final Knowledge KNOWLEDGE = Publisher.read(Path.of("knowledge-base")).publish();
    static final Commune COMMUNE = KNOWLEDGE.communes().all().iterator().next();

    static final Guide BIRTH = guide("1.001193");
    static final Guide DEATH = guide("1.000656");
    static final Guide MARRIAGE = guide("1.000894");
    static final Guide SINGLE = guide("1.004873");

    private Shipped() {}

    private static Guide guide(String code) {
        return java.util.Objects.requireNonNull(KNOWLEDGE.guide(code), code);
    }
}
