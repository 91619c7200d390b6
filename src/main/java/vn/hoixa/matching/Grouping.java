package vn.hoixa.matching;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import vn.hoixa.knowledge.Folding;

/**
 * Puts alike texts together.
 *
 * <p>A text is the set of its syllables and of their pairs, without marks. What was said most often comes first and
 * gathers what is like it. The same texts always make the same groups, whatever their order.
 */
public final class Grouping {
    /** Three of five syllables in the same order are alike, a common opening alone is not. */
    private static final double SAME = 0.4;

    /** What a short text says stands in a long one for a third, where both are about one thing. */
    private static final double ABOUT_ONE_THING = 0.33;

    private static final double MOST_OF_IT = 0.5;

    /** Fewer have too much in common by chance. */
    private static final int SEVERAL = 3;

    /** By so many of its texts a group is recognised. */
    private static final int RECALLED = 5;

    /** Beyond it the most typical of a group is chosen among the first. */
    private static final int COMPARED = 60;

    private final ToDoubleFunction<String> weight;
    private final boolean isOfShorter;
    private final double least;

    private Grouping(ToDoubleFunction<String> weight, boolean isOfShorter, double least) {
        this.weight = weight;
        this.isOfShorter = isOfShorter;
        this.least = least;
    }

    /** By nearly the same words: what both have, of what either has (Jaccard). */
    public static Grouping byWording() {
        return new Grouping(gram -> 1, false, SAME);
    }

    /**
     * By what is talked about: what both have, of what the shorter has (overlap), each by its weight.
     *
     * @param weight of a syllable, or of a pair with a blank between them
     */
    public static Grouping byMatter(ToDoubleFunction<String> weight) {
        return new Grouping(weight, true, ABOUT_ONE_THING);
    }

