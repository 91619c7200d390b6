package vn.hoixa.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.meeting.MeetingKind;
import vn.hoixa.meeting.Plan;

/**
 * A meeting as a leader writes it.
 *
 * @param wrong what is wrong with it, as messages call it; empty where nothing is
 */
record MeetingForm(
        String kind,
        String day,
        String begins,
        String ends,
        String place,
        boolean weekly,
        String closes,
        List<String> fields,
        String wrong) {
    static final MeetingForm EMPTY =
            new MeetingForm(MeetingKind.RECEPTION.key(), "", "08:00", "11:00", "", false, "0", List.of(), "");

    static MeetingForm of(MultiValueMap<String, String> written, Collection<String> known) {
        return new MeetingForm(
                value(written, "kind"),
                value(written, "day"),
                value(written, "begins"),
                value(written, "ends"),
                value(written, "place").replaceAll("\\s+", " ").strip(),
                !value(written, "weekly").isEmpty(),
                value(written, "closes"),
                written.getOrDefault("fields", List.of()).stream()
                        .filter(known::contains)
                        .distinct()
                        .toList(),
                "");
    }

    static MeetingForm of(MeetingKind kind, Plan plan) {
        return new MeetingForm(
                kind.key(),
                plan.first().toString(),
                plan.begins().toString(),
                plan.ends().toString(),
                plan.place(),
                plan.weekly(),
                String.valueOf(plan.closes()),
                plan.fields(),
                "");
    }

    MeetingForm with(String fault) {
        return new MeetingForm(kind, day, begins, ends, place, weekly, closes, fields, fault);
    }

    /** What is wrong, or empty; a day that is over is none to come to. */
    String fault(Instant now) {
        Plan plan = plan();
        if (plan == null) {
            return "day";
        }
        Instant end = plan.first().atTime(plan.ends()).atZone(CommuneTime.ZONE).toInstant();
        boolean isDay = !plan.first().isAfter(CommuneTime.day(now).plusYears(1)) && (plan.weekly() || end.isAfter(now));
        return isDay ? plan.fault() : "day";
    }

    /** Null where a day or an hour is none. */
    @Nullable
    Plan plan() {
        try {
            return new Plan(
                    LocalDate.parse(day),
                    weekly,
                    LocalTime.parse(begins),
                    LocalTime.parse(ends),
                    place,
                    fields,
                    closes.matches("\\d{1,2}") ? Integer.parseInt(closes) : -1);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String value(MultiValueMap<String, String> written, String name) {
        String value = written.getFirst(name);
        return value == null ? "" : value;
    }
}
