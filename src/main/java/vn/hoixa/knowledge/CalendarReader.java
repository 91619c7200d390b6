package vn.hoixa.knowledge;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.knowledge.OfficeDays.Closure;
import vn.hoixa.knowledge.OfficeDays.Half;
import vn.hoixa.knowledge.OfficeDays.Period;

/** Reads {@code calendar.yaml}, and what a commune says of its own working time beside its profile. */
final class CalendarReader {
    static final String FILE = "calendar.yaml";

    /** Also where a commune says nothing. */
    static final Map<DayOfWeek, List<Period>> USUAL_WEEK = usualWeek();

    private static final int PERIODS_A_DAY = 2;
    private static final int LONGEST_DAYS = 366;
    private static final int LOOKS_AHEAD_MONTHS = 1;
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*[-\u2013]\\s*(\\d{1,2}):(\\d{2})");

    private final Problems problems;
    private final SortedMap<LocalDate, String> holidays = new TreeMap<>();
    private final Map<LocalDate, DayOfWeek> worked = new HashMap<>();

    private CalendarReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the public holidays; without the file there are none. */
    static CalendarReader read(@Nullable String text, LocalDate today, Problems problems) {
        var reader = new CalendarReader(problems);
        if (text == null) {
            problems.warn(FILE, 1, "calendar-missing");
            return reader;
        }
        YamlSection calendar = YamlSection.parse(FILE, 1, text, problems);
        calendar.sections("holidays").forEach(reader::holiday);
        calendar.sections("swaps").forEach(reader::swap);
        calendar.refuseOthers();
        int year = today.plusMonths(LOOKS_AHEAD_MONTHS).getYear();
        if (reader.holidays.keySet().stream().noneMatch(day -> day.getYear() == year)) {
            problems.warn(FILE, calendar.line("holidays"), "calendar-year", String.valueOf(year));
        }
        return reader;
    }

    /** Working time of a commune that says nothing of its own. */
    OfficeDays usual() {
        return days(USUAL_WEEK, List.of());
    }

    /** Working time as {@code communes/<name>/calendar.yaml} has it. */
    OfficeDays ofCommune(String file, String text) {
        YamlSection calendar = YamlSection.parse(file, 1, text, problems);
        Map<DayOfWeek, List<Period>> week = calendar.has("periods") ? week(calendar.section("periods")) : USUAL_WEEK;
        calendar.problemIf(week.isEmpty(), "periods", "periods-none");
        OfficeDays open = days(week, List.of());
        List<Closure> closures = calendar.sections("closures").stream()
                .flatMap(entry -> closure(file, entry, open).stream())
                .toList();
        calendar.refuseOthers();
        return days(week, closures);
    }

    private OfficeDays days(Map<DayOfWeek, List<Period>> week, List<Closure> closures) {
        return new OfficeDays(week, holidays, worked, closures);
    }

    private void holiday(YamlSection entry) {
        String name = entry.text("name");
        days(entry)
                .ifPresent(days -> Stream.iterate(
                                days.first(), day -> !day.isAfter(days.last()), day -> day.plusDays(1))
                        .forEach(day -> free(entry, entry.has("day") ? "day" : "from", day, name)));
        entry.refuseOthers();
    }

    private void swap(YamlSection entry) {
        String name = entry.text("name");
        LocalDate off = day(entry, "off");
        LocalDate instead = day(entry, "worked");
        if (off != null && instead != null) {
            entry.problemIf(isWeekend(off), "off", "swap-off", off.toString());
            entry.problemIf(!isWeekend(instead), "worked", "swap-worked", instead.toString());
            free(entry, "off", off, name);
            boolean isTwice = holidays.containsKey(instead) || worked.putIfAbsent(instead, off.getDayOfWeek()) != null;
            entry.problemIf(isTwice, "worked", "day-twice", instead.toString());
        }
        entry.refuseOthers();
    }

