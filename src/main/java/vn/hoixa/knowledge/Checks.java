package vn.hoixa.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can only be seen when all files are read: texts that clash, names that lead nowhere. */
final class Checks {
    private final Collection<Sheet> sheets;
    private final Collection<Commune> communes;
    private final SortedMap<String, String> files;
    private final Problems problems;

    private Checks(
            Collection<Sheet> sheets,
            Collection<Commune> communes,
            SortedMap<String, String> files,
            Problems problems) {
        this.sheets = sheets;
        this.communes = communes;
        this.files = files;
        this.problems = problems;
    }

    static void check(
            Collection<Sheet> sheets,
            Collection<Commune> communes,
            SortedMap<String, String> files,
            Problems problems) {
        var checks = new Checks(sheets, communes, files, problems);
        checks.phrasingsClash();
        checks.twinsLeadSomewhere();
        checks.postsAreHeld();
        checks.placeholdersAreKnown();
        checks.communesAreThere();
    }

    /** Two procedures that are asked for in the same words must have a question that tells them apart. */
    private void phrasingsClash() {
        Map<String, Sheet> first = new HashMap<>();
        for (Sheet sheet : sheets) {
            Set<String> own = new HashSet<>();
            for (String phrasing : sheet.phrasings()) {
                String folded = Folding.fold(phrasing);
                if (!own.add(folded)) {
                    problems.add(sheet.file(), line(sheet, phrasing), "phrasing-twice", phrasing);
                    continue;
                }
                Sheet other = first.putIfAbsent(folded, sheet);
                if (other != null && !other.code().equals(sheet.code()) && !areTwins(other.code(), sheet.code())) {
                    problems.add(
                            sheet.file(),
                            line(sheet, phrasing),
                            "phrasing-clash",
                            phrasing,
                            other.code(),
                            other.file());
                }
            }
        }
    }

    private boolean areTwins(String one, String other) {
        return twins().anyMatch(family -> family.has(one) && family.has(other));
    }

    private Stream<Twins> twins() {
        return sheets.stream().map(Sheet::twins).flatMap(Stream::ofNullable);
    }

    private void twinsLeadSomewhere() {
        Set<String> codes = new HashSet<>(sheets.stream().map(Sheet::code).toList());
        for (Sheet sheet : sheets) {
            Twins twins = sheet.twins();
            if (twins != null) {
                twins.choices().stream()
                        .map(Twins.Choice::code)
                        .filter(code -> !codes.contains(code))
                        .forEach(code -> problems.add(sheet.file(), line(sheet, code), "twins-gone", code));
            }
        }
    }

    /** A question that is handed to a post which nobody has would wait for ever. */
    private void postsAreHeld() {
        if (communes.stream().allMatch(commune -> commune.posts().isEmpty())) {
            return;
        }
        for (Sheet sheet : sheets) {
            String handler = sheet.handler();
            boolean isOurs = sheet.layer() != Layer.RECORD && sheet.kind() != Kind.ELSEWHERE;
            if (isOurs && handler != null && !handler.isEmpty() && !isHeld(handler)) {
                problems.add(sheet.file(), line(sheet, "handler:"), "handler-unknown", handler);
            }
        }
    }

    private boolean isHeld(String post) {
        return communes.stream().anyMatch(commune -> commune.hasPost(post));
    }

    private void placeholdersAreKnown() {
        Set<String> known = CommuneReader.placeholders();
        String all = String.join(", ", known);
        for (Sheet sheet : sheets) {
            if (sheet.kind() == Kind.COMMUNE) {
                Stream.concat(Stream.ofNullable(sheet.summary()), sheet.facets().values().stream())
                        .flatMap(text -> Commune.placeholders(text).stream())
                        .filter(name -> !known.contains(name))
                        .forEach(name -> tellOfPlaceholder(sheet, name, all));
            }
        }
    }

    private void tellOfPlaceholder(Sheet sheet, String name, String known) {
        String written = "{" + name + "}";
        problems.add(sheet.file(), line(sheet, written), "placeholder-unknown", written, known);
    }

    private void communesAreThere() {
        List<String> ids = communes.stream().map(Commune::id).toList();
        sheets.stream()
                .filter(sheet -> sheet.commune() != null && !ids.contains(sheet.commune()))
                .forEach(sheet -> problems.add(sheet.file(), 1, "commune-gone", sheet.commune()));
    }

    private int line(Sheet sheet, @Nullable String text) {
        List<String> lines = files.getOrDefault(sheet.file(), "").lines().toList();
        for (int i = 0; text != null && i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        return 1;
    }
}
