package vn.hoixa.escalation;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.attachment.Attachments;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Exclusion;
import vn.hoixa.directory.Officer;
import vn.hoixa.directory.Role;
import vn.hoixa.escalation.CaseTexts.Kept;
import vn.hoixa.escalation.CaseTexts.Sort;
import vn.hoixa.escalation.Questions.Asked;
import vn.hoixa.escalation.Questions.Question;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Enclosure;

/** What officers order about one case. */
@Component
class Errands {
    /** "Right, send" and "do not send" without their marks. */
    private static final String YES_OR_NO = "dung gui";

    /** The vowel of "do not". */
    private static final int NO = 0x1EEB;

    private final Cases cases;
    private final CaseTexts texts;
    private final Answers answers;
    private final Attachments attachments;
    private final Drafts drafts;
    private final PassingOn passingOn;
    private final ErrandReplies replies;
    private final CaseView view;
    private final Directory directory;
    private final Notices notices;
    private final Told told;
    private final CaseWords words;
    private final Audit audit;
    private final CaseSettings settings;

    Errands(
            Cases cases,
            CaseTexts texts,
            Answers answers,
            Attachments attachments,
            Drafts drafts,
            PassingOn passingOn,
            ErrandReplies replies,
            CaseView view,
            Directory directory,
            Notices notices,
            Told told,
            CaseWords words,
            Audit audit,
            CaseSettings settings) {
        this.cases = cases;
        this.texts = texts;
        this.answers = answers;
        this.attachments = attachments;
        this.drafts = drafts;
        this.passingOn = passingOn;
        this.replies = replies;
        this.view = view;
        this.directory = directory;
        this.notices = notices;
        this.told = told;
        this.words = words;
        this.audit = audit;
        this.settings = settings;
    }

    /**
     * An order about a case, in a transaction.
     *
     * @param wakes takes whose mailboxes have to be woken afterwards
     */
    record Errand(JdbcClient transaction, Officer officer, Case about, Order order, Set<ResidentId> wakes) {}

    /** To such an officer the case does not exist; a denunciation exists for those alone who were asked to look after it. */
    boolean isHidden(JdbcClient client, Case about, Officer officer) {
        boolean isKnownToThem = about.kind().isQuotable()
                || Objects.equals(about.owner(), officer.id())
                || told.wasAsked(client, about, officer);
        return !isKnownToThem
                || about.exclusion().covers(officer)
                || about.exclusion().instead() != Exclusion.Instead.NONE;
    }

    /** Why the officer may do nothing about the case, in their own words; null where they may. */
    @Nullable
    String objection(JdbcClient client, Case about, Officer officer) {
        if (about.owner() == null || about.owner() == officer.id()) {
            return null;
        }
        String owner = directory.find(about.owner()).map(Notices::named).orElse(words.say("case.nobody"));
        boolean wasAsked = told.wasAsked(client, about, officer);
        if (wasAsked && texts.arrival(client, about) != CaseTexts.Arrival.NONE) {
            String sent = texts.last(client, about, Sort.ANSWER).map(Kept::text).orElse(words.say("desk.by-hand"));
            return words.say("desk.faster", about.number(), owner, sent);
        }
        boolean isShared = about.state() == State.NEW || officer.role() == Role.LEADER;
        return isShared && wasAsked ? null : words.say("desk.of-another", about.number(), owner);
    }

    void run(Errand errand) {
        Case about = errand.about();
        String objection = objection(errand.transaction(), about, errand.officer());
        if (objection != null) {
            replies.reply(errand, objection);
            return;
        }
        if (!about.state().isOpen() && !isLateWord(errand)) {
            replies.reply(errand, words.say("desk.over", about.number(), state(about)));
            return;
        }
        switch (errand.order().verb()) {
            case TAKE -> take(errand);
            case VIEW -> view(errand);
            case PASS -> orShow(errand, passingOn.pass(errand));
            case PASS_OUTSIDE -> passingOn.outside(errand);
            case ASK_BACK -> askBack(errand);
            case SEND -> send(errand);
            case DONE -> done(errand);
            case DONE_BY_TELEPHONE -> isDone(errand, "by telephone");
            case REFUSE -> refuse(errand);
            case DISCARD -> discard(errand);
            case AGREE -> agree(errand);
            case MINE -> mine(errand);
            case HOLD -> hold(errand);
            case WRITE -> write(errand);
            case FILE -> showFiles(errand);
            case LINK, ON_DUTY ->
                throw new IllegalStateException(
                        "not about a case: " + errand.order().verb());
        }
    }

    /** What can be said about a case that is over: a word more, where it was answered. */
    private static boolean isLateWord(Errand errand) {
        return switch (errand.order().verb()) {
            case VIEW -> true;
            case WRITE, SEND, DISCARD -> errand.about().state() == State.ANSWERED;
            default -> false;
        };
    }