    /**
     * Alike things, the most typical first.
     *
     * @param members at least one
     */
    public record Group<T>(List<T> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    private record Text<T>(T thing, String folded, boolean isMarked, Set<String> grams, double weight) {}

    /** The largest groups first; what has no words is in none. */
    public <T> List<Group<T>> of(List<T> things, Function<T, String> text) {
        List<Text<T>> texts = things.stream()
                .map(thing -> text(thing, text.apply(thing)))
                .filter(one -> !one.grams().isEmpty())
                .toList();
        List<List<Text<T>>> groups = new ArrayList<>();
        var examples = new Examples<T>();
        for (List<Text<T>> same : commonestFirst(texts)) {
            Text<T> first = same.getFirst();
            int best = best(first, examples);
            if (best < 0) {
                best = groups.size();
                groups.add(new ArrayList<>());
                examples.add(first, best, least);
            } else if (isOfShorter) {
                // Whom a group's first does not resemble, one of the others may: "cầu gãy" and "cầu qua suối gãy".
                examples.add(first, best, MOST_OF_IT);
            }
            groups.get(best).addAll(same);
        }
        return (isOfShorter ? joined(groups) : groups)
                .stream()
                        .sorted(Comparator.comparing((List<Text<T>> group) -> -group.size())
                                .thenComparing(group -> group.getFirst().folded()))
                        .map(this::group)
                        .toList();
    }

    /** Texts by which groups are recognised: the first of each and some that came to it, to which another must be more alike. */
    private static final class Examples<T> {
        private final List<Text<T>> texts = new ArrayList<>();
        private final List<Integer> groups = new ArrayList<>();
        private final List<Double> least = new ArrayList<>();
        private final Map<String, List<Integer>> having = new HashMap<>();
        private final Map<Integer, Integer> counts = new HashMap<>();

        void add(Text<T> text, int group, double alike) {
            if (counts.merge(group, 1, Integer::sum) <= RECALLED) {
                int example = texts.size();
                texts.add(text);
                groups.add(group);
                least.add(alike);
                text.grams()
                        .forEach(gram -> having.computeIfAbsent(gram, none -> new ArrayList<>())
                                .add(example));
            }
        }
    }

    /** What a group has in common tells its matter better than its first did: what has most of that joins it. */
    private <T> List<List<Text<T>>> joined(List<List<Text<T>>> groups) {
        List<List<Text<T>>> joined = new ArrayList<>();
        List<Text<?>> cores = new ArrayList<>();
        groups.stream().sorted(Comparator.comparing(group -> -group.size())).forEach(group -> {
            Text<?> core = core(group);
            int place = IntStream.range(0, cores.size())
                    .filter(i -> alike(cores.get(i), core) >= MOST_OF_IT)
                    .findFirst()
                    .orElse(-1);
            if (place >= 0) {
                joined.get(place).addAll(group);
            } else {
                joined.add(new ArrayList<>(group));
                if (group.size() >= SEVERAL) {
                    // Smaller ones come last, so that cores and groups stand at the same places.
                    cores.add(core);
                }
            }
        });
        return joined;
    }

    private <T> Text<?> core(List<Text<T>> group) {
        if (group.size() < SEVERAL) {
            return group.getFirst();
        }
        Map<String, Integer> seen = new HashMap<>();
        group.forEach(text -> text.grams().forEach(gram -> seen.merge(gram, 1, Integer::sum)));
        Set<String> common = seen.entrySet().stream()
                .filter(gram -> gram.getValue() * 2 >= group.size())
                .map(Map.Entry::getKey)
                .collect(toSet());
        return new Text<>(
                "", "", true, common, common.stream().mapToDouble(weight).sum());
    }

    private <T> Text<T> text(T thing, String written) {
        String folded = Folding.fold(written);
        Set<String> grams = grams(folded);
        return new Text<>(
                thing,
                folded,
                isMarked(written),
                grams,
                grams.stream().mapToDouble(weight).sum());
    }

    private static <T> List<List<Text<T>>> commonestFirst(List<Text<T>> texts) {
        Map<String, List<Text<T>>> same = new LinkedHashMap<>();
        texts.forEach(text ->
                same.computeIfAbsent(text.folded(), none -> new ArrayList<>()).add(text));
        return same.values().stream()
                .sorted(Comparator.comparing((List<Text<T>> one) -> -one.size())
                        .thenComparing(one -> one.getFirst().folded()))
                .toList();
    }

    /** Counts what the text has in common with each example, by what they have. */
    private <T> int best(Text<T> text, Examples<T> examples) {
        double[] both = new double[examples.texts.size()];
        text.grams().forEach(gram -> {
            double heavy = weight.applyAsDouble(gram);
            examples.having.getOrDefault(gram, List.of()).forEach(example -> both[example] += heavy);
        });
        int best = -1;
        double most = 0;
        for (int example = 0; example < both.length; example++) {
            double alike = share(both[example], text, examples.texts.get(example));
            if (alike >= examples.least.get(example) && alike > most) {
                best = examples.groups.get(example);
                most = alike;
            }
        }
        return best;
    }

    private <T> Group<T> group(List<Text<T>> members) {
        List<Text<T>> compared = members.subList(0, Math.min(COMPARED, members.size()));
        Text<T> typical = compared.stream()
                .max(Comparator.comparing((Text<T> one) -> one.isMarked())
                        .thenComparingDouble(one -> compared.stream()
                                .mapToDouble(other -> alike(one, other))
                                .sum())
                        .thenComparing(Text::folded, Comparator.reverseOrder()))
                .orElseThrow();
        List<T> all = new ArrayList<>(members.stream().map(Text::thing).toList());
        all.addFirst(all.remove(compared.indexOf(typical)));
        return new Group<>(all);
    }

    /** Written without marks it is harder to read, so another stands for the group where it can. */
    private static boolean isMarked(String written) {
        return written.chars().anyMatch(letter -> letter > 127 && Character.isLetter(letter));
    }

    /** How alike two texts are, between 0 and 1. */
    public double alike(String one, String other) {
        return alike(text(one, one), text(other, other));
    }

    private double alike(Text<?> one, Text<?> other) {
        return share(
                one.grams().stream()
                        .filter(other.grams()::contains)
                        .mapToDouble(weight)
                        .sum(),
                one,
                other);
    }

    private double share(double both, Text<?> one, Text<?> other) {
        double whole = isOfShorter ? Math.min(one.weight(), other.weight()) : one.weight() + other.weight() - both;
        return whole == 0 ? 1 : both / whole;
    }

    private static Set<String> grams(String folded) {
        Set<String> grams = new HashSet<>();
        String before = "";
        for (String syllable : folded.split(" ", -1)) {
            if (syllable.isEmpty()) {
                continue;
            }
            grams.add(syllable);
            if (!before.isEmpty()) {
                grams.add(before + " " + syllable);
            }
            before = syllable;
        }
        return grams;
    }
}
