package vn.hoixa.console;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.console.Entry.Enclosed;
import vn.hoixa.console.Entry.From;
import vn.hoixa.console.Threads.Resident;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.zalo.UnreadableEvent;
import vn.hoixa.zalo.ZaloEvent;
import vn.hoixa.zalo.ZaloEvents;

/** What Zalo brought of a resident's conversation: their words and files, what officers wrote by hand, receipts. */
@Component
class Received {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TELEPHONE = Pattern.compile("(?<![\\d+])(?:\\+?84|0)[1-9](?:[ .\\-]?\\d){8}(?!\\d)");

    /** What tells of receipt, or of what a person does not read as said. */
    private static final Set<String> UNSAID =
            Set.of("echo", "received", "seen", "reaction", "follow", "unfollow", "clickchatnow");

    private final Directory directory;

    Received(Directory directory) {
        this.directory = directory;
    }

    /** @param kind of table {@code incoming}: {@code officer} for what a person wrote in Zalo's own tools */
    record Incoming(
            String eventKey,
            String kind,
            @Nullable String messageId,
            @Nullable String text,
            @Nullable String detail,
            @Nullable Long turn,
            @Nullable String adminId,
            Instant at) {
        boolean isSaid() {
            return !UNSAID.contains(kind);
        }
    }

    /** The latest until then, the oldest of it first; not what somebody who is an officer, too, ordered as one. */
    List<Incoming> incoming(JdbcClient read, Resident resident, Instant before) {
        return read.sql("""
                        SELECT i.event_key, i.kind, i.message_id, i.text, i.detail, i.turn, i.admin_id, i.zalo_time
                        FROM incoming i LEFT JOIN turn t ON t.resident_id = i.resident_id AND t.number = i.turn
                        WHERE i.resident_id = ? AND i.zalo_time < ? AND COALESCE(t.decision, '') <> 'desk'
                        ORDER BY i.zalo_time DESC, i.id DESC LIMIT ?""")
                .params(resident.row(), before.toEpochMilli(), Threads.MOST)
                .query((row, i) -> {
                    long turn = row.getLong("turn");
                    boolean isTurned = !row.wasNull();
                    return new Incoming(
                            String.valueOf(row.getString("event_key")),
                            String.valueOf(row.getString("kind")),
                            row.getString("message_id"),
                            row.getString("text"),
                            row.getString("detail"),
                            isTurned ? turn : null,
                            row.getString("admin_id"),
                            Instant.ofEpochMilli(row.getLong("zalo_time")));
                })
                .list()
                .reversed();
    }

    Entry entry(Incoming one, Resident resident, Map<String, List<Enclosed>> files) {
        boolean isByHand = one.kind().equals("officer");
        String text = one.text() == null ? "" : one.text();
        List<Enclosed> enclosed = files.getOrDefault(one.eventKey(), List.of());
        if (!text.isBlank() || !enclosed.isEmpty() || one.detail() == null || isByHand) {
            return new Entry(
                    one.at(),
                    isByHand ? From.OFFICER : From.RESIDENT,
                    isByHand ? byHand(resident, one.adminId()) : null,
                    text,
                    text.isBlank() && enclosed.isEmpty() ? "wordless" : "",
                    "",
                    enclosed,
                    null);
        }
        return wordless(one, resident, one.detail());
    }

    private @Nullable String byHand(Resident resident, @Nullable String admin) {
        return admin == null
                ? null
                : directory
                        .administers(resident.id().oa(), admin)
                        .map(Officer::name)
                        .orElse(null);
    }

    /** A recording is heard, and a film seen, where Zalo keeps it; a place is looked up by its figures. */
    private static Entry wordless(Incoming one, Resident resident, String detail) {
        String key = "wordless";
        String text = "";
        List<Enclosed> files = List.of();
        try {
            switch (ZaloEvents.read(detail, resident.id().oa()::equals)) {
                case ZaloEvent.Audio audio -> {
                    key = "audio";
                    files = elsewhere("audio", audio.url());
                }
                case ZaloEvent.Video video -> {
                    key = "video";
                    files = elsewhere("video", video.url());
                }
                case ZaloEvent.Location place -> {
                    key = "place";
                    text = place.latitude() + ", " + place.longitude();
                }
                case ZaloEvent.File file -> {
                    key = "file";
                    text = FileNames.plain(file.name());
                }
                case ZaloEvent.SubmittedInfo info -> {
                    key = "info";
                    text = told(info.info());
                }
                case ZaloEvent.Image ignored -> key = "picture";
                case ZaloEvent.Gif ignored -> key = "picture";
                case ZaloEvent.Sticker ignored -> key = "sticker";
                default -> {
                    // Nothing that could be shown.
                }
            }
        } catch (UnreadableEvent e) {
            key = "wordless";
        }
        return new Entry(one.at(), From.RESIDENT, null, text, key, "", files, null);
    }

    private static List<Enclosed> elsewhere(String kind, String url) {
        return url.startsWith("https://") ? List.of(new Enclosed(url, kind, null, "")) : List.of();
    }

    /** Name, telephone and address, as the form has them. */
    private static String told(String info) {
        try {
            JsonNode told = JSON.readTree(info);
            return Stream.of("name", "phone", "address", "ward", "district", "city")
                    .map(field -> told.path(field).asString(""))
                    .filter(value -> !value.isBlank())
                    .collect(Collectors.joining(", "));
        } catch (JacksonException e) {
            return "";
        }
    }

    static Map<String, List<Enclosed>> files(JdbcClient read, Commune commune, Resident resident) {
        record Kept(String event, Enclosed file) {}
        return read
                .sql("""
                        SELECT event_key, id, kind, type, name FROM attachment
                        WHERE resident_id = ? AND state = 'fetched' ORDER BY id""")
                .param(resident.row())
                .query((row, i) -> new Kept(
                        String.valueOf(row.getString("event_key")),
                        new Enclosed(
                                "/console/files/" + commune.id() + "/" + row.getLong("id"),
                                String.valueOf(row.getString("kind")),
                                row.getString("type"),
                                FileNames.plain(String.valueOf(row.getString("name"))))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Kept::event, Collectors.mapping(Kept::file, Collectors.toList())));
    }

    /** Ids of messages that Zalo says arrived, or were looked at. */
    record Receipts(Set<String> received, Set<String> seen) {}

    static Receipts receipts(List<Incoming> incoming, Resident resident) {
        Set<String> received = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (Incoming one : incoming) {
            if (one.kind().equals("received") && one.messageId() != null) {
                received.add(one.messageId());
            } else if (one.kind().equals("seen") && one.detail() != null) {
                seen.addAll(seen(one.detail(), resident));
            }
        }
        return new Receipts(received, seen);
    }

    private static List<String> seen(String detail, Resident resident) {
        try {
            return ZaloEvents.read(detail, resident.id().oa()::equals) instanceof ZaloEvent.Seen seen
                    ? seen.messageIds()
                    : List.of();
        } catch (UnreadableEvent e) {
            return List.of();
        }
    }

    /** The last one that stands in what they wrote. */
    static @Nullable String telephone(List<Incoming> incoming) {
        Function<Incoming, String> words =
                one -> one.kind().equals("submittedinfo") ? String.valueOf(one.detail()) : String.valueOf(one.text());
        return incoming.reversed().stream()
                .filter(one -> !one.kind().equals("officer"))
                .map(words)
                .map(TELEPHONE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group().replaceAll("[^\\d+]", ""))
                .findFirst()
                .orElse(null);
    }
}
