package vn.hoixa.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code drafts} of {@code communes/<name>/profile.yaml}. */
final class AutonomyReader {
    static final String DRAFTS = "drafts";

    /** Key for all fields that have none of their own. */
    static final String ALL = "all";

    private AutonomyReader() {}

    /**
     * By folder of the bank; a commune that says nothing has an officer send everything.
     *
     * @param known folders of the bank
     */
    static Map<String, Autonomy> read(YamlSection profile, Collection<String> known) {
        Map<String, Autonomy> fields = new HashMap<>(Map.of(ALL, Autonomy.DRAFT));
        if (profile.has(DRAFTS)) {
            YamlSection section = profile.section(DRAFTS);
            for (String field : section.keys()) {
                section.problemIf(!field.equals(ALL) && !known.contains(field), field, "drafts-field", field);
                String mode = section.text(field);
                Stream.of(Autonomy.values())
                        .filter(autonomy -> autonomy.key().equals(mode))
                        .findFirst()
                        .ifPresentOrElse(
                                autonomy -> fields.put(field, autonomy),
                                () -> section.problemIf(true, field, "drafts-odd", field, modes()));
            }
        }
        return fields;
    }

    private static String modes() {
        return Stream.of(Autonomy.values()).map(Autonomy::key).collect(Collectors.joining(", "));
    }
}
