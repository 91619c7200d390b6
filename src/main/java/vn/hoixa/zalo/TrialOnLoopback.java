package vn.hoixa.zalo;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Without real settings the server listens on loopback only: the trial is for whoever sits at this machine. */
public final class TrialOnLoopback implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (isUnset(environment, "hoixa.zalo.oa-secret-key") && isUnset(environment, "HOIXA_ZALO_OA_SECRET_KEY")) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("trial", Map.of("server.address", "127.0.0.1")));
        }
    }

    private static boolean isUnset(ConfigurableEnvironment environment, String name) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank();
    }
}
