package vn.hoixa.escalation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.calendar.Calendars;
import vn.hoixa.calendar.WorkingTime;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Link;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.Errands.Errand;
import vn.hoixa.escalation.Order.Verb;
import vn.hoixa.escalation.Questions.Asked;
import vn.hoixa.escalation.Questions.Question;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.outbox.Letter;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.storage.Database;
import vn.hoixa.zalo.ZaloEvent;

/** Where officers work inside Zalo: what they write to the page is read as orders, and carried out. */
@Component
public class Desk {
    private static final int MOST_LISTED = 5;

    private final Database database;
    private final Directory directory;
    private final Communes communes;
    private final Calendars calendars;
    private final Cases cases;
    private final Errands errands;
    private final Answers answers;
    private final Questions questions;
    private final CaseView view;
    private final Told told;
    private final Notices notices;
    private final Outbox outbox;
    private final CaseWords words;
    private final InstantSource clock;

    Desk(
            Database database,
            Directory directory,
            Communes communes,
            Calendars calendars,
            Cases cases,
            Errands errands,
            Answers answers,
            Questions questions,
            CaseView view,
            Told told,
            Notices notices,
            Outbox outbox,
            CaseWords words,
            InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.communes = communes;
        this.calendars = calendars;
        this.cases = cases;
        this.errands = errands;
        this.answers = answers;
        this.questions = questions;
        this.view = view;
        this.told = told;
        this.notices = notices;
        this.outbox = outbox;
        this.words = words;
        this.clock = clock;
    }

    /** Which case words are about that name none. */
    private sealed interface Hand {
        record One(Case about) implements Hand {}

        record Several(List<Case> all) implements Hand {}

        record None() implements Hand {}
    }

    /**
     * The orders in what was written; empty where whoever wrote is served as a resident.
     *
     * @param menuAt when that account was offered a numbered choice as a resident, which a digit may answer; or null
     */
    public List<Order> read(ResidentId account, List<ZaloEvent.Message> messages, @Nullable Instant menuAt) {
        List<Order> orders = orders(messages);
        Officer officer = directory.linked(account.oa(), account.user()).orElse(null);
        boolean isForDesk = orders.stream()
                .anyMatch(order ->
                        order.verb() == Verb.LINK || (officer != null && isForDesk(order, officer, account, menuAt)));
        return isForDesk ? orders : List.of();
    }

    private static List<Order> orders(List<ZaloEvent.Message> messages) {
        List<Order> orders = new ArrayList<>();
        for (ZaloEvent.Message message : messages) {
            Order order = order(message);
            if (order == null) {
                continue;
            }
            Order before = orders.isEmpty() ? null : orders.getLast();
            boolean goesOn = before != null
                    && before.verb() == Verb.WRITE
                    && order.verb() == Verb.WRITE
                    && order.number() == null
                    && order.quoted() == null;
            if (before != null && goesOn) {
                orders.set(orders.size() - 1, before.and(order));
            } else {
                orders.add(order);
            }
        }
        return orders;
    }

    private static @Nullable Order order(ZaloEvent.Message message) {
        return switch (message) {
            case ZaloEvent.Text text -> Orders.of(text.text()).quoting(text.quoted());
            case ZaloEvent.Image image -> file(image);
            case ZaloEvent.File file -> file(file);
            default -> null;
        };
    }

    /** A number may stand in the words beside it. */
    private static Order file(ZaloEvent.Message message) {
        String caption = message.text();
        CaseNumber number = caption.isBlank() ? null : Orders.of(caption).number();
        return new Order(Verb.FILE, number, message.origin().key(), false, null, null, caption);
    }

