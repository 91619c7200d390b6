package vn.hoixa.knowledge;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The communes that this HoiXa serves, by page. */
public final class Communes {
    private final Map<String, Commune> byPage;
    private final List<Commune> all;

    Communes(Collection<Commune> communes) {
        this.all = communes.stream().sorted(Comparator.comparing(Commune::id)).toList();
        this.byPage = communes.stream().collect(Collectors.toUnmodifiableMap(Commune::oa, commune -> commune));
    }

    public boolean isServed(String oa) {
        return byPage.containsKey(oa);
    }

    /** The commune of a page, or null where no commune here has it. */
    public @Nullable Commune of(String oa) {
        return byPage.get(oa);
    }

    /** By name of their folders. */
    public List<Commune> all() {
        return all;
    }
}
