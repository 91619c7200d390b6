package vn.hoixa.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hoixa.SetupException;

/** The imported records below the data folder; a reader never sees half a file. */
final class RecordStore {
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER))
            .build();
    private static final TypeReference<List<RecordReader.Foreign>> FOREIGN = new TypeReference<>() {};

    private final Path data;

    RecordStore(Path data) {
        this.data = data;
    }

    /** The record of an earlier import; null where there is none, or none that can be read. */
    @Nullable
    ImportedRecord find(String code) {
        Path file = file(code);
        try {
            return Files.exists(file) ? JSON.readValue(Files.readString(file), ImportedRecord.class) : null;
        } catch (JacksonException | IOException e) {
            return null;
        }
    }

    void put(ImportedRecord stored) {
        write(file(stored.code()), JSON.writeValueAsString(stored) + "\n");
    }

    /** By code. */
    SortedMap<String, RecordReader.Foreign> elsewhere() {
        SortedMap<String, RecordReader.Foreign> byCode = new TreeMap<>();
        Path file = data.resolve(RecordReader.ELSEWHERE);
        try {
            if (Files.exists(file)) {
                JSON.readValue(Files.readString(file), FOREIGN).forEach(foreign -> byCode.put(foreign.code(), foreign));
            }
        } catch (JacksonException | IOException e) {
            // It is made anew.
            byCode.clear();
        }
        return byCode;
    }

    void putElsewhere(Collection<RecordReader.Foreign> sorted) {
        write(data.resolve(RecordReader.ELSEWHERE), JSON.writeValueAsString(new ArrayList<>(sorted)) + "\n");
    }

    private Path file(String code) {
        return data.resolve(RecordReader.FOLDER + code + ".json");
    }

    /** Writes beside it first: what is cut short must not look whole. Its name keeps readers away. */
    static void write(Path file, String text) {
        Path absolute = file.toAbsolutePath();
        Path whole = absolute.resolveSibling("." + absolute.getFileName() + ".new");
        try {
            Files.createDirectories(whole.getParent());
            Files.writeString(whole, text);
            Files.move(whole, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SetupException(
                    absolute + " cannot be written: " + e,
                    "Let the user that runs HoiXa write there; what was written before stays as it was.",
                    e);
        }
    }
}
