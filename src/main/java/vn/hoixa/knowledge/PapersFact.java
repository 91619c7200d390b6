package vn.hoixa.knowledge;

import static vn.hoixa.knowledge.OfficialWords.WORDS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The papers to bring, numbered below their headings; notes among them come last, if they are short. */
final class PapersFact {
    private static final int LONGEST_NOTES = 300;

    private final SequencedMap<String, List<String>> papers = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    /** A note that asks for something may not be dropped. */
    private boolean noteAsks;

    PapersFact(List<Official.Document> documents) {
        for (Official.Document document : documents) {
            String name = OfficialText.unnumbered(OfficialText.line(document.name()));
            if (name.isEmpty()) {
                continue;
            }
            if (isNote(document)) {
                notes.add(name);
                noteAsks |= document.originals() + document.copies() > 0;
            } else {
                papers.computeIfAbsent(OfficialText.line(document.heading()), heading -> new ArrayList<>())
                        .add(name + quantity(document));
            }
        }
    }

    @Nullable
    String text() {
        if (papers.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        // What all need stands first.
        List<String> general = papers.remove("");
        if (general != null) {
            papers.putFirst("", general);
        }
        papers.forEach((heading, names) -> {
            text.append(text.isEmpty() ? "" : "\n").append(heading).append(heading.isEmpty() ? "" : "\n");
            for (int i = 0; i < names.size(); i++) {
                text.append(i + 1).append(". ").append(names.get(i)).append('\n');
            }
        });
        return withNotes(text.toString().strip());
    }

    private @Nullable String withNotes(String text) {
        if (notes.isEmpty()) {
            return text;
        }
        String all = WORDS.note() + "\n– " + String.join("\n– ", notes);
        if (all.length() <= LONGEST_NOTES && text.length() + 2 + all.length() <= SheetReader.LONGEST_FACET) {
            return text + "\n\n" + all;
        }
        return noteAsks ? null : text + "\n\n" + WORDS.more();
    }

    private static boolean isNote(Official.Document document) {
        boolean asksForNothing = document.originals() == 0 && document.copies() == 0;
        return OfficialText.startsWithAny(document.name(), WORDS.notes())
                || (asksForNothing
                        && (OfficialText.startsWithAny(document.heading(), WORDS.notes())
                                || OfficialText.startsWithAny(document.name(), WORDS.conditions())));
    }

    /** A paper that says itself which kind it is might be contradicted by the count. */
    private static String quantity(Official.Document document) {
        String words = " " + OfficialText.words(document.name()) + " ";
        if (WORDS.copies().stream().anyMatch(copy -> words.contains(" " + copy + " "))) {
            return "";
        }
        List<String> counts = new ArrayList<>();
        if (document.originals() > 0) {
            counts.add(document.originals() + " " + WORDS.original());
        }
        if (document.copies() > 0) {
            counts.add(document.copies() + " " + WORDS.copy());
        }
        return counts.isEmpty() ? "" : " (" + String.join(", ", counts) + ")";
    }
}
