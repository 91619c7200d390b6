package vn.hoixa.console;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.hoixa.account.SignedIn;
import vn.hoixa.editing.EditingDesk;
import vn.hoixa.editing.GuideText;
import vn.hoixa.editing.Wordings;
import vn.hoixa.editing.Wordings.Checked;
import vn.hoixa.inquiry.Preview;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.knowledge.Layer;
import vn.hoixa.knowledge.Problem;
import vn.hoixa.knowledge.Wording;
import vn.hoixa.matching.Library;

/** The form in which a matter is written: one field per part, filled with what residents would read of it. */
@Component
class GuideForms {
    private static final int LONGEST = 20_000;
    private static final Set<String> SHORT = Set.of("title", "field", "handler", "valid-until");
    private static final List<String> FIRST =
            List.of("summary", "papers", "steps", "time", "fee", "place", "online", "conditions", "result");

    private final Library library;
    private final Wordings wordings;
    private final EditingDesk desk;
    private final Preview preview;
    private final MessageSource messages;

    GuideForms(Library library, Wordings wordings, EditingDesk desk, Preview preview, MessageSource messageSource) {
        this.library = library;
        this.wordings = wordings;
        this.desk = desk;
        this.preview = preview;
        this.messages = messageSource;
    }

    /**
     * A field of the form.
     *
     * @param value what stands in it
     * @param below what would be told without the editors' words, where that differs; or null
     * @param layer whose that is, the end of a message's key
     * @param theirs what somebody else wrote meanwhile, where that differs; or null
     * @param choices of a list to choose from; empty where it is written freely
     */
    record Field(
            String part,
            String label,
            String value,
            boolean isLine,
            @Nullable String below,
            String layer,
            @Nullable String theirs,
            List<String> choices,
            List<String> problems) {}

    boolean isKnown(Commune commune, String code) {
        Guide guide = library.current().knowledge().guide(commune, code);
        return guide != null
                && guide.kind() != Kind.ELSEWHERE
                && (guide.commune() == null || guide.commune().equals(commune.id()));
    }

    String title(Commune commune, String code) {
        Guide guide = library.current().knowledge().guide(commune, code);
        return guide != null
                ? guide.title()
                : desk.open(commune, code).map(desk::title).orElse(code);
    }

