package vn.hoixa.inquiry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.Facet;

/**
 * Numbered choices that a message offered; the first is 1, and 0 is always a person.
 *
 * @param options in order
 */
record Menu(List<Option> options) {
    Menu {
        options = List.copyOf(options);
    }

    /**
     * One choice.
     *
     * @param guide code
     * @param facet of it, or null for the guide itself
     * @param text as it was offered; null in menus of old messages
     */
    record Option(
            String guide, @Nullable Facet facet, @Nullable String text) {}
}
