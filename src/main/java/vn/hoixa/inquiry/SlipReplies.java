package vn.hoixa.inquiry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.hoixa.dossier.Dossier;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Commune.Reception;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Counter;
import vn.hoixa.knowledge.DossierWords.State;

/** Where a dossier stands, in the words that a resident reads; of a person it never tells anything. */
final class SlipReplies {
    private static final Locale RESIDENTS = Locale.of("vi");
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", RESIDENTS);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d/M", Locale.ROOT);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d/M/yyyy", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("h:mm", Locale.ROOT);

    private final Replies replies;
    private final Turn turn;

    SlipReplies(Replies replies, Turn turn) {
        this.replies = replies;
        this.turn = turn;
    }

    String text(Decision.Track track) {
        List<String> parts = new ArrayList<>();
        Dossier found = track.found();
        if (found != null) {
            parts.add(standing(found));
            parts.add(say("reply.dossier.as-of", time(found.asOf())));
        } else {
            if (!track.reason().rule().equals(SlipDesk.GUESSING.rule())) {
                parts.add(say("reply.dossier.unknown", track.code().shown()));
            }
            parts.add(say("reply.dossier.portal"));
            parts.add(say("reply.dossier.ask", commune().name(), commune().phone()));
        }
        parts.add(track.isOneOfMany() ? say("reply.dossier.one-by-one") : say("reply.dossier.person"));
        return String.join("\n\n", parts);
    }

    private String standing(Dossier dossier) {
        List<String> parts = new ArrayList<>();
        parts.add(
                dossier.procedure().isEmpty()
                        ? say("reply.dossier.head", dossier.code().shown())
                        : say("reply.dossier.head-procedure", dossier.code().shown(), dossier.procedure()));
        parts.add(state(dossier));
        if (dossier.isLate(turn.now())) {
            parts.add(late(dossier));
        } else if (isStillPromised(dossier)) {
            parts.add(say("reply.dossier.due", day(java.util.Objects.requireNonNull(dossier.due()))));
        }
        if (dossier.state() == State.DONE) {
            Reception at = commune().reception(Counter.COMMUNE);
            parts.add(say("reply.dossier.bring", at.name(), at.address(), at.hours()));
        }
        return String.join("\n", parts);
    }

    private boolean isStillPromised(Dossier dossier) {
        LocalDate due = dossier.due();
        return due != null
                && !dossier.isFinished()
                && !CommuneTime.day(turn.now()).isAfter(due);
    }

    private String state(Dossier dossier) {
        boolean isTold = dossier.state() != State.UNKNOWN || !dossier.words().isEmpty();
        return isTold
                ? say(
                        "reply.dossier.state." + dossier.state().key(),
                        dossier.words(),
                        commune().name(),
                        commune().phone())
                : say("reply.dossier.untold");
    }

    /** What the list did not know yet is no reason to apologise, but to ask before going. */
    private String late(Dossier dossier) {
        String key = dossier.isOlderThanItsDay() ? "reply.dossier.maybe-late" : "reply.dossier.late";
        return say(
                key,
                day(java.util.Objects.requireNonNull(dossier.due())),
                commune().name(),
                commune().phone());
    }

    /** As it is said within a sentence: "thứ Sáu 27/11". */
    private String day(LocalDate day) {
        String weekday = WEEKDAY.format(day);
        return weekday.substring(0, 1).toLowerCase(RESIDENTS) + weekday.substring(1) + " " + date(day);
    }

    private String date(LocalDate day) {
        boolean isThisYear = day.getYear() == CommuneTime.day(turn.now()).getYear();
        return (isThisYear ? DAY : DAY_OF_YEAR).format(day);
    }

    /** As it is said: "8:00 sáng 23/11". */
    private String time(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, CommuneTime.ZONE);
        String part = local.getHour() < 11 ? "morning" : local.getHour() < 13 ? "noon" : "afternoon";
        return say(
                "reply.dossier.time." + (local.getHour() < 18 ? part : "evening"),
                HOUR.format(local),
                date(local.toLocalDate()));
    }

    private Commune commune() {
        return turn.commune();
    }

    private String say(String key, Object... values) {
        return replies.say(key, turn, values);
    }
}
