package vn.hoixa.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoixa.escalation.Affair;
import vn.hoixa.escalation.Affairs;
import vn.hoixa.escalation.Kind;
import vn.hoixa.escalation.Pending;
import vn.hoixa.escalation.State;
import vn.hoixa.inquiry.Decision.Escalate;
import vn.hoixa.inquiry.Decision.Judged;
import vn.hoixa.inquiry.Decision.Line;
import vn.hoixa.inquiry.Decision.Reason;
import vn.hoixa.inquiry.Decision.Settle;
import vn.hoixa.inquiry.Decision.SmallTalk;
import vn.hoixa.inquiry.Decision.Told;
import vn.hoixa.inquiry.Decision.WhichCase;
import vn.hoixa.inquiry.Decision.Why;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.knowledge.Phrases;
import vn.hoixa.matching.Understanding.Talk;

/** What a resident says of cases they have with us, and which of them their words belong to. */
final class CaseTalk {
    /** So long after the last exchange about a case people still mean it. */
    private static final Duration STILL = Duration.ofMinutes(15);

    /** So long after an answer thanks or doubts are about it. */
    private static final Duration AFTERWARDS = Duration.ofDays(3);

    /** More words beside a number say something, and do not ask. */
    private static final int FEW = 4;

    /** A longer list is not read. */
    private static final int MOST_CHOICES = 5;

    /** What is said to a person who asked something is no talk with us; these lines are needed all the same. */
    private static final Set<Line> OWN =
            Set.of(Line.FRAUD, Line.VISITOR, Line.WELCOME, Line.REGULATION, Line.DOSSIER, Line.GREETING);

    private CaseTalk() {}

    /** "CH-0427", "câu hỏi số 427 đến đâu rồi"; a number that is not theirs is as one that nobody has. */
    static @Nullable Decision number(Situation situation) {
        String folded = Folding.fold(situation.turn().text());
        String names = String.join("|", speech(situation).folded("number"));
        Matcher found = Pattern.compile("(?:^|(?<= ))(?:" + names + ") ?0*(\\d{1,7})(?= |$)")
                .matcher(folded);
        if (names.isEmpty() || !found.find() || isGrievance(situation)) {
            return null;
        }
        Affair affair = situation
                .turn()
                .affairs()
                .numbered(Integer.parseInt(found.group(1)))
                .orElse(null);
        int beside = words(folded) - words(found.group());
        boolean asks = beside <= FEW || says(situation, "state");
        Reason reason = Reason.of("case-number");
        if (asks) {
            return affair != null && affair.answer() != null && says(situation, "contradicts")
                    ? new Judged(reason, affair, false)
                    : new Told(reason, affair);
        }
        return affair != null && affair.isOpen() && !situation.isSure(vn.hoixa.knowledge.Kind.PROCEDURE)
                ? new Escalate(reason, Why.MORE, null, affair.about())
                : null;
    }

    /** The answer to our question which case was meant. */
    static @Nullable Decision chosen(Situation situation) {
        Pending pending = situation.turn().affairs().pending();
        boolean isOther =
                situation.turn().quotedMenu() != null || situation.state().menu() != null;
        if (pending == null || isOther || isGrievance(situation)) {
            return null;
        }
        String folded = Folding.fold(situation.turn().text());
        if (folded.matches("[1-9]\\d?")) {
            int choice = Integer.parseInt(folded);
            int last = pending.offered().size() + 1;
            Long chosen = choice < last ? pending.offered().get(choice - 1) : null;
            return choice <= last ? settle(situation, pending, chosen, "") : joinNewest(situation, pending, "");
        }
        if (words(folded) > FEW || situation.isSure(vn.hoixa.knowledge.Kind.PROCEDURE)) {
            return null;
        }
        if (says(situation, "other")) {
            return settle(situation, pending, null, "");
        }
        return says(situation, "same") ? joinNewest(situation, pending, "") : null;
    }

    /** "Cảm ơn, bác hiểu rồi", "vẫn chưa hiểu" after an officer's answer. */
    static @Nullable Decision judged(Situation situation) {
        Affair affair = answeredJustNow(situation);
        boolean isElse = situation.isSure() || situation.says(Talk.COMPLAINT) || isGrievance(situation);
        if (affair == null || isElse) {
            return null;
        }
        Reason reason = Reason.of("answer-judged");
        if (says(situation, "contradicts")) {
            return new Judged(reason, affair, false);
        }
        boolean asksMore = !situation.understanding().facets().isEmpty()
                || situation.turn().text().contains("?")
                || situation.understanding().content() > FEW;
        return says(situation, "confirms") && !asksMore ? new Judged(reason, affair, true) : null;
    }

    private static @Nullable Affair answeredJustNow(Situation situation) {
        Affairs affairs = situation.turn().affairs();
        Instant since = situation.turn().now().minus(AFTERWARDS);
        Affair quoted = affairs.quoted();
        return affairs.all().stream()
                .filter(affair ->
                        affair.answeredAt() != null && affair.answeredAt().isAfter(since))
                .filter(affair -> affair.isAnsweredLast() || affair.equals(quoted))
                .filter(affair -> affair.about().state() != State.WAITING)
                .max(Comparator.comparing(affair -> affair.equals(quoted) ? Instant.MAX : affair.answeredAt()))
                .orElse(null);
    }

