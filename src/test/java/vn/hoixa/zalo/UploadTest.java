package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images and files on their way to being sent. */
class UploadTest {
    private static final String IMAGE = "/v2.0/oa/upload/image";
    private static final String FILE = "/v2.0/oa/upload/file";
    private static final int MEGABYTE = 1024 * 1024;

    private static ZaloRig rig;

    @BeforeAll
    static void open(@TempDir Path root) {
        rig = new ZaloRig(root);
    }

    @AfterAll
    static void close() throws IOException {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.forget();
        rig.answers(IMAGE, okJson("{\"data\":{\"attachment_id\":\"i1\"},\"error\":0}"));
        rig.answers(FILE, okJson("{\"data\":{\"token\":\"t1\"},\"error\":0}"));
    }

    @ParameterizedTest
    @CsvSource({
        "anh.jpg, ffd8ff00, " + IMAGE + ", i1",
        "anh.JPEG, ffd8ff00, " + IMAGE + ", i1",
        "anh.png, 89504e47, " + IMAGE + ", i1",
        "to khai.pdf, 25504446, " + FILE + ", t1",
        "to khai.doc, d0cf11e0, " + FILE + ", t1",
        "to khai.docx, 504b0304, " + FILE + ", t1"
    })
    void givesWhatZaloTakes(String name, String content, String path, String handle) {
        byte[] bytes = HexFormat.of().parseHex(content);

        Upload upload = upload(name, bytes);

        assertThat(upload)
                .isEqualTo(new Upload.Kept(path.equals(IMAGE) ? Upload.Kind.IMAGE : Upload.Kind.FILE, handle));
        rig.zalo.verify(postRequestedFor(urlEqualTo(path))
                .withHeader("access_token", equalTo(ZaloRig.TOKEN.value()))
                .withRequestBodyPart(aMultipart("file")
                        .withHeader("Content-Disposition", containing("filename=\"" + name + "\""))
                        .withBody(binaryEqualTo(bytes))
                        .build()));
    }

    @ParameterizedTest
    @CsvSource({"anh.png, ffd8ff00", "virus.exe, 4d5a9000", "pdf, ''", "anh.gif, 47494638", "anh.jpg, ff"})
    void asksZaloNothingAboutWhatItDoesNotTake(String name, String content) {
        assertRefused(upload(name, HexFormat.of().parseHex(content)));
    }

    @Test
    void keepsToZalosSizes() {
        assertThat(upload("anh.png", sized("89504e47", MEGABYTE))).isInstanceOf(Upload.Kept.class);
        assertThat(upload("to.pdf", sized("25504446", 5 * MEGABYTE))).isInstanceOf(Upload.Kept.class);
        rig.zalo.resetRequests();

        assertRefused(upload("anh.png", sized("89504e47", MEGABYTE + 1)));
        assertRefused(upload("to.pdf", sized("25504446", 5 * MEGABYTE + 1)));
    }

    @Test
    void saysWhatBecameOfARefusedUpload() {
        rig.says(IMAGE, -224);

        assertThat(upload("anh.png", sized("89504e47", 10)))
                .isEqualTo(new Upload.Failed(new Delivery.Paused("Zalo error -224")));
    }

    private static Upload upload(String name, byte[] content) {
        try (ZaloClient client = rig.client()) {
            return client.upload(ZaloRig.OA, name, content);
        }
    }

    private static byte[] sized(String begin, int size) {
        return Arrays.copyOf(HexFormat.of().parseHex(begin), size);
    }

    private static void assertRefused(Upload upload) {
        assertThat(upload)
                .isInstanceOfSatisfying(
                        Upload.Failed.class,
                        failed -> assertThat(failed.outcome()).isInstanceOf(Delivery.Refused.class));
        assertThat(rig.paths()).isEmpty();
    }
}
