package vn.hoixa.knowledge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that answers are made from, as one loaded version. */
public final class Knowledge {
    private final String version;
    private final Map<String, Guide> guides;
    private final Language language;
    private final Communes communes;

    Knowledge(String version, List<Guide> guides, Language language, Communes communes) {
        this.version = version;
        this.guides = Collections.unmodifiableMap(byCode(guides));
        this.language = language;
        this.communes = communes;
    }

    /** In the order of their files: two starts with the same files behave the same. */
    private static Map<String, Guide> byCode(List<Guide> guides) {
        Map<String, Guide> byCode = new LinkedHashMap<>();
        guides.forEach(guide -> byCode.put(guide.code(), guide));
        return byCode;
    }

    /** Changes with the content; every answer carries it. */
    public String version() {
        return version;
    }

    public java.util.Collection<Guide> guides() {
        return guides.values();
    }

    /** The guide of a procedure, or null where there is none (any more). */
    public @Nullable Guide guide(String code) {
        return guides.get(code);
    }

    public Language language() {
        return language;
    }

    public Communes communes() {
        return communes;
    }
}
