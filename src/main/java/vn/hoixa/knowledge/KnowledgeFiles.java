package vn.hoixa.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The text files of a knowledge base by path, from a folder or from the jar. */
final class KnowledgeFiles {
    private static final String PACKED = "knowledge-base/";

    private KnowledgeFiles() {}

    static SortedMap<String, String> fromFolder(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            SortedMap<String, String> files = new TreeMap<>();
            for (Path path : paths.filter(KnowledgeFiles::isText).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the knowledge base " + folder, e);
        }
    }

    /** Changes with the name, size or time of any text file. */
    static long stamp(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            long stamp = 0;
            for (Path path : paths.filter(KnowledgeFiles::isText).toList()) {
                stamp += java.util.Objects.hash(
                        path.toString(),
                        Files.size(path),
                        Files.getLastModifiedTime(path).toMillis());
            }
            return stamp;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the knowledge base " + folder, e);
        }
    }

    /** What the importer wrote below the data folder. */
    static SortedMap<String, String> records(Path data) {
        try (Stream<Path> paths = Files.list(data.resolve(RecordReader.FOLDER))) {
            SortedMap<String, String> files = new TreeMap<>();
            for (Path path :
                    paths.filter(path -> path.toString().endsWith(".json")).toList()) {
                files.put(RecordReader.FOLDER + path.getFileName(), Files.readString(path));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the imported records in " + data, e);
        }
    }

    static SortedMap<String, String> fromJar() {
        try {
            SortedMap<String, String> files = new TreeMap<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:" + PACKED + "**")) {
                String url = file.getURL().toString();
                String path = url.substring(url.lastIndexOf(PACKED) + PACKED.length());
                if (path.endsWith(".md") || path.endsWith(".yaml") || path.endsWith(".jsonl")) {
                    files.put(path, file.getContentAsString(StandardCharsets.UTF_8));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the packed knowledge base", e);
        }
    }

    private static boolean isText(Path path) {
        String name = path.toString();
        return Files.isRegularFile(path)
                && (name.endsWith(".md")
                        || name.endsWith(".yaml")
                        || name.endsWith(".json")
                        || name.endsWith(".jsonl"));
    }

    /** Short hash of all names and texts. */
    static String version(Map<String, String> files) {
        try {
            var sha = java.security.MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                sha.update(name.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
                sha.update(text.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            });
            return java.util.HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
