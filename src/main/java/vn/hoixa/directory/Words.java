package vn.hoixa.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The words of {@code words.yaml}; what each is for stands there. */
record Words(
        List<String> titles,
        List<String> untitled,
        List<String> persons,
        List<String> fillers,
        List<String> places,
        Map<String, List<String>> units,
        List<String> nobody) {

    static Words read() {
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream("words.yaml"))) {
            return YAMLMapper.builder().build().readValue(in, Words.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
