package vn.hoixa.knowledge;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reads one guide: YAML between two lines of {@code ---}, then Markdown with fixed headings.
 *
 * <p>A guide with a problem is read as far as it goes; the problems decide whether it is used.
 */
final class SheetReader {
    /** With title, source and menu this still makes one message that can be read without scrolling far. */
    static final int LONGEST_FACET = 800;

    private static final int LONGEST_SUMMARY = 300;
    private static final int LONGEST_CHOICE = 60;
    private static final int MOST_CHOICES = 5;
    private static final Set<Facet> PROCEDURE_NEEDS =
            EnumSet.of(Facet.PAPERS, Facet.STEPS, Facet.TIME, Facet.FEE, Facet.PLACE, Facet.RESULT);
    /** Usually told in one line of the front matter. */
    private static final Set<Facet> LINES = EnumSet.of(Facet.TIME, Facet.FEE, Facet.PLACE);

    /** Not that of a law or a form, nor a day. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d/.])\\d[\\d.]*(?!\\d|/\\d)");

    private static final Pattern REVIEW = Pattern.compile("(.+),\\s*(\\d{4}-\\d{2}-\\d{2})");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final Parser MARKDOWN =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

    private final Language language;
    private final LocalDate today;
    private final Problems problems;

    SheetReader(Language language, LocalDate today, Problems problems) {
        this.language = language;
        this.today = today;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @param layer where it stands
     * @param commune whose file it is, or null
     * @param known codes that were read before: their first sheet is whole, later ones say only what differs
     */
    @Nullable
    Sheet read(Layer layer, @Nullable String commune, String file, String content, Set<String> known) {
        List<String> lines = content.lines().toList();
        int end = lines.isEmpty() || !lines.getFirst().strip().equals("---")
                ? -1
                : lines.subList(1, lines.size()).indexOf("---");
        if (end < 0) {
            problems.add(file, 1, "front-matter-missing");
            return null;
        }
        String head = String.join("\n", lines.subList(1, end + 1));
        String body = String.join("\n", lines.subList(end + 2, lines.size()));
        YamlSection section = YamlSection.parse(file, 2, head, problems);
        return section.isEmpty() ? null : read(layer, commune, file, section, body, end + 2, known);
    }

    private Sheet read(
            Layer layer,
            @Nullable String commune,
            String file,
            YamlSection head,
            String body,
            int linesBefore,
            Set<String> known) {
        String code = head.text("code");
        boolean isFirst = !known.contains(code);
        Kind kind = kind(head);
        boolean isWritten = !body.isBlank();
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        String summary = readBody(file, body, linesBefore, facets);
        putFirst(facets, Facet.TIME, head.optional("time"));
        putFirst(facets, Facet.FEE, head.optional("fee"));
        putFirst(facets, Facet.PLACE, head.optional("place"));
        putFirst(facets, Facet.ONLINE, head.has("online") ? address(head, "online") : null);
        putFirst(facets, Facet.LEGAL, legal(head));
        facets.forEach((facet, text) -> checkLength(file, head, facet, text));
        Sheet sheet = new Sheet(
                layer,
                file,
                commune,
                code,
                isFirst && kind == null ? Kind.PROCEDURE : kind,
                isFirst ? head.text("title") : head.optional("title"),
                isFirst ? head.text("field") : head.optional("field"),
                isFirst && kind != Kind.COMMUNE ? head.text("handler") : head.optional("handler"),
                counter(head),
                aboutDeath(head),
                head.texts("phrasings"),
                head.texts("forms"),
                twins(head, code),
                summary.isEmpty() ? null : summary,
                facets,
                source(head, isFirst && kind != Kind.COMMUNE),
                review(head),
                head.date("valid-from"),
                head.date("valid-until"));
        head.refuseOthers();
        checkUnits(head);
        if (isFirst) {
            checkWhole(head, sheet, isWritten, linesBefore);
        } else {
            checkOverride(head, sheet);
        }
        LocalDate until = sheet.validUntil();
        if (until != null && until.isBefore(today)) {
            problems.warn(file, head.line("valid-until"), "expired", DAY.format(until));
        }
        return sheet;
    }

