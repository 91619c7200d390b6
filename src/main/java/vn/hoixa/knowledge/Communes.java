package vn.hoixa.knowledge;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The communes that this HoiXa serves, by page. */
public final class Communes {
    private final Map<String, Commune> byPage;

    Communes(Collection<Commune> communes) {
        this.byPage = communes.stream().collect(Collectors.toUnmodifiableMap(Commune::oa, commune -> commune));
    }

    public boolean isServed(String oa) {
        return byPage.containsKey(oa);
    }

    /** The commune of a page, or null where no commune here has it. */
    public @Nullable Commune of(String oa) {
        return byPage.get(oa);
    }

    public Collection<Commune> all() {
        return byPage.values();
    }
}
