package vn.hoixa.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoixa.settings.Setting;

/**
 * Somebody else saved after the page was opened: what stands now is shown beside what was written, so that neither is
 * lost; template {@code settings-parts :: conflict}.
 *
 * @param by who saved, or null where that is not kept
 * @param lines what they made of it
 */
record Conflict(@Nullable String by, String at, List<Line> lines) {
    /** The attribute of the model. */
    static final String SHOWN = "conflict";

    /** @param key of a message that stands before the text, or null */
    record Line(@Nullable String key, String text) {}

    static Conflict with(Setting set, List<Line> lines) {
        return new Conflict(set.by(), CheckLines.time(set.at()), lines);
    }

    /** Where nobody keeps who did it. */
    static Conflict withSomebody(List<Line> lines) {
        return new Conflict(null, "", lines);
    }

    static Line line(String text) {
        return new Line(null, text);
    }
}
