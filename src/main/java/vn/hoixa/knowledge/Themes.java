package vn.hoixa.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Themes of residents' feedback on two levels, with all from which they are learnt. */
public final class Themes {
    /** Where a knowledge base has none: then nothing is feedback. */
    public static final Themes NONE = new Themes(0, List.of(), Map.of(), Map.of(), Map.of());

    private final int version;
    private final Map<String, Theme> byId = new LinkedHashMap<>();
    private final Map<String, String> replaced;
    private final Map<String, List<String>> speech;
    private final Map<String, List<String>> examples;

    /**
     * @param replaced ids of themes that are no more, with those that took their places
     * @param speech words by what they tell: tones, urgency
     * @param examples of what is feedback and what is not, by kind
     */
    Themes(
            int version,
            Collection<Theme> themes,
            Map<String, String> replaced,
            Map<String, List<String>> speech,
            Map<String, List<String>> examples) {
        this.version = version;
        themes.forEach(theme -> byId.put(theme.id(), theme));
        this.replaced = Map.copyOf(replaced);
        this.speech = Map.copyOf(speech);
        this.examples = new LinkedHashMap<>(examples);
    }

    /** As the file counts it; 0 where there is none. */
    public int version() {
        return version;
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** All, each of the first level before those below it. */
    public SequencedCollection<Theme> all() {
        return new ArrayList<>(byId.values());
    }

    public List<Theme> firstLevel() {
        return byId.values().stream().filter(Theme::isFirstLevel).toList();
    }

    public List<Theme> secondLevel() {
        return byId.values().stream().filter(theme -> !theme.isFirstLevel()).toList();
    }

    /** The theme with that id or, where it was replaced, the one in its place; null where there is neither. */
    public @Nullable Theme theme(String id) {
        String now = id;
        for (int step = 0; step <= replaced.size() && replaced.containsKey(now); step++) {
            now = replaced.getOrDefault(now, now);
        }
        return byId.get(now);
    }

    /** Whether history that is kept under the id still has its place. */
    public boolean knows(String id) {
        return theme(id) != null;
    }

    /** Ids, old ones among them, of what is filed under a theme of either level now. */
    public List<String> idsUnder(Theme theme) {
        return Stream.concat(byId.keySet().stream(), replaced.keySet().stream())
                .filter(id -> {
                    Theme now = theme(id);
                    return now != null && (now.equals(theme) || theme.id().equals(now.parent()));
                })
                .toList();
    }

    /** Words by which a tone, or what cannot wait, is known: {@code praise}, {@code suggestion}, {@code urgent}, … */
    public List<String> speech(String kind) {
        return speech.getOrDefault(kind, List.of());
    }

    /** Sentences by what they are: {@code feedback}, {@code question}, {@code both}, {@code denunciation}. */
    public Map<String, List<String>> examples() {
        return Map.copyOf(examples);
    }
}