    /** They were asked something about the case, and this is the answer. */
    void answered(Errand errand, Question question) {
        String objection = objection(errand.transaction(), errand.about(), errand.officer());
        if (objection != null) {
            replies.reply(errand, objection);
            return;
        }
        String said = errand.order().said();
        switch (question.asked()) {
            case COLLEAGUE -> orShow(errand, passingOn.colleague(errand, question));
            case AUTHORITY -> passingOn.outside(errand, said);
            case QUESTION -> ask(errand, said);
            case REASON -> refuse(errand, said);
            case CASE -> throw new IllegalStateException("answered before");
        }
    }

    private void view(Errand errand) {
        audit.note(
                errand.transaction(),
                "officer " + errand.officer().id(),
                Audit.CONVERSATION_READ,
                "case " + errand.about().id(),
                "",
                errand.about().commune());
        replies.reply(errand, view.whole(errand.transaction(), errand.about()));
        view.attachments(errand.transaction(), errand.about())
                .forEach(file -> notices.show(errand.transaction(), errand.officer(), file));
    }

    private void take(Errand errand) {
        Case about = errand.about();
        boolean isTheirs = Objects.equals(about.owner(), errand.officer().id());
        if (isTheirs && about.state() != State.NEW) {
            replies.reply(errand, words.say("desk.has-it", about.number(), state(about)));
            return;
        }
        tellFormer(errand);
        take(errand.transaction(), about, errand.officer());
        replies.reply(errand, words.say("desk.taken", about.number(), view.until(about)));
    }

    void take(JdbcClient transaction, Case about, Officer officer) {
        answers.move(
                transaction,
                about,
                about.state() == State.NEW ? State.TAKEN : about.state(),
                officer,
                about.stage(),
                about.dueAt(),
                about.deadline());
        cases.history(transaction, about.id(), "taken", officer, "");
    }

    /** A sentence that only began like the order is for the resident. */
    private void orShow(Errand errand, boolean isDone) {
        if (!isDone) {
            show(errand, Sort.SHOWN_ANSWER, errand.order().said());
        }
    }

    private void askBack(Errand errand) {
        Order order = errand.order();
        if (order.rest().isBlank()) {
            replies.ask(errand, Asked.QUESTION, List.of());
            replies.reply(errand, words.say("desk.question", errand.about().number()));
        } else if (order.isParted()) {
            ask(errand, order.rest());
        } else {
            show(errand, Sort.SHOWN_QUESTION, order.rest());
        }
    }

    private void ask(Errand errand, String question) {
        tellFormer(errand);
        answers.ask(errand.transaction(), errand.about(), errand.officer(), question, errand.wakes());
        replies.said(errand, words.say("desk.asked", errand.about().number()));
    }

    private void refuse(Errand errand) {
        Order order = errand.order();
        if (order.rest().isBlank()) {
            replies.ask(errand, Asked.REASON, List.of());
            replies.reply(errand, words.say("desk.reason", errand.about().number()));
        } else if (order.isParted()) {
            refuse(errand, order.rest());
        } else {
            show(errand, Sort.SHOWN_REFUSAL, order.rest());
        }
    }

    private void refuse(Errand errand, String reason) {
        answers.refuse(errand.transaction(), errand.about(), errand.officer(), reason, errand.wakes());
        replies.said(errand, words.say("desk.refused", errand.about().number()));
    }

    /** What was shown back, else what HoiXa proposed. */
    private void send(Errand errand) {
        JdbcClient transaction = errand.transaction();
        Case about = errand.about();
        Kept shown = texts.shown(transaction, about, errand.officer()).orElse(null);
        if (shown == null) {
            sendDraft(errand);
            return;
        }
        switch (shown.sort()) {
            case SHOWN_QUESTION -> ask(errand, shown.text());
            case SHOWN_REFUSAL -> refuse(errand, shown.text());
            case SHOWN_FILE -> sendFiles(errand, shown.text());
            default -> answer(errand, shown.text());
        }
    }

    /** Without marks a yes and a no can be the same: then it is shown once more. */
    private void agree(Errand errand) {
        Case about = errand.about();
        String said =
                Normalizer.normalize(errand.order().said(), Normalizer.Form.NFC).strip();
        Kept shown = texts.shown(errand.transaction(), about, errand.officer()).orElse(null);
        boolean isMarked = !said.equalsIgnoreCase(Folding.fold(said));
        if (shown == null) {
            show(errand, Sort.SHOWN_ANSWER, said);
        } else if (Folding.fold(said).equals(YES_OR_NO) && !isMarked) {
            replies.reply(errand, words.say("desk.again", about.number()));
        } else if (Folding.fold(said).equals(YES_OR_NO) && said.codePointAt(1) == NO) {
            discard(errand);
        } else {
            send(errand);
        }
    }

