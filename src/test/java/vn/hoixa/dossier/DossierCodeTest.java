package vn.hoixa.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DossierCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "000.00.12.H36-251122-0001",
                "hồ sơ 000.00.12.H36-251122-0001 của tôi đến đâu rồi",
                "ma ho so 000.00.12.h36-251122-0001",
                "000 00 12 H36 251122 0001",
                "OOO.OO.12.H36-251122-OOO1",
                "ooo . oo . 12 . h36 – 251122 – 0001",
                "０００.００.１２.H36—251122—0001",
                "so 000.00.12.H36-251122-0001",
                "hồ sơ của bác số 000.00.12.h36_251122_0001, nhờ xem",
                "(000.00.12.H36-251122-0001)"
            })
    void readsWhatPeopleMakeOfACode(String text) {
        assertThat(DossierCode.in(text)).containsExactly(new DossierCode("000.00.12.H36-251122-0001"));
    }

    @Test
    void readsAShortOffice() {
        assertThat(DossierCode.in("h36.105-260317-0012")).containsExactly(new DossierCode("H36.105-260317-0012"));
    }

    @Test
    void readsSeveralOnce() {
        assertThat(DossierCode.in("H36.105-260317-0012 và H36.105-260317-0013, H36.105-260317-0012"))
                .extracting(DossierCode::shown)
                .containsExactly("H36.105-260317-0012", "H36.105-260317-0013");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hồ sơ của tôi đến đâu rồi",
                "0912 345 678",
                "0912.345.678",
                "012345678901",
                "ngày 27/11/2026 lúc 8:00",
                "phí 50.000 đồng",
                "thủ tục 1.001193",
                "so ho so la gi",
                "căn cước 001 085 012345"
            })
    void takesNothingElseForACode(String text) {
        assertThat(DossierCode.in(text)).isEmpty();
    }

    @Test
    void readsTheCellsOfOtherSoftwareToo() {
        assertThat(DossierCode.of("=\"000.00.12.H36-251122-0001\""))
                .hasToString(DossierCode.of("000.00.12.H36-251122-0001") + "");
        assertThat(DossierCode.of(" hs-2026/00123 ")).isEqualTo(new DossierCode("HS-2026/00123"));
        assertThat(DossierCode.of("20251122001")).isEqualTo(new DossierCode("20251122001"));
        assertThat(DossierCode.of("Nguyễn Văn A")).isNull();
        assertThat(DossierCode.of("=cmd|'/c calc'!A1")).isNull();
        assertThat(DossierCode.of("1")).isNull();
    }
}
