package vn.hoixa.escalation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.Errands.Errand;
import vn.hoixa.escalation.Questions.Asked;
import vn.hoixa.escalation.Questions.Question;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.mailbox.ResidentId;

/** An officer orders that somebody else shall have the case: a colleague, or another authority. */
@Component
class PassingOn {
    /** Whoever names a colleague says no more; a longer sentence that begins so is for the resident. */
    private static final int MOST_WORDS_OF_A_NAME = 4;

    private final Cases cases;
    private final Answers answers;
    private final Colleagues colleagues;
    private final CaseView view;
    private final Notices notices;
    private final ErrandReplies replies;
    private final CaseWords words;
    private final InstantSource clock;

    PassingOn(
            Cases cases,
            Answers answers,
            Colleagues colleagues,
            CaseView view,
            Notices notices,
            ErrandReplies replies,
            CaseWords words,
            InstantSource clock) {
        this.cases = cases;
        this.answers = answers;
        this.colleagues = colleagues;
        this.view = view;
        this.notices = notices;
        this.replies = replies;
        this.words = words;
        this.clock = clock;
    }

    /** False where the words were meant for the resident, and nothing was done. */
    boolean pass(Errand errand) {
        Case about = errand.about();
        List<Officer> all = colleagues.of(about, errand.officer(), clock.instant());
        String[] parts = errand.order().rest().split(":", 2);
        String note = parts.length > 1 ? parts[1].strip() : "";
        if (parts[0].isBlank()) {
            askColleague(errand, all, "desk.pass.whom");
            return true;
        }
        List<Officer> named = colleagues.named(about, all, parts[0]);
        if (named.size() == 1) {
            passTo(errand, named.getFirst(), note);
        } else if (!named.isEmpty()) {
            askColleague(errand, named, "desk.pass.which");
        } else if (Folding.fold(parts[0]).split(" ").length > MOST_WORDS_OF_A_NAME) {
            return false;
        } else {
            askColleague(errand, all, "desk.pass.nobody");
        }
        return true;
    }

    private void askColleague(Errand errand, List<Officer> listed, String key) {
        if (listed.isEmpty()) {
            replies.reply(errand, words.say("desk.pass.empty", errand.about().number()));
            return;
        }
        replies.ask(errand, Asked.COLLEAGUE, listed.stream().map(Officer::id).toList());
        String lines = IntStream.range(0, listed.size())
                .mapToObj(i -> (i + 1) + ". " + Notices.named(listed.get(i)))
                .collect(Collectors.joining("\n"));
        replies.reply(errand, words.say(key, errand.about().number()) + "\n" + lines);
    }

    /** The answer to whom; what it returns is as for {@link #pass}. */
    boolean colleague(Errand errand, Question question) {
        Long chosen = question.chosen(errand.order().digit());
        if (chosen == null) {
            Order named = errand.order();
            return pass(new Errand(
                    errand.transaction(),
                    errand.officer(),
                    errand.about(),
                    new Order(Order.Verb.PASS, null, named.said(), false, null, null, named.said()),
                    errand.wakes()));
        }
        colleagues.of(errand.about(), errand.officer(), clock.instant()).stream()
                .filter(one -> one.id() == chosen)
                .findFirst()
                .ifPresentOrElse(
                        one -> passTo(errand, one, ""),
                        () -> replies.reply(
                                errand,
                                words.say("desk.pass.gone", errand.about().number())));
        return true;
    }

    private void passTo(Errand errand, Officer colleague, String note) {
        passTo(errand.transaction(), errand.about(), errand.officer(), colleague, note, errand.wakes());
        replies.reply(errand, words.say("desk.passed", errand.about().number(), Notices.named(colleague)));
    }

    /** The colleague has the time that is left: the resident was promised no other. */
    void passTo(
            JdbcClient transaction,
            Case about,
            Officer officer,
            Officer colleague,
            String note,
            Set<ResidentId> wakes) {
        boolean isWaiting = about.state() == State.WAITING;
        // What was answered, and needs somebody else after all, is due again.
        boolean wasAnswered = about.isBeingSettled();
        @Nullable
        Instant deadline =
                wasAnswered ? Objects.requireNonNullElse(about.deadline(), clock.instant()) : about.deadline();
        answers.move(
                transaction,
                about,
                isWaiting ? State.WAITING : State.NEW,
                colleague,
                wasAnswered ? Stage.DEADLINE : about.stage(),
                wasAnswered ? deadline : about.dueAt(),
                deadline);
        cases.history(transaction, about.id(), "passed on", officer, "to officer " + colleague.id());
        wakes.addAll(notices.passed(transaction, about, officer, colleague, note, view.opening(transaction, about)));
    }

    void outside(Errand errand) {
        if (errand.order().rest().isBlank()) {
            replies.ask(errand, Asked.AUTHORITY, List.of());
            replies.reply(errand, words.say("desk.authority", errand.about().number()));
        } else {
            outside(errand, errand.order().rest());
        }
    }

    void outside(Errand errand, String authority) {
        answers.passOutside(errand.transaction(), errand.about(), errand.officer(), authority, errand.wakes());
        replies.said(errand, words.say("desk.passed-outside", errand.about().number(), authority));
    }
}
