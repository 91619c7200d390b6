package vn.hoixa.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was meant out of what was typed: abbreviations, slips, keys of Telex that were left standing, and words
 * spelled by ear. Of all readings that one is taken which is likeliest as a sentence of the guides and closest to what
 * stands there (a noisy channel, decoded by Viterbi).
 */
final class Speller {
    /** What a change costs, as natural logarithms: found by trying on the development questions. */
    private static final double HEARD = 7;

    private static final double SLIP = 4;
    private static final double KEYS = 1.0;
    private static final double GLUED = 2.0;
    private static final double SHORT = 1.5;
    private static final double NEXT_MEANING = 0.7;

    private static final int LONGEST_GLUED = 24;
    /** Of three letters any other word is one slip away. */
    private static final int SHORTEST_SLIP = 4;

    /** What was seen once or twice may itself be a slip. */
    private static final int SELDOM = 3;

    private static final int MOST_READINGS = 24;
    private static final int MOST_KNOWN = 20_000;

    private final Orthography orthography;
    private final Bigrams language;
    private final Map<String, List<List<String>>> abbreviations;
    private final Map<String, List<String>> deletions = new HashMap<>();

    /** People use the same few thousand words; what somebody makes up must not fill the memory. */
    private final Map<Typed, List<Reading>> known = new ConcurrentHashMap<>();

    /** @param abbreviations by what is typed, in lower case, with or without marks; meanings in folded syllables */
    Speller(
            Orthography orthography,
            Bigrams language,
            Map<String, List<List<String>>> abbreviations,
            Set<String> vocabulary) {
        this.orthography = orthography;
        this.language = language;
        this.abbreviations = abbreviations;
        for (String word : vocabulary) {
            if (word.length() > 2) {
                for (String shorter : without(word)) {
                    deletions
                            .computeIfAbsent(shorter, key -> new ArrayList<>(2))
                            .add(word);
                }
            }
        }
    }

    /** A word as it was typed in lower case, and without marks. */
    record Typed(String lower, String folded) {

        boolean isNumber() {
            return folded.chars().allMatch(Character::isDigit);
        }

        /** Whether it has marks besides that of đ, which stands in many abbreviations. */
        boolean isMarked() {
            return !lower.replace('\u0111', 'd').equals(folded);
        }
    }

    /**
     * What was read.
     *
     * @param tokens folded syllables
     * @param replaced typed words that do not stand in them
     * @param unknown how many of the tokens no guide knows
     */
    record Spelled(List<String> tokens, List<String> replaced, int unknown) {}

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Reading(List<String> syllables, int[] numbers, double cost) {}

    /** The best way to a reading of the word at one place. */
    private record Step(
            Reading reading, double cost, @Nullable Step before) {
        int last() {
            return reading.numbers()[reading.numbers().length - 1];
        }
    }

