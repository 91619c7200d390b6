package vn.hoixa.zalo;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.zalo.Sightings.Seen;

/** What was seen of Zalo, to conclude from. */
record Evidence(List<Seen> all) {
    private static final Set<Sight> ANSWERS = Set.of(Sight.SEND, Sight.READ, Sight.CONSENT, Sight.REFRESH);

    Evidence of(String oa) {
        return where(one -> one.oa().equals(oa));
    }

    Evidence since(@Nullable Instant start) {
        return start == null ? this : where(one -> !one.last().isBefore(start));
    }

    /** The last of a kind, whatever page and detail. */
    @Nullable
    Seen last(Sight sight) {
        return last(one -> one.sight() == sight);
    }

    /** When a kind was first seen, as far back as is known. */
    Instant first(Sight sight) {
        return all.stream()
                .filter(one -> one.sight() == sight)
                .map(Seen::first)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    Optional<Seen> find(Sight sight, String detail) {
        return all.stream()
                .filter(one -> one.sight() == sight && one.detail().equals(detail))
                .max(Comparator.comparing(Seen::last));
    }

    /** The last call of that kind that Zalo answered well. */
    @Nullable
    Seen well(Sight sight) {
        return find(sight, Sightings.WELL).orElse(null);
    }

    /** The last call of any kind that Zalo answered well. */
    @Nullable
    Seen well() {
        return last(one -> isAnswer(one) && isWell(one));
    }

    /** An error with one of these numbers that no good answer to the same page's calls of the same kind came after. */
    @Nullable
    Seen standing(Set<String> errors) {
        return last(one -> isAnswer(one) && errors.contains(one.detail()) && !isOvercome(one));
    }

    /** A standing error at sending that no other resident or text would help against. */
    @Nullable
    Seen stopped() {
        return last(one -> one.sight() == Sight.SEND && !isWell(one) && stopsAll(one.detail()) && !isOvercome(one));
    }

    /** An event whose signature came of another key; one without any signature tells nothing of our key. */
    @Nullable
    Seen lastBadKey() {
        return last(one -> one.sight() == Sight.BAD_SIGNATURE && !one.detail().equals("unsigned"));
    }

    private boolean isOvercome(Seen error) {
        return all.stream()
                .anyMatch(one -> one.sight() == error.sight()
                        && one.oa().equals(error.oa())
                        && isWell(one)
                        && !one.last().isBefore(error.last()));
    }

    private static boolean stopsAll(String error) {
        return switch (ErrorCodes.remedy(ErrorCodes.Host.OA, Long.parseLong(error))) {
            case REFRESH, SWITCH, PERSON -> true;
            case RETRY, UNCERTAIN, SILENCE, RECIPIENT, PAYLOAD, UPLOAD, MONEY, UNKNOWN -> false;
        };
    }

    private static boolean isAnswer(Seen one) {
        return ANSWERS.contains(one.sight());
    }

    private static boolean isWell(Seen one) {
        return one.detail().equals(Sightings.WELL);
    }

    private @Nullable Seen last(Predicate<Seen> condition) {
        return stream(condition).max(Comparator.comparing(Seen::last)).orElse(null);
    }

    private Evidence where(Predicate<Seen> condition) {
        return new Evidence(stream(condition).toList());
    }

    private Stream<Seen> stream(Predicate<Seen> condition) {
        return all.stream().filter(condition);
    }
}
