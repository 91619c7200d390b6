package vn.hoixa.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * When and where a meeting is, as a leader enters it.
 *
 * @param weekly whether it is every week from the first day on
 * @param fields folders of the bank that it is about; empty for anything
 * @param closes how many days before, questions and names are taken no longer; 0 for until it begins
 */
public record Plan(
        LocalDate first,
        boolean weekly,
        LocalTime begins,
        LocalTime ends,
        String place,
        List<String> fields,
        int closes) {
    /** Characters of a place. */
    public static final int LONGEST_PLACE = 200;

    public static final int MOST_DAYS = 14;

    public Plan {
        fields = List.copyOf(fields);
    }

    /** What is wrong with it, as messages call it; empty where nothing is. */
    public String fault() {
        if (place.isBlank() || place.length() > LONGEST_PLACE) {
            return "place";
        } else if (!begins.isBefore(ends)) {
            return "hours";
        }
        return closes < 0 || closes > MOST_DAYS ? "closes" : "";
    }
}
