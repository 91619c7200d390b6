package vn.hoixa.knowledge;

import static vn.hoixa.knowledge.OfficialWords.WORDS;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What it costs, where amounts and notes agree.
 *
 * <p>Zero does not mean free: it also stands where the province decides, where it depends, and where nobody wrote
 * anything. So of a zero only the note counts. Small amounts are thousands in some records and dollars in others.
 */
final class FeeFact {
    private static final Pattern MONEY = WORDS.money();
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final Official official;

    FeeFact(Official official) {
        this.official = official;
    }

    @Nullable
    String text() {
        if (official.fees().stream().anyMatch(FeeFact::isOdd) || hasBareAmountsForUnknownCases()) {
            return null;
        }
        Map<String, Set<String>> byMethod = new LinkedHashMap<>();
        official.ways().forEach(way -> byMethod.put(way.method(), new LinkedHashSet<>()));
        for (Official.Fee fee : official.fees()) {
            String line = line(fee);
            Set<String> lines = byMethod.computeIfAbsent(fee.method(), method -> new LinkedHashSet<>());
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        Set<Set<String>> different = byMethod.values().stream()
                .map(lines -> lines.stream().map(Prints::normal).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
        List<String> text = new ArrayList<>();
        if (different.size() == 1) {
            text.addAll(byMethod.values().iterator().next());
        } else {
            byMethod.forEach((method, lines) -> lines.forEach(line -> text.add(method + ": " + line)));
        }
        return text.isEmpty() ? null : OfficialText.dashed(text);
    }

    /** An amount that cannot be what it seems, or that its own note contradicts. */
    private static boolean isOdd(Official.Fee fee) {
        BigDecimal amount = fee.amount();
        if (amount == null || amount.signum() == 0) {
            // "/bản" behind nothing.
            return fee.note().startsWith("/");
        }
        List<BigDecimal> named = MONEY.matcher(fee.note())
                .results()
                .map(money -> money.group(1).replaceAll("\\D", ""))
                .map(BigDecimal::new)
                .toList();
        boolean isSmall = amount.compareTo(THOUSAND) < 0;
        if (named.isEmpty()) {
            return isSmall || fee.isForeign();
        }
        BigDecimal orThousands = isSmall ? amount.multiply(THOUSAND) : amount;
        return named.stream().noneMatch(money -> money.compareTo(amount) == 0 || money.compareTo(orThousands) == 0);
    }

    /** Two amounts without a word: nobody can tell who pays which. */
    private boolean hasBareAmountsForUnknownCases() {
        Map<String, Set<String>> amounts = new LinkedHashMap<>();
        for (Official.Fee fee : official.fees()) {
            if (fee.note().isEmpty()) {
                amounts.computeIfAbsent(fee.method() + fee.type(), key -> new LinkedHashSet<>())
                        .add(fee.amount() == null ? "0" : Prints.plain(fee.amount()));
            }
        }
        return amounts.values().stream().anyMatch(different -> different.size() > 1);
    }

    /** Empty where nothing is said. */
    private static String line(Official.Fee fee) {
        String note = String.join(" ", OfficialText.lines(fee.note()));
        BigDecimal amount = fee.amount();
        String text;
        if (amount == null || amount.signum() == 0) {
            text = OfficialText.isSilent(note) ? "" : note;
        } else if (MONEY.matcher(note).find()) {
            text = note;
        } else if (note.startsWith("/")) {
            text = money(amount) + note;
        } else {
            text = money(amount) + (OfficialText.isSilent(note) ? "" : ". " + note);
        }
        return text.isEmpty() ? "" : named(fee.type(), text);
    }

    private static String named(String type, String text) {
        String label = WORDS.fees().getOrDefault(type, "");
        boolean saysItself = label.isEmpty() || text.toLowerCase(Locale.ROOT).contains(label.toLowerCase(Locale.ROOT));
        return saysItself ? text : label + ": " + text;
    }

    private static String money(BigDecimal amount) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setGroupingSeparator('.');
        symbols.setDecimalSeparator(',');
        return new DecimalFormat("#,##0.##", symbols).format(amount) + " " + WORDS.currency();
    }
}
