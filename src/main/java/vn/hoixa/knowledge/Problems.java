package vn.hoixa.knowledge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that a person sees all of it at once. */
final class Problems {
    /** A key that is read twice is wrong once. */
    private final Set<Problem> found = new LinkedHashSet<>();

    void add(String file, int line, String key, Object... values) {
        found.add(new Problem(file, line, key, List.of(values), true));
    }

    /** Does not keep the files from being published. */
    void warn(String file, int line, String key, Object... values) {
        found.add(new Problem(file, line, key, List.of(values), false));
    }

    List<Problem> found() {
        return List.copyOf(found);
    }
}
