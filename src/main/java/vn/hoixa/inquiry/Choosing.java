package vn.hoixa.inquiry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoixa.inquiry.Decision.Choice;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.Twins;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;

/** Offering choices, and finding out which one was taken. */
final class Choosing {
    /** More is not read. */
    static final int MOST_CHOICES = 3;

    /** Together the choices are so likely, or asking does not help. */
    private static final double LIKELY_TOGETHER = 0.65;

    /** One that is less likely is not offered. */
    private static final double UNLIKELY = 0.07;

    private static final int SHORT_REPLY = 8;

    private Choosing() {}

    /** A question with what may be answered to it. */
    record Offer(@Nullable String question, List<Choice> choices) {}

    /** What tells the likeliest guides apart, or null where they are too unlikely or only one is likely at all. */
    static @Nullable Offer offer(Situation situation) {
        Candidate best = situation.best();
        if (best == null) {
            return null;
        }
        Twins twins = situation.turn().knowledge().twins(best.guide().code());
        if (twins != null) {
            Map<String, Double> family = new LinkedHashMap<>();
            situation.candidates().stream()
                    .filter(candidate -> twins.has(candidate.guide().code()))
                    .forEach(candidate -> family.put(candidate.guide().code(), candidate.confidence()));
            double together =
                    family.values().stream().mapToDouble(Double::doubleValue).sum();
            List<Choice> choices = choices(situation, twins, family);
            boolean isRivalled = likely(family) < 2
                    && situation.candidates().stream()
                                    .filter(candidate -> candidate.confidence() >= UNLIKELY)
                                    .count()
                            > 1;
            if (together >= LIKELY_TOGETHER && choices.size() > 1 && !isRivalled) {
                return new Offer(twins.question(), choices);
            }
        }
        List<Candidate> likely = situation.candidates().stream()
                .filter(candidate -> candidate.confidence() >= UNLIKELY)
                .limit(MOST_CHOICES)
                .toList();
        double together = likely.stream().mapToDouble(Candidate::confidence).sum();
        return together < LIKELY_TOGETHER
                ? null
                : new Offer(
                        null,
                        likely.stream()
                                .map(candidate -> new Choice(
                                        candidate.guide(), candidate.guide().title()))
                                .toList());
    }

    private static long likely(Map<String, Double> family) {
        return family.values().stream().filter(likely -> likely >= UNLIKELY).count();
    }

    /** The likeliest of the family, in the order in which it tells them. */
    private static List<Choice> choices(Situation situation, Twins twins, Map<String, Double> family) {
        boolean areTwoLikely = likely(family) > 1;
        List<String> likeliest = twins.choices().stream()
                .map(Twins.Choice::code)
                .filter(code -> !areTwoLikely || family.getOrDefault(code, 0.0) >= UNLIKELY)
                .sorted(Comparator.comparingDouble((String code) -> -family.getOrDefault(code, 0.0)))
                .limit(MOST_CHOICES)
                .toList();
        List<Choice> choices = new ArrayList<>();
        for (Twins.Choice choice : twins.choices()) {
            Guide guide = situation.guide(choice.code());
            if (guide != null && likeliest.contains(choice.code())) {
                choices.add(new Choice(guide, choice.text()));
            }
        }
        return choices;
    }

    /** The choice of the open menu that a reply names, or null. */
    static Menu.@Nullable Option byWords(Situation situation) {
        Menu menu = situation.menu();
        List<String> said = situation.understanding().folded();
        if (menu == null || menu.options().isEmpty() || said.size() > SHORT_REPLY) {
            return null;
        }
        Menu.Option placed = byPlace(situation, menu);
        if (placed != null) {
            return placed;
        }
        boolean areGuides = menu.options().stream().allMatch(option -> option.facet() == null);
        return areGuides ? byLikeness(situation, menu, said) : null;
    }

    private static Menu.@Nullable Option byPlace(Situation situation, Menu menu) {
        List<Menu.Option> options = menu.options();
        if (situation.understanding().content() > 1) {
            return null;
        }
        if (situation.says(Talk.FIRST)) {
            return options.getFirst();
        }
        if (situation.says(Talk.SECOND) && options.size() > 1) {
            return options.get(1);
        }
        if (situation.says(Talk.THIRD) && options.size() > 2) {
            return options.get(2);
        }
        return situation.says(Talk.LAST) ? options.getLast() : null;
    }

    /** What one choice says and the others do not. */
    private static Menu.@Nullable Option byLikeness(Situation situation, Menu menu, List<String> said) {
        Candidate best = situation.best();
        boolean isNamed = best != null
                && situation.isSure()
                && menu.options().stream()
                        .noneMatch(option -> option.guide().equals(best.guide().code()));
        if (isNamed) {
            return null;
        }
        Menu.Option likest = null;
        int most = 0;
        boolean isTie = false;
        for (Menu.Option option : menu.options()) {
            Set<String> own = words(option);
            menu.options().stream()
                    .filter(other -> !other.equals(option))
                    .forEach(other -> own.removeAll(words(other)));
            int common = (int) said.stream().distinct().filter(own::contains).count();
            isTie = (common == most && common > 0) || (common < most && isTie);
            if (common > most) {
                most = common;
                likest = option;
                isTie = false;
            }
        }
        if (most > 0 && !isTie) {
            return likest;
        }
        return situation.candidates().stream()
                .filter(candidate -> candidate.confidence() >= UNLIKELY)
                .flatMap(candidate -> menu.options().stream()
                        .filter(option ->
                                option.guide().equals(candidate.guide().code())))
                .findFirst()
                .filter(option -> best != null && best.confidence() >= LIKELY_TOGETHER)
                .orElse(null);
    }

    private static Set<String> words(Menu.Option option) {
        return option.text() == null
                ? new HashSet<>()
                : new HashSet<>(List.of(Folding.fold(option.text()).split(" ")));
    }

    /** What a chosen option comes to. */
    static Decision option(Situation situation, String rule, Menu.Option option) {
        Guide guide = situation.guide(option.guide());
        return guide == null
                ? new Escalate(Reason.of(rule + "-of-gone-guide"), Why.NOT_QUOTABLE)
                : Policy.quote(
                        situation,
                        Reason.of(rule),
                        guide,
                        option.facet() == null ? List.of() : List.of(option.facet()));
    }
}
