package vn.hoixa.console;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.directory.Directory;
import vn.hoixa.directory.Officer;
import vn.hoixa.escalation.Case;
import vn.hoixa.escalation.CaseNumber;
import vn.hoixa.escalation.Cases;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.Database;

/** The canned replies that fit a case, filled in, each a button beside the answer. */
@Controller
@Opens(to = {Role.OFFICER, Role.LEADER})
class ReplyChoice {
    private final Readers readers;
    private final CannedReplies replies;
    private final Cases cases;
    private final Communes communes;
    private final Directory directory;
    private final Database database;
    private final MessageSource messages;

    ReplyChoice(
            Readers readers,
            CannedReplies replies,
            Cases cases,
            Communes communes,
            Directory directory,
            Database database,
            MessageSource messageSource) {
        this.readers = readers;
        this.replies = replies;
        this.cases = cases;
        this.communes = communes;
        this.directory = directory;
        this.database = database;
        this.messages = messageSource;
    }

    /** @param text as it goes into the answer */
    record Choice(String title, String text) {}

    @GetMapping("/console/replies/{commune}/choose")
    String choose(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("case") String number,
            Model model) {
        Reader reader = readers.allowed(who, id);
        Commune commune = reader.commune();
        Case about = of(commune, number).filter(reader.sight()::shows).orElseThrow(Served::gone);
        String field = about.field() == null ? null : communes.fieldKey(about.field());
        Map<Placeholder, String> words = RepliesPage.words(messages);
        Map<Placeholder, String> values = values(who, commune, about);
        List<Choice> choices = replies.fitting(commune.id(), field).stream()
                .map(reply -> new Choice(reply.title(), Placeholder.fill(reply.text(), words, values)))
                .toList();
        model.addAttribute("choices", choices);
        return "console/replies :: choices";
    }

    /** As it is said or as it is kept: CH-0427 or 427. */
    private Optional<Case> of(Commune commune, String number) {
        String digits = number.replaceFirst("(?i)^ch-", "");
        return digits.matches("0*[1-9]\\d{0,8}")
                ? cases.find(commune.id(), new CaseNumber(Integer.parseInt(digits)))
                : Optional.empty();
    }

    private Map<Placeholder, String> values(SignedIn who, Commune commune, Case about) {
        Officer officer =
                who.officer() == null ? null : directory.find(who.officer()).orElse(null);
        Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
        values.put(Placeholder.NAME, or(name(about), "name"));
        values.put(Placeholder.CASE, about.number().toString());
        values.put(
                Placeholder.DEADLINE,
                or(about.deadline() == null ? null : CommuneTime.said(about.deadline()), "deadline"));
        values.put(Placeholder.OFFICER, officer == null ? who.shown() : officer.name());
        values.put(Placeholder.POST, or(officer == null ? null : officer.post(), "post"));
        values.put(Placeholder.COMMUNE, commune.name());
        values.put(Placeholder.PHONE, commune.phone());
        values.put(Placeholder.HOURS, commune.hours());
        return values;
    }

    private @Nullable String name(Case about) {
        return database.read()
                .sql("SELECT display_name FROM resident WHERE id = ? AND display_name <> ''")
                .param(about.residentRow())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** What is said where the value is not known. */
    private String or(@Nullable String value, String key) {
        return value != null
                ? value
                : Objects.requireNonNull(
                        messages.getMessage("console.replies.without." + key, null, RepliesPage.PEOPLE));
    }
}
