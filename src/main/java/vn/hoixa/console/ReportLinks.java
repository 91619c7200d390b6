package vn.hoixa.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Role;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Links;
import vn.hoixa.report.Period;
import vn.hoixa.storage.Database;

/** Links by which a leader reads one report for a day, without a sign-in; of each only the hash is kept. */
@Component
class ReportLinks {
    static final String PATH = "/bao-cao/";

    private static final Duration HOLDS = Duration.ofHours(24);

    private final Database database;
    private final Directory directory;
    private final Communes communes;
    private final Audit audit;
    private final Links links;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    ReportLinks(
            Database database, Directory directory, Communes communes, Audit audit, Links links, InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.communes = communes;
        this.audit = audit;
        this.links = links;
        this.clock = clock;
    }

    /** An address that opens the report until then. */
    record Link(String address, Instant until) {
        @Override
        public String toString() {
            return "Link[…]";
        }
    }

    /** The one report that a link opens, and for whom. */
    record Opened(Commune commune, Period period, Officer leader, Instant until) {}

    /** Nothing where the pages have no public address. */
    Optional<Link> make(JdbcClient transaction, Officer leader, Period period) {
        if (links.site() == null) {
            return Optional.empty();
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant until = clock.instant().plus(HOLDS);
        transaction
                .sql("INSERT INTO report_link (secret_hash, officer_id, period, expires_at) VALUES (?, ?, ?, ?)")
                .params(hash(secret), leader.id(), period.key(), until.toEpochMilli())
                .update();
        return Optional.of(new Link(links.address(PATH + secret), until));
    }

    /** While it holds, and whoever it was made for leads the commune. */
    Optional<Opened> open(String secret) {
        String hash = hash(secret);
        Optional<Opened> opened = database.read()
                .sql("SELECT officer_id, period, expires_at FROM report_link WHERE secret_hash = ? AND expires_at > ?")
                .params(hash, clock.millis())
                .query((row, i) -> Optional.ofNullable(opened(
                        row.getLong("officer_id"),
                        row.getString("period"),
                        Instant.ofEpochMilli(row.getLong("expires_at")))))
                .optional()
                .flatMap(found -> found);
        opened.ifPresent(report -> noteOnce(hash, report));
        return opened;
    }

    private @Nullable Opened opened(long officer, String key, Instant until) {
        Officer leader = directory
                .find(officer)
                .filter(found -> !found.removed() && found.role() == Role.LEADER)
                .orElse(null);
        Commune commune = leader == null ? null : communes.named(leader.commune());
        Period period = Period.of(key).orElse(null);
        return leader == null || commune == null || period == null ? null : new Opened(commune, period, leader, until);
    }

    private void noteOnce(String hash, Opened report) {
        database.write(transaction -> {
            boolean isFirst = transaction
                            .sql("UPDATE report_link SET opened_at = ? WHERE secret_hash = ? AND opened_at IS NULL")
                            .params(clock.millis(), hash)
                            .update()
                    == 1;
            if (isFirst) {
                audit.note(
                        transaction,
                        "report link",
                        "report opened",
                        "officer " + report.leader().id(),
                        report.commune().id() + " " + report.period().key());
            }
            return isFirst;
        });
    }

    private static String hash(String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
