package vn.hoixa.editing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoixa.account.Audit;
import vn.hoixa.account.Holders;
import vn.hoixa.account.Role;
import vn.hoixa.account.SignedIn;
import vn.hoixa.editing.GuideText.State;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Folding;
import vn.hoixa.knowledge.Wording;
import vn.hoixa.storage.Database;

/** Where editors write, approve and take back what their commune says of a matter. */
@Component
@EnableConfigurationProperties(EditingSettings.class)
public class EditingDesk {
    private static final int HISTORY = 50;
    private static final int LONGEST_SLUG = 60;

    private final GuideTexts texts;
    private final Wordings wordings;
    private final Press press;
    private final Holders holders;
    private final EditingSettings settings;
    private final Database database;
    private final Audit audit;

    EditingDesk(
            GuideTexts texts,
            Wordings wordings,
            Press press,
            Holders holders,
            EditingSettings settings,
            Database database,
            Audit audit) {
        this.texts = texts;
        this.wordings = wordings;
        this.press = press;
        this.holders = holders;
        this.settings = settings;
        this.database = database;
        this.audit = audit;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** It is kept; how far it is, its state tells. */
        record Kept(GuideText text) implements Outcome {}

        /** Somebody else changed the text meanwhile: theirs, or null where it is gone. Nothing was done. */
        record Conflict(@Nullable GuideText theirs) implements Outcome {}

        /** Somebody else has to approve it. Nothing was done. */
        record NeedsAnother() implements Outcome {}

        /** It stands in no state in which that can be done. Nothing was done. */
        record NotNow() implements Outcome {}
    }

    /** The text that something is still to be done with. */
    public Optional<GuideText> open(Commune commune, String code) {
        return texts.open(database.read(), commune.id(), code);
    }

    /** Of all matters. */
    public List<GuideText> open(Commune commune) {
        return texts.allOpen(database.read(), commune.id());
    }

    public Optional<GuideText> published(Commune commune, String code) {
        return texts.published(database.read(), commune.id(), code);
    }

    /** Whether something that editors of the commune said is in service. */
    public boolean hasPublished(Commune commune) {
        return texts.hasPublished(database.read(), commune.id());
    }

    /** One of the matter's texts. */
    public Optional<GuideText> text(Commune commune, String code, long id) {
        return texts.of(database.read(), commune.id(), code, id);
    }

    /** Drafts that were written over too, the newest first. */
    public List<GuideText> history(Commune commune, String code) {
        return texts.history(database.read(), commune.id(), code, HISTORY);
    }

    /** What a text calls its matter; its code where it does not say. */
    public String title(GuideText text) {
        return wordings.read(text).parts().getOrDefault("title", text.code());
    }

    /** Changes with every change that somebody else could make to what a form was opened on. */
    public String basis(Commune commune, String code) {
        return basis(database.read(), commune, code);
    }

    private String basis(JdbcClient client, Commune commune, String code) {
        return texts.open(client, commune.id(), code)
                .map(open -> open.id() + "." + open.version())
                .or(() -> texts.published(client, commune.id(), code).map(text -> String.valueOf(text.id())))
                .orElse("0");
    }

    /** Whether a text by that author needs somebody else's approval. */
    public boolean needsAnother(Commune commune, long author) {
        return settings.secondPerson() && holders.hasAnother(commune.id(), Role.EDITOR, author);
    }

    /** As residents read who stands behind a text. */
    public static String person(SignedIn who, Commune commune) {
        // These words begin reviews of other kinds.
        boolean isTaken = who.shown().matches("(?i)(record|page)\\b.*");
        return (isTaken ? "– " : "") + who.shown() + " – " + commune.name();
    }

    /** Keeps a draft; what somebody else drafted before stays in the history. */
    public Outcome save(SignedIn who, Commune commune, String code, String basis, Wording wording) {
        String text = wording.isEmpty()
                ? ""
                : wordings.check(commune, code, wording, person(who, commune))
                        .file()
                        .text();
        return keep(who, commune, code, basis, text);
    }

    /**
     * Takes what somebody else proposed, in an editor's wording: it is approved by that, unless it was the editor who
     * proposed it and somebody else has to. Where the matter is being written, nothing is done.
     *
     * @param author id of the account that proposed it
     */
    public Outcome propose(SignedIn editor, long author, Commune commune, String code, Wording wording) {
        String text = wordings.check(commune, code, wording, person(editor, commune))
                .file()
                .text();
        return change(commune, code, basis(commune, code), transaction -> {
            if (texts.open(transaction, commune.id(), code).isPresent()) {
                return new Outcome.NotNow();
            }
            long id = texts.add(transaction, commune.id(), code, text, State.WAITING, author);
            GuideText waiting = texts.of(transaction, id).orElseThrow();
            return author == editor.id() && needsAnother(commune, author)
                    ? kept(transaction, editor, id, "guide text proposed")
                    : approve(transaction, editor, commune, waiting);
        });
    }

    /** A code for a new matter of the commune, made of its name; nothing where the name has no letters. */
    public Optional<String> newCode(Commune commune, String name) {
        String slug = Folding.fold(name).replace(' ', '-').replaceAll("[^a-z0-9-]", "");
        if (slug.isEmpty()) {
            return Optional.empty();
        }
        String code = commune.id() + "." + slug.substring(0, Math.min(LONGEST_SLUG, slug.length()));
        String free = code;
        for (int i = 2; isTaken(commune, free); i++) {
            free = code + "-" + i;
        }
        return Optional.of(free);
    }

    private boolean isTaken(Commune commune, String code) {
        return !history(commune, code).isEmpty()
                || !wordings.below(commune, code).isEmpty()
                || !wordings.own(commune, code).isEmpty();
    }

