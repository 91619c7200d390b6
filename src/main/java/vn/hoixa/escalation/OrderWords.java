package vn.hoixa.escalation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The words of {@code orders.yaml}; what each is for stands there. */
record OrderWords(
        Map<String, List<String>> alone,
        Map<String, List<String>> before,
        Map<String, String> digits,
        Hold hold,
        List<String> titles,
        List<String> link) {

    record Hold(List<String> waiting, List<String> brief, List<String> last, List<String> not) {}

    static OrderWords read() {
        try (var in = Objects.requireNonNull(OrderWords.class.getResourceAsStream("orders.yaml"))) {
            return YAMLMapper.builder().build().readValue(in, OrderWords.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
