package vn.hoixa.inquiry;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.knowledge.Commune.Reception;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Counter;
import vn.hoixa.meeting.Matters.Own;
import vn.hoixa.meeting.MeetingKind;
import vn.hoixa.meeting.Sitting;

/** Dialogues and reception days in the words that a resident reads. */
final class MeetingReplies {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d/M", Locale.ROOT);

    /** A longer one is known to who wrote it. */
    private static final int LONGEST_QUOTE = 500;

    private final Replies replies;
    private final Turn turn;

    MeetingReplies(Replies replies, Turn turn) {
        this.replies = replies;
        this.turn = turn;
    }

    Reply reply(MeetingStep step) {
        String text =
                switch (step) {
                    case MeetingStep.Dates dates -> dates(dates);
                    case MeetingStep.None none -> none(none.kind());
                    case MeetingStep.AskFor asked -> of("reply.meeting.ask.", asked.sitting(), when(asked.sitting()));
                    case MeetingStep.Keep keep ->
                        kept(keep.told().sitting(), keep.told().text());
                    case MeetingStep.Enough enough -> enough(enough);
                    case MeetingStep.Left left -> left(left.theirs());
                    case MeetingStep.Declined ignored -> say("reply.meeting.declined");
                };
        return new Reply(List.of(text), null);
    }

    private String dates(MeetingStep.Dates dates) {
        String kind = dates.kind().key();
        List<String> lines = new ArrayList<>();
        if (dates.isElse()) {
            lines.add(say("reply.meeting.else"));
        }
        lines.add(say("reply.meeting.next." + kind, turn.commune().name()));
        dates.sittings().forEach(sitting -> lines.add(line(sitting)));
        lines.add("");
        lines.add(dates.sittings().stream()
                .filter(sitting -> sitting.takes(turn.now()))
                .findFirst()
                .map(next -> say("reply.meeting.how." + kind, DAY.format(next.day())))
                .orElseGet(() -> say("reply.meeting.closed." + kind)));
        return String.join("\n", lines);
    }

    private String line(Sitting sitting) {
        String fields = sitting.meeting().plan().fields().stream()
                .map(field -> turn.knowledge().fields().getOrDefault(field, field))
                .collect(Collectors.joining(", "));
        String line = say(
                "reply.meeting.line",
                when(sitting),
                HOUR.format(sitting.meeting().plan().ends()),
                place(sitting));
        if (!fields.isEmpty()) {
            line += say("reply.meeting.fields", fields);
        }
        boolean isClosedBefore = sitting.meeting().plan().closes() > 0 && sitting.takes(turn.now());
        return isClosedBefore
                ? line
                        + say(
                                "reply.meeting.until",
                                DAY.format(CommuneTime.day(sitting.closes().minusMillis(1))))
                : line;
    }

    private String none(MeetingKind kind) {
        Reception at = turn.commune().reception(Counter.COMMUNE);
        return say(
                "reply.meeting.none." + kind.key(),
                turn.commune().name(),
                turn.commune().phone(),
                at.name(),
                at.address(),
                at.hours());
    }

    private String kept(Sitting sitting, String text) {
        return of("reply.meeting.kept.", sitting, when(sitting), place(sitting), quote(text));
    }

    private String enough(MeetingStep.Enough enough) {
        String theirs = enough.theirs().stream()
                .map(own -> say("reply.meeting.own", when(own.sitting()), quote(own.text())))
                .collect(Collectors.joining("\n"));
        return of("reply.meeting.enough.", enough.sitting(), theirs);
    }

    private String left(List<Own> theirs) {
        Sitting sitting = theirs.getFirst().sitting();
        return of("reply.meeting.left.", sitting, when(sitting));
    }

    private String of(String key, Sitting sitting, Object... values) {
        return say(key + sitting.meeting().kind().key(), values);
    }

    private static String when(Sitting sitting) {
        return CommuneTime.said(sitting.begins());
    }

    private static String place(Sitting sitting) {
        return sitting.meeting().plan().place();
    }

    private static String quote(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_QUOTE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }

    private String say(String key, Object... values) {
        return replies.say(key, turn, values);
    }
}
