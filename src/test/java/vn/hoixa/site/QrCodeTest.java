package vn.hoixa.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");
    private static final int MODULE = 4;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hoi.xa-mau.gov.vn/thu-tuc/1.001193?xa=xa-mau&qr=1.001193",
                "http://localhost:8080/thu-tuc?xa=x%C3%A3&linh-vuc=ho-tich&qr=ho-tich",
                "a"
            })
    void isReadByAScanner(String address) {
        assertThat(QrReader.read(painted(QrCode.of(address)))).isEqualTo(address);
    }

    @Test
    void hasAQuietZoneOfFourModules() {
        QrCode code = QrCode.of("a");

        assertThat(code.size()).isEqualTo(21 + 8);
        assertThat(RUN.matcher(code.path()).results().toList()).isNotEmpty().allSatisfy(run -> {
            assertThat(part(run, 1)).isGreaterThanOrEqualTo(4);
            assertThat(part(run, 1) + part(run, 3)).isLessThanOrEqualTo(code.size() - 4);
            assertThat(part(run, 2)).isBetween(4, code.size() - 5);
        });
    }

    private static BufferedImage painted(QrCode code) {
        int side = code.size() * MODULE;
        var picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, side, side);
        pen.setColor(Color.BLACK);
        RUN.matcher(code.path())
                .results()
                .forEach(run ->
                        pen.fillRect(part(run, 1) * MODULE, part(run, 2) * MODULE, part(run, 3) * MODULE, MODULE));
        pen.dispose();
        return picture;
    }

    private static int part(MatchResult run, int group) {
        return Integer.parseInt(run.group(group));
    }
}
