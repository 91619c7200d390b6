package vn.hoixa.knowledge;

import static vn.hoixa.knowledge.OfficialWords.WORDS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of an official record may be quoted as it stands; what is ambiguous or too long for a message is left out. */
final class Facts {
    private static final Pattern NUMBERED = Pattern.compile("(?iu)" + WORDS.step() + "\\s*\\d.*");

    private Facts() {}

    static Map<String, String> of(Official official) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (Facet facet : Prints.FACETS) {
            String text = text(official, facet);
            if (text != null && !text.isEmpty() && text.length() <= SheetReader.LONGEST_FACET) {
                facts.put(facet.key(), text);
            }
        }
        return facts;
    }

    /** However long it is; null where it is ambiguous. */
    private static @Nullable String text(Official official, Facet facet) {
        return switch (facet) {
            case PAPERS -> new PapersFact(official.documents()).text();
            case STEPS -> steps(official.steps());
            case TIME -> new TimeFact(official).text();
            case FEE -> new FeeFact(official).text();
            case PLACE -> place(official);
            case ONLINE -> isOnline(official) ? WORDS.online() + spaced(official.url()) : null;
            case CONDITIONS -> conditions(official.conditions());
            case RESULT -> results(official.results());
            case LEGAL -> laws(official.laws());
            case WHO, LATE, POST, TOGETHER -> null;
        };
    }

    /** As the source has it, for a person who compares. */
    static String raw(Official official, Facet facet) {
        return switch (facet) {
            case PAPERS ->
                joined(official.documents().stream()
                        .map(paper ->
                                paper.heading() + " " + paper.name() + " " + paper.originals() + "/" + paper.copies()));
            case STEPS -> joined(official.steps().stream());
            case TIME ->
                joined(Stream.concat(
                        official.ways().stream().map(way -> way.method() + ": " + way.time() + " " + way.note()),
                        official.spans().stream()));
            case FEE ->
                joined(official.fees().stream()
                        .map(fee -> fee.method() + ": " + Prints.plain(fee.amount()) + " " + fee.note()));
            case PLACE -> joined(official.agencies().stream());
            case ONLINE -> String.valueOf(isOnline(official));
            case CONDITIONS -> official.conditions();
            case RESULT -> joined(official.results().stream());
            case LEGAL -> joined(official.laws().stream().map(law -> law.number() + " " + law.name()));
            case WHO, LATE, POST, TOGETHER -> "";
        };
    }

    static boolean isOnline(Official official) {
        String online = Objects.requireNonNull(WORDS.methods().get("ONLINE"));
        return official.ways().stream().anyMatch(way -> way.method().equals(online));
    }

    private static String steps(List<String> steps) {
        List<String> lines = steps.stream().flatMap(String::lines).toList();
        if (lines.stream()
                .anyMatch(line -> NUMBERED.matcher(OfficialText.line(line)).matches())) {
            return String.join(
                    "\n",
                    OfficialText.lines(String.join("\n", lines)).stream()
                            .map(line -> NUMBERED.matcher(line).matches() ? line : OfficialText.dashed(line))
                            .toList());
        }
        if (steps.size() < 2) {
            return dashed(OfficialText.lines(String.join("\n", lines)));
        }
        List<String> numbered = new ArrayList<>();
        for (String step : steps) {
            numbered.add((numbered.size() + 1) + ". " + String.join("\n– ", OfficialText.lines(step)));
        }
        return String.join("\n", numbered);
    }

    /** Who decides is where to go only if it is one, an office, and the commune's. */
    private static @Nullable String place(Official official) {
        if (!official.place().isEmpty()) {
            return official.place();
        }
        List<String> agencies = official.agencies().stream()
                .map(OfficialText::line)
                .map(agency -> WORDS.today().getOrDefault(OfficialText.words(agency), agency))
                .distinct()
                .toList();
        return agencies.size() == 1
                        && OfficialText.hasWords(agencies.getFirst(), WORDS.place())
                        && !OfficialText.startsWithAny(agencies.getFirst(), WORDS.persons())
                ? agencies.getFirst()
                : null;
    }

    private static @Nullable String conditions(String conditions) {
        return OfficialText.isSilent(conditions) ? null : dashed(OfficialText.lines(conditions));
    }

    private static String results(List<String> results) {
        return dashed(results.stream()
                .map(OfficialText::line)
                .filter(result -> !OfficialText.isSilent(result))
                .distinct()
                .toList());
    }

    private static String laws(List<Official.Law> laws) {
        return dashed(laws.stream()
                .map(Facts::law)
                .filter(law -> !law.isEmpty())
                .distinct()
                .toList());
    }

    private static String law(Official.Law law) {
        String name = OfficialText.line(law.name());
        String number = OfficialText.line(law.number());
        boolean isInName = name.toLowerCase(Locale.ROOT).contains(number.toLowerCase(Locale.ROOT));
        return isInName ? name : (name + " " + number).strip();
    }

    private static String dashed(List<String> lines) {
        return lines.isEmpty() ? "" : OfficialText.dashed(lines);
    }

    private static String joined(Stream<String> lines) {
        return String.join("\n", lines.map(String::strip).distinct().toList());
    }

    private static String spaced(String url) {
        return url.isEmpty() ? "" : " " + url;
    }
}
