package vn.hoixa.editing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuideFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "..", "C:\\\\Windows", "a\u0000b", "/", "xã-một", "~root", "...", "x\r\ny"})
    void namesLeadOutOfNoFolder(String code) {
        assertThat(GuideFiles.safe(code)).matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.001193", "xa-mot.muon-loa-keo"})
    void usualCodesStayAsTheyAre(String code) {
        assertThat(GuideFiles.safe(code)).isEqualTo(code);
    }
}
