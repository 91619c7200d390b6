package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class SecretTest {
    private static final String CLEAR = "clear-value-of-tests";
    private static final Secret SECRET = new Secret(CLEAR);

    @Test
    void showsItselfInNoTextAndNoJson() {
        JsonMapper json = JsonMapper.builder().build();
        for (Object holder : List.of(
                SECRET,
                new Tokens.Pair(SECRET, SECRET),
                new App("1", SECRET, SECRET, SECRET, null),
                Map.of("token", SECRET))) {
            assertThat(holder.toString()).doesNotContain(CLEAR);
            assertThat(json.writeValueAsString(holder)).doesNotContain(CLEAR).contains("Secret[…]");
        }
    }

    /** A string for a map, a list for a string, and the like: what people write into variables by mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hoixa.zalo.tokens=" + CLEAR,
                "hoixa.zalo.call-timeout=" + CLEAR,
                "hoixa.zalo.tokens.46.value.deeper=" + CLEAR,
                "hoixa.zalo.oa-secret-key=" + CLEAR,
                "hoixa.zalo.app-secret[0]=" + CLEAR,
                "hoixa.zalo.tokens.46=mã " + CLEAR
            })
    void isInNoErrorOfAStartThatFails(String setting, CapturedOutput output) {
        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(Settings.class)
                        .web(WebApplicationType.NONE)
                        .run("--hoixa.zalo.app-id=1", "--" + setting));

        assertThat(output.getAll()).contains("APPLICATION FAILED TO START").doesNotContain(CLEAR);
    }

    @EnableConfigurationProperties(ZaloSettings.class)
    static class Settings {}
}
