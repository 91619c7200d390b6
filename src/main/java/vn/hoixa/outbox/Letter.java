package vn.hoixa.outbox;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One message to a resident, or to an officer, who is a resident to Zalo.
 *
 * @param kind what it is, for counting: answer, clarify, case, …
 * @param text at most 2,000 characters in NFC; empty beside an enclosure that stands alone
 * @param menu the numbered choices that it offers, as JSON; null where it offers none
 * @param enclosure null where it is nothing but text
 * @param isPerishable whether it is dropped rather than sent after its time, as a reminder is
 */
public record Letter(
        String kind,
        String text,
        @Nullable String menu,
        @Nullable Enclosure enclosure,
        Reader reader,
        Writer writer,
        boolean isPerishable) {

    /** For whom it is: what officers cost is counted apart. */
    public enum Reader {
        RESIDENT,
        OFFICER
    }

    /** Whose words they are: HoiXa's own give way to an officer's. */
    public enum Writer {
        HOIXA,
        OFFICER
    }

    public Letter {
        boolean needsText = enclosure == null || enclosure.hasText();
        if (needsText == text.isEmpty()) {
            throw new IllegalArgumentException(
                    needsText ? "a letter of " + kind + " says nothing" : "Zalo takes no text beside " + enclosure);
        }
    }

    /** HoiXa's words to a resident. */
    public Letter(String kind, String text, @Nullable String menu) {
        this(kind, text, menu, null, Reader.RESIDENT, Writer.HOIXA, false);
    }

    /** A picture, file, sticker, form or reaction from HoiXa to a resident. */
    public static Letter of(String kind, Enclosure enclosure) {
        return new Letter(kind, "", null, enclosure, Reader.RESIDENT, Writer.HOIXA, false);
    }

    /** The same in parts of a length that Zalo takes; what goes with the text goes with the last of them. */
    List<Letter> pages() {
        List<String> texts = text.isEmpty() ? List.of("") : Pages.of(text);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> i == texts.size() - 1
                        ? new Letter(kind, texts.get(i), menu, enclosure, reader, writer, isPerishable)
                        : new Letter(kind, texts.get(i), null, null, reader, writer, isPerishable))
                .toList();
    }

    public Letter with(String offered) {
        return new Letter(kind, text, offered, enclosure, reader, writer, isPerishable);
    }

    public Letter with(Enclosure enclosed) {
        return new Letter(kind, text, menu, enclosed, reader, writer, isPerishable);
    }

    /** The same to an officer. */
    public Letter toOfficer() {
        return new Letter(kind, text, menu, enclosure, Reader.OFFICER, writer, isPerishable);
    }

    /** The same in an officer's words. */
    public Letter byOfficer() {
        return new Letter(kind, text, menu, enclosure, reader, Writer.OFFICER, isPerishable);
    }

    /** The same, worth nothing after its time. */
    public Letter perishable() {
        return new Letter(kind, text, menu, enclosure, reader, writer, true);
    }
}
