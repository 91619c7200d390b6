package vn.hoixa.escalation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Links;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.outbox.Window;
import vn.hoixa.privacy.Masking;
import vn.hoixa.zalo.UnreadableEvent;
import vn.hoixa.zalo.ZaloEvent;
import vn.hoixa.zalo.ZaloEvents;

/** A case as an officer sees it on a phone: masked, short; the whole text stands in Zalo's own tools only. */
@Component
class CaseView {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("HH:mm dd/MM", Locale.ROOT);
    private static final int LINES = 8;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_SUMMARY = 80;
    private static final int GUESSES = 3;
    private static final int ATTACHMENTS = 5;

    /** Nobody is sent to a guide that is not meant. */
    private static final double UNLIKELY = 0.05;

    private final Drafts drafts;
    private final CaseWords words;
    private final Outbox outbox;
    private final Links links;
    private final InstantSource clock;

    CaseView(Drafts drafts, CaseWords words, Outbox outbox, Links links, InstantSource clock) {
        this.drafts = drafts;
        this.words = words;
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
    }

    /** What was written since the case came up, what may be meant, and what could be answered. */
    String whole(JdbcClient client, Case about) {
        String conversation = about.kind().isQuotable()
                ? lines(client, about).stream().map(line -> shown(line, about)).collect(Collectors.joining("\n"))
                : words.say("case.notice.unseen");
        String guesses = guesses(client, about);
        String drafted = drafts.text(client, about);
        String draft = drafted.isEmpty() ? "" : "\n\n" + words.say("desk.view.draft", drafted);
        return words.say(
                        "desk.view",
                        about.number(),
                        words.say("desk.state." + about.state().column()),
                        until(about))
                + "\n\n" + conversation
                + (guesses.isEmpty() ? "" : "\n\n" + words.say("desk.view.guesses", guesses))
                + draft
                + "\n\n"
                + words.say(window(client, about).text())
                + (links.site() == null ? "" : "\n\n" + words.say("desk.view.console", links.address("/console")));
    }

    /** For how long the resident can be written to. */
    private Window window(JdbcClient client, Case about) {
        return Window.at(outbox.lastInteraction(client, about.residentRow()), clock.instant());
    }

    /** Pictures and files of the resident's that belong to the case, the latest few. */
    List<Long> attachments(JdbcClient client, Case about) {
        if (!about.kind().isQuotable()) {
            return List.of();
        }
        return client.sql("""
                        SELECT a.id FROM attachment a JOIN incoming i ON i.event_key = a.event_key
                            JOIN turn t ON t.resident_id = i.resident_id AND t.number = i.turn
                        WHERE i.resident_id = ? AND t.case_id = ? AND a.state = 'fetched' AND a.kind <> 'audio'
                        ORDER BY a.id DESC LIMIT ?""")
                .params(about.residentRow(), about.id(), ATTACHMENTS)
                .query(Long.class)
                .list()
                .reversed();
    }

    /** A line of a list: number, deadline, what it begins with. */
    String line(JdbcClient client, Case about) {
        return words.say("desk.line", about.number(), until(about), summary(client, about, LONGEST_SUMMARY));
    }

    String summary(JdbcClient client, Case about, int longest) {
        if (!about.kind().isQuotable()) {
            return words.say("case.notice.unseen");
        }
        String opening = opening(client, about);
        return opening.isBlank() ? words.say("case.notice.wordless") : cut(Masking.mask(opening), longest);
    }

    String until(Case about) {
        return about.deadline() == null ? words.say("desk.no-deadline") : CommuneTime.said(about.deadline());
    }

    /** What the resident wrote when the case was opened. */
    String opening(JdbcClient client, Case about) {
        return client
                .sql("""
                        SELECT text FROM incoming WHERE resident_id = :resident AND text IS NOT NULL
                            AND turn = (SELECT MIN(number) FROM turn WHERE resident_id = :resident AND case_id = :case)
                        ORDER BY zalo_time, id""")
                .param("resident", about.residentRow())
                .param("case", about.id())
                .query(String.class)
                .list()
                .stream()
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }

    /** @param kind of table {@code incoming}, {@code officer} for who wrote by hand; null for what HoiXa sent */
    private record Line(
            @Nullable String kind,
            @Nullable String text,
            @Nullable String detail,
            long at) {}

