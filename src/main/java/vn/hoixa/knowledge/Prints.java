package vn.hoixa.knowledge;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Short hashes of official facts, by facet.
 *
 * <p>They are the same for the portal's record and for the list made of it: the list has other spaces, knows some
 * orders and repetitions no more, and has neither the names of the cases nor the currencies.
 */
final class Prints {
    /** Of what an official record tells; the rest of a guide is told in its steps. */
    static final Set<Facet> FACETS = EnumSet.of(
            Facet.PAPERS,
            Facet.STEPS,
            Facet.TIME,
            Facet.FEE,
            Facet.PLACE,
            Facet.ONLINE,
            Facet.CONDITIONS,
            Facet.RESULT,
            Facet.LEGAL);

    private Prints() {}

    /** One for each facet, also where nothing is said: so it shows when a fact goes. */
    static Map<String, String> of(Official official) {
        Map<String, String> prints = new LinkedHashMap<>();
        FACETS.forEach(facet -> prints.put(facet.key(), hash(normal(official, facet))));
        return prints;
    }

    /** Those of a procedure of which nothing holds any more. */
    static Map<String, String> ofNothing(String why) {
        Map<String, String> prints = new LinkedHashMap<>();
        FACETS.forEach(facet -> prints.put(facet.key(), hash(why)));
        return prints;
    }

    private static String normal(Official official, Facet facet) {
        return switch (facet) {
            case PAPERS ->
                unordered(official.documents().stream()
                        .map(paper -> line(paper.heading(), paper.name(), paper.originals() + "/" + paper.copies())));
            case STEPS -> normal(String.join("", official.steps()));
            case TIME ->
                unordered(official.ways().stream().map(way -> line(way.method(), way.time(), way.note())))
                        + "\n\n"
                        + unordered(official.spans().stream().map(Prints::normal));
            case FEE ->
                unordered(official.fees().stream()
                        .map(fee -> line(fee.method(), fee.type(), plain(fee.amount()), fee.note())));
            case PLACE -> unordered(official.agencies().stream().map(Prints::normal));
            case ONLINE -> String.valueOf(Facts.isOnline(official));
            case CONDITIONS -> normal(official.conditions());
            case RESULT -> unordered(official.results().stream().map(Prints::normal));
            case LEGAL ->
                unordered(official.laws().stream()
                        .map(law -> normal(law.number().isEmpty() ? law.name() : law.number())));
            case WHO, LATE, POST, TOGETHER -> throw new IllegalArgumentException(facet.key());
        };
    }

    private static String unordered(Stream<String> lines) {
        return lines.distinct().sorted().collect(Collectors.joining("\n"));
    }

    private static String line(String... parts) {
        return Stream.of(parts).map(Prints::normal).collect(Collectors.joining("|"));
    }

    static String plain(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.stripTrailingZeros().toPlainString();
    }

    /** Small letters and digits; what parts digits stays, or 1.5 would be 15. */
    static String normal(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder normal = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            boolean parts = ".,/".indexOf(c) >= 0 && isDigit(composed, i - 1) && isDigit(composed, i + 1);
            if (Character.isLetterOrDigit(c) || parts) {
                normal.append(c);
            }
        }
        return normal.toString();
    }

    private static boolean isDigit(String text, int index) {
        return index >= 0 && index < text.length() && Character.isDigit(text.charAt(index));
    }

    private static String hash(String normal) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Facets of which the one has another print than the other. */
    static List<Facet> differing(Map<String, String> one, Map<String, String> other) {
        return FACETS.stream()
                .filter(facet -> !Objects.equals(one.get(facet.key()), other.get(facet.key())))
                .toList();
    }

    /** As {@code bank/prints.yaml} has them: what the shipped guides were compared with, by code. */
    static String yaml(Collection<Map.Entry<String, Map<String, String>>> byCode) {
        return byCode.stream()
                .map(entry -> '"' + entry.getKey() + "\": {"
                        + entry.getValue().entrySet().stream()
                                // In quotes, or a print of digits alone would be read as a number.
                                .map(print -> print.getKey() + ": \"" + print.getValue() + '"')
                                .collect(Collectors.joining(", "))
                        + "}\n")
                .collect(Collectors.joining());
    }
}
