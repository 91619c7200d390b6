package vn.hoixa.knowledge;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a knowledge base that communes' editors wrote in the browser: one file per commune and matter, in a folder
 * that stands above the commune's own files. It lives in published versions alone; on a disk it counts for nothing.
 */
public final class ConsoleFiles {
    static final String PATH = "communes/[^/]+/console/.+\\.md";

    private ConsoleFiles() {}

    /** Where stands what the editors of a commune say of a matter. */
    public static String path(String commune, String code) {
        return "communes/" + commune + "/console/" + code + ".md";
    }

    /** Of which matter a file tells what the editors of a commune say, or null where it is none of theirs. */
    public static @Nullable String code(String commune, String path) {
        String folder = path(commune, "").replaceFirst("\\.md$", "");
        return path.startsWith(folder) && path.endsWith(".md")
                ? path.substring(folder.length(), path.length() - ".md".length())
                : null;
    }

    static String commune(String path) {
        return path.substring("communes/".length(), path.indexOf("/console/"));
    }

    /** Files that somebody proposes, with what editors say in a published version above them. */
    public static SortedMap<String, String> above(SortedMap<String, String> files, SortedMap<String, String> version) {
        SortedMap<String, String> all = new TreeMap<>(files);
        all.keySet().removeIf(path -> path.matches(PATH));
        version.forEach((path, text) -> {
            if (path.matches(PATH) && files.containsKey("communes/" + commune(path) + "/profile.yaml")) {
                all.put(path, text);
            }
        });
        return all;
    }
}
