package vn.hoixa.knowledge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.storage.Database;

/** Published versions in the database, for all instances; tables {@code publication}, {@code knowledge_version}. */
public final class Publications {
    /** Enough to go back to what was in service some weeks ago. */
    private static final int KEPT = 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> FILES = new TypeReference<>() {};

    private final Database database;

    public Publications(Database database) {
        this.database = database;
    }

    /** The version that is in service. */
    public Optional<String> current() {
        return database.read()
                .sql("SELECT version FROM publication ORDER BY number DESC LIMIT 1")
                .query(String.class)
                .optional();
    }

    /** Whether it was ever published and is still kept. */
    public boolean isKnown(String version) {
        return database.read()
                        .sql("SELECT COUNT(*) FROM knowledge_version WHERE version = ?")
                        .param(version)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The files of a version by path, or nothing where it is not kept. */
    public Optional<SortedMap<String, String>> files(String version) {
        return database.read()
                .sql("SELECT files FROM knowledge_version WHERE version = ?")
                .param(version)
                .query((row, i) -> unpacked(row.getBytes("files")))
                .optional();
    }

    /** Puts a version into service. */
    public void publish(String version, SortedMap<String, String> files, Instant now) {
        byte[] packed = packed(files);
        database.write(transaction -> {
            transaction
                    .sql("INSERT INTO knowledge_version (version, files) VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .params(version, packed)
                    .update();
            transaction
                    .sql("INSERT INTO publication (version, published_at) VALUES (?, ?)")
                    .params(version, now.toEpochMilli())
                    .update();
            transaction
                    .sql("DELETE FROM publication WHERE number <= (SELECT MAX(number) FROM publication) - ?")
                    .param(KEPT)
                    .update();
            transaction
                    .sql("DELETE FROM knowledge_version WHERE version NOT IN (SELECT version FROM publication)")
                    .update();
            return true;
        });
    }

    private static byte[] packed(SortedMap<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(JSON.writeValueAsBytes(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static SortedMap<String, String> unpacked(byte[] packed) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return JSON.readValue(zip.readAllBytes(), FILES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
