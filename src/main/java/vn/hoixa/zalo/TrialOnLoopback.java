package vn.hoixa.zalo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Without real settings the server listens on loopback only: the trial is for whoever sits at this machine. */
public final class TrialOnLoopback implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (isUnset(environment, "hoixa.zalo.oa-secret-key")
                && isUnset(environment, "HOIXA_ZALO_OA_SECRET_KEY")
                && !Files.exists(Path.of(data(environment), AppSettings.REAL_FILE))) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("trial", Map.of("server.address", "127.0.0.1")));
        }
    }

    private static String data(ConfigurableEnvironment environment) {
        return environment.getProperty("hoixa.data", environment.getProperty("HOIXA_DATA", "data"));
    }

    private static boolean isUnset(ConfigurableEnvironment environment, String name) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank();
    }
}
