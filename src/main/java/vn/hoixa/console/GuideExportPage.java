package vn.hoixa.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.editing.GuideFiles;
import vn.hoixa.editing.Wordings;
import vn.hoixa.knowledge.Commune;

/** What a commune's editors said and is in service, to take along as files of a knowledge base. */
@Controller
@Opens(to = {Role.EDITOR, Role.ADMINISTRATOR})
class GuideExportPage {
    private final Served served;
    private final Wordings wordings;
    private final GuideFiles guides;
    private final InstantSource clock;

    GuideExportPage(Served served, Wordings wordings, GuideFiles guides, InstantSource clock) {
        this.served = served;
        this.wordings = wordings;
        this.guides = guides;
        this.clock = clock;
    }

    @GetMapping("/console/guides/{commune}/export")
    ResponseEntity<byte[]> all(@PathVariable("commune") String id) {
        Commune commune = served.named(id);
        return zip(commune, wordings.own(commune), id);
    }

    @GetMapping("/console/guides/{commune}/{code}/export")
    ResponseEntity<byte[]> one(@PathVariable("commune") String id, @PathVariable("code") String code) {
        Commune commune = served.named(id);
        SortedMap<String, String> own = new TreeMap<>(wordings.own(commune));
        own.keySet().retainAll(Set.of(code));
        if (own.isEmpty()) {
            throw Served.gone();
        }
        return zip(commune, own, id + "-" + code);
    }

    private ResponseEntity<byte[]> zip(Commune commune, SortedMap<String, String> own, String name) {
        String file = GuideFiles.safe("hoixa-" + name) + ".zip";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(packed(guides.of(commune, own)));
    }

    private byte[] packed(SortedMap<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTime(clock.millis());
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
