package vn.hoixa.attachment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file is, by its first bytes: names and headers are only claims. */
public enum FileType {
    JPEG(true),
    PNG(true),
    GIF(true),
    WEBP(true),
    HEIC(true),
    PDF(false),
    /** Word and Excel until 2003. */
    OLE(false),
    /** Word, Excel and LibreOffice: archives, told from others by what lies first in them. They stay packed. */
    OFFICE(false),
    /** What Zalo's voice messages are: made for telephone lines, and played by no browser. */
    AMR(false),
    M4A(false),
    MP3(false),
    AAC(false);

    /** How many of the first bytes tell. */
    static final int HEAD = 64;

    /** A zip's first entry: its header is so long, and its name follows. */
    private static final int ENTRY = 30;

    private static final List<String> OFFICE_ENTRIES =
            List.of("[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "mimetypeapplication/vnd.oasis");

    private final boolean picture;

    FileType(boolean picture) {
        this.picture = picture;
    }

    /** The name, with an ending that tells what it is. */
    String named(String name) {
        String ending =
                switch (this) {
                    case JPEG -> ".jpg";
                    case OLE -> ".doc";
                    case OFFICE -> ".docx";
                    case PNG, GIF, WEBP, HEIC, PDF, AMR, M4A, MP3, AAC -> "." + name().toLowerCase(Locale.ROOT);
                };
        return name.toLowerCase(Locale.ROOT).endsWith(ending) ? name : (name.isEmpty() ? "hoixa" : name) + ending;
    }

    boolean isPicture() {
        return picture;
    }

    boolean isSound() {
        return this == AMR || this == M4A || this == MP3 || this == AAC;
    }

    /** Null for whatever we do not take. */
    public static @Nullable FileType of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        } else if (text.startsWith("ftyphei", 4) || text.startsWith("ftypmif1", 4)) {
            return HEIC;
        } else if (text.startsWith("%PDF-")) {
            return PDF;
        } else if (text.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            return OLE;
        } else if (text.startsWith("#!AMR")) {
            return AMR;
        } else if (text.startsWith("ftypM4A", 4) || text.startsWith("ftypmp42", 4) || text.startsWith("ftypisom", 4)) {
            return M4A;
        } else if (text.startsWith("ID3") || text.startsWith("\u00ff\u00fb") || text.startsWith("\u00ff\u00f3")) {
            return MP3;
        } else if (text.startsWith("\u00ff\u00f1") || text.startsWith("\u00ff\u00f9")) {
            return AAC;
        }
        boolean isOffice = text.startsWith("PK\u0003\u0004")
                && OFFICE_ENTRIES.stream().anyMatch(entry -> text.startsWith(entry, ENTRY));
        return isOffice ? OFFICE : null;
    }
}