    private boolean isForDesk(Order order, Officer officer, ResidentId account, @Nullable Instant menuAt) {
        if (order.isBareWord()) {
            return true;
        }
        JdbcClient client = database.read();
        if (order.number() != null) {
            // Who asked as a resident hears of their case as one.
            boolean isTheirs = cases.find(officer.commune(), order.number())
                    .filter(about -> about.resident().equals(account))
                    .isPresent();
            return !isTheirs;
        }
        if (order.quoted() != null
                && told.quoted(client, officer, order.quoted()).isPresent()) {
            return true;
        }
        Instant last = told.lastTime(client, officer).orElse(null);
        boolean isOldMenu = menuAt == null || (last != null && !menuAt.isAfter(last));
        if (order.digit() != null && !isOldMenu) {
            return false;
        }
        if (questions.open(client, officer).isPresent()) {
            return true;
        }
        return switch (hand(client, officer)) {
            case Hand.One one -> true;
            case Hand.Several several -> !order.isWords();
            case Hand.None none -> false;
        };
    }

    /** What they were told of within half an hour, else the only one that they have. */
    private Hand hand(JdbcClient client, Officer officer) {
        Instant since = clock.instant().minus(Questions.REMEMBERED);
        Optional<Case> last = told.lastCase(client, officer, since)
                .map(id -> CaseRows.find(client, id))
                .filter(about -> about.state().isOpen() && !errands.isHidden(client, about, officer))
                .filter(about -> errands.objection(client, about, officer) == null);
        if (last.isPresent()) {
            return new Hand.One(last.get());
        }
        List<Case> theirs = cases.of(officer);
        return switch (theirs.size()) {
            case 0 -> new Hand.None();
            case 1 -> new Hand.One(theirs.getFirst());
            default -> new Hand.Several(theirs);
        };
    }

    /**
     * Does what was ordered, in the transaction that records the turn.
     *
     * @return whose mailboxes have to be woken afterwards
     */
    public Set<ResidentId> carryOut(JdbcClient transaction, ResidentId account, List<Order> orders) {
        Set<ResidentId> wakes = new HashSet<>();
        for (Order order : orders) {
            if (order.verb() == Verb.LINK) {
                say(transaction, account, link(account, order.rest()));
                continue;
            }
            Optional<Officer> officer = directory.linked(account.oa(), account.user());
            if (officer.isPresent()) {
                carryOut(transaction, account, officer.get(), order, wakes);
            }
        }
        return wakes;
    }

    /** A person answered the resident in Zalo's own tools. */
    public void answeredByHand(JdbcClient transaction, String oa, long resident, String admin, String text) {
        answers.byHand(transaction, oa, resident, admin, text);
    }

    private String link(ResidentId account, String code) {
        return switch (directory.redeem(account.oa(), account.user(), code)) {
            case Link.Linked linked ->
                words.say(
                        "desk.linked",
                        linked.officer().name(),
                        linked.officer().post(),
                        cases.of(linked.officer()).size());
            case Link.Wrong wrong -> words.say("desk.link.wrong");
            case Link.Expired expired -> words.say("desk.link.expired");
            case Link.TooOften tooOften -> words.say("desk.link.too-often");
        };
    }

    private void carryOut(
            JdbcClient transaction, ResidentId account, Officer officer, Order order, Set<ResidentId> wakes) {
        Question question = questions.open(transaction, officer).orElse(null);
        questions.forget(transaction, officer);
        if (order.verb() == Verb.ON_DUTY) {
            onDuty(transaction, account, officer);
        } else if (question != null && answersIt(question, order)) {
            answered(transaction, account, officer, question, order, wakes);
        } else {
            find(transaction, account, officer, order, wakes);
        }
    }

    /** A number of the list; or words, where words were asked for and no order was given. */
    private static boolean answersIt(Question question, Order order) {
        if (order.number() != null || order.quoted() != null) {
            return false;
        }
        return switch (question.asked()) {
            case CASE -> question.chosen(order.digit()) != null;
            case COLLEAGUE -> question.chosen(order.digit()) != null || order.verb() == Verb.WRITE;
            case AUTHORITY, QUESTION, REASON -> order.digit() == null && order.isWords();
        };
    }

