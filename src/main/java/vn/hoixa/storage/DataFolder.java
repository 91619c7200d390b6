package vn.hoixa.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import vn.hoixa.SetupException;

/** The one folder that HoiXa writes to, held by one running HoiXa at a time. */
public final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Creates the folder where it is missing and locks it, or says who holds it. */
    static DataFolder open(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        try {
            createDirectories(folder);
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new SetupException(
                        "Another HoiXa is running on the data folder " + folder + ". Nothing was changed.",
                        "Stop the other one first, or give this one a folder of its own with HOIXA_DATA.");
            }
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw new SetupException(
                    "The data folder " + folder + " cannot be written: " + e.getMessage(),
                    "Make the folder writable for this user, or name another one with HOIXA_DATA.",
                    e);
        }
    }

    /** What residents write is for this user alone; a folder that was there before keeps its rights. */
    private static void createDirectories(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** Writes a file that only this user may read (mode 0600), replacing it in one step. */
    public void writeSecret(String name, String content) {
        Path target = resolve(name);
        try {
            createDirectories(java.util.Objects.requireNonNull(target.getParent()));
            Path draft = target.resolveSibling(target.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, content);
            Files.move(draft, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /** The file's text without surrounding blanks, or null where there is none. */
    public @Nullable String readSecret(String name) {
        Path file = resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public void delete(String name) {
        try {
            Files.deleteIfExists(resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + resolve(name), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
