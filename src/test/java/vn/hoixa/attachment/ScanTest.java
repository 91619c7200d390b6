package vn.hoixa.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.knowledge.Links;

class ScanTest {
    private static final Links LINKS = new Links(URI.create("https://hoi.xa-mau.gov.vn"), List.of("gov.vn"));

    @Test
    void knowsThePostersOfAProcedureAndOfAField() {
        assertThat(Scan.of("https://hoi.xa-mau.gov.vn/thu-tuc/1.001193?xa=huong-mau&qr=1.001193", LINKS))
                .isEqualTo(new Scan.Poster("1.001193"));
        assertThat(Scan.of("https://hoi.xa-mau.gov.vn/thu-tuc?xa=huong-mau&linh-vuc=ho-tich&qr=ho-tich", LINKS))
                .isEqualTo(new Scan.Poster(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000.00.13.H29-260104-0010", "H26.13-261118-0012", "Mã hồ sơ: 000.00.13.H29-260104-0010 "})
    void knowsTheNumberOfADossier(String text) {
        assertThat(Scan.of(text, LINKS)).isInstanceOf(Scan.Dossier.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hoi.xa-mau.gov.vn.evil.example/thu-tuc/1.001193",
                "https://evil.example/https://hoi.xa-mau.gov.vn/thu-tuc/1.001193",
                "https://hoi.xa-mau.gov.vn@evil.example/thu-tuc/1.001193",
                "https://hoi.xa-mau.gov.vn/somewhere-else",
                "001085012345|012345678|Nguyễn Văn Mẫu|01011985|Nam|Thôn 1|01012021",
                "00020101021138540010A00000072701240006970436",
                "chữ",
                ""
            })
    void keepsNothingOfAnyOther(String text) {
        assertThat(Scan.of(text, LINKS)).isNull();
    }

    @Test
    void knowsNoPosterWithoutAPublicAddress() {
        assertThat(Scan.of("http://127.0.0.1:8080/thu-tuc/1.001193", new Links(null, List.of())))
                .isNull();
    }
}
