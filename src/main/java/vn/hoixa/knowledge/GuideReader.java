package vn.hoixa.knowledge;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
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
final class GuideReader {
    /** With title, source and menu this still makes one message that can be read without scrolling far. */
    static final int LONGEST_FACET = 800;

    private static final int LONGEST_SUMMARY = 300;
    private static final Set<Facet> NEEDED = Set.of(Facet.PAPERS, Facet.STEPS, Facet.RESULT);
    private static final Pattern REVIEW = Pattern.compile("(.+),\\s*(\\d{4}-\\d{2}-\\d{2})");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final Parser MARKDOWN =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

    private final Language language;
    private final Problems problems;

    GuideReader(Language language, Problems problems) {
        this.language = language;
        this.problems = problems;
    }

    @Nullable
    Guide read(String file, String content) {
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
        return read(file, YamlSection.parse(file, 2, head, problems), body, end + 2);
    }

    private Guide read(String file, YamlSection head, String body, int linesBefore) {
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        String summary = readBody(file, body, linesBefore, facets);
        head.problemIf(summary.length() > LONGEST_SUMMARY, "title", "summary-long", summary.length(), LONGEST_SUMMARY);
        putFirst(facets, Facet.TIME, head.text("time"));
        putFirst(facets, Facet.FEE, head.text("fee"));
        putFirst(facets, Facet.PLACE, head.text("place"));
        putFirst(facets, Facet.ONLINE, head.has("online") ? address(head, "online") : null);
        putFirst(facets, Facet.LEGAL, legal(head));
        facets.forEach((facet, text) -> checkLength(file, head, facet, text));
        Guide guide = new Guide(
                head.text("code"),
                head.text("title"),
                head.text("field"),
                head.text("handler"),
                counter(head),
                aboutDeath(head),
                head.texts("phrasings"),
                head.texts("forms"),
                summary,
                facets,
                address(head, "source"),
                review(head),
                validFrom(head),
                head.date("valid-until"));
        head.problemIf(guide.phrasings().isEmpty(), "phrasings", "phrasings-missing");
        head.refuseOthers();
        return guide;
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
        summary = close(file, heading, blocks, linesBefore, facets, summary);
        if (summary.isEmpty()) {
            problems.add(file, linesBefore + 1, "summary-missing");
        }
        for (Facet needed : NEEDED) {
            if (!facets.containsKey(needed)) {
                problems.add(
                        file,
                        linesBefore + 1,
                        "heading-missing",
                        language.of(needed).heading());
            }
        }
        return summary;
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

    private static String address(YamlSection head, String key) {
        String found = head.text(key);
        head.problemIf(!found.startsWith("https://"), key, "address-expected", key, found);
        return found;
    }

    private static Counter counter(YamlSection head) {
        String found = head.optional("counter");
        for (Counter counter : Counter.values()) {
            if (counter.key().equals(found)) {
                return counter;
            }
        }
        head.problemIf(found != null, "counter", "counter-unknown", String.valueOf(found));
        return Counter.COMMUNE;
    }

    private static boolean aboutDeath(YamlSection head) {
        String found = head.optional("about");
        head.problemIf(found != null && !found.equals("death"), "about", "about-unknown", String.valueOf(found));
        return found != null;
    }

    private static LocalDate validFrom(YamlSection head) {
        LocalDate found = head.date("valid-from");
        head.problemIf(found == null, "valid-from", "key-missing", "valid-from");
        return found == null ? LocalDate.MAX : found;
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
        return who.startsWith("record ")
                ? new Guide.Review(who.substring("record ".length()), null, on)
                : new Guide.Review(null, who, on);
    }
}
