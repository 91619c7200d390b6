package vn.hoixa.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.mailbox.ResidentId;
import vn.hoixa.mailbox.TestRedis;
import vn.hoixa.storage.FreshDatabase;
import vn.hoixa.testing.MovableClock;
import vn.hoixa.zalo.Secret;
import vn.hoixa.zalo.ZaloClient;
import vn.hoixa.zalo.ZaloClients;

/** What an administrator is told of sending. */
class OutboxAlarmsTest {
    private static final ResidentId LAN = new ResidentId("460", "lan");

    private final MovableClock clock = new MovableClock();
    private final ZaloOfTests zalo = new ZaloOfTests();
    private TestRedis redis;
    private FreshDatabase record;
    private ZaloClient client;
    private PostRoom post;

    @BeforeEach
    void start(@TempDir Path folder) {
        redis = TestRedis.start(folder.resolve("redis"));
        record = FreshDatabase.of(FreshDatabase.Kind.SQLITE, folder.resolve("record"));
        client = ZaloClients.to(
                zalo.address(),
                Duration.ofSeconds(10),
                Map.of(LAN.oa(), new Secret("one-of-tests")),
                record,
                redis.buckets(clock),
                clock);
        post = new PostRoom(record, client, redis.mailbox(clock, Duration.ofSeconds(30)), clock);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        record.close();
        redis.close();
    }

    @Test
    void aPageThatCannotSendStandsUntilItCan() {
        zalo.says(-204);
        post.write(LAN, "một");
        post.work();
        assertThat(post.alarms.standing())
                .extracting(Alarm::subject, Alarm::kind, Alarm::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LAN.oa(), AlarmKind.PAGE_PAUSED, "Zalo error -204"));

        zalo.takesAll();
        post.workAfter(Duration.ofMinutes(2));

        assertThat(post.alarms.standing()).isEmpty();
    }

    @Test
    void aCodeThatNobodyKnowsIsNamed() {
        zalo.says(-98765);
        post.write(LAN, "một");
        post.work();

        assertThat(post.alarms.standing())
                .extracting(Alarm::kind, Alarm::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(AlarmKind.UNKNOWN_CODE, "Zalo error -98765"));
    }

    @Test
    void whatConcernsOneResidentOnlyIsNoAlarm() {
        zalo.says(-213);
        post.write(LAN, "một");
        post.work();

        assertThat(post.alarms.standing()).isEmpty();
    }
}