    private void checkWhole(YamlSection head, Sheet sheet, boolean isWritten, int linesBefore) {
        Kind kind = java.util.Objects.requireNonNull(sheet.kind());
        head.problemIf(sheet.phrasings().isEmpty(), "phrasings", "phrasings-missing");
        String summary = sheet.summary();
        boolean isProcedure = kind == Kind.PROCEDURE || kind == Kind.LAW;
        int longest = isProcedure ? LONGEST_SUMMARY : LONGEST_FACET;
        if (summary != null && summary.length() > longest) {
            head.problemIf(true, "title", "summary-long", summary.length(), longest);
        }
        if (!isWritten) {
            return;
        }
        if (summary == null) {
            problems.add(sheet.file(), linesBefore + 1, "summary-missing");
        }
        if (kind != Kind.COMMUNE && sheet.validFrom() == null) {
            head.problemIf(!head.has("valid-from"), "valid-from", "key-missing", "valid-from");
        }
        for (Facet needed : needs(kind)) {
            if (sheet.facets().containsKey(needed)) {
                continue;
            }
            if (LINES.contains(needed)) {
                head.problemIf(true, needed.key(), "key-missing", needed.key());
            } else {
                String heading = language.of(needed).heading();
                problems.add(sheet.file(), linesBefore + 1, "heading-missing", heading);
            }
        }
        if (kind != Kind.COMMUNE && sheet.review() == null && !head.has("review")) {
            problems.warn(sheet.file(), head.line("source"), "review-missing");
        }
    }

    private static Set<Facet> needs(Kind kind) {
        return switch (kind) {
            case PROCEDURE -> PROCEDURE_NEEDS;
            case LAW -> EnumSet.of(Facet.STEPS);
            case HELP, COMMUNE, ELSEWHERE -> Set.of();
        };
    }

    /** Who changes a line stands up for it; how residents ask is the same everywhere, so what editors heard is added. */
    private static void checkOverride(YamlSection head, Sheet sheet) {
        head.problemIf(sheet.review() == null && !head.has("review"), "code", "override-review");
        boolean asksOtherwise = !sheet.phrasings().isEmpty() && sheet.layer() != Layer.CONSOLE;
        head.problemIf(asksOtherwise, "phrasings", "override-phrasings");
    }

