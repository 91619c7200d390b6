package vn.hoixa.zalo;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.storage.Vaults;
import vn.hoixa.testing.MovableClock;

/** What an administrator is told while a page's token cannot be refreshed, and when it can again. */
class TokenAlarmsTest {
    private static final String REFUSAL = "{\"error_name\":\"Invalid refresh token\"}";
    private static final String PAIR =
            "{\"access_token\":\"access-of-tests\",\"refresh_token\":\"refresh-of-tests\",\"expires_in\":\"90000\"}";

    private final MovableClock clock = new MovableClock();
    private final WireMockServer zalo =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @TempDir
    private Path data;

    private FreshDatabase record;
    private Instance instance;

    @BeforeEach
    void connect() {
        zalo.start();
        record = FreshDatabase.of(FreshDatabase.Kind.SQLITE, data);
        instance = instance();
        instance.connections.put(
                Instance.OA,
                new Tokens.Pair(new Secret("old-access-of-tests"), new Secret("old-refresh-of-tests")),
                Duration.ofHours(25),
                false);
    }

    @AfterEach
    void close() throws IOException {
        zalo.stop();
        record.close();
    }

    @Test
    void standsFromTheFirstFailureUntilARefreshWorks() {
        answers(okJson(REFUSAL));
        instance.upkeep.refresh();
        assertThat(kinds()).isEmpty();

        clock.pass(Duration.ofDays(20));
        instance.upkeep.refresh();
        Alarm alarm = instance.alarms.standing().getFirst();
        assertThat(kinds()).containsExactly(AlarmKind.TOKEN_REFRESH);
        assertThat(alarm.subject()).isEqualTo(Instance.OA);
        assertThat(alarm.detail()).isEqualTo("refused");
        assertThat(alarm.daysLeft(clock.instant())).isEqualTo(70);

        answers(okJson(PAIR));
        clock.pass(Duration.ofHours(1));
        instance.upkeep.refresh();
        assertThat(kinds()).isEmpty();
    }

    @Test
    void saysThatATokenMayBeSpentUntilThePageIsConnectedAnew() {
        answers(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE));
        clock.pass(Duration.ofDays(1));
        instance.upkeep.refresh();
        assertThat(kinds()).contains(AlarmKind.TOKEN_REFRESH, AlarmKind.TOKEN_SPENT);

        instance.connections.put(
                Instance.OA,
                new Tokens.Pair(new Secret("new-access-of-tests"), new Secret("new-refresh-of-tests")),
                Duration.ofHours(25),
                false);
        instance.upkeep.refresh();

        assertThat(kinds()).isEmpty();
    }

    @Test
    void saysThatTheConnectionHasEnded() {
        answers(okJson(REFUSAL));
        clock.pass(Connections.REFRESH_LIVES);

        instance.upkeep.refresh();

        assertThat(kinds()).containsExactly(AlarmKind.TOKEN_ENDED);
    }

    @Test
    void saysThatThereIsNoKeyToTheTokens() throws IOException {
        Files.delete(data.resolve("vault-key"));
        Instance restarted = instance();

        restarted.upkeep.refresh();

        assertThat(restarted.alarms.standing()).extracting(Alarm::kind).containsExactly(AlarmKind.SECRETS_LOCKED);
    }

    @Test
    void endsWithThePage() {
        answers(okJson(REFUSAL));
        clock.pass(Duration.ofDays(1));
        instance.upkeep.refresh();
        assertThat(kinds()).isNotEmpty();

        instance.connections.restore(Instance.OA, null);
        instance.upkeep.refresh();

        assertThat(kinds()).isEmpty();
    }

    private Instance instance() {
        return new Instance(record, Vaults.in(record.folder()), clock, zalo.baseUrl());
    }

    private List<AlarmKind> kinds() {
        return instance.alarms.standing().stream().map(Alarm::kind).toList();
    }

    private void answers(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer) {
        zalo.stubFor(post("/v4/oa/access_token").willReturn(answer));
    }
}
