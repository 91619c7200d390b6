package vn.hoixa.knowledge;

import java.util.Map;

/** What a commune's people set in the console; it lies above what the files say. */
@FunctionalInterface
public interface OwnSettings {
    OwnSettings NONE = commune -> Map.of();

    /** Name of an {@link OwnProfile}. */
    String PROFILE = "profile";

    /** Name of an {@link OwnCalendar}. */
    String CALENDAR = "calendar";

    /** Before the folder of a field: the key of its {@link Autonomy}. */
    String DRAFTS = "drafts.";

    /** Asked from memory, at every answer: values by name. */
    Map<String, String> of(String commune);
}
