package vn.hoixa.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import vn.hoixa.escalation.Deadlines;
import vn.hoixa.knowledge.CommuneTime;
import vn.hoixa.mailbox.Claim;
import vn.hoixa.mailbox.Mailbox;
import vn.hoixa.mailbox.Traces;
import vn.hoixa.outbox.Outbox;
import vn.hoixa.testing.RunningHoiXa;

/** A running HoiXa whose claims a test works off one by one, in its own thread. */
final class ByHand implements AutoCloseable {
    /** After it every kind of turn is ripe. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    final RunningHoiXa hoixa;
    private final Mailbox mailbox;
    private final Worker worker;

    ByHand(Path data, String... settings) {
        hoixa = RunningHoiXa.start(data, settings);
        hoixa.bean(Dispatcher.class).stop();
        mailbox = hoixa.bean(Mailbox.class);
        worker = new Worker(
                hoixa.bean(Turns.class),
                hoixa.bean(Deadlines.class),
                hoixa.bean(LastCall.class),
                hoixa.bean(RatingCall.class),
                hoixa.bean(Outbox.class),
                hoixa.bean(DeadLetters.class),
                mailbox,
                hoixa.clock(),
                Runnable::run,
                new Outage(),
                hoixa.bean(Refusals.class),
                hoixa.bean(Traces.class));
    }

    /** One round for all who are due; how many were. */
    int work() {
        List<Claim> claims = mailbox.claim(16);
        claims.forEach(worker::work);
        return claims.size();
    }

    /** Wakes whom the database knows to be due, and works until nobody is. */
    void catchUp() {
        Sweep.now(hoixa);
        for (int rounds = 0; work() > 0; rounds++) {
            assertThat(rounds).as("rounds without an end").isLessThan(20);
        }
    }

    /** The resident writes, and is served. */
    void say(String user, String text) {
        assertThat(hoixa.say(user, text)).isEqualTo(200);
        hoixa.clock().pass(QUIET);
        catchUp();
    }

    /** Somebody wrote to the resident; with an id of who, by hand in Zalo's own tools. */
    void echo(String user, String text, String messageId, String admin) {
        String by = admin.isEmpty() ? "" : ",\"admin_id\":\"" + admin + "\"";
        int status = hoixa.post("""
                {"app_id":"%s","event_name":"oa_send_text","sender":{"id":"%s"%s},"recipient":{"id":"%s"},
                 "message":{"msg_id":"%s","text":"%s"},"timestamp":"%d"}""".formatted(
                        RunningHoiXa.APP,
                        RunningHoiXa.OA,
                        by,
                        user,
                        messageId,
                        text,
                        hoixa.clock().millis()));
        assertThat(status).isEqualTo(200);
    }

    /** Passes the time until that hour, in Vietnam, of the next such day. */
    void until(DayOfWeek day, int hour) {
        ZonedDateTime now = hoixa.clock().instant().atZone(CommuneTime.ZONE);
        ZonedDateTime next = now.with(TemporalAdjusters.nextOrSame(day))
                .withHour(hour)
                .withMinute(0)
                .withSecond(0)
                .withNano(0);
        hoixa.clock().pass(Duration.between(now, next.isBefore(now) ? next.plusWeeks(1) : next));
    }

    /** Zalo answers every message with that error. */
    void zaloSays(int error) {
        hoixa.zalo()
                .stubFor(WireMock.post(RunningHoiXa.SEND_PATH)
                        .willReturn(WireMock.okJson("{\"error\":" + error + ",\"message\":\"…\"}")));
    }

    /** A column of the resident's messages of that kind, as they were written. */
    List<String> letters(String user, String kind, String column) {
        return hoixa.database()
                .read()
                .sql("SELECT " + column + " FROM outgoing WHERE kind = ? AND resident_id ="
                        + " (SELECT id FROM resident WHERE zalo_user = ?) ORDER BY id")
                .params(kind, user)
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        hoixa.close();
    }
}
