package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.inquiry.Decision.OwnData;
import vn.hoixa.inquiry.Decision.Wish;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.matching.Understanding.Talk;

/**
 * Residents who ask what is kept of them, or want it erased.
 *
 * <p>That is meant only by who says nothing else: "how do I have my registration deleted" is a question to the office.
 */
final class OwnDataTalk {
    /** So long a question whether to erase stands. */
    private static final Duration STANDS = Duration.ofMinutes(30);

    /** So long somebody who answers it too late is told so. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private OwnDataTalk() {}

    static @Nullable Decision opinion(Situation situation) {
        String typed = Folding.fold(situation.turn().text());
        if (typed.isEmpty()) {
            return null;
        }
        Decision answer = answer(situation, typed);
        if (answer != null) {
            return answer;
        }
        // As it was typed, or as the speller understands it.
        return Stream.of(typed, String.join(" ", situation.understanding().folded()))
                .map(text -> request(situation, text))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Erasure is spoken of, and more; unless it is plainly about a procedure. */
    static @Nullable Decision beside(Situation situation) {
        return situation.says(Talk.ERASURE) && !situation.isSure() ? new OwnData("erasure-beside", Wish.HOW) : null;
    }

    private static @Nullable Decision answer(Situation situation, String typed) {
        Instant asked = situation.state().erasureAskedAt();
        Instant now = situation.turn().now();
        if (asked == null || now.isAfter(asked.plus(REMEMBERED))) {
            return null;
        }
        boolean stands = !now.isAfter(asked.plus(STANDS));
        boolean isForUs = holds(situation, "erasure-verb", typed) || !somebodySpoke(situation, asked);
        if (isForUs && phrases(situation, "erasure-yes").contains(typed)) {
            return stands ? new OwnData("erasure-confirmed", Wish.ERASE) : new OwnData("erasure-late", Wish.LATE);
        }
        return isForUs && stands && phrases(situation, "erasure-no").contains(typed)
                ? new OwnData("erasure-declined", Wish.KEEP)
                : null;
    }

    /** A bare "yes" may answer an officer who asked something since. */
    private static boolean somebodySpoke(Situation situation, Instant since) {
        return situation.turn().officerSpeaks()
                || situation.turn().affairs().all().stream()
                        .anyMatch(affair -> affair.spokenAt().isAfter(since));
    }

    private static @Nullable Decision request(Situation situation, String text) {
        boolean isData = holds(situation, "data", text);
        boolean isTheirs = holds(situation, "data-self", text);
        if (holds(situation, "erasure-verb", text)) {
            boolean isMeant = isData || (isTheirs && holds(situation, "data-else", text));
            return isMeant && isAll(situation, text, "erasure-verb", "data", "data-else", "data-self", "data-beside")
                    ? new OwnData("erasure-asked", Wish.ASK)
                    : null;
        }
        boolean isMeant = isTheirs && (isData || holds(situation, "data-held", text));
        boolean isShort =
                isData && isAll(situation, text, "data", "data-self", "data-beside", "data-shown", "data-held");
        boolean isHeld = holds(situation, "data-held", text)
                && isAll(situation, text, "data", "data-else", "data-self", "data-beside", "data-shown", "data-held");
        return isMeant && (isShort || isHeld) ? new OwnData("own-data-asked", Wish.SHOW) : null;
    }

    private static boolean holds(Situation situation, String list, String text) {
        String spaced = " " + text + " ";
        return phrases(situation, list).stream().anyMatch(phrase -> spaced.contains(" " + phrase + " "));
    }

    /** Whether nothing is left when those phrases are taken away, the longest first. */
    private static boolean isAll(Situation situation, String text, String... lists) {
        String left = " " + text.replace(" ", "  ") + " ";
        List<String> phrases = Stream.of(lists)
                .flatMap(list -> phrases(situation, list).stream())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String phrase : phrases) {
            left = left.replace(" " + phrase.replace(" ", "  ") + " ", " ");
        }
        return left.isBlank();
    }

    private static List<String> phrases(Situation situation, String list) {
        return situation.turn().knowledge().language().phrases(list).stream()
                .map(Folding::fold)
                .toList();
    }
}