    /** What of a form differs from what stands below it; how residents ask is only ever added. */
    Wording wording(Commune commune, String code, Map<String, String> fields) {
        Map<String, Wordings.Part> below = wordings.below(commune, code);
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : Wording.PARTS) {
            String typed = fields.get("p-" + part);
            if (typed != null) {
                String text = clean(typed);
                Wordings.Part under = below.get(part);
                boolean isSame = under != null && text.equals(under.text()) && !part.equals(Wording.PHRASINGS);
                if (!isSame && (!part.equals("valid-until") || text.matches("\\d{4}-\\d{2}-\\d{2}"))) {
                    parts.put(part, text);
                }
            }
        }
        return new Wording(Layer.CONSOLE, parts);
    }

    /** Without what no key types, with line ends as ours. */
    static String clean(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n]]+", " ")
                .strip();
    }

    boolean isTooLong(Wording wording) {
        return wording.parts().values().stream().anyMatch(text -> text.length() > LONGEST);
    }

    Checked check(SignedIn who, Commune commune, String code, Wording wording) {
        return wordings.check(commune, code, wording, EditingDesk.person(who, commune));
    }

    /** What a resident asks, and the messages that answer it. */
    record Talk(String asked, List<String> answers) {}

    /** The matter itself, and each part that the editors change. */
    List<Talk> preview(Commune commune, String code, Wording wording, Knowledge knowledge) {
        Guide guide = knowledge.guide(commune, code);
        if (guide == null) {
            return List.of();
        }
        List<Talk> talks = new ArrayList<>();
        talks.add(new Talk(guide.title(), preview.answer(knowledge, commune, guide, List.of())));
        for (Facet facet : Facet.values()) {
            if (wording.parts().containsKey(facet.key())) {
                talks.add(new Talk(
                        guide.title() + ": " + label(facet.key()),
                        preview.answer(knowledge, commune, guide, List.of(facet))));
            }
        }
        return talks;
    }

    void fill(
            Model model,
            Commune commune,
            String code,
            Wording wording,
            @Nullable Checked checked,
            @Nullable GuideText theirs) {
        Map<String, Wordings.Part> below = wordings.below(commune, code);
        boolean isAddition = below.isEmpty();
        Wording other = theirs == null ? null : wordings.read(theirs);
        List<Field> first = new ArrayList<>();
        List<Field> more = new ArrayList<>();
        for (String part : Wording.PARTS) {
            boolean isHead = part.equals("title") || part.equals("field") || part.equals("handler");
            if (part.equals(Wording.PHRASINGS) || (isHead && !isAddition)) {
                continue;
            }
            Field field = field(commune, part, wording, below.get(part), other, problems(checked, part));
            boolean isFirst =
                    isHead || FIRST.contains(part) || !field.problems().isEmpty() || field.below() != null;
            (isFirst ? first : more).add(field);
        }
        model.addAttribute("isAddition", isAddition);
        model.addAttribute("first", first);
        model.addAttribute("more", more);
        model.addAttribute(
                "phrasings",
                field(commune, Wording.PHRASINGS, wording, null, other, problems(checked, Wording.PHRASINGS)));
        Wordings.Part known = below.get(Wording.PHRASINGS);
        model.addAttribute(
                "known",
                known == null ? List.of() : known.text().lines().limit(40).toList());
        model.addAttribute("problems", problems(checked, ""));
    }

    private Field field(
            Commune commune,
            String part,
            Wording wording,
            Wordings.@Nullable Part below,
            @Nullable Wording other,
            List<String> problems) {
        String own = wording.parts().get(part);
        String under = below == null ? null : below.text();
        String value = own != null ? own : Objects.requireNonNullElse(under, "");
        String theirs = other == null ? null : other.parts().getOrDefault(part, Objects.requireNonNullElse(under, ""));
        return new Field(
                part,
                label(part),
                value,
                SHORT.contains(part),
                under == null || under.equals(value) ? null : under,
                below == null ? "" : below.layer().key(),
                theirs == null || theirs.equals(value) ? null : theirs,
                choices(commune, part),
                problems);
    }

    private List<String> choices(Commune commune, String part) {
        return switch (part) {
            case "field" ->
                List.copyOf(new TreeSet<>(library.current().knowledge().guides().stream()
                        .filter(guide -> guide.kind() != Kind.ELSEWHERE)
                        .map(Guide::field)
                        .filter(field -> !field.isEmpty())
                        .toList()));
            case "handler" -> commune.posts().stream().map(Commune.Post::post).toList();
            default -> List.of();
        };
    }

    private List<String> problems(@Nullable Checked checked, String part) {
        return checked == null
                ? List.of()
                : checked.problems().getOrDefault(part, List.of()).stream()
                        .filter(Problem::isError)
                        .map(problem -> sentence(problem, checked))
                        .toList();
    }

    /** In the words of the form: whoever writes in it knows neither the keys nor the files behind it. */
    private String sentence(Problem problem, Checked checked) {
        Locale locale = LocaleContextHolder.getLocale();
        Object[] values = problem.values().stream()
                .map(value -> inWords(String.valueOf(value), checked))
                .toArray();
        String worded = messages.getMessage("console.guides.check." + problem.key(), values, null, locale);
        String sentence = worded == null ? problem.sentence(locale) : worded;
        return problem.file().equals(checked.path())
                ? sentence
                : messages.getMessage("console.guides.check.elsewhere", new Object[] {sentence}, locale);
    }

    /** The label of a field, the title of a guide, or what it is. */
    private String inWords(String value, Checked checked) {
        if (Wording.PARTS.contains(value)) {
            return label(value);
        }
        Guide guide = checked.knowledge().guide(value);
        return guide == null ? value : guide.title();
    }

    /** As the guides head it, else as the form calls it. */
    String label(String part) {
        for (Facet facet : Facet.values()) {
            if (facet.key().equals(part)) {
                return library.current().knowledge().language().of(facet).heading();
            }
        }
        return messages.getMessage("console.guides.part." + part, null, LocaleContextHolder.getLocale());
    }
}
