package vn.hoixa.knowledge;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that answers are made from, as one loaded version. */
public final class Knowledge {
    private final String version;
    private final Map<String, Guide> guides;
    private final Language language;
    private final Communes communes;

    Knowledge(String version, List<Guide> guides, Language language, Communes communes) {
        this.version = version;
        this.guides = guides.stream().collect(Collectors.toUnmodifiableMap(Guide::code, Function.identity()));
        this.language = language;
        this.communes = communes;
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
