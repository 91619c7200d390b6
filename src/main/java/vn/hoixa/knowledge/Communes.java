package vn.hoixa.knowledge;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The communes that this HoiXa serves, by page; what is published changes them while it runs. */
public final class Communes {
    private final Supplier<Knowledge> published;

    /** @param published the knowledge that is in service at the moment of the call */
    public Communes(Supplier<Knowledge> published) {
        this.published = published;
    }

    public boolean isServed(String oa) {
        return of(oa) != null;
    }

    /** The commune of a page, or null where no commune here has it. */
    public @Nullable Commune of(String oa) {
        return published.get().ofPage(oa);
    }

    /** By name of their folders. */
    public List<Commune> all() {
        return published.get().communes();
    }
}
