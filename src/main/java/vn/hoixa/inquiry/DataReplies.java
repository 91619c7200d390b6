package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import vn.hoixa.escalation.Affair;
import vn.hoixa.inquiry.Replies.Reply;
import vn.hoixa.knowledge.CommuneTime;

/** What residents are told of their own data: figures, days and numbers of cases, never what they wrote. */
final class DataReplies {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final int YEAR = 365;
    private static final int MONTH = 30;

    private final Replies replies;
    private final Turn turn;

    DataReplies(Replies replies, Turn turn) {
        this.replies = replies;
        this.turn = turn;
    }

    Reply reply(Decision.OwnData data) {
        List<String> texts =
                switch (data.wish()) {
                    case SHOW -> shown(Objects.requireNonNull(data.held()));
                    case ASK -> List.of(asked(Objects.requireNonNull(data.held())));
                    case ERASE -> List.of(say("reply.data.erased"));
                    case KEEP -> List.of(say("reply.data.kept"));
                    case LATE -> List.of(say("reply.data.late"));
                    case HOW -> List.of(say("reply.data.how"));
                };
        return new Reply(texts, null);
    }

    private String asked(Holdings held) {
        String open = turn.affairs().open().stream()
                .map(affair -> affair.number().toString())
                .collect(Collectors.joining(", "));
        return say("reply.data.ask")
                + (open.isEmpty() ? "" : "\n\n" + say("reply.data.ask-open", open))
                + "\n\n" + say("reply.data.ask-stays", day(turn.now(), held.keepsBackups()))
                + "\n\n" + say("reply.data.ask-how");
    }

    private List<String> shown(Holdings held) {
        String figures = say(
                "reply.data.held",
                day(held.since(), Duration.ZERO),
                String.valueOf(held.messages()),
                String.valueOf(held.answers()),
                String.valueOf(held.attachments()));
        String meetings =
                held.meetings() == 0 ? "" : "\n" + say("reply.data.meetings", String.valueOf(held.meetings()));
        return List.of(figures + meetings + "\n\n" + cases(), until(held) + "\n\n" + say("reply.data.readers"));
    }

    private String cases() {
        List<Affair> all = turn.affairs().all();
        if (all.isEmpty()) {
            return say("reply.data.no-case");
        }
        return say("reply.data.cases") + "\n"
                + all.stream()
                        .map(affair -> say(
                                "reply.data.case",
                                affair.number(),
                                say("reply.data.state."
                                        + affair.about().state().name().toLowerCase(Locale.ROOT))))
                        .collect(Collectors.joining("\n"));
    }

    private String until(Holdings held) {
        String messages =
                say("reply.data.until", period(held.keepsMessages()), day(held.firstMessage(), held.keepsMessages()));
        Instant first = held.firstAttachment();
        return first == null
                ? messages
                : messages + "\n"
                        + say(
                                "reply.data.until-files",
                                period(held.keepsAttachments()),
                                day(first, held.keepsAttachments()));
    }

    private String period(Duration time) {
        long days = time.toDays();
        if (days % YEAR == 0) {
            return say("reply.data.years", String.valueOf(days / YEAR));
        }
        return days % MONTH == 0
                ? say("reply.data.months", String.valueOf(days / MONTH))
                : say("reply.data.days", String.valueOf(days));
    }

    private static String day(Instant from, Duration keeps) {
        return DAY.format(CommuneTime.day(from.plus(keeps)));
    }

    private String say(String key, Object... values) {
        return replies.say(key, turn, values);
    }
}