    /** What goes to a person belongs to a case that is open, or is one of its own; in doubt we ask, once. */
    static Decision placed(Situation situation, Decision decision) {
        Decision grievance = decision instanceof Escalate ? Grievance.of(situation) : null;
        Decision meant = grievance instanceof Escalate ? grievance : decision;
        Affairs affairs = situation.turn().affairs();
        List<Affair> open = affairs.open();
        if (meant instanceof Escalate escalate && escalate.joins() == null) {
            return open.isEmpty() && affairs.quoted() == null ? escalate : placed(situation, escalate, affairs, open);
        }
        Affair listening = listening(situation, open);
        boolean isForPerson = meant instanceof Decision.Clarify
                || meant instanceof Decision.Acknowledge
                || meant instanceof Decision.Repeat
                || (meant instanceof SmallTalk talk && !OWN.contains(talk.line()));
        return listening != null && isForPerson
                ? new Escalate(meant.reason(), Why.MORE, null, listening.about())
                : meant;
    }

    /** A case for which anything may be meant that is no question about a procedure. */
    private static @Nullable Affair listening(Situation situation, List<Affair> open) {
        Instant recently = situation.turn().now().minus(STILL);
        boolean isPolite = situation.says(Talk.THANKS) || situation.says(Talk.GREETING);
        return open.reversed().stream()
                .filter(affair -> affair.about().state() == State.WAITING
                        // What is told on must not lie among idle talk.
                        || (affair.about().kind() == Kind.DENUNCIATION
                                && affair.spokenAt().isAfter(recently)
                                && !isPolite))
                .findFirst()
                .orElse(null);
    }

    private static Decision placed(Situation situation, Escalate meant, Affairs affairs, List<Affair> open) {
        Instant recently = situation.turn().now().minus(STILL);
        if (meant.why().isGrievance()) {
            // Three anxious messages are one case; a complaint is never put beside a question.
            return open.stream()
                    .filter(affair -> affair.spokenAt().isAfter(recently))
                    .filter(affair -> affair.about().kind() == Handovers.kind(meant.why()))
                    .findFirst()
                    .map(affair -> meant.joining(affair.about()))
                    .orElse(meant);
        }
        Affair quoted = affairs.quoted();
        if (quoted != null && !quoted.isOpen() && quoted.answer() != null && !situation.says(Talk.COMPLAINT)) {
            return new Judged(meant.reason(), quoted, false);
        }
        Affair certain = certain(quoted, open, recently);
        if (certain != null) {
            return meant.joining(certain.about());
        }
        List<Affair> known = open.stream()
                .filter(affair -> affair.about().kind() != Kind.DRAFT)
                .toList();
        Pending pending = affairs.pending();
        if (situation.says(Talk.COMPLAINT)) {
            // Whom it concerns is found out with the case; then it may become one of its own.
            return known.isEmpty() ? meant : meant.joining(known.getLast().about());
        } else if (pending != null) {
            return joinNewest(situation, pending, situation.turn().text());
        } else if (known.isEmpty()) {
            return meant;
        }
        return new WhichCase(
                meant.reason(),
                meant,
                known.reversed().stream().limit(MOST_CHOICES).toList());
    }

    private static @Nullable Affair certain(@Nullable Affair quoted, List<Affair> open, Instant recently) {
        if (quoted != null && quoted.isOpen()) {
            return quoted;
        }
        Affair waiting = last(open.stream()
                .filter(affair -> affair.about().state() == State.WAITING)
                .toList());
        return waiting != null
                ? waiting
                : open.stream()
                        .filter(affair -> affair.spokenAt().isAfter(recently))
                        .max(Comparator.comparing(Affair::spokenAt))
                        .orElse(null);
    }

    private static @Nullable Affair last(List<Affair> affairs) {
        return affairs.isEmpty() ? null : affairs.getLast();
    }

    private static Decision joinNewest(Situation situation, Pending pending, String more) {
        return settle(situation, pending, pending.offered().getFirst(), more);
    }

    private static Decision settle(Situation situation, Pending pending, @Nullable Long joins, String more) {
        Affair affair = joins == null
                ? null
                : situation
                        .turn()
                        .affairs()
                        .withId(joins)
                        .filter(Affair::isOpen)
                        .orElse(null);
        return new Settle(Reason.of("which-case"), pending, affair, more);
    }

    private static boolean isGrievance(Situation situation) {
        return Grievance.of(situation) != null;
    }

    private static boolean says(Situation situation, String kind) {
        return speech(situation).says(kind, situation.turn().text());
    }

    private static Phrases speech(Situation situation) {
        return situation.turn().knowledge().speech();
    }

    private static int words(String folded) {
        return folded.isBlank() ? 0 : folded.strip().split(" ").length;
    }
}
