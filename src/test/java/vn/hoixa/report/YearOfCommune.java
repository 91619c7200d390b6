package vn.hoixa.report;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.hoixa.journal.What;

/** A made-up year of a commune: 30,000 messages, six officers who are late now and then, Tết, ratings, remarks. */
final class YearOfCommune {
    static final int YEAR = 2026;
    static final int MESSAGES = 30_000;

    private static final int RESIDENTS = 2_500;
    private static final int LOCAL_HOURS = 7;
    private static final String[] GUIDES = {"1.001193", "1.000656", "1.004222", "2.000815", "1.003583"};
    private static final String[] FIELDS = {"ho-tich", "cu-tru", "dat-dai", "chung-thuc"};
    private static final String[] OUTCOMES = {
        "answer",
        "answer",
        "answer",
        "answer",
        "several",
        "elsewhere",
        "track",
        "clarify",
        "repeat",
        "smalltalk",
        "acknowledge",
        "rated",
        "escalate"
    };
    private static final String[] RATINGS = {"content", "content", "content", "neutral", "not_content"};
    private static final String[] THEMES = {
        "lamps", "collection", "overdue-dossier", "water", "rude", "officers-praised"
    };
    private static final String[] HAMLETS = {"Đầu Mẫu", "Cuối Mẫu", "Giữa Mẫu"};

    private final Random random;
    private final List<Happened> all = new ArrayList<>();
    private int cases;

    private YearOfCommune(long seed) {
        random = new Random(seed);
    }

    /** A row of the journal. */
    record Happened(
            long at,
            What what,
            @Nullable Long resident,
            @Nullable Long turn,
            @Nullable Long about,
            @Nullable Long officer,
            @Nullable String field,
            @Nullable String guide,
            @Nullable String theme,
            @Nullable String hamlet,
            String outcome) {}

    /** In the order of time. */
    static List<Happened> of(long seed) {
        var year = new YearOfCommune(seed);
        IntStream.range(0, MESSAGES).forEach(year::message);
        return year.all.stream()
                .sorted(java.util.Comparator.comparingLong(Happened::at))
                .toList();
    }

    private void message(int turn) {
        long resident = 1 + (long) (Math.pow(random.nextDouble(), 2) * RESIDENTS);
        long at = moment();
        String outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
        String guide = outcome.equals("smalltalk") ? null : GUIDES[random.nextInt(GUIDES.length)];
        String field = guide == null ? null : FIELDS[random.nextInt(FIELDS.length)];
        all.add(new Happened(at, What.ASKED, resident, (long) turn, null, null, null, null, null, null, ""));
        all.add(new Happened(
                at + 1_500 + random.nextInt(8_000),
                What.DECIDED,
                resident,
                (long) turn,
                null,
                null,
                field,
                guide,
                null,
                null,
                outcome));
        all.add(new Happened(
                at + 2_000 + random.nextInt(9_000),
                What.SENT,
                resident,
                (long) turn,
                null,
                null,
                null,
                null,
                null,
                null,
                ""));
        if (outcome.equals("escalate")) {
            affair(at + 9_000, resident, field, guide);
        }
        if (random.nextInt(12) == 0) {
            remark(at, resident, turn);
        }
        if (random.nextInt(25) == 0) {
            // Every other one is of a case, and so of an officer.
            boolean isOfCase = cases > 0 && random.nextBoolean();
            all.add(new Happened(
                    at + Duration.ofHours(20).toMillis(),
                    What.RATED,
                    resident,
                    (long) turn,
                    isOfCase ? (long) cases : null,
                    isOfCase ? 1L + random.nextInt(6) : null,
                    field,
                    guide,
                    null,
                    null,
                    RATINGS[random.nextInt(RATINGS.length)]));
        }
    }

    /** Some are late, some re-opened, some never answered; an answer may come months later. */
    private void affair(long opened, long resident, @Nullable String field, @Nullable String guide) {
        long id = ++cases;
        Long officer = 1L + random.nextInt(6);
        long deadline = opened + Duration.ofHours(8 + random.nextInt(72)).toMillis();
        long answered = opened
                + (long) (-Math.log(1 - random.nextDouble())
                        * Duration.ofHours(12).toMillis());
        step(opened, What.HANDED_OVER, resident, id, officer, field, guide);
        int fate = random.nextInt(100);
        for (long late = deadline;
                fate < 3 || late < answered;
                late += Duration.ofHours(8).toMillis()) {
            step(late, What.OVERDUE, resident, id, officer, field, guide);
            if (late > deadline + Duration.ofDays(3).toMillis()) {
                break;
            }
        }
        if (fate < 3) {
            return;
        }
        step(answered, fate < 20 ? What.CLOSED : What.ANSWERED, resident, id, officer, field, guide);
        if (fate < 20) {
            return;
        }
        long closed = answered + Duration.ofHours(24).toMillis();
        step(closed, What.CLOSED, resident, id, officer, field, guide);
        if (fate > 90) {
            step(closed + 3_600_000, What.REOPENED, resident, id, officer, field, guide);
            step(closed + 7_200_000, What.ANSWERED, resident, id, officer, field, guide);
            step(closed + 90_000_000, What.CLOSED, resident, id, officer, field, guide);
        }
    }

    private void step(
            long at,
            What what,
            long resident,
            long about,
            @Nullable Long officer,
            @Nullable String field,
            @Nullable String guide) {
        all.add(new Happened(at, what, resident, null, about, officer, field, guide, null, null, "question"));
    }

    private void remark(long at, long resident, int turn) {
        String theme = THEMES[random.nextInt(THEMES.length)];
        String hamlet = random.nextInt(3) == 0 ? HAMLETS[random.nextInt(HAMLETS.length)] : null;
        all.add(new Happened(
                at + 9_500, What.REMARKED, resident, (long) turn, null, null, null, null, theme, hamlet, "complaint"));
        if (random.nextInt(8) == 0) {
            // Now and then only after the period's end.
            long when = at + random.nextInt(40) * Duration.ofDays(1).toMillis() + 20_000;
            all.add(new Happened(
                    when,
                    What.CORRECTED,
                    resident,
                    (long) turn,
                    null,
                    2L,
                    null,
                    null,
                    // Some turn out to be none that may be counted.
                    turn % 5 == 0 ? "" : THEMES[random.nextInt(THEMES.length)],
                    null,
                    ""));
        }
    }

    /** Few at night, on Sundays and at Tết; some in the last and the first millisecond of a day. */
    private long moment() {
        while (true) {
            LocalDate day = LocalDate.ofYearDay(YEAR, 1 + random.nextInt(365));
            boolean isTet = !MonthDay.from(day).isBefore(MonthDay.of(2, 14))
                    && !MonthDay.from(day).isAfter(MonthDay.of(2, 22));
            boolean isQuiet = isTet || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            int hour = random.nextInt(24);
            if ((isQuiet || hour < 6 || hour > 21) && random.nextInt(8) != 0) {
                continue;
            }
            Instant midnight = day.atStartOfDay(ZoneOffset.ofHours(LOCAL_HOURS)).toInstant();
            long edge = random.nextInt(200);
            if (edge == 0) {
                return midnight.toEpochMilli();
            }
            return edge == 1
                    ? midnight.toEpochMilli() - 1
                    : midnight.plus(Duration.ofHours(hour)).toEpochMilli() + random.nextInt(3_600_000);
        }
    }
}
