package vn.hoixa.zalo;

import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Zalo takes as an upload, told by the file's name and its first bytes.
 *
 * <p>Source: one careful list of limits: jpg and png up to 1 MB; pdf, doc and docx up to 5 MB.
 */
enum Uploadable {
    JPG("image/jpeg", "ffd8ff", Path.IMAGE),
    JPEG("image/jpeg", "ffd8ff", Path.IMAGE),
    PNG("image/png", "89504e47", Path.IMAGE),
    PDF("application/pdf", "25504446", Path.FILE),
    DOC("application/msword", "d0cf11e0", Path.FILE),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "504b0304", Path.FILE);

    final String type;
    final Path path;
    private final String begin;

    Uploadable(String type, String begin, Path path) {
        this.type = type;
        this.begin = begin;
        this.path = path;
    }

    /** Where it goes, how large it may be and what names it in Zalo's answer. */
    enum Path {
        IMAGE(Upload.Kind.IMAGE, "/v2.0/oa/upload/image", 1024 * 1024, "attachment_id"),
        FILE(Upload.Kind.FILE, "/v2.0/oa/upload/file", 5 * 1024 * 1024, "token");

        final Upload.Kind kind;
        final String url;
        final int largest;
        final String handle;

        Path(Upload.Kind kind, String url, int largest, String handle) {
            this.kind = kind;
            this.url = url;
            this.largest = largest;
            this.handle = handle;
        }
    }

    /** Null where Zalo takes no such file, or the content is not what the name says. */
    static @Nullable Uploadable of(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return Stream.of(values())
                .filter(kind -> kind.name().equals(ending) && kind.begins(content))
                .findFirst()
                .orElse(null);
    }

    private boolean begins(byte[] content) {
        int length = Math.min(content.length, begin.length() / 2);
        return HexFormat.of().formatHex(content, 0, length).equals(begin);
    }
}
