package vn.hoixa.knowledge;

import static vn.hoixa.knowledge.OfficialWords.WORDS;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the two shapes of official records: the portal's own, and the rows of lists that were made of it. */
final class OfficialReader {
    /** It names a file, too, so nothing else may be in it. */
    private static final Pattern CODE = Pattern.compile("\\d\\.\\d{6,7}");

    private OfficialReader() {}

    /** What became of an entry. */
    sealed interface Reading {}

    record Of(Official official) implements Reading {}

    /** It is not a commune's; {@code updated} is null where the source does not tell. */
    record Elsewhere(RecordReader.Foreign foreign, @Nullable LocalDate updated) implements Reading {}

    /** @param reason end of the key of a sentence, {@code import.refusal.*} */
    record Refused(String reason, String value) implements Reading {
        Refused(String reason) {
            this(reason, "");
        }
    }

    static Reading read(JsonNode entry) {
        JsonNode detail = entry.path("detail");
        boolean isWhole = detail.isObject();
        String code = text(entry, "code");
        if (code.isEmpty()) {
            code = text(detail, "code");
        }
        if (!entry.isObject() || (!isWhole && !entry.has("steps") && !entry.has("levels"))) {
            return new Refused("shape");
        }
        if (code.isEmpty()) {
            return new Refused("no-code");
        }
        if (!CODE.matcher(code).matches()) {
            return new Refused("odd-code", code);
        }
        if (name(entry, detail).isEmpty()) {
            return new Refused("no-name", code);
        }
        return isWhole ? portal(entry, detail, code) : row(entry, code);
    }

    private static String name(JsonNode entry, JsonNode detail) {
        String name = text(entry, "name");
        return OfficialText.line(name.isEmpty() ? text(detail, "name") : name);
    }

    private static Reading row(JsonNode row, String code) {
        List<String> levels = texts(row, "levels");
        JsonNode commune = row.path("commune");
        if (levels.isEmpty() && !commune.isBoolean()) {
            return new Refused("no-level", code);
        }
        boolean isOurs = levels.isEmpty() ? commune.asBoolean() : levels.contains(WORDS.level());
        List<String> agencies = texts(row, "agency");
        String name = name(row, row);
        LocalDate updated = day(row.path("updated"));
        if (!isOurs || (commune.isBoolean() && !commune.asBoolean())) {
            return elsewhere(code, name, text(row, "field"), agencies, address(text(row, "url")), updated);
        }
        return new Of(new Official(
                code,
                name,
                text(row, "field"),
                text(row, "publisher"),
                updated,
                address(text(row, "url")),
                false,
                row.path("is_internal").asBoolean(false),
                ended(row),
                agencies,
                each(
                        row.path("documents"),
                        paper -> new Official.Document(
                                text(paper, "case"),
                                text(paper, "name"),
                                count(paper, "original"),
                                count(paper, "copy"))),
                texts(row, "steps"),
                each(
                        row.path("time"),
                        way -> new Official.Way(text(way, "method"), text(way, "time"), text(way, "note"))),
                texts(row, "time_cases"),
                each(
                        row.path("fee"),
                        fee -> new Official.Fee(
                                text(fee, "method"), text(fee, "type"), amount(fee), text(fee, "note"), false)),
                texts(row, "results"),
                each(row.path("legal"), law -> new Official.Law(text(law, "name"), text(law, "number"))),
                text(row, "conditions"),
                ""));
    }

    private static Reading portal(JsonNode entry, JsonNode detail, String code) {
        if (!detail.path("isWard").isBoolean()) {
            return new Refused("no-level", code);
        }
        String id = text(detail, "id");
        String url = id.matches("[\\w-]+") ? WORDS.page() + id : "";
        String name = name(entry, detail);
        String field = texts(detail.path("categoriesDetails"), "name").stream()
                .findFirst()
                .orElse("");
        List<String> agencies = agencies(detail);
        LocalDate updated = day(detail.path("updatedAt"));
        if (!detail.path("isWard").asBoolean()) {
            return elsewhere(code, name, field, agencies, url, updated);
        }
        return new Of(new Official(
                code,
                name,
                field,
                text(detail, "departmentPromulgateName"),
                updated,
                url,
                true,
                detail.path("isInternal").asBoolean(false),
                ended(detail),
                agencies,
                documents(detail),
                each(detail.path("executionSteps"), OfficialReader::step),
                each(detail.path("executionMethods"), OfficialReader::way),
                each(detail.path("cases"), OfficialReader::span).stream()
                        .filter(span -> !span.isEmpty())
                        .toList(),
                fees(detail),
                texts(detail.path("resultsDetails"), "name"),
                each(detail.path("legalBasisesDetails"), law -> new Official.Law(text(law, "name"), text(law, "code"))),
                text(detail, "requirementsAndConditions"),
                OfficialText.line(text(detail, "dossierReceivingAddresses"))));
    }

