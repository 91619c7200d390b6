package vn.hoixa.knowledge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
        return current(database.read());
    }

    private static Optional<String> current(JdbcClient client) {
        return client.sql("SELECT version FROM publication ORDER BY number DESC LIMIT 1")
                .query(String.class)
                .optional();
    }

    /** Whether files with that version were ever published, whatever editors said above them. */
    public boolean wasProposed(String files) {
        return database.read()
                        .sql("SELECT COUNT(*) FROM proposal WHERE version = ?")
                        .param(files)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * A version that was in service, or is.
     *
     * @param number rises with each
     * @param cause what it was published for, as {@link Next} tells
     */
    public record Published(long number, String version, String cause, Instant at) {}

    /** Those that are kept, the one in service first. */
    public List<Published> kept() {
        return database.read()
                .sql("SELECT number, version, cause, published_at FROM publication ORDER BY number DESC")
                .query((row, i) -> new Published(
                        row.getLong("number"),
                        row.getString("version"),
                        row.getString("cause"),
                        Instant.ofEpochMilli(row.getLong("published_at"))))
                .list();
    }

    /** The files of a version by path, or nothing where it is not kept. */
    public Optional<SortedMap<String, String>> files(String version) {
        return database.read()
                .sql("SELECT files FROM knowledge_version WHERE version = ?")
                .param(version)
                .query((row, i) -> unpacked(row.getBytes("files")))
                .optional();
    }

    /**
     * A version to be put into service.
     *
     * @param over the version that it was made from, or null for the first
     * @param proposal version of the bare files, where files are published; else null
     * @param cause {@code files}, or a word and an id
     */
    public record Next(
            String version,
            SortedMap<String, String> files,
            @Nullable String over,
            @Nullable String proposal,
            String cause) {}

    /** Puts a version into service, unless another came into service since it was made. */
    public boolean publish(Next next, Instant now) {
        byte[] packed = packed(next.files());
        return database.write(transaction -> {
            // Whoever publishes at the same time waits here, and sees then what we made.
            transaction
                    .sql("UPDATE publication SET version = version"
                            + " WHERE number = (SELECT MAX(number) FROM publication)")
                    .update();
            Optional<String> latest = current(transaction);
            if (!latest.equals(Optional.ofNullable(next.over()))) {
                return false;
            }
            transaction
                    .sql("INSERT INTO knowledge_version (version, files) VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .params(next.version(), packed)
                    .update();
            transaction
                    .sql("INSERT INTO publication (version, cause, published_at) VALUES (?, ?, ?)")
                    .params(next.version(), next.cause(), now.toEpochMilli())
                    .update();
            if (next.proposal() != null) {
                transaction
                        .sql("INSERT INTO proposal (version) VALUES (?) ON CONFLICT DO NOTHING")
                        .param(next.proposal())
                        .update();
            }
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
