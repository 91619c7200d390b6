package vn.hoixa.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureTest {
    private static final String POSTER = "https://hoi.xa-mau.gov.vn/thu-tuc/1.001193?xa=huong-mau&qr=1.001193";

    @ParameterizedTest
    @EnumSource(
            value = FileType.class,
            names = {"JPEG", "PNG"})
    void readsTheCodeOnAPhotographedPoster(FileType type) throws IOException {
        assertThat(code(Pictures.ofCode(POSTER, type.name()), type)).isEqualTo(POSTER);
    }

    @Test
    void readsTheCodeInALargePhoto() throws IOException {
        var photo = new BufferedImage(6400, 4800, BufferedImage.TYPE_BYTE_GRAY);
        var poster = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(Pictures.ofCode(POSTER, "png")));
        var brush = photo.createGraphics();
        brush.drawImage(poster, 1000, 1000, 3200, 2400, null);
        brush.dispose();

        assertThat(code(Pictures.bytes(photo, "jpeg"), FileType.JPEG)).isEqualTo(POSTER);
    }

    @Test
    void findsNoneWhereThereIsNone() throws IOException {
        assertThat(code(Pictures.ofNothing(), FileType.JPEG)).isNull();
    }

    @Test
    void decodesNothingOfMoreThanFortyMegapixels() throws IOException {
        byte[] picture = Pictures.ofCode(POSTER, "png");
        // The header claims 60,000 × 60,000 pixels, which would take 10 GB.
        ByteBuffer header = ByteBuffer.wrap(picture);
        header.putInt(16, 60_000).putInt(20, 60_000);
        var checksum = new CRC32();
        checksum.update(picture, 12, 17);
        header.putInt(29, (int) checksum.getValue());

        assertThat(code(picture, FileType.PNG)).isNull();
    }

    @Test
    void standsWhateverIsInAPicture() throws IOException {
        byte[] picture = Pictures.ofCode(POSTER, "jpeg");
        for (int length = 3; length < picture.length; length += 997) {
            assertThat(code(Arrays.copyOf(picture, length), FileType.JPEG)).isIn(null, POSTER);
        }
        for (int at = 3; at < 700; at += 7) {
            byte[] broken = picture.clone();
            broken[at] ^= 0x55;
            assertThat(code(broken, FileType.JPEG)).isIn(null, POSTER);
        }
    }

    private static @Nullable String code(byte[] picture, FileType type) {
        return Picture.code(picture, type);
    }
}
