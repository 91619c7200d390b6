package vn.hoixa.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import vn.hoixa.zalo.Parcel;

/** Pictures and files that an officer sends along: only what Zalo takes, under a name that leads nowhere. */
final class Enclosing {
    private static final int MOST = 5;
    private static final long LARGEST_PICTURE = 1024 * 1024;
    private static final long LARGEST_FILE = 5 * 1024 * 1024;
    private static final Set<String> PICTURES = Set.of("jpg", "png");
    private static final Set<String> FILES = Set.of("pdf", "doc", "docx");

    private Enclosing() {}

    /** @param complaints takes the ends of messages' keys about what is not taken */
    static List<Parcel> read(@Nullable List<MultipartFile> files, List<String> complaints) throws IOException {
        List<Parcel> read = new ArrayList<>();
        if (files == null) {
            return read;
        }
        for (MultipartFile file : files) {
            if (file.isEmpty()) {
                continue;
            }
            String name =
                    FileNames.plain(String.valueOf(file.getOriginalFilename())).replaceFirst("(?i)\\.jpeg$", ".jpg");
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            boolean isPicture = PICTURES.contains(ending);
            if (!isPicture && !FILES.contains(ending)) {
                complaints.add("file-kind");
            } else if (file.getSize() > (isPicture ? LARGEST_PICTURE : LARGEST_FILE)) {
                complaints.add("file-size");
            } else if (read.size() == MOST) {
                complaints.add("file-count");
            } else {
                read.add(new Parcel(name, file.getBytes()));
            }
        }
        return read;
    }
}
