package vn.hoixa.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened at a commune's page in a period, as far as it was known at the period's end: what came later changes
 * nothing in it.
 *
 * @param messages that residents wrote
 * @param residents who wrote them
 * @param turns in which something was asked: messages that belong together are one
 * @param atOnce turns that HoiXa answered by itself
 * @param askedBack turns after which it asked what is meant
 * @param handedOver cases that were opened
 * @param firstAnswer from hand-over to the first words of an officer, of cases first answered in the period
 * @param closing from hand-over, or from the last re-opening, to the end, of cases ended in the period
 * @param onTime cases first answered in the period before any deadline had passed
 * @param due those, and the cases of which the first deadline passed in the period unanswered
 * @param reopened times that a resident was not content with an answer
 * @param lateByOfficer cases of which the first deadline passed in the period unanswered, by whose matter they were
 * @param lateByField the same by field; the empty field is none
 * @param ratings how content residents said they are
 * @param contentByGuide the same of answers and cases by guide
 * @param contentByField by field
 * @param contentByOfficer by the officer who answered the case
 * @param themes remarks by theme, as they are filed at the period's end
 * @param procedures turns by guide
 * @param hamlets remarks by the hamlet that they name
 * @param load messages by weekday, Monday first, and hour
 */
public record Figures(
        Period period,
        long messages,
        long residents,
        long turns,
        long atOnce,
        long askedBack,
        long handedOver,
        Spread firstAnswer,
        Spread closing,
        long onTime,
        long due,
        long reopened,
        List<Count> lateByOfficer,
        List<Count> lateByField,
        List<Count> ratings,
        List<Share> contentByGuide,
        List<Share> contentByField,
        List<Share> contentByOfficer,
        List<Count> themes,
        List<Count> procedures,
        List<Count> hamlets,
        List<List<Long>> load) {

    /** How many of what; the most first. */
    public record Count(String what, long n) {}

    /**
     * How many rated what, and how many of them were content; the most ratings first.
     *
     * @param what the empty one is none
     */
    public record Share(String what, long n, long content) {
        public int percent() {
            return Math.toIntExact(content * 100 / n);
        }
    }

    /** In percent, rounded down, so that 97.9 does not pass for 98; null where nothing was due. */
    public @Nullable Integer onTimePercent() {
        return percent(onTime, due);
    }

    public @Nullable Integer atOncePercent() {
        return percent(atOnce, turns);
    }

    static @Nullable Integer percent(long part, long whole) {
        return whole == 0 ? null : Math.toIntExact(part * 100 / whole);
    }
}