    /** Nothing of another case, nor what concerns anybody: it may be about the very officer who reads this one. */
    private List<Line> lines(JdbcClient client, Case about) {
        List<Line> all = client.sql("""
                        SELECT kind, text, detail, zalo_time AS at FROM incoming
                        WHERE resident_id = :resident AND turn >= (SELECT MIN(number) FROM turn
                                WHERE resident_id = :resident AND case_id = :case)
                            AND kind NOT IN ('echo', 'received', 'seen', 'reaction', 'follow')
                            AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.resident_id = :resident
                                AND t.number = incoming.turn AND t.case_id <> :case)
                            AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.resident_id = :resident
                                AND f.turn = incoming.turn AND f.excluded <> '' AND COALESCE(f.case_id, -1) <> :case)
                        UNION ALL
                        SELECT NULL, text, NULL, created_at FROM outgoing
                        WHERE resident_id = :resident AND turn >= (SELECT MIN(number) FROM turn
                                WHERE resident_id = :resident AND case_id = :case)
                            AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.resident_id = :resident
                                AND t.number = outgoing.turn AND t.case_id <> :case)
                            AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.resident_id = :resident
                                AND f.turn = outgoing.turn AND f.excluded <> '' AND COALESCE(f.case_id, -1) <> :case)
                            AND NOT EXISTS (SELECT 1 FROM case_text x WHERE x.outgoing_id = outgoing.id
                                AND x.case_id <> :case)
                        ORDER BY at""")
                .param("resident", about.residentRow())
                .param("case", about.id())
                .query(Line.class)
                .list();
        return all.subList(Math.max(0, all.size() - LINES), all.size());
    }

    private String shown(Line line, Case about) {
        String text = line.text() == null || line.text().isBlank()
                ? wordless(line, about)
                : cut(Masking.mask(line.text()), LONGEST_LINE);
        String who = words.say(
                line.kind() == null
                        ? "desk.view.page"
                        : line.kind().equals("officer") ? "desk.view.officer" : "desk.view.resident");
        ZonedDateTime at = Instant.ofEpochMilli(line.at()).atZone(CommuneTime.ZONE);
        return words.say("desk.view.line", who, AT.format(at), text);
    }

    /** A recording is heard where Zalo keeps it; a place is looked up by its figures. */
    private String wordless(Line line, Case about) {
        if (line.detail() == null) {
            return words.say("case.notice.wordless");
        }
        try {
            return switch (ZaloEvents.read(line.detail(), about.resident().oa()::equals)) {
                case ZaloEvent.Audio audio -> words.say("desk.view.audio", audio.url());
                case ZaloEvent.Video video -> words.say("desk.view.video", video.url());
                case ZaloEvent.Location place -> words.say("desk.view.place", place.latitude(), place.longitude());
                case ZaloEvent.File file -> words.say("desk.view.file", Masking.mask(file.name()));
                case ZaloEvent.Image ignored -> words.say("desk.view.picture");
                case ZaloEvent.Sticker ignored -> words.say("desk.view.sticker");
                default -> words.say("case.notice.wordless");
            };
        } catch (UnreadableEvent e) {
            return words.say("case.notice.wordless");
        }
    }

    /** As the turn's explanation has them, the likeliest first. */
    private String guesses(JdbcClient client, Case about) {
        return client.sql("""
                        SELECT explanation FROM turn WHERE resident_id = ? AND case_id = ? AND explanation IS NOT NULL
                        ORDER BY number LIMIT 1""")
                .params(about.residentRow(), about.id())
                .query(String.class)
                .optional()
                .map(explanation -> StreamSupport.stream(
                                JSON.readTree(explanation).path("candidates").spliterator(), false)
                        .filter(one -> one.path("confidence").asDouble() >= UNLIKELY)
                        .limit(GUESSES)
                        .map(one -> words.say(
                                "desk.view.guess",
                                one.path("title").asString(),
                                Math.round(one.path("confidence").asDouble() * 100)))
                        .collect(Collectors.joining("\n")))
                .orElse("");
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) > longest
                ? text.substring(0, text.offsetByCodePoints(0, longest)) + "…"
                : text;
    }
}
