package vn.hoixa.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {
    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a46, JPEG",
        "89504e470d0a1a0a, PNG",
        "474946383961, GIF",
        "52494646000000005745425056503820, WEBP",
        "000000186674797068656963, HEIC",
        "255044462d312e37, PDF",
        "d0cf11e0a1b11ae1, OLE"
    })
    void tellsByTheFirstBytes(String head, FileType type) {
        assertThat(FileType.of(HexFormat.of().parseHex(head))).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MZ\u0090 a.jpg",
                "#!/bin/sh\n",
                "<html><script>",
                "<svg onload=",
                "RIFF....AVI ",
                "%!PS",
                "GIF",
                "just text",
                "Rar!",
                "7z"
            })
    void takesNothingElse(String head) {
        assertThat(FileType.of(head.getBytes(StandardCharsets.ISO_8859_1))).isNull();
    }

    @Test
    void tellsADocumentFromAnyOtherArchive() throws IOException {
        assertThat(FileType.of(zip("[Content_Types].xml"))).isEqualTo(FileType.OFFICE);
        assertThat(FileType.of(zip("word/document.xml"))).isEqualTo(FileType.OFFICE);
        assertThat(FileType.of(zip("bomb.bin"))).isNull();
        assertThat(FileType.of(zip("words/document.xml"))).isNull();
    }

    private static byte[] zip(String entry) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(1);
        }
        return java.util.Arrays.copyOf(bytes.toByteArray(), FileType.HEAD);
    }
}
