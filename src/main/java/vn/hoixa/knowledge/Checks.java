package vn.hoixa.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can only be seen when all files are read: texts that clash, names that lead nowhere. */
final class Checks {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}\n]*)}");
    private static final Pattern LIST_ENTRY = Pattern.compile("^\\s*-\\s+([\"']?)(.*?)\\1\\s*$");

    private final Collection<Sheet> sheets;
    private final Collection<Commune> communes;
    private final SortedMap<String, String> files;
    private final Problems problems;
    private final Set<String> shared;

    private Checks(
            Collection<Sheet> sheets,
            Collection<Commune> communes,
            SortedMap<String, String> files,
            Problems problems) {
        this.sheets = sheets;
        this.communes = communes;
        this.files = files;
        this.problems = problems;
        this.shared = sheets.stream()
                .filter(sheet -> sheet.commune() == null)
                .map(Sheet::code)
                .collect(Collectors.toSet());
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
        Map<String, List<Sheet>> asked = new HashMap<>();
        for (Sheet sheet : sheets) {
            Set<String> own = new HashSet<>();
            for (String phrasing : sheet.phrasings()) {
                String folded = Folding.fold(phrasing);
                if (!own.add(folded)) {
                    problems.add(sheet.file(), lineOfPhrasing(sheet, phrasing), "phrasing-twice", phrasing);
                    continue;
                }
                List<Sheet> others = asked.computeIfAbsent(folded, none -> new ArrayList<>());
                others.stream()
                        .filter(other -> clash(other, sheet))
                        .findFirst()
                        .ifPresent(other -> problems.add(
                                sheet.file(),
                                lineOfPhrasing(sheet, phrasing),
                                "phrasing-clash",
                                phrasing,
                                other.code(),
                                other.file()));
                others.add(sheet);
            }
        }
    }

    /** What two communes added for themselves never meets. */
    private boolean clash(Sheet one, Sheet other) {
        boolean meet = isShared(one) || isShared(other) || Objects.equals(one.commune(), other.commune());
        return meet && !one.code().equals(other.code()) && !areTwins(one.code(), other.code());
    }

    /** What a commune heard of a shared guide is learnt for all. */
    private boolean isShared(Sheet sheet) {
        return sheet.commune() == null || shared.contains(sheet.code());
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
        Set<String> filled = sheets.stream()
                .filter(sheet -> sheet.kind() == Kind.COMMUNE)
                .map(Sheet::code)
                .collect(Collectors.toSet());
        for (Sheet sheet : sheets) {
            if (filled.contains(sheet.code())) {
                Stream.concat(Stream.ofNullable(sheet.summary()), sheet.facets().values().stream())
                        .flatMap(text -> BRACES.matcher(text).results())
                        .filter(found -> !known.contains(found.group(1)))
                        .map(MatchResult::group)
                        .forEach(written ->
                                problems.add(sheet.file(), line(sheet, written), "placeholder-unknown", written, all));
            }
        }
    }

    private void communesAreThere() {
        List<String> ids = communes.stream().map(Commune::id).toList();
        sheets.stream()
                .filter(sheet -> sheet.commune() != null && !ids.contains(sheet.commune()))
                .forEach(sheet -> problems.add(sheet.file(), 1, "commune-gone", sheet.commune()));
    }

    /** The last of those that are alike: it came later. */
    private int lineOfPhrasing(Sheet sheet, String phrasing) {
        List<String> lines = files.getOrDefault(sheet.file(), "").lines().toList();
        return 1
                + IntStream.range(0, lines.size())
                        .filter(i -> LIST_ENTRY
                                .matcher(lines.get(i))
                                .replaceFirst("$2")
                                .equals(phrasing))
                        .max()
                        .orElseGet(() -> line(sheet, phrasing) - 1);
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
