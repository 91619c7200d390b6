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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.inquiry.Asked;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.knowledge.GuideReviews;
import vn.hoixa.knowledge.GuideReviews.Verdict;
import vn.hoixa.knowledge.Kind;
import vn.hoixa.knowledge.Knowledge;
import vn.hoixa.matching.Library;
import vn.hoixa.storage.Database;

/** Where a person of a commune reads the guides that are asked for most, and stands up for them. */
@Component
class ReviewDesk {
    /** What can be read in one sitting. */
    static final int SITTING = 30;

    private static final int LONGEST_NOTE = 500;
    private static final Duration LINK_HOLDS = Duration.ofHours(12);

    private final Library library;
    private final GuideReviews reviews;
    private final Asked asked;
    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    ReviewDesk(Library library, GuideReviews reviews, Asked asked, Database database, InstantSource clock) {
        this.library = library;
        this.reviews = reviews;
        this.asked = asked;
        this.database = database;
        this.clock = clock;
    }

    /** Who reviews for which commune. */
    record Reviewer(Commune commune, String person) {}

    /** A guide as it would be quoted, and what was said of it. */
    record Paper(Guide guide, @Nullable Verdict verdict) {}

    /** The thirty guides that are asked for most; before anybody has asked, those that usually are. */
    List<Paper> papers(Commune commune) {
        Knowledge knowledge = library.current().knowledge();
        Set<String> codes = new LinkedHashSet<>(asked.most(commune, SITTING));
        codes.addAll(knowledge.mostAsked());
        return codes.stream()
                .map(code -> knowledge.guide(commune, code))
                .filter(guide -> guide != null && guide.isWritten() && guide.kind() != Kind.ELSEWHERE)
                .limit(SITTING)
                .map(guide -> new Paper(guide, reviews.of(commune.id(), guide)))
                .toList();
    }

    /**
     * Keeps what a reviewer says of a guide.
     *
     * @param fingerprint of the text that was read; another text is not touched
     * @param note what is wrong, where it is
     * @return whether the text is still the one that was read
     */
    boolean judge(Reviewer reviewer, String code, String fingerprint, boolean isRight, String note) {
        String commune = reviewer.commune().id();
        Guide guide = library.current().knowledge().guide(reviewer.commune(), code);
        if (guide == null || !guide.fingerprint().equals(fingerprint)) {
            return false;
        }
        String kept = isRight ? "" : cut(note);
        reviews.keep(new Verdict(commune, code, fingerprint, reviewer.person(), isRight, kept, clock.instant()));
        return true;
    }

    private static String cut(String note) {
        boolean isLong = note.codePointCount(0, note.length()) > LONGEST_NOTE;
        return isLong ? note.substring(0, note.offsetByCodePoints(0, LONGEST_NOTE)) : note;
    }

    /** The secret of a new link for that person. */
    String link(Commune commune, String person) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        database.write(transaction -> {
            transaction
                    .sql("DELETE FROM review_link WHERE expires_at <= ?")
                    .param(now.toEpochMilli())
                    .update();
            return transaction
                    .sql("INSERT INTO review_link (secret_hash, commune, person, expires_at) VALUES (?, ?, ?, ?)")
                    .params(
                            hash(secret),
                            commune.id(),
                            person,
                            now.plus(LINK_HOLDS).toEpochMilli())
                    .update();
        });
        return secret;
    }

    /** Whose link it is, while it holds. */
    Optional<Reviewer> reviewer(String secret) {
        Knowledge knowledge = library.current().knowledge();
        return database.read()
                .sql("SELECT commune, person FROM review_link WHERE secret_hash = ? AND expires_at > ?")
                .params(hash(secret), clock.millis())
                .query((row, i) -> {
                    Commune commune = knowledge.commune(row.getString("commune"));
                    return commune == null
                            ? Optional.<Reviewer>empty()
                            : Optional.of(new Reviewer(commune, row.getString("person")));
                })
                .optional()
                .flatMap(found -> found);
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