    private Outcome keep(SignedIn who, Commune commune, String code, String basis, String text) {
        return change(commune, code, basis, transaction -> {
            GuideText open = texts.open(transaction, commune.id(), code).orElse(null);
            if (open != null && open.state() == State.QUEUED) {
                return new Outcome.NotNow();
            }
            long id;
            if (open != null && open.author() == who.id()) {
                texts.rewrite(transaction, open, text);
                id = open.id();
            } else {
                if (open != null) {
                    texts.move(transaction, open, State.REPLACED);
                }
                id = texts.add(transaction, commune.id(), code, text, State.DRAFT, who.id());
            }
            return kept(transaction, who, id, "guide text saved");
        });
    }

    /** Offers a draft for approval; where nobody else has to approve, it is on its way into service. */
    public Outcome send(SignedIn who, Commune commune, String code, String basis) {
        return change(commune, code, basis, transaction -> {
            GuideText open = texts.open(transaction, commune.id(), code).orElse(null);
            if (open == null || (open.state() != State.DRAFT && open.state() != State.REFUSED)) {
                return new Outcome.NotNow();
            }
            if (!needsAnother(commune, open.author())) {
                return approve(transaction, who, commune, open);
            }
            texts.move(transaction, open, State.WAITING);
            return kept(transaction, who, open.id(), "guide text sent");
        });
    }

    /** Puts a text that waits on its way into service. */
    public Outcome approve(SignedIn who, Commune commune, String code, String basis) {
        return change(commune, code, basis, transaction -> {
            GuideText open = texts.open(transaction, commune.id(), code).orElse(null);
            if (open == null || open.state() != State.WAITING) {
                return new Outcome.NotNow();
            }
            return open.author() == who.id() && needsAnother(commune, who.id())
                    ? new Outcome.NeedsAnother()
                    : approve(transaction, who, commune, open);
        });
    }

    private Outcome approve(JdbcClient transaction, SignedIn who, Commune commune, GuideText open) {
        String signed = open.isEmpty() ? "" : Wording.signed(open.text(), person(who, commune), wordings.today());
        texts.approve(transaction, open, signed, who.id());
        press.queue(transaction, open.id(), null, who.id());
        return kept(transaction, who, open.id(), "guide text approved");
    }

    /** Makes a draft again of what waits. */
    public Outcome sendBack(SignedIn who, Commune commune, String code, String basis) {
        return move(who, commune, code, basis, State.DRAFT, "guide text sent back");
    }

    /** Gives up what is open; it stays in the history. */
    public Outcome drop(SignedIn who, Commune commune, String code, String basis) {
        return move(who, commune, code, basis, State.DROPPED, "guide text dropped");
    }

    private Outcome move(SignedIn who, Commune commune, String code, String basis, State state, String what) {
        return change(commune, code, basis, transaction -> {
            GuideText open = texts.open(transaction, commune.id(), code).orElse(null);
            if (open == null || open.state() == State.QUEUED) {
                return new Outcome.NotNow();
            }
            texts.move(transaction, open, state);
            return kept(transaction, who, open.id(), what);
        });
    }

    /**
     * Brings back an earlier text, or with none takes back all that the editors said.
     *
     * @param id of a text that was in service, or null
     */
    public Outcome undo(SignedIn who, Commune commune, String code, String basis, @Nullable Long id) {
        return change(commune, code, basis, transaction -> {
            GuideText earlier = id == null
                    ? null
                    : texts.of(transaction, commune.id(), code, id).orElse(null);
            boolean wasInService = earlier == null ? id == null : earlier.state() == State.FORMER;
            if (!wasInService || texts.open(transaction, commune.id(), code).isPresent()) {
                return new Outcome.NotNow();
            }
            String text = earlier == null ? "" : earlier.text();
            long again = texts.add(transaction, commune.id(), code, text, State.WAITING, who.id());
            GuideText open = texts.of(transaction, again).orElseThrow();
            return needsAnother(commune, who.id())
                    ? kept(transaction, who, again, "guide text undone")
                    : approve(transaction, who, commune, open);
        });
    }

    /** Only if nobody else changed the text since the form was opened. */
    private Outcome change(Commune commune, String code, String basis, Function<JdbcClient, Outcome> work) {
        try {
            return database.write(
                    transaction -> basis(transaction, commune, code).equals(basis)
                            ? work.apply(transaction)
                            : new Outcome.Conflict(theirs(transaction, commune, code)));
        } catch (RuntimeException e) {
            if (!Database.isConflict(e)) {
                throw e;
            }
            return new Outcome.Conflict(theirs(database.read(), commune, code));
        }
    }

    private @Nullable GuideText theirs(JdbcClient client, Commune commune, String code) {
        return texts.open(client, commune.id(), code)
                .or(() -> texts.published(client, commune.id(), code))
                .orElse(null);
    }

    private Outcome kept(JdbcClient transaction, SignedIn who, long id, String what) {
        GuideText text = Objects.requireNonNull(texts.of(transaction, id).orElse(null));
        audit.note(transaction, who.who(), what, "guide text " + id, text.commune());
        return new Outcome.Kept(text);
    }

    /** Asks for the files of an earlier publication to come back, below what editors say now. */
    public void publishAgain(SignedIn who, long number) {
        database.write(transaction -> {
            press.queue(transaction, null, number, who.id());
            audit.note(transaction, who.who(), "publication brought back", "publication " + number, "");
            return true;
        });
    }

    /** How the last of these went, or that it is under way. */
    public Optional<Press.Run> lastRun() {
        return press.lastRun();
    }
}
