package vn.hoixa.centre;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Key;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.Secret;

/** Who may fetch figures; a token is shown once, when it is made, and only its hash is kept. */
@Component
public class CentreTokens {
    /** Whoever finds one in a file sees what it is, and a search for leaked secrets does, too. */
    private static final Pattern WRITTEN = Pattern.compile("hoixa_([1-9]\\d{0,8})_([A-Za-z0-9_-]{32})");

    /** Compared with where there is no such token, so that it takes as long. */
    private static final String NOBODYS = Key.hash("");

    private static final Duration NOTED_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;
    private final Audit audit;

    CentreTokens(Database database, InstantSource clock, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    private record Row(Token token, String hash) {}

    /** A new one, as whoever uses it sends it. */
    public Secret make(String who, String name, Set<String> communes, Duration holds) {
        String secret = Key.fresh();
        long id = database.write(transaction -> {
            long made = transaction
                    .sql("""
                            INSERT INTO centre_token (name, secret_hash, made_at, made_by, expires_at)
                            VALUES (?, ?, ?, ?, ?) RETURNING id""")
                    .params(
                            name,
                            Key.hash(secret),
                            clock.millis(),
                            who,
                            clock.instant().plus(holds).toEpochMilli())
                    .query(Long.class)
                    .single();
            for (String commune : communes) {
                transaction
                        .sql("INSERT INTO centre_token_commune (token_id, commune) VALUES (?, ?)")
                        .params(made, commune)
                        .update();
            }
            audit.note(transaction, who, "centre token made", "centre token " + made, holds.toDays() + " days", null);
            return made;
        });
        return new Secret("hoixa_" + id + "_" + secret);
    }

    /** Ends it at once; false where there is no such token, or it was revoked before. */
    public boolean revoke(String who, long id) {
        return database.write(transaction -> {
            boolean isRevoked = transaction
                            .sql("UPDATE centre_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                            .params(clock.millis(), id)
                            .update()
                    == 1;
            if (isRevoked) {
                audit.note(transaction, who, "centre token revoked", "centre token " + id, "", null);
            }
            return isRevoked;
        });
    }

    /** The newest first, those that are over among them. */
    public List<Token> all() {
        return rows(database.read(), null).stream().map(Row::token).toList();
    }

    /** The token that was sent, while it holds. */
    Optional<Token> find(Secret sent) {
        Matcher written = WRITTEN.matcher(sent.value());
        if (!written.matches()) {
            return Optional.empty();
        }
        Row row = rows(database.read(), Long.valueOf(written.group(1))).stream()
                .findFirst()
                .orElse(null);
        byte[] hash = Key.hash(written.group(2)).getBytes(StandardCharsets.US_ASCII);
        byte[] kept = (row == null ? NOBODYS : row.hash()).getBytes(StandardCharsets.US_ASCII);
        boolean isRight = MessageDigest.isEqual(hash, kept);
        return row != null && isRight && !row.token().isOver(clock.instant())
                ? Optional.of(used(row.token()))
                : Optional.empty();
    }

    /** Not each time, as this writes. */
    private Token used(Token token) {
        Instant now = clock.instant();
        if (token.usedAt() == null || token.usedAt().plus(NOTED_EVERY).isBefore(now)) {
            database.write(transaction -> transaction
                    .sql("UPDATE centre_token SET used_at = ? WHERE id = ?")
                    .params(now.toEpochMilli(), token.id())
                    .update());
        }
        return token;
    }

    private static List<Row> rows(JdbcClient read, @Nullable Long id) {
        Map<Long, Set<String>> communes = new HashMap<>();
        read.sql("SELECT token_id, commune FROM centre_token_commune WHERE :id = 0 OR token_id = :id")
                .param("id", id == null ? 0L : id)
                .query(row -> {
                    communes.computeIfAbsent(row.getLong("token_id"), one -> new HashSet<>())
                            .add(Objects.requireNonNull(row.getString("commune")));
                });
        return read.sql("SELECT * FROM centre_token WHERE :id = 0 OR id = :id ORDER BY id DESC")
                .param("id", id == null ? 0L : id)
                .query((row, i) -> new Row(
                        new Token(
                                row.getLong("id"),
                                Objects.requireNonNull(row.getString("name")),
                                communes.getOrDefault(row.getLong("id"), Set.of()),
                                Instant.ofEpochMilli(row.getLong("made_at")),
                                Objects.requireNonNull(row.getString("made_by")),
                                Instant.ofEpochMilli(row.getLong("expires_at")),
                                time(row, "used_at"),
                                time(row, "revoked_at")),
                        Objects.requireNonNull(row.getString("secret_hash"))))
                .list();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
