package vn.hoixa.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds whom a complaint is about: by name, by post, by unit.
 *
 * <p>All is compared without marks and rather too much is found than too little: what is found wrongly takes another
 * way, what is missed is handled by the one whom it concerns.
 */
final class Mentions {
    /** So far before a post stands who has it: "cô bên bộ phận hộ tịch". */
    private static final int NEAR = 3;

    private static final Words WORDS = Words.read();
    private static final List<Phrase> TITLES = phrases(WORDS.titles());
    private static final Set<String> UNTITLED = Set.copyOf(WORDS.untitled());
    private static final List<Phrase> PERSONS =
            Stream.concat(TITLES.stream(), phrases(WORDS.persons()).stream()).toList();
    private static final List<Phrase> FILLERS = longestFirst(phrases(WORDS.fillers()));
    private static final List<Phrase> PLACES = phrases(WORDS.places());
    private static final List<Phrase> LOOKALIKES = phrases(WORDS.nobody());
    private static final Map<Phrase, Unit> UNITS = units();
    private static final List<Phrase> CALLED =
            longestFirst(UNITS.keySet().stream().toList());

    private final List<Known> officers;

    /** @param fields of the bank that an officer treats, by the officer's id */
    Mentions(List<Officer> officers, Map<Long, Set<String>> fields) {
        this.officers = officers.stream()
                .map(officer -> new Known(
                        officer,
                        Phrase.of(officer.name()),
                        posts(officer.post(), fields.getOrDefault(officer.id(), Set.of()))))
                .toList();
    }

    private record Known(Officer officer, Phrase name, List<Phrase> posts) {
        boolean isOf(Unit unit) {
            return officer.unit() == unit || (unit == Unit.LEADERSHIP && officer.leads());
        }
    }

    /** Ids of those whom the text is about. */
    Set<Long> in(String text) {
        Phrase said = withoutLookalikes(Phrase.of(text));
        Set<Known> found = new HashSet<>();
        ofUnits(said, found);
        officers.stream()
                .filter(known -> said.has(known.name()) || isMeantByPost(said, known))
                .forEach(found::add);
        IntStream.range(0, said.length()).forEach(place -> byGivenName(said, place, found));
        return found.stream().map(known -> known.officer().id()).collect(Collectors.toSet());
    }

    private void ofUnits(Phrase said, Set<Known> found) {
        int place = 0;
        while (place < said.length()) {
            Phrase called = longestAt(said, place);
            Unit unit = UNITS.get(called);
            if (unit != null) {
                officers.stream().filter(known -> known.isOf(unit)).forEach(found::add);
            }
            place += Math.max(1, called.length());
        }
    }

    private static Phrase longestAt(Phrase said, int place) {
        return CALLED.stream()
                .filter(called -> said.hasAt(place, called))
                .findFirst()
                .orElse(Phrase.of(""));
    }

    /** "Cô cán bộ hộ tịch", "địa chính xã". */
    private static boolean isMeantByPost(Phrase said, Known known) {
        return known.posts().stream()
                .anyMatch(post -> IntStream.range(0, said.length())
                        .filter(place -> said.hasAt(place, post))
                        .anyMatch(place -> isAny(PLACES, said, place + post.length())
                                || IntStream.rangeClosed(1, NEAR)
                                        .anyMatch(back -> isAfter(PERSONS, said, place - back + 1))));
    }

    /** "Chị Lan", "anh Văn Minh", "Lan tư pháp", "tư pháp Lan"; a post beside the name says which of several. */
    private void byGivenName(Phrase said, int place, Set<Known> found) {
        List<Known> named = new ArrayList<>();
        List<Known> told = new ArrayList<>();
        for (Known known : officers) {
            int begin = beginOfName(said, place, known);
            boolean hasPost = known.posts().stream()
                    .anyMatch(post -> IntStream.rangeClosed(1, NEAR).anyMatch(on -> said.hasAt(place + on, post))
                            || isBefore(said, begin, post));
            boolean isNext =
                    known.posts().stream().anyMatch(post -> said.hasAt(place + 1, post) || isBefore(said, begin, post));
            if (begin >= 0 && (isNext || isAfter(TITLES, said, begin))) {
                named.add(known);
                if (hasPost) {
                    told.add(known);
                }
            }
        }
        found.addAll(told.isEmpty() ? named : told);
    }

    /** Where the end of an officer's name begins that ends at this place, or -1; the longest end counts. */
    private static int beginOfName(Phrase said, int place, Known known) {
        int length = known.name().length();
        return IntStream.range(0, length)
                .filter(from ->
                        said.hasAt(place - (length - from) + 1, known.name().part(from, length)))
                .map(from -> place - (length - from) + 1)
                .findFirst()
                .orElse(-1);
    }

    /** Whether one of those words stands just before a place; "có" is not "cô". */
    private static boolean isAfter(List<Phrase> phrases, Phrase said, int place) {
        return place > 0
                && !UNTITLED.contains(said.written().get(place - 1))
                && phrases.stream().anyMatch(phrase -> isBefore(said, place, phrase));
    }

    private static boolean isBefore(Phrase said, int place, Phrase other) {
        return said.hasAt(place - other.length(), other);
    }

    private static boolean isAny(List<Phrase> phrases, Phrase said, int place) {
        return phrases.stream().anyMatch(phrase -> said.hasAt(place, phrase));
    }

    /** What a post is about: of "Công chức tư pháp - hộ tịch", "tư pháp" and "hộ tịch"; and the fields of the bank. */
    private static List<Phrase> posts(String post, Set<String> fields) {
        return Stream.concat(
                        Stream.of(post.split("[-\u2013,;/]", -1)).map(part -> withoutFillers(Phrase.of(part))),
                        fields.stream().map(Phrase::of))
                .filter(phrase -> phrase.length() > 0)
                .distinct()
                .toList();
    }

    private static Phrase withoutFillers(Phrase post) {
        Phrase left = post;
        boolean isShorter = true;
        while (isShorter) {
            Phrase before = left;
            for (Phrase filler : FILLERS) {
                if (left.hasAt(0, filler)) {
                    left = left.part(filler.length(), left.length());
                }
                int end = left.length() - filler.length();
                if (left.hasAt(end, filler)) {
                    left = left.part(0, end);
                }
            }
            isShorter = left.length() < before.length();
        }
        return left;
    }

    private static Map<Phrase, Unit> units() {
        Map<Phrase, Unit> units = new HashMap<>();
        WORDS.units().forEach((unit, names) -> phrases(names).forEach(name -> units.put(folded(name), Unit.of(unit))));
        return units;
    }

    private static Phrase folded(Phrase phrase) {
        return new Phrase(phrase.folded(), phrase.folded());
    }

    /** "Công ăn việc làm" is not the police. */
    private static Phrase withoutLookalikes(Phrase said) {
        Phrase left = said;
        for (Phrase lookalike : LOOKALIKES) {
            for (int place = 0; place < left.length(); place++) {
                if (left.hasAt(place, lookalike)) {
                    left = left.part(0, place).then(left.part(place + lookalike.length(), left.length()));
                }
            }
        }
        return left;
    }

    private static List<Phrase> phrases(List<String> texts) {
        return texts.stream().map(Phrase::of).toList();
    }

    private static List<Phrase> longestFirst(List<Phrase> phrases) {
        return phrases.stream()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }
}