    private void free(YamlSection entry, String key, LocalDate day, String name) {
        boolean isTwice = worked.containsKey(day) || holidays.putIfAbsent(day, name) != null;
        entry.problemIf(isTwice, key, "day-twice", day.toString());
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    private static Map<DayOfWeek, List<Period>> week(YamlSection section) {
        Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            String key = day.name().toLowerCase(Locale.ROOT);
            String text = section.has(key) ? section.text(key) : "";
            if (!text.isEmpty()) {
                List<Period> periods = periods(text);
                section.problemIf(!areInOrder(periods), key, "periods-odd", text);
                week.put(day, periods);
            }
        }
        section.refuseOthers();
        return week;
    }

    /** Empty where the text is none. */
    static List<Period> periods(String text) {
        List<Period> periods = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PERIOD.matcher(part.strip());
            if (!matcher.matches()) {
                return List.of();
            }
            try {
                periods.add(new Period(time(matcher, 1), time(matcher, 3)));
            } catch (DateTimeException e) {
                return List.of();
            }
        }
        return periods;
    }

    private static LocalTime time(Matcher matcher, int hour) {
        return LocalTime.of(Integer.parseInt(matcher.group(hour)), Integer.parseInt(matcher.group(hour + 1)));
    }

    static boolean areInOrder(List<Period> periods) {
        LocalTime end = LocalTime.MIN;
        for (Period period : periods) {
            if (period.from().isBefore(end) || !period.from().isBefore(period.to())) {
                return false;
            }
            end = period.to();
        }
        return !periods.isEmpty() && periods.size() <= PERIODS_A_DAY;
    }

    private Optional<Closure> closure(String file, YamlSection entry, OfficeDays open) {
        entry.text("name");
        String half = entry.optional("half");
        boolean isHalf = half == null || half.equals("morning") || half.equals("afternoon");
        entry.problemIf(!isHalf, "half", "half-unknown", String.valueOf(half));
        Optional<Closure> closure = days(entry)
                .filter(days -> isHalf)
                .map(days -> new Closure(
                        days.first(), days.last(), half == null ? null : Half.valueOf(half.toUpperCase(Locale.ROOT))));
        entry.refuseOthers();
        closure.filter(found -> closesNothing(found, open))
                .ifPresent(found -> problems.warn(
                        file,
                        entry.line(entry.has("day") ? "day" : "from"),
                        "closure-odd",
                        found.first().toString()));
        return closure;
    }

    private static boolean closesNothing(Closure closure, OfficeDays open) {
        return closure.first()
                .datesUntil(closure.last().plusDays(1))
                .noneMatch(day -> open.usually(day).stream().anyMatch(period -> closure.covers(day, period)));
    }

    private record Days(LocalDate first, LocalDate last) {}

    /** One {@code day}, or {@code from} and {@code to}; nothing where they make no sense. */
    private static Optional<Days> days(YamlSection entry) {
        if (entry.has("day")) {
            return Optional.ofNullable(day(entry, "day")).map(day -> new Days(day, day));
        }
        LocalDate first = day(entry, "from");
        LocalDate last = day(entry, "to");
        if (first == null || last == null) {
            return Optional.empty();
        }
        // A slip in the year would close the office for decades.
        boolean isOdd = last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_DAYS));
        entry.problemIf(isOdd, "to", "days-odd", first.toString(), last.toString());
        return isOdd ? Optional.empty() : Optional.of(new Days(first, last));
    }

    private static @Nullable LocalDate day(YamlSection entry, String key) {
        String text = entry.text(key);
        return text.isEmpty() ? null : entry.day(key, text);
    }

    private static Map<DayOfWeek, List<Period>> usualWeek() {
        List<Period> periods = List.of(
                new Period(LocalTime.of(7, 30), LocalTime.of(11, 30)),
                new Period(LocalTime.of(13, 30), LocalTime.of(17, 0)));
        Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
        Stream.of(DayOfWeek.values())
                .filter(day -> day.compareTo(DayOfWeek.SATURDAY) < 0)
                .forEach(day -> week.put(day, periods));
        return Map.copyOf(week);
    }
}
