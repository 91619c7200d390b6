package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected hashes come from {@code sha256sum}, not from the code that is tested. */
class SignatureTest {
    private static final String TIME = "1787209817225";
    private static final String MAC = "a41419f3d0e3a697956a6a9e30d61d75e8bce19aa016903726aea65253ff2d54";
    private static final byte[] BODY = bytes(
            "{\"app_id\":\"2334789304983807556\",\"sender\":{\"id\":\"675059164343092785\"},\"recipient\":{\"id\":\"3674338702778449434\"},\"event_name\":\"user_send_text\",\"message\":{\"text\":\"Làm giấy khai sinh cho con cần giấy tờ gì ạ?\",\"msg_id\":\"b2db3895fe26797f2030\"},\"timestamp\":\"1787209817225\"}");

    private final Signature signature = new Signature("2334789304983807556", new Secret("khoa-bi-mat"));

    @Test
    void signsVietnameseText() {
        assertThat(signature.sign(BODY, TIME)).isEqualTo("mac=" + MAC);
    }

    @Test
    void signsCharactersOutsideTheBasicPlaneAndAKeyWithMarks() {
        byte[] body = bytes("{\"message\":{\"text\":\"Đường ngập hết rồi 😭\"},\"timestamp\":\"1795312814828\"}");

        String signed = new Signature("2400000000000000001", new Secret("Mật khẩu")).sign(body, "1795312814828");

        assertThat(signed).isEqualTo("mac=bd00a665cc92f8873aa55c023ad8a020892ecf99c0464d40dac820659c057082");
    }

    @Test
    void signsTheBytesAsTheyCameComposedOrNot() {
        String composed = "{\"message\":{\"text\":\"Đăng ký kết hôn\"},\"timestamp\":\"1795312814828\"}";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        var other = new Signature("2400000000000000001", new Secret("khoa-bi-mat"));

        assertThat(other.sign(bytes(composed), "1795312814828"))
                .isEqualTo("mac=64cbb15ae970675a19c75ff71dc1ff10844dd28a0f297dd40b984d3761a797da");
        assertThat(other.sign(bytes(decomposed), "1795312814828"))
                .isEqualTo("mac=64227c5b5e2796d320ca58768d9737e9fc111d6e1a30a09c64e0aeeb73f4853e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mac=" + MAC,
                "mac = " + MAC,
                "  mac\t=" + MAC + " ",
                "MAC=" + MAC,
                "Mac=A41419F3D0E3A697956A6A9E30D61D75E8BCE19AA016903726AEA65253FF2D54"
            })
    void matchesWithBlanksAndInAnyLetterCase(String header) {
        assertThat(signature.matches(header, BODY, TIME)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "mac",
                "mac=",
                "=" + MAC,
                MAC,
                "mac=" + MAC + "0",
                "mac=a41419f3d0e3a697956a6a9e30d61d75e8bce19aa016903726aea65253ff2d5",
                "mac=a41419f3d0e3a697956a6a9e30d61d75e8bce19aa016903726aea65253ff2d55",
                "mac=g41419f3d0e3a697956a6a9e30d61d75e8bce19aa016903726aea65253ff2d54",
                "mac==" + MAC,
                "hmac=" + MAC,
                "mac=" + MAC + ",mac=" + MAC,
                "mac=a41419f3 d0e3a697956a6a9e30d61d75e8bce19aa016903726aea65253ff2d54",
                "mac=４１419f3d0e3a697956a6a9e30d61d75e8bce19aa016903726aea65253ff2d54",
                "chữ ký"
            })
    void doesNotMatchAnOddHeader(String header) {
        assertThat(signature.matches(header, BODY, TIME)).isFalse();
    }

    @Test
    void doesNotMatchUnderAnotherKeyAppOrTime() {
        String header = "mac=" + MAC;

        assertThat(new Signature("2334789304983807556", new Secret("khoa-khac")).matches(header, BODY, TIME))
                .isFalse();
        assertThat(new Signature("2334789304983807557", new Secret("khoa-bi-mat")).matches(header, BODY, TIME))
                .isFalse();
        assertThat(signature.matches(header, BODY, "1787209817226")).isFalse();
        assertThat(signature.matches(header, BODY, "")).isFalse();
    }

    @Test
    void doesNotMatchABodyWithOneMoreBlank() {
        byte[] reprinted = bytes(new String(BODY, StandardCharsets.UTF_8).replace("\":\"", "\": \""));

        assertThat(signature.matches("mac=" + MAC, reprinted, TIME)).isFalse();
    }

    @Test
    void keepsTheKeyToItself() {
        assertThat(signature.toString()).doesNotContain("khoa-bi-mat");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
