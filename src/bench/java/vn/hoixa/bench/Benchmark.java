package vn.hoixa.bench;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.util.Objects;
import vn.hoixa.zalo.Signature;

/**
 * Two runs, each on a fresh HoiXa: many events at once, then a turn's whole way without the quiet window.
 *
 * <p>Events come at a fixed rate whatever HoiXa does (an open loop), each from a resident who never wrote before. What
 * comes while the JVM is still cold is checked, but not measured. Only a loss fails the benchmark; a target that is
 * missed is shown.
 */
public final class Benchmark extends Simulation {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warm-up", 20);
    private static final int EVENTS = Integer.getInteger("bench.events", 300);
    private static final int TURNS = Integer.getInteger("bench.turns", 50);

    private final ZaloStandIn zalo = ZaloStandIn.start();
    private final Run intake = new Run("intake", zalo);
    private final Run turns =
            new Run("turns", zalo, "--hoixa.quiet.sure=0ms", "--hoixa.quiet.unsure=0ms", "--hoixa.quiet.longest=0ms");

    public Benchmark() {
        setUp(load(intake, EVENTS, changeover().injectOpen(atOnceUsers(1)).andThen(load(turns, TURNS))))
                // As one server speaks to another: connections are kept, not made anew for each event.
                .protocols(http.shareConnections());
    }

    @Override
    public void before() {
        intake.start();
    }

    @Override
    public void after() {
        turns.finish();
        zalo.stop();
        System.out.println(new Table(intake, EVENTS, turns, TURNS, SECONDS));
        if (intake.lost() + turns.lost() > 0) {
            throw new IllegalStateException("Messages that were acknowledged have no answer.");
        }
    }

    private static PopulationBuilder load(Run run, int perSecond, PopulationBuilder... next) {
        PopulationBuilder measured = residents(run, true)
                .injectOpen(constantUsersPerSec(perSecond).during(SECONDS))
                .andThen(next);
        return WARM_UP_SECONDS == 0
                ? measured
                : residents(run, false)
                        .injectOpen(rampUsersPerSec(1).to(perSecond).during(WARM_UP_SECONDS))
                        .andThen(measured);
    }

    private static ScenarioBuilder residents(Run run, boolean measured) {
        return scenario(run.name() + (measured ? "" : ", warming up"))
                .exec(session -> signed(session, run.newQuestion()))
                .exec(http(run.name())
                        .post(run.webhook().toString())
                        .header("Content-Type", "application/json")
                        .header(Signature.HEADER, "#{signature}")
                        .body(ByteArrayBody("#{body}"))
                        .check(status().is(200), responseTimeInMillis().saveAs("millis")))
                .exec(session -> noted(session, run, measured));
    }

    private static Session signed(Session session, Question question) {
        return session.set("user", question.user()).set("body", question.body()).set("signature", question.signature());
    }

    private static Session noted(Session session, Run run, boolean measured) {
        if (session.isFailed()) {
            run.refused();
        } else {
            String user = Objects.requireNonNull(session.getString("user"));
            run.acknowledged(user, session.getInt("millis"), measured);
        }
        return session;
    }

    /** Blocks one of Gatling's threads, which has nothing else to do between the runs. */
    private ScenarioBuilder changeover() {
        return scenario("changeover").exec(session -> {
            intake.finish();
            turns.start();
            return session;
        });
    }
}