    private static Elsewhere elsewhere(
            String code, String name, String field, List<String> agencies, String url, @Nullable LocalDate updated) {
        String agency =
                String.join(", ", agencies.stream().map(OfficialText::line).toList());
        return new Elsewhere(new RecordReader.Foreign(code, name, field, agency, url), updated);
    }

    private static List<String> agencies(JsonNode detail) {
        Set<String> agencies = new LinkedHashSet<>(texts(detail.path("unitGroupsExecuting"), "name"));
        agencies.addAll(texts(detail.path("departmentsExecuting"), "name"));
        return List.copyOf(agencies);
    }

    private static List<Official.Document> documents(JsonNode detail) {
        List<Official.Document> documents = new ArrayList<>();
        for (JsonNode heading : detail.path("executionCases")) {
            for (JsonNode paper : heading.path("profileComponents")) {
                documents.add(new Official.Document(
                        text(heading, "name"),
                        text(paper, "name"),
                        count(paper, "originalQty"),
                        count(paper, "copyQty")));
            }
        }
        return documents;
    }

    private static String step(JsonNode step) {
        return (text(step, "name") + "\n" + text(step, "description")).strip();
    }

    private static Official.Way way(JsonNode way) {
        String time = span(way.path("processingTime"), text(way, "processingTimeUnit"));
        return new Official.Way(method(way), time, text(way, "description"));
    }

    private static String method(JsonNode way) {
        String method = text(way, "submissionMethod");
        return WORDS.methods().getOrDefault(method, method);
    }

    private static String span(JsonNode processingCase) {
        JsonNode span = processingCase.path("processingDay");
        return span(span.path("qty"), text(span, "type"));
    }

    /** A unit that is not known is none: then nobody is told the number. */
    private static String span(JsonNode quantity, String unit) {
        String number = quantity.isNumber() ? Prints.plain(quantity.decimalValue()) : "";
        return (number + " " + WORDS.units().getOrDefault(unit, "")).strip();
    }

    private static List<Official.Fee> fees(JsonNode detail) {
        List<Official.Fee> fees = new ArrayList<>();
        for (JsonNode way : detail.path("executionMethods")) {
            for (JsonNode fee : way.path("fees")) {
                fees.add(new Official.Fee(
                        method(way), text(fee, "type"), amount(fee), text(fee, "description"), isForeign(fee)));
            }
        }
        return fees;
    }

    private static boolean isForeign(JsonNode fee) {
        String currency = OfficialText.words(text(fee, "currencyName"));
        return !currency.isEmpty() && !currency.contains(WORDS.currency());
    }

    private static @Nullable BigDecimal amount(JsonNode fee) {
        return fee.path("value").isNumber() ? fee.path("value").decimalValue() : null;
    }

    private static @Nullable LocalDate ended(JsonNode record) {
        if (WORDS.endedStates().contains(text(record, "state"))) {
            return LocalDate.MIN;
        }
        return WORDS.endKeys().stream()
                .map(key -> day(record.path(key)))
                .flatMap(Stream::ofNullable)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    /** The portal counts milliseconds, lists write days. */
    private static @Nullable LocalDate day(JsonNode day) {
        if (day.isIntegralNumber() && day.longValue() > 0) {
            return CommuneTime.day(Instant.ofEpochMilli(day.longValue()));
        }
        try {
            String text = day.asString("");
            return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String address(String text) {
        return text.startsWith("https://") ? text : "";
    }

    private static int count(JsonNode paper, String key) {
        return paper.path(key).asInt(0);
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() ? OfficialText.composed(value.asString()) : "";
    }

    /** Of an array, the text of every element; of an object, the texts of the array it has under the key. */
    private static List<String> texts(JsonNode node, String key) {
        List<String> texts = node.isArray()
                ? each(node, element -> text(element, key))
                : each(node.path(key), element -> element.isString() ? OfficialText.composed(element.asString()) : "");
        return texts.stream().filter(text -> !text.isEmpty()).toList();
    }

    private static <T> List<T> each(JsonNode array, java.util.function.Function<JsonNode, T> read) {
        return array.valueStream().map(read).toList();
    }
}
