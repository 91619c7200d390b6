package vn.hoixa.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import vn.hoixa.dossier.ImportOutcome.Cause;

/** Reads CSV, in whatever alphabet and with whatever mark between the cells it was exported. */
final class Lines {
    /** What Vietnamese Windows wrote before Unicode. */
    private static final Charset OLD_WINDOWS = Charset.forName("windows-1258");

    private static final char MARK = '\uFEFF';
    private static final int SAMPLE = 30;

    private Lines() {}

    static void read(Path file, Row.Taker rows) throws IOException, Unreadable {
        Charset charset = charset(file);
        try (CSVParser lines = open(file, charset, delimiter(file, charset))) {
            for (CSVRecord line : lines) {
                rows.take(new Row(Math.toIntExact(line.getRecordNumber()), line.toList(), false));
            }
        } catch (UncheckedIOException e) {
            throw new Unreadable(Cause.DAMAGED);
        }
    }

    private static CSVParser open(Path file, Charset charset, char delimiter) throws IOException {
        Reader reader = Files.newBufferedReader(file, charset);
        reader.mark(1);
        if (reader.read() != MARK) {
            reader.reset();
        }
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .setLenientEof(true)
                .get()
                .parse(reader);
    }

    /** The mark that makes the most cells of the first lines. */
    private static char delimiter(Path file, Charset charset) throws IOException, Unreadable {
        try {
            return Stream.of(';', ',', '\t')
                    .max(Comparator.comparingInt(mark -> cells(file, charset, mark)))
                    .orElseThrow();
        } catch (UncheckedIOException e) {
            throw new Unreadable(Cause.DAMAGED);
        }
    }

    private static int cells(Path file, Charset charset, char delimiter) {
        try (CSVParser lines = open(file, charset, delimiter)) {
            return lines.stream().limit(SAMPLE).mapToInt(CSVRecord::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Charset charset(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(4096);
        }
        // Half of what Vietnamese letters take there is zeros.
        int zerosFirst = zeros(head, 0);
        int zerosSecond = zeros(head, 1);
        if (begins(head, 0xFE, 0xFF) || zerosFirst > head.length / 8) {
            return StandardCharsets.UTF_16BE;
        } else if (begins(head, 0xFF, 0xFE) || zerosSecond > head.length / 8) {
            return StandardCharsets.UTF_16LE;
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : OLD_WINDOWS;
    }

    private static boolean begins(byte[] head, int first, int second) {
        return head.length > 1 && head[0] == (byte) first && head[1] == (byte) second;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < head.length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean isUtf8(Path file) throws IOException {
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
            reader.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
