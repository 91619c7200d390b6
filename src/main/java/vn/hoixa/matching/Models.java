package vn.hoixa.matching;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Models that were learnt before, so that nothing is learnt twice: packed in the jar, or kept in a folder. */
public final class Models {
    static final String PACKED = "model/";

    private static final Logger log = LoggerFactory.getLogger(Models.class);

    /** Of a version that is taken back soon nothing has to be learnt again. */
    private static final int KEPT = 3;

    private final @Nullable Path folder;

    /** @param folder where what is learnt is kept; null keeps nothing */
    public Models(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * The model with that key, learnt now if there is none.
     *
     * @param key changes with everything that is learnt from
     */
    Model get(String key, Supplier<Model> learn) {
        Model found = find(key);
        if (found == null) {
            long start = System.nanoTime();
            found = learn.get();
            log.info("Learnt model {} in {} ms", key, (System.nanoTime() - start) / 1_000_000);
            keep(key, found);
        }
        return found;
    }

    private @Nullable Model find(String key) {
        try (InputStream packed = Models.class.getClassLoader().getResourceAsStream(PACKED + name(key))) {
            if (packed != null) {
                return Model.read(packed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the packed model " + key, e);
        }
        if (folder == null || !Files.isRegularFile(folder.resolve(name(key)))) {
            return null;
        }
        Path file = folder.resolve(name(key));
        try (InputStream kept = Files.newInputStream(file)) {
            return Model.read(kept);
        } catch (IOException | RuntimeException e) {
            log.warn("The model in {} cannot be read, so it is learnt again: {}", file, e.toString());
            return null;
        }
    }

    /** A model that cannot be kept is a slow start the next time, no fault. */
    private void keep(String key, Model model) {
        if (folder == null) {
            return;
        }
        Path file = folder.resolve(name(key));
        Path unfinished = folder.resolve(name(key) + ".new");
        try {
            Files.createDirectories(folder);
            model.write(Files.newOutputStream(unfinished));
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forgetOld(folder);
        } catch (IOException e) {
            log.warn("The model cannot be kept in {}; the next start learns it again: {}", file, e.toString());
        }
    }

    private static void forgetOld(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.filter(file -> file.toString().endsWith(".model"))
                    .sorted(Comparator.comparing(Models::time).reversed())
                    .skip(KEPT)
                    .toList();
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static String name(String key) {
        return key + ".model";
    }
}
