package vn.hoixa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoixa.testing.Leaks;
import vn.hoixa.testing.RunningHoiXa;

/** Runs after all other tests: what they logged, at the service's level, holds no secret and nothing of a resident's. */
class SuiteLogIT {
    private static final Path LOG = Path.of("target", "suite.log");
    private static final Collection<String> SECRETS = Leaks.secretsOfTests(Path.of("src", "test", "java"));

    @TempDir
    private Path folder;

    @Test
    void holdsNoSecretAndNothingOfResidents() throws IOException {
        assertThat(LOG).as("the log of the whole suite").isNotEmptyFile();
        assertThat(Files.readString(LOG)).contains("serves Zalo's events");

        List<String> leaks = Leaks.in(LOG, SECRETS);

        // Once looked through: the next run begins with a log of its own.
        Files.move(LOG, LOG.resolveSibling("suite-checked.log"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(leaks).isEmpty();
    }

    @Test
    void knowsTheSecretsOfTests() {
        assertThat(SECRETS)
                .contains(RunningHoiXa.KEY, "token-of-tests", "app-secret", "đò đầy bến vắng")
                .hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token-of-tests",
                "đò đầy bến vắng",
                "posted refresh_token=Zx81kd02kdkd93k",
                "{\"access_token\": \"Zx81kd02kdkd93k\"}",
                "căn cước của tôi là " + Leaks.CANARY
            })
    void findsWhatIsPlanted(String planted) throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "all is well\nsaid " + planted + " to somebody\n");

        assertThat(Leaks.in(log, SECRETS)).hasSize(1).first().asString().contains("log:2:");
    }

    @Test
    void findsNothingInAnHonestLog() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), """
                Page 46 got no new token (refused: error -14014). Secret[…] 30 days are left
                no access token for OA 46; refresh token works once; HOIXA_ZALO_APP_SECRET is not set
                """);

        assertThat(Leaks.in(log, SECRETS)).isEmpty();
    }
}
