package vn.hoixa.console;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoixa.account.Opens;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.console.CannedReplies.Entry;
import vn.hoixa.console.CannedReplies.Gone;
import vn.hoixa.console.CannedReplies.Outcome;
import vn.hoixa.console.CannedReplies.Overtaken;
import vn.hoixa.console.CannedReplies.Reply;
import vn.hoixa.console.CannedReplies.Saved;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.knowledge.Guide;
import vn.hoixa.matching.Library;

/** Where a commune's canned replies are kept. */
@Controller
@Opens(to = {Role.EDITOR, Role.ADMINISTRATOR})
class RepliesPage {
    static final Locale PEOPLE = Locale.of("vi");
    private static final int LONGEST_TITLE = 80;

    /** So that a filled one still goes out as one message. */
    private static final int LONGEST_TEXT = 1_500;

    private final Served served;
    private final CannedReplies replies;
    private final Library library;
    private final Communes communes;
    private final MessageSource messages;

    RepliesPage(Served served, CannedReplies replies, Library library, Communes communes, MessageSource messageSource) {
        this.served = served;
        this.replies = replies;
        this.library = library;
        this.communes = communes;
        this.messages = messageSource;
    }

    /** What somebody entered, and what is wrong with it: the end of a message's key. */
    record Draft(
            @Nullable Long id,
            long version,
            Entry entry,
            @Nullable String wrong,
            List<String> unknown) {
        static Draft of(Reply reply) {
            return new Draft(
                    reply.id(),
                    reply.version(),
                    new Entry(reply.field(), reply.title(), reply.text()),
                    null,
                    List.of());
        }
    }

    /** @param said what was done before, the end of a message's key; empty for nothing */
    @GetMapping("/console/replies/{commune}")
    String page(
            @PathVariable("commune") String id,
            @RequestParam(name = "said", defaultValue = "") String said,
            Model model) {
        model.addAttribute("said", said.matches("saved|deleted|gone") ? said : "");
        return show(served.named(id), null, model);
    }

    @GetMapping("/console/replies/{commune}/{reply:\\d+}")
    String one(@PathVariable("commune") String id, @PathVariable("reply") long reply, Model model) {
        Commune commune = served.named(id);
        Reply found = replies.find(commune.id(), reply).orElseThrow(Served::gone);
        return show(commune, Draft.of(found), model);
    }

    @PostMapping("/console/replies/{commune}")
    String add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @RequestParam("field") String field,
            @RequestParam("title") String title,
            @RequestParam("text") String text,
            Model model) {
        Commune commune = served.named(id);
        Draft draft = draft(null, 0, field, title, text);
        if (draft.wrong() != null) {
            return show(commune, draft, model);
        }
        replies.add(who.who(), commune.id(), draft.entry());
        return back(commune, "saved");
    }

    @PostMapping("/console/replies/{commune}/{reply:\\d+}")
    String change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("reply") long reply,
            @RequestParam("version") long version,
            @RequestParam("field") String field,
            @RequestParam("title") String title,
            @RequestParam("text") String text,
            Model model) {
        Commune commune = served.named(id);
        Draft draft = draft(reply, version, field, title, text);
        if (draft.wrong() != null) {
            return show(commune, draft, model);
        }
        return after(
                replies.change(who.who(), commune.id(), reply, version, draft.entry()), "saved", commune, draft, model);
    }

    @PostMapping("/console/replies/{commune}/{reply:\\d+}/delete")
    String delete(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("commune") String id,
            @PathVariable("reply") long reply,
            @RequestParam("version") long version,
            Model model) {
        Commune commune = served.named(id);
        return after(replies.delete(who.who(), commune.id(), reply, version), "deleted", commune, null, model);
    }

    /** Who came second sees both texts, and saves what they make of them. */
    private String after(Outcome outcome, String done, Commune commune, @Nullable Draft draft, Model model) {
        return switch (outcome) {
            case Saved ignored -> back(commune, done);
            case Gone ignored ->
                draft == null
                        ? back(commune, "gone")
                        : show(commune, new Draft(null, 0, draft.entry(), "gone", List.of()), model);
            case Overtaken overtaken -> {
                Reply now = overtaken.now();
                model.addAttribute(
                        Conflict.SHOWN,
                        Conflict.withSomebody(List.of(Conflict.line(now.title()), Conflict.line(now.text()))));
                Draft theirs = Draft.of(now);
                yield show(
                        commune,
                        draft == null
                                ? theirs
                                : new Draft(theirs.id(), theirs.version(), draft.entry(), null, List.of()),
                        model);
            }
        };
    }

    private Draft draft(@Nullable Long id, long version, String field, String title, String text) {
        String strippedTitle = title.strip();
        String strippedText = text.replace("\r", "").strip();
        Entry entry = new Entry(fields().containsKey(field) ? field : null, strippedTitle, strippedText);
        List<String> unknown = Placeholder.unknown(strippedText, words(messages));
        String wrong = null;
        if (strippedTitle.isEmpty() || strippedTitle.length() > LONGEST_TITLE) {
            wrong = "name";
        } else if (strippedText.isEmpty() || strippedText.length() > LONGEST_TEXT) {
            wrong = "text";
        } else if (!unknown.isEmpty()) {
            wrong = "unknown";
        }
        return new Draft(id, version, entry, wrong, unknown);
    }

    private String show(Commune commune, @Nullable Draft draft, Model model) {
        Draft shown = draft == null ? new Draft(null, 0, new Entry(null, "", ""), null, List.of()) : draft;
        model.addAttribute("commune", commune);
        model.addAttribute("draft", shown);
        model.addAttribute("replies", replies.of(commune.id()));
        model.addAttribute("fields", fields());
        model.addAttribute("words", words(messages).values());
        model.addAttribute("longestTitle", LONGEST_TITLE);
        model.addAttribute("longestText", LONGEST_TEXT);
        if (!model.containsAttribute("said")) {
            model.addAttribute("said", "");
        }
        return "console/replies";
    }

    /** Names by folder of the bank. */
    private Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        library.current().knowledge().guides().stream()
                .map(Guide::field)
                // Smalltalk and the like have none.
                .filter(name -> !name.isBlank())
                .distinct()
                .forEach(name -> fields.putIfAbsent(communes.fieldKey(name), name));
        return fields;
    }

    /** How the placeholders are written. */
    static Map<Placeholder, String> words(MessageSource messages) {
        Map<Placeholder, String> words = new EnumMap<>(Placeholder.class);
        for (Placeholder one : Placeholder.values()) {
            words.put(
                    one,
                    Objects.requireNonNull(
                            messages.getMessage("console.replies.placeholder." + one.key(), null, PEOPLE)));
        }
        return words;
    }

    private static String back(Commune commune, String said) {
        return "redirect:/console/replies/" + commune.id() + "?said=" + said;
    }
}
