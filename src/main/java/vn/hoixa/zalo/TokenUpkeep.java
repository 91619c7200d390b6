package vn.hoixa.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vn.hoixa.SetupException;
import vn.hoixa.alarm.Alarm;
import vn.hoixa.alarm.AlarmKind;
import vn.hoixa.alarm.Alarms;

/** Refreshes tokens long before they end (Zalo's live 25 hours), and shows from the first failure that one fails. */
@Component("zalo")
class TokenUpkeep implements HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(TokenUpkeep.class);
    private static final Duration WARN_AGAIN = Duration.ofHours(1);
    private static final Set<AlarmKind> OF_TOKENS =
            EnumSet.of(AlarmKind.TOKEN_REFRESH, AlarmKind.TOKEN_SPENT, AlarmKind.TOKEN_ENDED);

    private final Tokens tokens;
    private final Connections connections;
    private final AppSettings app;
    private final InstantSource clock;
    private final MultiGauge ages;
    private final MultiGauge daysLeft;
    private final Alarms alarms;
    private Instant warned = Instant.EPOCH;

    TokenUpkeep(
            Tokens tokens,
            Connections connections,
            AppSettings app,
            InstantSource clock,
            MeterRegistry meters,
            Alarms alarms) {
        this.tokens = tokens;
        this.connections = connections;
        this.app = app;
        this.clock = clock;
        this.alarms = alarms;
        this.ages = MultiGauge.builder("hoixa.zalo.token.age")
                .description("Seconds since the page's tokens came")
                .baseUnit("seconds")
                .register(meters);
        this.daysLeft = MultiGauge.builder("hoixa.zalo.token.days.left")
                .description("Days until the page can only be connected anew")
                .register(meters);
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    void refresh() {
        try {
            tokens.refreshDue();
            List<Connection> all = connections.all();
            ages.register(rows(all, connection -> secondsSince(connection.refreshedAt())), true);
            daysLeft.register(rows(all, connection -> connection.daysLeft(clock.instant())), true);
            warnOfClosedTokens();
            raiseAlarms();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Tokens could not be looked through; it is tried again: {}", e.toString());
        }
    }

    @Override
    public Health health() {
        SetupException locked = app.state().problem();
        if (locked != null) {
            return Health.down()
                    .withDetail("problem", locked.getMessage() + " " + locked.remedy())
                    .build();
        }
        try {
            return of(connections.rows());
        } catch (DataAccessException e) {
            return Health.down()
                    .withDetail("problem", "the database does not answer")
                    .build();
        }
    }

    private Health of(List<Connections.Row> rows) {
        Instant now = clock.instant();
        boolean allWell = true;
        Health.Builder health = Health.unknown();
        for (Connections.Row row : rows) {
            Connection connection = row.connection();
            String problem = problem(row, now);
            allWell &= problem.isEmpty();
            health.withDetail(
                    connection.oa(),
                    (problem.isEmpty() ? "connected" : problem) + ", " + connection.daysLeft(now) + " days left");
        }
        return (allWell ? health.up() : health.down()).build();
    }

    private String problem(Connections.Row row, Instant now) {
        Connection connection = row.connection();
        TokenFailure error = connection.lastError();
        if (error != null) {
            return error.name().toLowerCase(Locale.ROOT) + ": " + error.remedy()
                    + (connection.maySpent() ? " Its refresh token may have been spent." : "");
        }
        if (!now.isBefore(connection.refreshUntil())) {
            return "the refresh token has ended: connect the page again in the settings";
        }
        try {
            connections.open(row);
            return "";
        } catch (SetupException e) {
            return e.getMessage() + " " + e.remedy();
        }
    }

    /** With the key lost no refresh is tried at all, so that its failure would stay silent. */
    private void warnOfClosedTokens() {
        Instant now = clock.instant();
        if (now.isBefore(warned.plus(WARN_AGAIN))) {
            return;
        }
        for (Connections.Row row : connections.rows()) {
            try {
                connections.open(row);
            } catch (SetupException e) {
                log.error("{} {}", e.getMessage(), e.remedy());
                warned = now;
                return;
            }
        }
    }

    /** From the state that is kept, so that any instance ends an alarm that another raised. */
    private void raiseAlarms() {
        Instant now = clock.instant();
        List<Connections.Row> rows = connections.rows();
        for (Connections.Row row : rows) {
            Connection connection = row.connection();
            String oa = connection.oa();
            TokenFailure error = tokens.isUnsaved(oa) ? TokenFailure.UNSAVED : connection.lastError();
            boolean hasEnded = !now.isBefore(connection.refreshUntil());
            stands(error != null && !hasEnded, AlarmKind.TOKEN_REFRESH, connection, name(error));
            stands(connection.maySpent(), AlarmKind.TOKEN_SPENT, connection, name(error));
            stands(hasEnded, AlarmKind.TOKEN_ENDED, connection, "ended " + connection.refreshUntil());
        }
        alarms.standing().stream()
                .filter(alarm -> OF_TOKENS.contains(alarm.kind()))
                .filter(alarm ->
                        rows.stream().noneMatch(row -> row.connection().oa().equals(alarm.subject())))
                .forEach(alarm -> alarms.clear(alarm.kind(), alarm.subject()));
        if (app.state().problem() != null || rows.stream().anyMatch(this::isLocked)) {
            alarms.raise(AlarmKind.SECRETS_LOCKED, Alarm.INSTALLATION, "vault-key");
        } else {
            alarms.clear(AlarmKind.SECRETS_LOCKED, Alarm.INSTALLATION);
        }
    }

    private void stands(boolean isSo, AlarmKind kind, Connection connection, String detail) {
        if (isSo) {
            alarms.raise(kind, connection.oa(), detail, connection.refreshUntil());
        } else {
            alarms.clear(kind, connection.oa());
        }
    }

    private boolean isLocked(Connections.Row row) {
        try {
            connections.open(row);
            return false;
        } catch (SetupException e) {
            return true;
        }
    }

    private static String name(@Nullable TokenFailure failure) {
        return failure == null ? "unknown" : failure.name().toLowerCase(Locale.ROOT);
    }

    private double secondsSince(Instant time) {
        return Duration.between(time, clock.instant()).toMillis() / 1000.0;
    }

    private static List<MultiGauge.Row<?>> rows(
            List<Connection> all, java.util.function.ToDoubleFunction<Connection> value) {
        return all.stream()
                .<MultiGauge.Row<?>>map(
                        connection -> MultiGauge.Row.of(Tags.of("oa", connection.oa()), connection, value))
                .toList();
    }
}