    /** As HoiXa would have sent it itself. */
    private void sendDraft(Errand errand) {
        Case about = errand.about();
        if (drafts.send(errand.transaction(), about)) {
            errand.wakes().add(about.resident());
            replies.said(errand, words.say("desk.sent.draft", about.number()));
        } else {
            replies.reply(errand, words.say("desk.no-draft", about.number()));
        }
    }

    private void write(Errand errand) {
        Order order = errand.order();
        boolean isNamed = order.number() != null || order.quoted() != null;
        if (order.rest().isBlank()) {
            replies.reply(errand, view.whole(errand.transaction(), errand.about()));
        } else if (isNamed && !settings.showBack()) {
            answer(errand, order.rest());
        } else {
            show(errand, Sort.SHOWN_ANSWER, order.rest());
        }
    }

    private void answer(Errand errand, String text) {
        tellFormer(errand);
        answers.answer(errand.transaction(), errand.about(), errand.officer(), text, List.of(), errand.wakes());
        replies.said(errand, words.say("desk.sent", errand.about().number()));
    }

    private void show(Errand errand, Sort sort, String text) {
        texts.dropShown(errand.transaction(), errand.about(), errand.officer());
        texts.keep(errand.transaction(), errand.about(), sort, errand.officer(), text, null);
        String key = "desk.shown." + sort.column().replace("shown_", "");
        replies.reply(errand, words.say(key, errand.about().number(), text));
    }

    /** A picture that was meant for somebody else does not go to a resident by itself. */
    private void showFiles(Errand errand) {
        String event = errand.order().rest();
        if (attachments.of(errand.transaction(), event).isEmpty()) {
            replies.reply(errand, words.say("desk.file", errand.about().number()));
        } else {
            texts.dropShown(errand.transaction(), errand.about(), errand.officer());
            texts.keep(errand.transaction(), errand.about(), Sort.SHOWN_FILE, errand.officer(), event, null);
            replies.reply(errand, words.say("desk.shown.file", errand.about().number()));
        }
    }

    private void sendFiles(Errand errand, String event) {
        tellFormer(errand);
        answers.files(
                errand.transaction(),
                errand.about(),
                errand.officer(),
                attachments.of(errand.transaction(), event).stream()
                        .<Enclosure>map(Enclosure.Attachment::new)
                        .toList(),
                errand.wakes());
        replies.said(errand, words.say("desk.sent", errand.about().number()));
    }

    private void hold(Errand errand) {
        tellFormer(errand);
        answers.hold(
                errand.transaction(),
                errand.about(),
                errand.officer(),
                errand.order().rest(),
                errand.wakes());
        replies.said(errand, words.say("desk.held", errand.about().number(), view.until(errand.about())));
    }

    private void discard(Errand errand) {
        boolean wasThere = texts.dropUnsent(errand.transaction(), errand.about(), errand.officer()) > 0;
        replies.reply(
                errand,
                words.say(
                        wasThere ? "desk.discarded" : "desk.no-draft",
                        errand.about().number()));
    }

    /** An answer that did not reach the resident is none. */
    private void done(Errand errand) {
        switch (texts.arrival(errand.transaction(), errand.about())) {
            case ARRIVED -> isDone(errand, "");
            case NONE ->
                replies.reply(
                        errand, words.say("desk.not-answered", errand.about().number()));
            case UNDERWAY ->
                replies.reply(errand, words.say("desk.underway", errand.about().number()));
            case KEPT_BACK ->
                replies.reply(errand, words.say("desk.kept-back", errand.about().number()));
        }
    }

    private void isDone(Errand errand, String reason) {
        Case about = errand.about();
        answers.move(errand.transaction(), about, State.ANSWERED, errand.officer(), null, null, about.deadline());
        cases.history(errand.transaction(), about.id(), "answered", errand.officer(), reason);
        replies.reply(errand, words.say("desk.done", about.number()));
    }

    private void mine(Errand errand) {
        boolean isKnown = answers.claim(errand.transaction(), errand.about(), errand.officer());
        replies.reply(
                errand,
                words.say(
                        isKnown ? "desk.mine" : "desk.not-by-hand",
                        errand.about().number()));
    }

    /** Who had the case until now need not work on it any more. */
    private void tellFormer(Errand errand) {
        tellFormer(errand.transaction(), errand.about(), errand.officer(), errand.wakes());
    }

    void tellFormer(JdbcClient transaction, Case about, Officer officer, Set<ResidentId> wakes) {
        Long owner = about.owner();
        if (owner == null || owner == officer.id()) {
            return;
        }
        String text = words.say("desk.taken-over", about.number(), Notices.named(officer));
        directory
                .find(owner)
                .filter(former -> !former.removed())
                .ifPresent(former -> wakes.addAll(notices.say(transaction, about, former, "taken over", text)));
    }

    private String state(Case about) {
        return words.say("desk.state." + about.state().column());
    }
}
