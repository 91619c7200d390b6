package vn.hoixa.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Collator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
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
    private final Audit audit;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    ReviewDesk(
            Library library, GuideReviews reviews, Asked asked, Database database, Audit audit, InstantSource clock) {
        this.library = library;
        this.reviews = reviews;
        this.asked = asked;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Who reviews for which commune.
     *
     * @param person as residents read it
     * @param who as the audit has it
     */
    record Reviewer(Commune commune, String person, String who) {}

    /** A guide as it would be quoted, and what was said of it. */
    record Paper(Guide guide, @Nullable Verdict verdict) {
        boolean isWaiting() {
            return verdict == null;
        }
    }

    /** The thirty guides that are asked for most; before anybody has asked, those that usually are. */
    List<Paper> papers(Commune commune) {
        Knowledge knowledge = library.current().knowledge();
        Set<String> codes = new LinkedHashSet<>(asked.most(commune, SITTING));
        codes.addAll(knowledge.mostAsked());
        return papers(knowledge, commune, codes).limit(SITTING).toList();
    }

    /** All of a field, by name; without those that are signed by who wrote them, or have the national data alone. */
    List<Paper> papers(Commune commune, String field) {
        return all(commune).filter(paper -> paper.guide().field().equals(field)).toList();
    }

    /** How many guides of a field there are to review, and of how many nobody said anything yet. */
    record Field(String name, long count, long waiting) {}

    /** By name. */
    List<Field> fields(Commune commune) {
        Map<String, List<Paper>> byField = all(commune)
                .filter(paper -> !paper.guide().field().isEmpty())
                .collect(Collectors.groupingBy(paper -> paper.guide().field()));
        return byField.entrySet().stream()
                .map(entry -> new Field(entry.getKey(), entry.getValue().size(), waiting(entry.getValue())))
                .sorted(Comparator.comparing(Field::name, Collator.getInstance(Locale.of("vi"))))
                .toList();
    }

    static long waiting(List<Paper> papers) {
        return papers.stream().filter(Paper::isWaiting).count();
    }

    private Stream<Paper> all(Commune commune) {
        Knowledge knowledge = library.current().knowledge();
        Set<String> codes = new LinkedHashSet<>();
        knowledge.guides().stream()
                .filter(guide -> !guide.summary().isEmpty())
                .sorted(Comparator.comparing(Guide::title, Collator.getInstance(Locale.of("vi"))))
                .forEach(guide -> codes.add(guide.code()));
        return papers(knowledge, commune, codes).filter(paper -> !paper.isWaiting() || !isSigned(paper.guide()));
    }

    private static boolean isSigned(Guide guide) {
        return guide.review() != null && guide.review().by() == Guide.By.PERSON;
    }

    private Stream<Paper> papers(Knowledge knowledge, Commune commune, Set<String> codes) {
        return codes.stream()
                .map(code -> knowledge.guide(commune, code))
                .filter(guide -> guide != null && guide.isWritten() && guide.kind() != Kind.ELSEWHERE)
                .filter(guide -> guide.commune() == null || guide.commune().equals(commune.id()))
                .map(guide -> new Paper(guide, reviews.of(commune.id(), guide)));
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
        reviews.keep(
                new Verdict(commune, code, fingerprint, reviewer.person(), isRight, kept, clock.instant()),
                transaction -> audit.note(
                        transaction,
                        reviewer.who(),
                        isRight ? "guide approved" : "guide refused",
                        "guide " + code,
                        commune));
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
                            : Optional.of(new Reviewer(commune, row.getString("person"), "review link"));
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
