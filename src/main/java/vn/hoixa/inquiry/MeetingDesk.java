package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.escalation.Kind;
import vn.hoixa.escalation.State;
import vn.hoixa.feedback.Tone;
import vn.hoixa.inquiry.Conversation.Awaited;
import vn.hoixa.inquiry.Conversation.Awaited.What;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Meet;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.inquiry.MeetingTalk.Wish;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Facet;
import vn.hoixa.matching.Library;
import vn.hoixa.matching.Understanding.Candidate;
import vn.hoixa.matching.Understanding.Talk;
import vn.hoixa.meeting.Matters;
import vn.hoixa.meeting.Matters.Own;
import vn.hoixa.meeting.Matters.Told;
import vn.hoixa.meeting.MeetingKind;
import vn.hoixa.meeting.Meetings;
import vn.hoixa.meeting.Sitting;

/**
 * Dialogues and reception days beside what would be decided otherwise: only who plainly speaks of them, or was asked to
 * write something for them, is meant.
 */
@Component
class MeetingDesk {
    /** So long what was asked of them stands. */
    private static final Duration STANDS = Duration.ofMinutes(30);

    private static final int LOOKS_AHEAD = 8;
    private static final int MOST_TOLD = 3;
    private static final int MOST_QUESTIONS = 3;
    private static final int MOST_VISITS = 3;

    /** A field is told by a guide that is at least that likely. */
    private static final double WORTH_A_GUESS = 0.4;

    /** Talk that a question of theirs may look like. */
    private static final Set<Line> MAY_BE_A_QUESTION = EnumSet.of(Line.IDLE, Line.WHICH, Line.REGULATION, Line.DOSSIER);

    private static final Set<vn.hoixa.knowledge.Kind> NO_MATTER =
            EnumSet.of(vn.hoixa.knowledge.Kind.HELP, vn.hoixa.knowledge.Kind.COMMUNE);

    private static final Set<Line> NEVER = EnumSet.of(Line.FRAUD, Line.VISITOR, Line.WELCOME, Line.NO_MENU);

    private final Meetings meetings;
    private final Matters matters;
    private final Directory directory;
    private final Library library;

    MeetingDesk(Meetings meetings, Matters matters, Directory directory, Library library) {
        this.meetings = meetings;
        this.matters = matters;
        this.directory = directory;
        this.library = library;
    }

    /** What is decided about meetings, or the decision as it is. */
    Decision apply(Situation situation, Decision decision) {
        Turn turn = situation.turn();
        Awaited awaited = awaited(situation);
        Wish wish = MeetingTalk.wish(
                turn.knowledge().meetings(),
                turn.text(),
                situation.understanding().folded(),
                awaited == null ? null : awaited.what(),
                CommuneTime.day(turn.now()));
        boolean isTheirs = awaited != null && awaited.what() != What.CHOICE;
        if ((wish == null && !isTheirs) || !isOpen(situation, decision, wish != null)) {
            return decision;
        }
        MeetingStep step =
                wish == null && awaited != null ? written(situation, awaited) : step(situation, decision, wish);
        return step == null ? decision : new Meet(Reason.of("meeting"), step);
    }

    private static @Nullable Awaited awaited(Situation situation) {
        Awaited awaited = situation.state().awaited();
        return awaited != null && situation.turn().now().isBefore(awaited.at().plus(STANDS)) ? awaited : null;
    }

    /** A denunciation goes its own way, and so does what belongs to a case, or is more urgent. */
    private static boolean isOpen(Situation situation, Decision decision, boolean isSaid) {
        boolean isMore =
                switch (decision) {
                    case Escalate escalate ->
                        !escalate.why().isFile()
                                && escalate.why() != Why.DENUNCIATION
                                && (escalate.joins() == null
                                        || (escalate.joins().state() != State.WAITING
                                                && escalate.joins().kind() != Kind.DENUNCIATION));
                    case Decision.SmallTalk talk ->
                        isSaid ? !NEVER.contains(talk.line()) : MAY_BE_A_QUESTION.contains(talk.line());
                    case Decision.Answer ignored -> true;
                    case Decision.Several ignored -> true;
                    case Decision.Clarify ignored -> true;
                    case Decision.Elsewhere ignored -> true;
                    case Decision.Acknowledge ignored -> true;
                    case Decision.WhichCase ignored -> true;
                    default -> false;
                };
        return isMore && !Grievance.isDenunciation(situation) && Remarks.mayBeNoted(situation.turn());
    }

    private @Nullable MeetingStep step(Situation situation, Decision decision, @Nullable Wish wish) {
        return switch (wish) {
            case Wish.When when -> when(situation, decision, when.kind());
            case Wish.Ask ask -> ask(situation, ask.question());
            case Wish.Come come -> come(situation, come);
            case Wish.Leave leave -> leave(situation, leave);
            case Wish.No ignored -> new MeetingStep.Declined();
            case null -> null;
        };
    }

    /** Where no reception day is announced, the guides tell how it is done. */
    private @Nullable MeetingStep when(Situation situation, Decision decision, MeetingKind kind) {
        boolean asksMore = decision instanceof Decision.Answer answer
                && answer.facets().stream().anyMatch(facet -> facet == Facet.PAPERS || facet == Facet.FEE);
        if (asksMore && kind == MeetingKind.RECEPTION) {
            return null;
        }
        List<Sitting> coming = coming(situation, kind);
        if (!coming.isEmpty()) {
            return dates(kind, coming, false);
        }
        boolean isTold = decision instanceof Decision.Answer || decision instanceof Decision.Several;
        return isTold && kind == MeetingKind.RECEPTION ? null : new MeetingStep.None(kind);
    }

