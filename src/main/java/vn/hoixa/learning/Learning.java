package vn.hoixa.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.account.SignedIn;
import vn.hoixa.editing.EditingDesk;
import vn.hoixa.editing.Wordings;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.Kind;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.knowledge.Layer;
import vn.hoixa.knowledge.Wording;
import vn.hoixa.matching.Edition;
import vn.hoixa.matching.Grouping;
import vn.hoixa.matching.Library;
import vn.hoixa.matching.Understanding;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.privacy.Masking;

/** What residents asked in vain, what officers answered, and how it becomes part of the guides. */
@Component
public class Learning {
    private static final Grouping GROUPING = Grouping.byWording();

    /** Once is chance. */
    private static final int FEWEST = 2;

    private static final int MOST_GROWING = 5;
    private static final String HIDDEN = "\u2022\u2022\u2022";
    private static final int MOST_GROUPS = 40;
    private static final int GUESSES = 4;
    private static final int LONGEST_TITLE = 120;

    /** Answers that share less say something else. */
    private static final double SAME_ANSWER = 0.5;

    private final PastQuestions questions;
    private final Proposals proposals;
    private final EditingDesk desk;
    private final Wordings wordings;
    private final Library library;

    Learning(PastQuestions questions, Proposals proposals, EditingDesk desk, Wordings wordings, Library library) {
        this.questions = questions;
        this.proposals = proposals;
        this.desk = desk;
        this.wordings = wordings;
        this.library = library;
    }

    /**
     * PastQuestions that say the same.
     *
     * @param typical wording, masked
     * @param guesses guides that may be meant, the likeliest first
     */
    public record Group(String typical, int count, List<Guess> guesses) {}

    /** A guide that may be meant. */
    public record Guess(String code, String title) {}

    /** Answers to one question that do not say the same. */
    public record Contradiction(String typical, List<Question> answers) {}

    /** PastQuestions that no guide answered and none would now, the most asked first. */
    public List<Group> unanswered(Commune commune) {
        List<Group> groups = new ArrayList<>();
        for (Grouping.Group<Question> group : GROUPING.of(questions.unanswered(commune), Question::text)) {
            String typical = group.members().getFirst().text();
            Understanding meant = understand(commune, typical);
            if (groups.size() < MOST_GROUPS && !isSure(meant)) {
                groups.add(new Group(typical, group.members().size(), guesses(meant)));
            }
        }
        return groups;
    }

    /**
     * A question that no guide answers, asked more often than before.
     *
     * @param typical as one of the residents wrote it, masked
     * @param now turns in which it was asked
     * @param before the same in the time before
     */
    public record Growing(String typical, long now, long before) {}

    /**
     * Questions that no guide answers and that grow, those that grew most first.
     *
     * @param before where the time begins with which it is compared
     * @param from its end
     * @param until exclusive
     */
    public List<Growing> growing(Commune commune, Instant before, Instant from, Instant until) {
        return GROUPING.of(questions.unanswered(commune, before, until), Question::text).stream()
                .map(group -> growing(group, from))
                .filter(one -> one.now() >= FEWEST && one.now() > one.before())
                .filter(one -> !isSure(understand(commune, one.typical())))
                .sorted(Comparator.comparingLong((Growing one) -> one.before() - one.now()))
                .limit(MOST_GROWING)
                .toList();
    }

    private static Growing growing(Grouping.Group<Question> group, Instant from) {
        long now = group.members().stream()
                .filter(question -> question.id() >= from.toEpochMilli())
                .count();
        return new Growing(
                group.members().getFirst().text(), now, group.members().size() - now);
    }

