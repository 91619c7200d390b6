package vn.hoixa.knowledge;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code communes/<name>/officers.yaml}. */
final class RosterReader {
    private static final int OWNER_AND_SUBSTITUTE = 2;

    private RosterReader() {}

    /** @param known folders of the bank */
    static Roster read(String file, String text, Set<String> known, Problems problems) {
        YamlSection roster = YamlSection.parse(file, 1, text, problems);
        Set<String> keys = new HashSet<>();
        List<Roster.Person> people = roster.sections("officers").stream()
                .map(entry -> person(entry, keys))
                .toList();
        roster.problemIf(people.isEmpty(), "officers", "officers-none");
        boolean isLed = people.stream().anyMatch(person -> person.unit().equals(Roster.LEADERSHIP));
        roster.problemIf(!people.isEmpty() && !isLed, "officers", "leader-missing", Roster.LEADERSHIP);
        Map<String, List<String>> fields = fields(roster.section("fields"), keys);
        Set<String> open = new TreeSet<>(known);
        open.removeAll(fields.keySet());
        if (!open.isEmpty()) {
            problems.warn(file, roster.line("fields"), "field-open", String.join(", ", open));
        }
        roster.refuseOthers();
        return new Roster(people, fields);
    }

    private static Roster.Person person(YamlSection entry, Set<String> keys) {
        var person = new Roster.Person(
                entry.text("key"),
                entry.text("name"),
                entry.text("post"),
                entry.text("unit"),
                entry.optional("phone"),
                entry.optional("email"));
        entry.problemIf(!keys.add(person.key()), "key", "officer-twice", person.key());
        entry.problemIf(
                !Roster.UNITS.contains(person.unit()),
                "unit",
                "unit-unknown",
                person.unit(),
                Roster.UNITS.stream().sorted().collect(Collectors.joining(", ")));
        entry.refuseOthers();
        return person;
    }

    private static Map<String, List<String>> fields(YamlSection section, Set<String> keys) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        section.textsByKey().forEach((field, named) -> {
            boolean areTwo =
                    named.stream().distinct().count() == OWNER_AND_SUBSTITUTE && named.size() == OWNER_AND_SUBSTITUTE;
            section.problemIf(!areTwo, field, "field-two", field);
            named.stream()
                    .filter(key -> !keys.contains(key))
                    .forEach(key -> section.problemIf(true, field, "officer-unknown", field, key));
            fields.put(field, named);
        });
        return fields;
    }
}
