package vn.hoixa.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.hoixa.knowledge.CommuneTime;

/** On which days a meeting is, and until when questions for it are taken. */
class MeetingTest {
    private static final LocalDate THURSDAY = LocalDate.of(2026, 11, 26);

    /** A Thursday, too. */
    private static final LocalDate TET = LocalDate.of(2027, 2, 11);

    @Test
    void isEveryWeekFromItsFirstDayOn() {
        Meeting weekly = meeting(true, 0, Set.of(THURSDAY.plusWeeks(1)));

        assertThat(days(weekly, "2026-11-20T09:00"))
                .containsExactly(THURSDAY, THURSDAY.plusWeeks(2), THURSDAY.plusWeeks(3));
        assertThat(days(weekly, "2026-11-26T11:00")).first().isEqualTo(THURSDAY.plusWeeks(2));
        assertThat(days(weekly, "2026-11-26T10:59")).first().isEqualTo(THURSDAY);
        assertThat(days(weekly, "2027-02-01T09:00")).first().isEqualTo(LocalDate.of(2027, 2, 4));
    }

    @Test
    void isNotOnAHolidayUnlessItIsForThatDay() {
        assertThat(days(meeting(true, 0, Set.of()), "2027-02-05T09:00")).first().isEqualTo(TET.plusWeeks(1));
        assertThat(days(meeting(false, 0, Set.of()), "2026-11-20T09:00")).containsExactly(THURSDAY);
    }

    @Test
    void isOnceWhereItIsNotWeekly() {
        Meeting once = meeting(false, 0, Set.of());

        assertThat(days(once, "2026-11-20T09:00")).containsExactly(THURSDAY);
        assertThat(days(once, "2026-11-26T11:00")).isEmpty();
        assertThat(once.on(THURSDAY.plusWeeks(1))).isEmpty();
        assertThat(once.on(THURSDAY)).isPresent();
    }

    @Test
    void hasNoDayBeforeTheFirstNorInBetween() {
        Meeting weekly = meeting(true, 0, Set.of());

        assertThat(weekly.on(THURSDAY.minusWeeks(1))).isEmpty();
        assertThat(weekly.on(THURSDAY.plusDays(1))).isEmpty();
        assertThat(weekly.on(THURSDAY.plusWeeks(5))).isPresent();
    }

    @Test
    void takesQuestionsToTheEndOfTheDayThatWasSaid() {
        Sitting day = new Sitting(meeting(false, 2, Set.of()), THURSDAY);

        assertThat(day.takes(at("2026-11-24T23:59"))).isTrue();
        assertThat(day.takes(at("2026-11-25T00:00"))).isFalse();
        assertThat(new Sitting(meeting(false, 0, Set.of()), THURSDAY).takes(at("2026-11-26T07:59")))
                .isTrue();
        assertThat(new Sitting(meeting(false, 0, Set.of()), THURSDAY).takes(at("2026-11-26T08:00")))
                .isFalse();
        assertThat(new Sitting(meeting(true, 0, Set.of(THURSDAY)), THURSDAY).takes(at("2026-11-24T08:00")))
                .isFalse();
    }

    private static List<LocalDate> days(Meeting meeting, String now) {
        return meeting.coming(at(now), 3).stream().map(Sitting::day).toList();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CommuneTime.ZONE).toInstant();
    }

    private static Meeting meeting(boolean weekly, int closes, Set<LocalDate> off) {
        var plan =
                new Plan(THURSDAY, weekly, LocalTime.of(8, 0), LocalTime.of(11, 0), "Nhà văn hoá", List.of(), closes);
        return new Meeting(1, "xa-mau", MeetingKind.RECEPTION, plan, off, Set.of(TET), false, 1);
    }
}
