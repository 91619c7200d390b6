package vn.hoixa.zalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import vn.hoixa.SetupException;

/** The variables that the README names, as an administrator sets them. */
class ZaloSettingsTest {
    private static final String OA = "4600000000000000001";

    @Test
    void readsTheVariablesThatTheReadmeNames() {
        ZaloSettings settings = bound(Map.of(
                "HOIXA_ZALO_APP_ID",
                "24",
                "HOIXA_ZALO_OA_SECRET_KEY",
                "key",
                "HOIXA_ZALO_TOKENS_" + OA,
                "token",
                "HOIXA_ZALO_CALL_TIMEOUT",
                "3s",
                "HOIXA_ZALO_VERIFICATION",
                "code"));

        assertThat(settings.isReal()).isTrue();
        assertThat(settings.tokens()).containsExactly(Map.entry(OA, new Secret("token")));
        assertThat(settings.callTimeout()).hasSeconds(3);
        assertThat(settings.verification()).isEqualTo("code");
    }

    @Test
    void takesEmptyVariablesForUnsetOnes() {
        ZaloSettings settings =
                bound(Map.of("HOIXA_ZALO_APP_ID", "", "HOIXA_ZALO_OA_SECRET_KEY", " ", "HOIXA_ZALO_TOKENS_" + OA, ""));

        assertThat(settings.isReal()).isFalse();
    }

    @Test
    void refusesAnEmptyKeyBesideAToken() {
        Map<String, Object> half =
                Map.of("HOIXA_ZALO_APP_ID", "24", "HOIXA_ZALO_OA_SECRET_KEY", "", "HOIXA_ZALO_TOKENS_" + OA, "token");

        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(half))
                .havingRootCause()
                .isInstanceOf(SetupException.class);
    }

    @Test
    void showsNoSecretInItsText() {
        ZaloSettings settings = bound(Map.of(
                "HOIXA_ZALO_APP_ID", "24", "HOIXA_ZALO_OA_SECRET_KEY", "hidden", "HOIXA_ZALO_TOKENS_" + OA, "hidden"));

        assertThat(settings.toString()).doesNotContain("hidden");
    }

    private static ZaloSettings bound(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return new Binder(ConfigurationPropertySources.get(withAttached(environment)))
                .bindOrCreate("hoixa.zalo", ZaloSettings.class);
    }

    private static StandardEnvironment withAttached(StandardEnvironment environment) {
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
