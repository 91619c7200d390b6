package vn.hoixa.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that answers are made from, as one loaded version. */
public final class Knowledge {
    private final String version;
    private final Language language;
    private final Map<String, Commune> communes = new LinkedHashMap<>();
    private final Map<String, Commune> pages = new HashMap<>();
    private final Map<String, Guide> shared = new LinkedHashMap<>();
    private final Map<String, Map<String, Guide>> ofCommunes = new HashMap<>();
    private final Map<String, DossierWords> dossierWords;
    private final Map<String, Twins> twins = new HashMap<>();
    private final List<LabelledQuestion> golden;
    private final List<LabelledQuestion> calibration;
    private final List<LabelledQuestion> facetExamples;
    private final List<String> mostAsked;
    private final Reviews reviews;
    private final Offices offices;
    private final Themes themes;

    Knowledge(
            String version,
            Language language,
            Collection<Commune> communes,
            Collection<Guide> shared,
            Map<String, List<Guide>> ofCommunes,
            Map<String, DossierWords> dossierWords,
            List<LabelledQuestion> golden,
            List<LabelledQuestion> calibration,
            List<LabelledQuestion> facetExamples,
            List<String> mostAsked,
            Offices offices,
            Themes themes,
            Reviews reviews) {
        this.version = version;
        this.language = language;
        this.dossierWords = Map.copyOf(dossierWords);
        this.golden = List.copyOf(golden);
        this.calibration = List.copyOf(calibration);
        this.facetExamples = List.copyOf(facetExamples);
        this.mostAsked = List.copyOf(mostAsked);
        this.offices = offices;
        this.themes = themes;
        this.reviews = reviews;
        communes.stream().sorted(Comparator.comparing(Commune::id)).forEach(commune -> {
            this.communes.put(commune.id(), commune);
            this.pages.put(commune.oa(), commune);
        });
        shared.forEach(guide -> this.shared.put(guide.code(), guide));
        ofCommunes.forEach((commune, guides) -> {
            Map<String, Guide> own = new LinkedHashMap<>();
            guides.forEach(guide -> own.put(guide.code(), guide));
            this.ofCommunes.put(commune, own);
        });
        shared.stream()
                .map(Guide::twins)
                .filter(java.util.Objects::nonNull)
                .forEach(family -> family.choices().forEach(choice -> this.twins.putIfAbsent(choice.code(), family)));
    }

    /** What the communes' own people said of the guides. */
    @FunctionalInterface
    public interface Reviews {
        Reviews NONE = (commune, guide) -> guide;

        /** The guide with a person behind it, or with nobody behind it any more, or as it was. */
        Guide apply(String commune, Guide guide);
    }

    /** Changes with the content; every answer carries it. */
    public String version() {
        return version;
    }

    /** What all communes have, and what single ones added; in the order of their files. */
    public Collection<Guide> guides() {
        List<Guide> all = new ArrayList<>(shared.values());
        ofCommunes
                .values()
                .forEach(own -> own.values().stream()
                        .filter(guide -> !shared.containsKey(guide.code()))
                        .forEach(all::add));
        return Collections.unmodifiableList(all);
    }

    /** The guide as residents of a commune get it, or null where there is none (any more). */
    public @Nullable Guide guide(Commune commune, String code) {
        Guide guide = ofCommunes.getOrDefault(commune.id(), Map.of()).get(code);
        if (guide == null) {
            guide = shared.get(code);
        }
        if (guide == null) {
            return null;
        }
        Guide filled = guide.kind() == Kind.COMMUNE ? filled(guide, commune) : guide;
        return reviews.apply(commune.id(), filled);
    }

    /** Whether the commune says anything of the matter itself. */
    public boolean isOwn(Commune commune, String code) {
        return ofCommunes.getOrDefault(commune.id(), Map.of()).containsKey(code);
    }

    /** The guide without any commune's changes, or null where there is none. */
    public @Nullable Guide guide(String code) {
        return shared.get(code);
    }

    /** The family of procedures that this one is easily taken for, or null. */
    public @Nullable Twins twins(String code) {
        return twins.get(code);
    }

    public Language language() {
        return language;
    }

    /** By name of their folders. */
    public List<Commune> communes() {
        return List.copyOf(communes.values());
    }

    /** The commune with that folder, or null. */
    public @Nullable Commune commune(String id) {
        return communes.get(id);
    }

    /** The commune that has the page, or null. */
    public @Nullable Commune ofPage(String oa) {
        return pages.get(oa);
    }

    OfficeDays officeDays(Commune commune) {
        return offices.days().getOrDefault(commune.id(), offices.usual());
    }

    Optional<Roster> roster(Commune commune) {
        return Optional.ofNullable(offices.rosters().get(commune.id()));
    }

    /** Folder of the bank for a field as guides name it. */
    public String fieldKey(String field) {
        return offices.fields().getOrDefault(field, field);
    }

    /** The fields of the bank by folder, with the names that guides give them. */
    public SortedMap<String, String> fields() {
        SortedMap<String, String> names = new TreeMap<>();
        offices.fields()
                .forEach((name, folder) ->
                        names.merge(folder, name, (one, other) -> one.compareTo(other) < 0 ? one : other));
        return names;
    }

    /** How the commune's one-stop software calls things. */
    public DossierWords dossierWords(Commune commune) {
        return dossierWords.getOrDefault(commune.id(), DossierWordsReader.USUAL);
    }

    /** Whether answers about a field, as guides name it, go out by themselves. */
    public Autonomy autonomy(Commune commune, String field) {
        Map<String, Autonomy> fields = offices.autonomy().getOrDefault(commune.id(), Map.of());
        Autonomy all = fields.getOrDefault(AutonomyReader.ALL, Autonomy.DRAFT);
        return fields.getOrDefault(fieldKey(field), all);
    }

    /** How residents complain, denounce and suggest. */
    public Phrases grievances() {
        return offices.grievances();
    }

    /** What feedback may be about. */
    public Themes themes() {
        return themes;
    }

    /** How residents speak of their cases. */
    public Phrases speech() {
        return offices.speech();
    }

    /** How residents speak of dialogues and reception days. */
    public Phrases meetings() {
        return offices.meetings();
    }

    /** Codes of what is usually asked for most, the most asked first. */
    public List<String> mostAsked() {
        return mostAsked;
    }

    /** Questions by which a version is judged before it is published; nothing is learnt from them. */
    public List<LabelledQuestion> golden() {
        return golden;
    }

    /** Questions from which it is learnt how sure an answer is. */
    public List<LabelledQuestion> calibration() {
        return calibration;
    }

    /** Questions from which it is learnt what of a procedure is asked. */
    public List<LabelledQuestion> facetExamples() {
        return facetExamples;
    }

    /** What the commune's profile does not tell is left out; without its summary the guide has no text. */
    private static Guide filled(Guide guide, Commune commune) {
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        guide.facets().forEach((facet, text) -> {
            String own = commune.fill(text);
            if (own != null) {
                facets.put(facet, own);
            }
        });
        String summary = commune.fill(guide.summary());
        return summary == null ? guide.filled("", Map.of()) : guide.filled(summary, facets);
    }
}
