package vn.hoixa.attachment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The folder of attachments, each called by the SHA-256 of its content and readable by this user alone. */
final class AttachmentFiles {
    private static final String DRAFT = "draft-";

    private final Path folder;

    AttachmentFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // Whoever wrote these was stopped.
            for (Path draft : list()) {
                if (name(draft).startsWith(DRAFT)) {
                    Files.delete(draft);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder, e);
        }
    }

    /** A file that is being written. */
    record Draft(Path path, MessageDigest digest, OutputStream out) implements AutoCloseable {
        /** What it will be called, once all of it is written. */
        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }

        byte[] head(int length) throws IOException {
            try (var in = Files.newInputStream(path)) {
                return in.readNBytes(length);
            }
        }

        /** Whatever was not kept is gone. */
        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(path);
        }
    }

    Draft draft() throws IOException {
        Path path = Files.createTempFile(
                folder, DRAFT, "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        MessageDigest digest = sha256();
        return new Draft(path, digest, new DigestOutputStream(Files.newOutputStream(path), digest));
    }

    void keep(Draft draft, String sha256) throws IOException {
        Files.move(draft.path(), folder.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
    }

    Path path(String sha256) {
        return folder.resolve(sha256);
    }

    /** Deletes all that is not among these. */
    void keepOnly(Collection<String> names) throws IOException {
        for (Path file : list()) {
            if (!names.contains(name(file)) && !name(file).startsWith(DRAFT)) {
                Files.deleteIfExists(file);
            }
        }
    }

    void delete(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }

    private Iterable<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
