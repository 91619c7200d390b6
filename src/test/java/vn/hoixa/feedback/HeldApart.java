package vn.hoixa.feedback;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;

/** What residents might write, labelled by hand and kept from all that is learnt. */
public final class HeldApart {
    private HeldApart() {}

    /** Theme of the first level, of the second, text. */
    static List<String[]> remarks() {
        return rows("remarks.tsv");
    }

    /** What it is, text. */
    public static List<String[]> messages() {
        return rows("feedback-or-question.tsv");
    }

    static List<String> denunciations() {
        return rows("denunciations.txt").stream().map(row -> row[0]).toList();
    }

    /** As somebody types who types no marks. */
    public static String withoutMarks(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }

    private static List<String[]> rows(String file) {
        try (InputStream in = Objects.requireNonNull(HeldApart.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