    /** "1" alone is no time: of several official records nobody can tell whether it is hours, days or months. */
    private void checkUnits(YamlSection head) {
        for (Facet facet : List.of(Facet.TIME, Facet.FEE)) {
            String line = head.optional(facet.key());
            if (line != null && NUMBER.matcher(line).find()) {
                List<String> units = language.of(facet).units();
                boolean hasUnit = units.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains);
                head.problemIf(!hasUnit, facet.key(), "unit-missing", facet.key(), String.join(", ", units));
            }
        }
    }

    private String readBody(String file, String body, int linesBefore, Map<Facet, String> facets) {
        List<Node> blocks = new ArrayList<>();
        String summary = "";
        Heading heading = null;
        for (Node node = MARKDOWN.parse(body).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading next) {
                summary = close(file, heading, blocks, linesBefore, facets, summary);
                heading = next;
                blocks = new ArrayList<>();
            } else {
                blocks.add(node);
            }
        }
        return close(file, heading, blocks, linesBefore, facets, summary);
    }

    /** What stood under the heading that ends here; before the first heading, the summary. */
    private String close(
            String file,
            @Nullable Heading heading,
            List<Node> blocks,
            int linesBefore,
            Map<Facet, String> facets,
            String summary) {
        String text = PlainText.of(blocks);
        if (heading == null) {
            return text;
        }
        int line = linesBefore + heading.getSourceSpans().getFirst().getLineIndex() + 1;
        String title = heading.getFirstChild() instanceof Text words ? words.getLiteral() : "";
        Facet facet = facet(title);
        if (facet == null || heading.getLevel() != 2) {
            problems.add(file, line, "heading-unknown", title, headings());
        } else if (text.isEmpty()) {
            problems.add(file, line, "heading-empty", title);
        } else if (facets.put(facet, text) != null) {
            problems.add(file, line, "heading-twice", title);
        }
        return summary;
    }

    private @Nullable Facet facet(String heading) {
        return language.facets().entrySet().stream()
                .filter(entry -> entry.getValue().heading().equals(heading.strip()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private String headings() {
        return language.facets().values().stream()
                .map(words -> "## " + words.heading())
                .collect(Collectors.joining(", "));
    }

    private static void putFirst(Map<Facet, String> facets, Facet facet, @Nullable String line) {
        if (line != null && !line.isEmpty()) {
            facets.merge(facet, line, (detail, first) -> first + "\n\n" + detail);
        }
    }

    private void checkLength(String file, YamlSection head, Facet facet, String text) {
        if (text.length() > LONGEST_FACET) {
            problems.add(
                    file, head.line("title"), "facet-long", language.of(facet).heading(), text.length(), LONGEST_FACET);
        }
    }

    private static String legal(YamlSection head) {
        return head.sections("legal").stream()
                .map(document -> {
                    LocalDate date = document.date("date");
                    document.problemIf(date == null, "legal", "legal-date");
                    String line = "– " + document.text("name") + " " + document.text("number")
                            + (date == null ? "" : " (" + DAY.format(date) + ")");
                    document.refuseOthers();
                    return line;
                })
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String source(YamlSection head, boolean isNeeded) {
        return isNeeded || head.has("source") ? address(head, "source") : null;
    }

    private static String address(YamlSection head, String key) {
        String found = head.text(key);
        head.problemIf(!isAddress(found), key, "address-expected", key, found);
        return found;
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return "https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getHost().contains(".");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable Kind kind(YamlSection head) {
        String found = head.optional("kind");
        Kind kind = found == null ? null : Kind.of(found);
        head.problemIf(found != null && kind == null, "kind", "kind-unknown", String.valueOf(found));
        return kind;
    }

    private static @Nullable Counter counter(YamlSection head) {
        String found = head.optional("counter");
        for (Counter counter : Counter.values()) {
            if (counter.key().equals(found)) {
                return counter;
            }
        }
        head.problemIf(found != null, "counter", "counter-unknown", String.valueOf(found));
        return null;
    }

    private static boolean aboutDeath(YamlSection head) {
        String found = head.optional("about");
        head.problemIf(found != null && !found.equals("death"), "about", "about-unknown", String.valueOf(found));
        return found != null;
    }

    private static @Nullable Twins twins(YamlSection head, String code) {
        if (!head.has("twins")) {
            return null;
        }
        YamlSection section = head.section("twins");
        String question = section.text("question");
        List<Twins.Choice> choices = section.sections("choices").stream()
                .map(entry -> {
                    var choice = new Twins.Choice(entry.text("code"), entry.text("choice"));
                    entry.problemIf(
                            choice.text().length() > LONGEST_CHOICE,
                            "choice",
                            "twins-long",
                            choice.text().length(),
                            LONGEST_CHOICE);
                    entry.refuseOthers();
                    return choice;
                })
                .toList();
        section.refuseOthers();
        var twins = new Twins(question, choices);
        head.problemIf(choices.size() < 2 || choices.size() > MOST_CHOICES, "twins", "twins-count", MOST_CHOICES);
        head.problemIf(!twins.has(code), "twins", "twins-own", code);
        return twins;
    }

    private static Guide.@Nullable Review review(YamlSection head) {
        String found = head.optional("review");
        if (found == null) {
            return null;
        }
        Matcher review = REVIEW.matcher(found);
        if (!review.matches()) {
            head.problemIf(true, "review", "review-odd", found);
            return null;
        }
        String who = review.group(1).strip();
        LocalDate on = head.day("review", review.group(2));
        if (on == null) {
            return null;
        }
        if (who.equals("law")) {
            return new Guide.Review(Guide.By.LAW, "", on);
        }
        if (who.startsWith("record ")) {
            return new Guide.Review(Guide.By.RECORD, who.substring("record ".length()), on);
        }
        return who.startsWith("page ")
                ? new Guide.Review(Guide.By.PAGE, who.substring("page ".length()), on)
                : new Guide.Review(Guide.By.PERSON, who, on);
    }
}