    Spelled spell(List<Typed> words) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        List<Step> ways = List.of(new Step(new Reading(List.of(), new int[] {Bigrams.START}, 0), 0, null));
        for (Typed word : words) {
            List<Step> next = new ArrayList<>();
            for (Reading reading : known.computeIfAbsent(word, this::readings)) {
                next.add(best(ways, reading));
            }
            ways = next;
        }
        return spelled(words, ways);
    }

    private Step best(List<Step> ways, Reading reading) {
        Step best = null;
        for (Step way : ways) {
            double cost = way.cost() + reading.cost();
            // No syllable makes a way cheaper.
            if (best != null && cost >= best.cost()) {
                continue;
            }
            int before = way.last();
            for (int syllable : reading.numbers()) {
                cost -= language.logOf(syllable, before);
                before = syllable;
            }
            if (best == null || cost < best.cost()) {
                best = new Step(reading, cost, way);
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    private Spelled spelled(List<Typed> words, List<Step> ways) {
        Step last = ways.getFirst();
        for (Step way : ways) {
            last = way.cost() < last.cost() ? way : last;
        }
        List<Reading> chosen = new ArrayList<>();
        for (Step step = last; step != null && step.before() != null; step = step.before()) {
            chosen.addFirst(step.reading());
        }
        List<String> tokens = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            tokens.addAll(chosen.get(i).syllables());
            if (!chosen.get(i).syllables().equals(List.of(words.get(i).folded()))) {
                replaced.add(words.get(i).folded());
            }
        }
        int unknown =
                (int) tokens.stream().filter(token -> !language.knows(token)).count();
        return new Spelled(tokens, replaced, unknown);
    }

    /** All that a word may mean; first what stands there. */
    private List<Reading> readings(Typed word) {
        String folded = word.folded();
        Map<List<String>, Double> readings = new LinkedHashMap<>();
        readings.put(List.of(folded), 0.0);
        if (word.isNumber()) {
            return List.of(reading(List.of(folded), 0));
        }
        meanings(word, readings);
        boolean isSyllable = orthography.isSyllable(folded);
        if (isSyllable) {
            // Nobody hears đ for gi, r or v.
            if (!word.lower().startsWith("\u0111")) {
                orthography.heardAlike(folded).forEach(alike -> addKnown(readings, alike, HEARD));
            }
        } else if (language.seen(folded) < SELDOM) {
            orthography.untyped(folded).forEach(meant -> addKnown(readings, meant, KEYS));
        }
        if (!isSyllable && folded.length() >= SHORTEST_SLIP && language.seen(folded) < SELDOM) {
            slips(folded).forEach(meant -> addKnown(readings, meant, SLIP));
            glued(folded, readings);
        }
        return readings.entrySet().stream()
                .limit(MOST_READINGS)
                .map(entry -> reading(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Reading reading(List<String> syllables, double cost) {
        return new Reading(
                syllables, syllables.stream().mapToInt(language::number).toArray(), cost);
    }

    /**
     * Words of somebody who spells well: only abbreviations with one meaning are written out.
     */
    List<String> writtenOut(List<Typed> words) {
        List<String> tokens = new ArrayList<>();
        for (Typed word : words) {
            List<List<String>> meanings = abbreviations.getOrDefault(word.lower(), List.of());
            tokens.addAll(meanings.size() == 1 ? meanings.getFirst() : List.of(word.folded()));
        }
        return tokens;
    }

    private void meanings(Typed word, Map<List<String>, Double> readings) {
        List<List<String>> meanings = abbreviations.getOrDefault(
                word.lower(), word.isMarked() ? List.of() : abbreviations.getOrDefault(word.folded(), List.of()));
        double cost = SHORT;
        for (List<String> meaning : meanings) {
            // Each further syllable of a long meaning would otherwise count against it.
            readings.putIfAbsent(meaning, cost - 6.0 * meaning.size() + 6.0);
            cost += NEXT_MEANING;
        }
    }

    private void addKnown(Map<List<String>, Double> readings, String syllable, double cost) {
        if (language.knows(syllable)) {
            readings.putIfAbsent(List.of(syllable), cost);
        }
    }

    /** Known words that are one letter more, less, other or exchanged with its neighbour. */
    private List<String> slips(String folded) {
        List<String> found = new ArrayList<>(deletions.getOrDefault(folded, List.of()));
        for (String shorter : without(folded)) {
            if (language.knows(shorter)) {
                found.add(shorter);
            }
            deletions.getOrDefault(shorter, List.of()).stream()
                    .filter(word -> word.length() == folded.length() && !word.equals(folded))
                    .forEach(found::add);
        }
        return found;
    }

    private static List<String> without(String word) {
        List<String> shorter = new ArrayList<>(word.length());
        for (int i = 0; i < word.length(); i++) {
            shorter.add(word.substring(0, i) + word.substring(i + 1));
        }
        return shorter;
    }

    /** The fewest known syllables that stand glued together in a word. */
    private void glued(String folded, Map<List<String>, Double> readings) {
        if (folded.length() < 4 || folded.length() > LONGEST_GLUED) {
            return;
        }
        List<List<String>> upTo = new ArrayList<>();
        upTo.add(List.of());
        for (int end = 1; end <= folded.length(); end++) {
            List<String> best = null;
            for (int from = Math.max(0, end - 7); from < end; from++) {
                List<String> before = upTo.get(from);
                String piece = folded.substring(from, end);
                boolean fits = (from == 0 || !before.isEmpty())
                        && piece.length() > 1
                        && language.seen(piece) > 2
                        && orthography.isSyllable(piece);
                if (fits && (best == null || before.size() + 1 < best.size())) {
                    best = new ArrayList<>(before);
                    best.add(piece);
                }
            }
            upTo.add(best == null ? List.of() : best);
        }
        List<String> pieces = upTo.getLast();
        if (pieces.size() > 1) {
            readings.putIfAbsent(List.copyOf(pieces), GLUED - 6.0 * pieces.size() + 6.0);
        }
    }
}
