package vn.hoixa.console;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.OfficeDays;
import vn.hoixa.knowledge.OfficeDays.Half;
import vn.hoixa.knowledge.OwnCalendar;
import vn.hoixa.settings.Fault;
import vn.hoixa.settings.Texts;

/** Days of a commune that are not as in its week: a list to which days are added, and from which they are taken. */
enum DayList {
    /** Nobody works, from the first to the last. */
    CLOSURES("first", "last") {
        @Override
        boolean isRight(Map<String, String> written, OwnCalendar before, OfficeDays days) {
            LocalDate first = day(written, "first");
            LocalDate last = last(written);
            return first != null
                    && last != null
                    && !last.isBefore(first)
                    && !last.isAfter(first.plusDays(LONGEST_DAYS))
                    && before.closures().size() < MOST;
        }

        @Override
        OwnCalendar with(OwnCalendar before, Map<String, String> written) {
            String half = written.getOrDefault("half", "");
            var closed = new OwnCalendar.Closed(
                    LocalDate.parse(written.getOrDefault("first", "")),
                    Optional.ofNullable(last(written)).orElseThrow(),
                    half.matches("MORNING|AFTERNOON") ? Half.valueOf(half) : null,
                    written.getOrDefault("name", "").strip());
            return new OwnCalendar(before.week(), plus(before.closures(), closed), before.swaps());
        }

        @Override
        OwnCalendar without(OwnCalendar before, int number) {
            return new OwnCalendar(before.week(), minus(before.closures(), number), before.swaps());
        }

        @Override
        public List<Row> rows(OwnCalendar calendar) {
            return calendar.closures().stream()
                    .map(one -> new Row(
                            Times.DAY.format(one.first()),
                            Times.DAY.format(one.last()),
                            one.half() == null ? null : one.half().name(),
                            one.name()))
                    .toList();
        }

        private static @Nullable LocalDate last(Map<String, String> written) {
            return day(written, written.getOrDefault("last", "").isBlank() ? "first" : "last");
        }
    },

    /** A day off, and the one that is worked instead. */
    SWAPS("off", "worked") {
        /** Any other would take a day away, or give one twice. */
        @Override
        boolean isRight(Map<String, String> written, OwnCalendar before, OfficeDays days) {
            LocalDate off = day(written, "off");
            LocalDate worked = day(written, "worked");
            return off != null
                    && worked != null
                    && !days.on(off).isEmpty()
                    && days.on(worked).isEmpty()
                    && !days.holidays().containsKey(worked)
                    && Math.abs(off.toEpochDay() - worked.toEpochDay()) <= LONGEST_DAYS
                    && before.swaps().size() < MOST;
        }

        @Override
        OwnCalendar with(OwnCalendar before, Map<String, String> written) {
            var swap = new OwnCalendar.Swap(
                    LocalDate.parse(written.getOrDefault("off", "")),
                    LocalDate.parse(written.getOrDefault("worked", "")),
                    written.getOrDefault("name", "").strip());
            return new OwnCalendar(before.week(), before.closures(), plus(before.swaps(), swap));
        }

        @Override
        OwnCalendar without(OwnCalendar before, int number) {
            return new OwnCalendar(before.week(), before.closures(), minus(before.swaps(), number));
        }

        @Override
        public List<Row> rows(OwnCalendar calendar) {
            return calendar.swaps().stream()
                    .map(one -> new Row(Times.DAY.format(one.off()), Times.DAY.format(one.worked()), null, one.name()))
                    .toList();
        }
    };

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_DAYS = 366;
    private static final int MOST = 100;

    private final String first;
    private final String second;

    DayList(String first, String second) {
        this.first = first;
        this.second = second;
    }

    /**
     * One as it is shown.
     *
     * @param half end of a message's key where it is only half a day, else null
     */
    record Row(String first, String second, @Nullable String half, String name) {}

    /** The one of that address. */
    static DayList at(String path) {
        return path.contains("/" + SWAPS.key()) ? SWAPS : CLOSURES;
    }

    /** In addresses and in messages' keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Days that are asked for where one is added. */
    public List<String> fields() {
        return List.of(first, second);
    }

    /** What keeps it from being added, or null. */
    @Nullable
    Fault fault(Map<String, String> written, OwnCalendar before, OfficeDays days) {
        Fault wrong = this == CLOSURES ? Fault.DAYS : Fault.SWAP;
        return Texts.lineFault(written.getOrDefault("name", ""), LONGEST_NAME, true)
                .orElse(isRight(written, before, days) ? null : wrong);
    }

    abstract boolean isRight(Map<String, String> written, OwnCalendar before, OfficeDays days);

    /** With what was written, which has no fault. */
    abstract OwnCalendar with(OwnCalendar before, Map<String, String> written);

    /** Without that one, where it is there. */
    abstract OwnCalendar without(OwnCalendar before, int number);

    public abstract List<Row> rows(OwnCalendar calendar);

    private static @Nullable LocalDate day(Map<String, String> written, String field) {
        try {
            return LocalDate.parse(written.getOrDefault(field, ""));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <T> List<T> plus(List<T> before, T more) {
        List<T> all = new ArrayList<>(before);
        all.add(more);
        return all;
    }

    private static <T> List<T> minus(List<T> before, int number) {
        if (number < 0 || number >= before.size()) {
            return before;
        }
        List<T> all = new ArrayList<>(before);
        all.remove(number);
        return all;
    }
}
