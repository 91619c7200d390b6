package vn.hoixa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    @TempDir
    private Path folder;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void listens() {
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listensNoMore() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void tellsWhatItDid() throws IOException {
        assertThat(run("import", list(8000))).isZero();
        assertThat(told())
                .contains("Đã lấy 1 thủ tục: 1 mới, 0 có thay đổi, 0 như cũ. Không nhận 0, giữ lại 1.")
                .contains("1.001193 Mẫu: cơ quan không còn: phòng tư pháp")
                .containsPattern("(?m)^\\d+\\.\\d s$");
        assertThat(folder.resolve("data/records/1.001193.json")).exists();

        assertThat(run("import", list(9000), "--language", "en")).isZero();
        assertThat(told())
                .contains("1.001193 Mẫu changed. Please look:")
                .contains("    - Phí: 8.000 đồng")
                .contains("    + Phí: 9.000 đồng")
                .contains("1 procedures taken: 0 new, 1 changed, 0 unchanged. 0 refused, 1 held.");
    }

    @Test
    void failsWhereThereIsNothingToTake() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "{}\n");

        assertThat(run("import", empty.toString(), "--language", "en")).isOne();
        assertThat(told()).contains("empty.jsonl:1: neither a record of the portal nor a row of a list");
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .contains("Nothing was imported")
                .contains("*.jsonl");
        assertThat(run("import", folder.resolve("gone").toString())).isOne();
        assertThat(run("import")).isEqualTo(2);
    }

    @Test
    void writesPrintsInsteadOfImporting() throws IOException {
        Path prints = folder.resolve("prints.yaml");

        assertThat(run("import", "--prints", prints.toString(), list(8000))).isZero();

        assertThat(prints).content().startsWith("\"1.001193\": {papers: ");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(told()).contains("prints.yaml is written.").contains("has no record among what was read.");
    }

    private int run(String... arguments) {
        told.reset();
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = folder.resolve("data").toString();
        all[arguments.length + 2] = "--knowledge";
        all[arguments.length + 3] = "knowledge-base";
        return Commands.run(all);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private String list(int fee) throws IOException {
        String row = """
                {"code": "1.001193", "name": "Mẫu", "levels": ["Xã"], "agency": ["Phòng Tư pháp"], "steps": ["Nộp."],
                 "fee": [{"method": "", "type": "FEE", "value": %d, "note": ""}]}
                """.formatted(fee);
        return Files.writeString(folder.resolve("list.jsonl"), row.replace("\n", " "))
                .toString();
    }
}
