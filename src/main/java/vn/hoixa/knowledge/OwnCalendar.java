package vn.hoixa.knowledge;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.knowledge.OfficeDays.Half;
import vn.hoixa.knowledge.OfficeDays.Period;

/**
 * A commune's working time as its people wrote it in the console; public holidays stay those of the bank.
 *
 * @param week periods of each weekday that is worked
 * @param closures days on which the commune does not work
 * @param swaps days that are worked instead of others
 */
public record OwnCalendar(Map<DayOfWeek, List<Period>> week, List<Closed> closures, List<Swap> swaps) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public OwnCalendar {
        week = Map.copyOf(week);
        closures = List.copyOf(closures);
        swaps = List.copyOf(swaps);
    }

    /**
     * Days without work.
     *
     * @param half which half of them, or null for whole days
     */
    public record Closed(
            LocalDate first, LocalDate last, @Nullable Half half, String name) {}

    /** One day is free, the other has its hours. */
    public record Swap(LocalDate off, LocalDate worked, String name) {}

    /** As it is before anybody changed it here. */
    public static OwnCalendar of(OfficeDays days) {
        return new OwnCalendar(
                days.week(),
                days.closures().stream()
                        .map(closure -> new Closed(closure.first(), closure.last(), closure.half(), ""))
                        .toList(),
                List.of());
    }

    /** As {@link #json} wrote it. */
    public static OwnCalendar read(String json) {
        return JSON.readValue(json, OwnCalendar.class);
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }

    /** Periods as in {@code 7:30-11:30, 13:30-17:00}, none for an empty text; empty where it is none of both. */
    public static Optional<List<Period>> periods(String text) {
        if (text.isBlank()) {
            return Optional.of(List.of());
        }
        List<Period> periods = CalendarReader.periods(text);
        return CalendarReader.areInOrder(periods) ? Optional.of(periods) : Optional.empty();
    }

    OfficeDays over(OfficeDays files) {
        Map<LocalDate, String> free = new HashMap<>(files.holidays());
        Map<LocalDate, DayOfWeek> worked = new HashMap<>(files.worked());
        swaps.forEach(swap -> {
            free.put(swap.off(), swap.name());
            worked.put(swap.worked(), swap.off().getDayOfWeek());
        });
        Map<DayOfWeek, List<Period>> open = new EnumMap<>(DayOfWeek.class);
        open.putAll(week);
        open.values().removeIf(List::isEmpty);
        return new OfficeDays(
                open,
                free,
                worked,
                closures.stream()
                        .map(closed -> new OfficeDays.Closure(closed.first(), closed.last(), closed.half()))
                        .toList());
    }
}
