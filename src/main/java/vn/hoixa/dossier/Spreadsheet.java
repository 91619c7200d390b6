package vn.hoixa.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.hoixa.dossier.ImportOutcome.Cause;

/** A file of rows, whatever its name says it is. */
final class Spreadsheet {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Of all that Office wrote before 2007, and of what it locks with a password today. */
    private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private static final int HEAD = 512;

    private Spreadsheet() {}

    static void read(Path file, Row.Taker rows) throws IOException, Unreadable {
        byte[] head = head(file);
        if (startsWith(head, ZIP)) {
            Workbook.read(file, rows);
        } else if (startsWith(head, COMPOUND)) {
            throw new Unreadable(Cause.OLD_EXCEL);
        } else if (isMarkup(head)) {
            throw new Unreadable(Cause.WEB_PAGE);
        } else {
            Lines.read(file, rows);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean startsWith(byte[] head, byte[] mark) {
        return head.length >= mark.length && java.util.Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
    }

    private static boolean isMarkup(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1)
                .replaceFirst("^[^\\p{ASCII}]+", "")
                .stripLeading()
                .startsWith("<");
    }
}