    private @Nullable MeetingStep ask(Situation situation, String question) {
        List<Sitting> coming = coming(situation, MeetingKind.DIALOGUE);
        if (coming.isEmpty()) {
            return new MeetingStep.None(MeetingKind.DIALOGUE);
        }
        Sitting next = next(situation, coming, null);
        if (next == null) {
            return dates(MeetingKind.DIALOGUE, coming, false);
        }
        return question.isEmpty() ? new MeetingStep.AskFor(next) : keep(situation, next, question, question);
    }

    private @Nullable MeetingStep come(Situation situation, Wish.Come come) {
        List<Sitting> coming = coming(situation, MeetingKind.RECEPTION);
        if (coming.isEmpty()) {
            return null;
        }
        Sitting next = next(situation, coming, come.day());
        if (next == null) {
            return dates(MeetingKind.RECEPTION, coming, come.day() != null);
        }
        String rest = come.about().equals(situation.turn().text().strip()) ? come.rest() : come.about();
        return come.about().isEmpty() ? new MeetingStep.AskFor(next) : keep(situation, next, come.about(), rest);
    }

    /** What they were asked to write. */
    private @Nullable MeetingStep written(Situation situation, Awaited awaited) {
        String text = situation.turn().text().strip();
        if (text.isEmpty() || situation.understanding().folded().isEmpty()) {
            return null;
        }
        MeetingKind kind = awaited.what() == What.QUESTION ? MeetingKind.DIALOGUE : MeetingKind.RECEPTION;
        List<Sitting> coming = coming(situation, kind);
        Sitting chosen = coming.stream()
                .filter(sitting -> sitting.begins().equals(awaited.begins()))
                .filter(sitting -> sitting.takes(situation.turn().now()))
                .findFirst()
                .orElse(null);
        if (chosen == null) {
            return coming.isEmpty() ? new MeetingStep.None(kind) : dates(kind, coming, true);
        }
        return keep(situation, chosen, text, text);
    }

    private @Nullable MeetingStep leave(Situation situation, Wish.Leave leave) {
        List<Own> theirs = theirs(situation);
        List<Own> meant = theirs.stream()
                .filter(own ->
                        leave.day() == null || leave.day().fits(own.sitting().day()))
                .toList();
        if (meant.isEmpty()) {
            return null;
        }
        Sitting first = meant.getFirst().sitting();
        return new MeetingStep.Left(
                meant.stream().filter(own -> own.sitting().equals(first)).toList());
    }

    /** @param rest the same without whom they want to see, of whom they need not speak ill */
    private @Nullable MeetingStep keep(Situation situation, Sitting sitting, String text, String rest) {
        List<Own> theirs = theirs(situation);
        List<Own> there =
                theirs.stream().filter(own -> own.sitting().equals(sitting)).toList();
        long visits = theirs.stream().filter(own -> isReception(own.sitting())).count();
        boolean isEnough =
                isReception(sitting) ? !there.isEmpty() || visits >= MOST_VISITS : there.size() >= MOST_QUESTIONS;
        if (isEnough) {
            return new MeetingStep.Enough(sitting, there.isEmpty() ? theirs : there);
        }
        Exclusion concerns = concerns(situation, rest);
        // What nobody of the commune may treat does not go on a list of theirs.
        return concerns.isWholeCommune()
                ? null
                : new MeetingStep.Keep(new Told(sitting, text, field(situation, text), concerns));
    }

    private static boolean isReception(Sitting sitting) {
        return sitting.meeting().kind() == MeetingKind.RECEPTION;
    }

    /** Who only names an office does not complain of it. */
    private Exclusion concerns(Situation situation, String text) {
        boolean complains = situation.says(Talk.COMPLAINT)
                || Grievance.of(situation) != null
                || (situation.noticed() != null && situation.noticed().tone() == Tone.COMPLAINT);
        String commune = situation.turn().commune().id();
        return complains ? directory.excluded(commune, directory.concerned(commune, text)) : Exclusion.NOBODY;
    }

    private @Nullable String field(Situation situation, String text) {
        Commune commune = situation.turn().commune();
        Candidate best = library.current().matcher().understand(text, commune).candidates().stream()
                // How this page works, and where the office is, are no field of what is asked there.
                .filter(candidate -> !NO_MATTER.contains(candidate.guide().kind()))
                .findFirst()
                .orElse(null);
        if (best != null && best.confidence() >= WORTH_A_GUESS) {
            return situation.turn().knowledge().fieldKey(best.guide().field());
        }
        return situation.noticed() == null ? null : situation.noticed().theme().field();
    }

    private List<Sitting> coming(Situation situation, MeetingKind kind) {
        Turn turn = situation.turn();
        return meetings.coming(turn.commune(), kind, turn.now(), LOOKS_AHEAD);
    }

    private List<Own> theirs(Situation situation) {
        List<Sitting> all = new java.util.ArrayList<>(coming(situation, MeetingKind.DIALOGUE));
        all.addAll(coming(situation, MeetingKind.RECEPTION));
        all.sort(java.util.Comparator.comparing(Sitting::begins));
        return matters.coming(all, situation.turn().resident());
    }

    private static @Nullable Sitting next(Situation situation, List<Sitting> coming, MeetingTalk.@Nullable Day day) {
        Instant now = situation.turn().now();
        return coming.stream()
                .filter(sitting -> sitting.takes(now) && (day == null || day.fits(sitting.day())))
                .findFirst()
                .orElse(null);
    }

    private static MeetingStep dates(MeetingKind kind, List<Sitting> coming, boolean isElse) {
        return new MeetingStep.Dates(kind, coming.stream().limit(MOST_TOLD).toList(), isElse);
    }
}
