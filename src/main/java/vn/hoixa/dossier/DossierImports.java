package vn.hoixa.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.hoixa.dossier.ImportOutcome.Cause;
import vn.hoixa.knowledge.Commune;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.DataFolder;

/**
 * Takes the lists that communes export from their one-stop software.
 *
 * <p>Such a file holds names and telephones: it lies on the disk, for this user alone, only while it is read.
 */
@Component
public class DossierImports {
    /** Longer files are not taken, in bytes; lists of 50,000 dossiers have a quarter of it. */
    public static final long LARGEST = 20L * 1024 * 1024;

    /** What the audit calls it. */
    public static final String NOTED = "dossiers imported";

    private static final Logger log = LoggerFactory.getLogger(DossierImports.class);

    private final ListedDossiers list;
    private final Communes communes;
    private final Path folder;
    private final InstantSource clock;

    /** One at a time: each holds its whole list. */
    private final ReentrantLock taking = new ReentrantLock();

    DossierImports(ListedDossiers list, Communes communes, DataFolder data, InstantSource clock) {
        this.list = list;
        this.communes = communes;
        this.folder = data.resolve("dossiers");
        this.clock = clock;
    }

    /** What came of the commune's last import that was taken. */
    public Optional<Report> last(Commune commune) {
        return list.last(commune);
    }

    /**
     * Reads a list and puts it in the place of the commune's old one, which stays if anything is wrong.
     *
     * @param isConfirmed whether the list may be less than half as long as the old one
     * @param who for the audit
     */
    public ImportOutcome take(Commune commune, InputStream file, boolean isConfirmed, String who) {
        if (!taking.tryLock()) {
            return new ImportOutcome.Refused(Cause.BUSY);
        }
        try {
            ImportOutcome outcome = read(commune, file, isConfirmed, who);
            log.info(
                    "List of dossiers of {}: {}",
                    commune.id(),
                    outcome.getClass().getSimpleName());
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of dossiers cannot be read or kept for a moment", e);
        } finally {
            taking.unlock();
        }
    }

    private ImportOutcome read(Commune commune, InputStream file, boolean isConfirmed, String who) throws IOException {
        Files.createDirectories(folder);
        clean();
        // Readable by this user alone.
        Path copy = Files.createTempFile(folder, "list-", ".part");
        try {
            copy(file, copy);
            var listing = new Listing(communes.dossierWords(commune));
            Spreadsheet.read(copy, listing);
            Collection<Listing.Entry> entries = listing.entries();
            int before = last(commune).map(Report::kept).orElse(0);
            if (entries.size() * 2 < before && !isConfirmed) {
                return new ImportOutcome.HeldBack(before, entries.size());
            }
            Report report = listing.report(clock.instant());
            list.replace(commune, entries, report, who);
            return new ImportOutcome.Taken(report);
        } catch (Unreadable e) {
            return e.outcome();
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static void copy(InputStream file, Path copy) throws IOException, Unreadable {
        try (OutputStream out = Files.newOutputStream(copy)) {
            byte[] bytes = new byte[65_536];
            long length = 0;
            for (int read = file.read(bytes); read >= 0; read = file.read(bytes)) {
                length += read;
                if (length > LARGEST) {
                    throw new Unreadable(Cause.TOO_LARGE);
                }
                out.write(bytes, 0, read);
            }
        }
    }

    /** What an import that was killed left behind. */
    private void clean() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }
}
