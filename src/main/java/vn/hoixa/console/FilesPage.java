package vn.hoixa.console;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.attachment.FileType;
import vn.hoixa.outbox.Enclosure;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Parcel;

/**
 * Pictures, files and recordings of conversations. Strangers made them: a browser shows or plays what is only that,
 * keeps everything else, and runs nothing.
 */
@Controller
@Opens(to = {Role.OFFICER, Role.LEADER})
class FilesPage {
    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";
    private static final Set<FileType> SHOWN =
            Set.of(FileType.JPEG, FileType.PNG, FileType.GIF, FileType.WEBP, FileType.M4A, FileType.MP3, FileType.AAC);

    private final Readers readers;
    private final Threads threads;
    private final Attachments attachments;
    private final Outbox outbox;
    private final Database database;
    private final Audit audit;

    FilesPage(
            Readers readers, Threads threads, Attachments attachments, Outbox outbox, Database database, Audit audit) {
        this.readers = readers;
        this.threads = threads;
        this.attachments = attachments;
        this.outbox = outbox;
        this.database = database;
        this.audit = audit;
    }

    /** Of a resident's; whole, or the part that a player asks for. */
    @GetMapping("/console/files/{commune}/{attachment}")
    ResponseEntity<Resource> file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("attachment") long attachment,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range) {
        FileType type = type(readers.allowed(who, id), attachment);
        Parcel parcel = attachments.content(attachment).orElseThrow(Served::gone);
        if (range == null || range.startsWith("bytes=0-")) {
            note(who, "attachment " + attachment);
        }
        return answer(parcel, type);
    }

    /** Sent to a resident by an officer, with that letter. */
    @GetMapping("/console/files/{commune}/sent/{letter}")
    ResponseEntity<Resource> sent(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("letter") long letter) {
        Reader reader = readers.allowed(who, id);
        Enclosure enclosure = threads.enclosure(reader, letter).orElseThrow(Served::gone);
        Parcel parcel = content(enclosure).orElseThrow(Served::gone);
        note(who, "letter " + letter);
        return answer(parcel, FileType.of(parcel.content()));
    }

    private Optional<Parcel> content(Enclosure enclosure) {
        return switch (enclosure) {
            case Enclosure.StoredFile file -> outbox.stored(file.id());
            case Enclosure.Attachment file -> attachments.content(file.id());
            default -> Optional.empty();
        };
    }

    private void note(SignedIn who, String what) {
        database.write(transaction -> {
            audit.note(transaction, who.who(), "file read", what, "");
            return true;
        });
    }

    private static ResponseEntity<Resource> answer(Parcel parcel, @Nullable FileType type) {
        boolean isShown = type != null && SHOWN.contains(type);
        var disposition = (isShown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(FileNames.plain(parcel.name()), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(type != null && isShown ? mediaType(type) : MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .body(new ByteArrayResource(parcel.content()));
    }

    /** By its first bytes; not of what an officer ordered as one, which is seen where it was sent. */
    private FileType type(Reader reader, long attachment) {
        return database.read()
                .sql("""
                        SELECT a.type FROM attachment a JOIN resident r ON r.id = a.resident_id
                            LEFT JOIN incoming i ON i.event_key = a.event_key
                            LEFT JOIN turn t ON t.resident_id = i.resident_id AND t.number = i.turn
                            LEFT JOIN cases c ON c.id = t.case_id
                        WHERE a.id = ? AND r.oa = ? AND a.state = 'fetched'
                            AND COALESCE(t.decision, '') <> 'desk' AND\s""" + reader.sight().shows("c", "a.resident_id", "i.turn"))
                .params(attachment, reader.commune().oa())
                .query((row, i) -> FileType.valueOf(row.getString("type")))
                .optional()
                .orElseThrow(Served::gone);
    }

    private static MediaType mediaType(FileType type) {
        String name = type.name().toLowerCase(Locale.ROOT);
        return switch (type) {
            case M4A -> MediaType.valueOf("audio/mp4");
            case MP3 -> MediaType.valueOf("audio/mpeg");
            case AAC -> MediaType.valueOf("audio/aac");
            default -> MediaType.valueOf("image/" + name);
        };
    }
}