    /** Where officers answered alike questions otherwise. */
    public List<Contradiction> contradictions(Commune commune) {
        return GROUPING.of(questions.answered(commune), Question::text).stream()
                .map(Learning::contradiction)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Contradiction> contradiction(Grouping.Group<Question> group) {
        List<Question> different = new ArrayList<>();
        for (Question question : group.members()) {
            String answer = Objects.requireNonNullElse(question.answer(), "");
            if (different.stream()
                    .noneMatch(known ->
                            GROUPING.alike(Objects.requireNonNullElse(known.answer(), ""), answer) >= SAME_ANSWER)) {
                different.add(question);
            }
        }
        return different.size() < 2
                ? Optional.empty()
                : Optional.of(new Contradiction(group.members().getFirst().text(), List.copyOf(different)));
    }

    private Understanding understand(Commune commune, String text) {
        Edition edition = library.current();
        return edition.matcher().understand(text, commune);
    }

    private static boolean isSure(Understanding meant) {
        return !meant.candidates().isEmpty()
                && meant.candidates().getFirst().confidence() >= meant.sure()
                && meant.candidates().getFirst().guide().isWritten();
    }

    private static List<Guess> guesses(Understanding meant) {
        return meant.candidates().stream()
                .map(Candidate::guide)
                .filter(guide -> guide.kind() != vn.hoixa.knowledge.Kind.ELSEWHERE)
                .limit(GUESSES)
                .map(guide -> new Guess(guide.code(), guide.title()))
                .toList();
    }

    /** Guides that a question may be meant for, that of the proposal first. */
    public List<Guess> guesses(Commune commune, Proposal proposal) {
        Map<String, Guess> guesses = new LinkedHashMap<>();
        String code = proposal.code();
        var guide = code == null ? null : library.current().knowledge().guide(commune, code);
        if (guide != null) {
            guesses.put(guide.code(), new Guess(guide.code(), guide.title()));
        }
        guesses(understand(commune, proposal.question())).forEach(guess -> guesses.putIfAbsent(guess.code(), guess));
        return List.copyOf(guesses.values());
    }

    /** Fields that a new matter can belong to; those of the commune's own matters first. */
    public List<String> fields() {
        Set<String> first = fields(true);
        Set<String> others = fields(false);
        others.removeAll(first);
        List<String> all = new ArrayList<>(first);
        all.addAll(others);
        return all;
    }

    private Set<String> fields(boolean ofCommunes) {
        return library.current().knowledge().guides().stream()
                .filter(guide -> guide.kind() != vn.hoixa.knowledge.Kind.ELSEWHERE
                        && (guide.kind() == vn.hoixa.knowledge.Kind.COMMUNE) == ofCommunes
                        && !guide.field().isEmpty())
                .map(guide -> guide.field())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Offers an answered case to the editors of its commune.
     *
     * @return false where there is nothing that could be learnt from it: it is no question, it concerns somebody of the
     *     commune, it has no words, or no answer yet
     */
    public boolean propose(SignedIn who, Case about, Proposal.Kind kind) {
        boolean isOpenToAll =
                about.kind() == Kind.QUESTION && about.exclusion().equals(vn.hoixa.directory.Exclusion.NOBODY);
        Optional<Question> question = isOpenToAll ? questions.of(about) : Optional.empty();
        boolean isAnswered = question.isPresent() && question.get().answer() != null;
        if (question.isEmpty() || (kind == Proposal.Kind.ANSWER && !isAnswered)) {
            return false;
        }
        proposals.add(who, about, kind, question.get());
        return true;
    }

    /**
     * Offers what was asked at a meeting, and answered there, to the editors of its commune.
     *
     * @param resident id in the database of who asked
     * @param matter id of the question
     */
    public void propose(SignedIn who, Commune commune, long resident, long matter, String question, String answer) {
        String text = PastQuestions.text(question);
        if (!text.isEmpty()) {
            proposals.add(who, commune, resident, matter, text, Masking.mask(answer));
        }
    }

    /** What waits for an editor, the oldest first. */
    public List<Proposal> proposals(Commune commune) {
        return proposals.open(commune);
    }

    /** One of them. */
    public Optional<Proposal> proposal(Commune commune, long id) {
        return proposals.of(commune, id);
    }

    /** It is not taken; nothing of it stays. */
    public boolean drop(SignedIn who, Commune commune, long id) {
        return proposals.close(who, commune, id, "proposal dropped");
    }

    /** What came of it: the end of a message's key. */
    public enum Taken {
        /** On its way into service. */
        QUEUED,
        /** Somebody else has to approve it. */
        WAITING,
        /** A number or an address that may be somebody's still stands in the question. */
        PRIVATE,
        /** Words or a guide are missing. */
        INCOMPLETE,
        /** Somebody is writing the guide. */
        BUSY;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Takes a question in an editor's wording as another way to ask for a guide. */
    public Taken takePhrasing(SignedIn editor, @Nullable Proposal from, Commune commune, String code, String question) {
        if (question.isBlank() || library.current().knowledge().guide(commune, code) == null) {
            return Taken.INCOMPLETE;
        } else if (isPrivate(question)) {
            return Taken.PRIVATE;
        }
        Map<String, String> parts =
                new LinkedHashMap<>(wordings.own(commune, code).parts());
        parts.merge(Wording.PHRASINGS, question.strip(), (known, heard) -> known + "\n" + heard);
        return take(editor, from, commune, code, parts);
    }

    /** Takes a question with its answer, both in an editor's wording, as a matter of the commune. */
    public Taken takeAnswer(
            SignedIn editor, @Nullable Proposal from, Commune commune, String field, String question, String answer) {
        if (question.isBlank() || answer.isBlank() || !fields().contains(field)) {
            return Taken.INCOMPLETE;
        } else if (isPrivate(question)) {
            return Taken.PRIVATE;
        }
        String title = question.strip();
        Optional<String> code = desk.newCode(commune, title);
        if (code.isEmpty()) {
            return Taken.INCOMPLETE;
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", title.substring(0, Math.min(LONGEST_TITLE, title.length())));
        parts.put("field", field);
        parts.put("summary", answer.strip());
        parts.put(Wording.PHRASINGS, title);
        return take(editor, from, commune, code.get(), parts);
    }

    private Taken take(
            SignedIn editor, @Nullable Proposal from, Commune commune, String code, Map<String, String> parts) {
        long author = from == null ? editor.id() : from.by();
        EditingDesk.Outcome outcome = desk.propose(editor, author, commune, code, new Wording(Layer.CONSOLE, parts));
        if (!(outcome instanceof EditingDesk.Outcome.Kept kept)) {
            return Taken.BUSY;
        }
        if (from != null) {
            proposals.close(editor, commune, from.id(), "proposal taken");
        }
        return kept.text().state() == vn.hoixa.editing.GuideText.State.QUEUED ? Taken.QUEUED : Taken.WAITING;
    }

    /** Whatever the masking would hide, or has hidden, is not made public. */
    private static boolean isPrivate(String question) {
        return question.contains(HIDDEN)
                || !Masking.mask(question).equals(question)
                || Folding.fold(question).isEmpty();
    }
}