    private void answered(
            JdbcClient transaction,
            ResidentId account,
            Officer officer,
            Question question,
            Order order,
            Set<ResidentId> wakes) {
        if (question.asked() == Asked.CASE) {
            long chosen = java.util.Objects.requireNonNull(question.chosen(order.digit()));
            Case about = CaseRows.find(transaction, chosen);
            carryOut(transaction, account, officer, Orders.of(question.words()).about(about.number()), wakes);
        } else {
            Case about = CaseRows.find(transaction, java.util.Objects.requireNonNull(question.about()));
            errands.answered(new Errand(transaction, officer, about, order, wakes), question);
        }
    }

    private void find(JdbcClient transaction, ResidentId account, Officer officer, Order order, Set<ResidentId> wakes) {
        if (order.number() != null) {
            Case named = cases.find(officer.commune(), order.number())
                    .filter(about -> !errands.isHidden(transaction, about, officer))
                    .map(about -> CaseRows.find(transaction, about.id()))
                    .orElse(null);
            if (named == null) {
                say(transaction, account, words.say("desk.unknown", order.number()));
            } else {
                errands.run(new Errand(transaction, officer, named, order, wakes));
            }
            return;
        }
        Case quoted = order.quoted() == null
                ? null
                : told.quoted(transaction, officer, order.quoted())
                        .map(id -> CaseRows.find(transaction, id))
                        .filter(about -> !errands.isHidden(transaction, about, officer))
                        .orElse(null);
        if (quoted != null) {
            errands.run(new Errand(transaction, officer, quoted, order, wakes));
            return;
        }
        switch (hand(transaction, officer)) {
            case Hand.One one ->
                errands.run(new Errand(
                        transaction,
                        officer,
                        CaseRows.find(transaction, one.about().id()),
                        order,
                        wakes));
            case Hand.Several several -> askWhich(transaction, account, officer, several.all(), order);
            case Hand.None none -> say(transaction, account, words.say("desk.nothing"));
        }
    }

    private void askWhich(JdbcClient transaction, ResidentId account, Officer officer, List<Case> theirs, Order order) {
        List<Case> listed = theirs.stream().limit(MOST_LISTED).toList();
        List<Long> ids = listed.stream().map(Case::id).toList();
        questions.ask(transaction, officer, new Question(Asked.CASE, null, ids, order.said()));
        say(
                transaction,
                account,
                words.say("desk.which", theirs.size()) + "\n" + numbered(transaction, listed),
                listed);
    }

    private void onDuty(JdbcClient transaction, ResidentId account, Officer officer) {
        Instant now = clock.instant();
        Commune commune = communes.all().stream()
                .filter(one -> one.id().equals(officer.commune()))
                .findFirst()
                .orElseThrow();
        directory.onDuty(officer.id(), endOfWork(calendars.of(commune), now));
        List<Case> theirs = cases.of(officer);
        List<Case> listed = theirs.stream().limit(MOST_LISTED).toList();
        String lines = listed.stream()
                .map(about -> "\n" + view.line(transaction, about))
                .collect(Collectors.joining());
        say(transaction, account, words.say("desk.on-duty", theirs.size()) + lines, listed);
    }

    /** Of today; of the night for who begins after hours. */
    private static Instant endOfWork(WorkingTime working, Instant now) {
        LocalDate tomorrow = CommuneTime.day(now).plusDays(1);
        Instant midnight = tomorrow.atStartOfDay(CommuneTime.ZONE).toInstant();
        var left = working.between(now, midnight);
        return left.isZero() ? midnight : working.after(now, left);
    }

    private String numbered(JdbcClient transaction, List<Case> listed) {
        return IntStream.range(0, listed.size())
                .mapToObj(i -> (i + 1) + ". " + view.line(transaction, listed.get(i)))
                .collect(Collectors.joining("\n"));
    }

    private void say(JdbcClient transaction, ResidentId account, String text) {
        say(transaction, account, text, List.of());
    }

    /** @param named the cases that the text speaks of */
    private void say(JdbcClient transaction, ResidentId account, String text, List<Case> named) {
        Instant now = clock.instant();
        List<Long> letters =
                outbox.post(transaction, account, new Letter(Notices.DESK, text, null), now, now.plus(Outbox.WINDOW));
        notices.names(transaction, letters, named);
    }
}
