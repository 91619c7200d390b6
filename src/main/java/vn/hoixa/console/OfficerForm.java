package vn.hoixa.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.hoixa.directory.Entry;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Role;
import vn.hoixa.directory.Unit;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.settings.Fault;
import vn.hoixa.settings.Texts;

/** What an administrator wrote of an officer, with what is wrong with it. */
record OfficerForm(Map<String, String> values, Map<String, Fault> faults) {
    private static final int LONGEST = 120;
    private static final int MOST_RANKS = 999;

    static OfficerForm empty() {
        return new OfficerForm(
                Map.of(
                        "name", "",
                        "post", "",
                        "unit", Unit.SERVICE_CENTRE.key(),
                        "telephone", "",
                        "email", "",
                        "role", Role.OFFICER.name(),
                        "rank", "99"),
                Map.of());
    }

    static OfficerForm of(Officer officer) {
        Map<String, String> values = new HashMap<>();
        values.put("name", officer.name());
        values.put("post", officer.post());
        values.put("unit", officer.unit().key());
        values.put("telephone", Optional.ofNullable(officer.telephone()).orElse(""));
        values.put("email", Optional.ofNullable(officer.email()).orElse(""));
        values.put("role", officer.role().name());
        values.put("rank", String.valueOf(officer.rank()));
        return new OfficerForm(values, Map.of());
    }

    /** @throws org.springframework.web.server.ResponseStatusException a choice is none of those that were offered */
    static OfficerForm of(MultiValueMap<String, String> written) {
        Map<String, String> values = new HashMap<>();
        for (String field : List.of("name", "post", "unit", "telephone", "email", "role", "rank")) {
            values.put(
                    field,
                    Optional.ofNullable(written.getFirst(field)).orElse("").strip());
        }
        Map<String, Fault> faults = new HashMap<>();
        line(values, faults, "name", true);
        line(values, faults, "post", true);
        line(values, faults, "telephone", false);
        line(values, faults, "email", false);
        check(values, faults, "telephone", "[+0-9][0-9 .()-]{2,24}", Fault.PHONE);
        check(values, faults, "email", "[^\\s@<>\",;]+@[^\\s@<>\",;]+\\.[^\\s@<>\",;]+", Fault.EMAIL);
        boolean isOffered =
                List.of(Unit.values()).stream().anyMatch(unit -> unit.key().equals(values.get("unit")))
                        && List.of("OFFICER", "LEADER").contains(values.get("role"))
                        && value(values, "rank").matches("\\d{1,3}")
                        && Integer.parseInt(value(values, "rank")) <= MOST_RANKS;
        if (!isOffered) {
            throw Served.gone();
        }
        return new OfficerForm(values, faults);
    }

    /** As they are shown to whoever wrote something else meanwhile. */
    List<Conflict.Line> lines() {
        return List.of(
                Conflict.line(value(values, "name")),
                Conflict.line(value(values, "post")),
                new Conflict.Line("directory.unit." + value(values, "unit"), ""),
                Conflict.line(value(values, "telephone") + " " + value(values, "email")),
                new Conflict.Line("console.directory.role." + value(values, "role"), value(values, "rank")));
    }

    boolean isRight() {
        return faults.isEmpty();
    }

    /** Under the key that the officer has, or for a new one a key that nobody of these has. */
    Entry entry(@Nullable Officer before, List<Officer> others) {
        return new Entry(
                before == null ? newKey(others) : before.key(),
                value(values, "name"),
                value(values, "post"),
                Unit.of(value(values, "unit")),
                orNull(value(values, "telephone")),
                orNull(value(values, "email")),
                Role.valueOf(value(values, "role")),
                Integer.parseInt(value(values, "rank")));
    }

    private String newKey(List<Officer> others) {
        List<String> taken = others.stream().map(Officer::key).toList();
        String folded = Folding.fold(value(values, "name"))
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String key = folded.isEmpty() ? "officer" : folded;
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? key : key + "-" + number)
                .filter(free -> !taken.contains(free))
                .findFirst()
                .orElseThrow();
    }

    private static void line(Map<String, String> values, Map<String, Fault> faults, String field, boolean needed) {
        Texts.lineFault(value(values, field), LONGEST, needed).ifPresent(fault -> faults.put(field, fault));
    }

    private static void check(
            Map<String, String> values, Map<String, Fault> faults, String field, String pattern, Fault fault) {
        String written = value(values, field);
        if (!written.isEmpty() && !written.matches(pattern)) {
            faults.putIfAbsent(field, fault);
        }
    }

    private static String value(Map<String, String> values, String field) {
        return values.getOrDefault(field, "");
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
