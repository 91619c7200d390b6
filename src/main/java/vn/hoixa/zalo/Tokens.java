package vn.hoixa.zalo;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.hoixa.SetupException;

/**
 * The access token of each connected page, always one that Zalo takes.
 *
 * <p>A refresh token works once, so one instance at a time spends it: it claims the row before it asks Zalo, and the
 * new pair is stored before anybody uses it. Whoever comes meanwhile waits for the new token.
 */
final class Tokens {
    private static final Logger log = LoggerFactory.getLogger(Tokens.class);

    /** After so many call timeouts a claim's holder is gone. */
    private static final int CLAIM_LASTS = 3;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Connections connections;
    private final OAuth oauth;
    private final AppSettings app;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Duration callTimeout;
    private final Map<String, Unsaved> unsaved = new ConcurrentHashMap<>();

    Tokens(
            Connections connections,
            OAuth oauth,
            AppSettings app,
            InstantSource clock,
            MeterRegistry meters,
            Duration callTimeout) {
        this.connections = connections;
        this.oauth = oauth;
        this.app = app;
        this.clock = clock;
        this.meters = meters;
        this.callTimeout = callTimeout;
    }

    record Pair(Secret access, Secret refresh) {}

    /** A pair that the database did not take; nobody uses it before it does. */
    private record Unsaved(Connections.Row spent, Grant.Issued issued) {}

    /** Whether it looks like a token: one project stored the word "undefined" over good ones. */
    static boolean isToken(String text) {
        return text.matches("[!-~]+") && !text.equals("undefined") && !text.equals("null");
    }

    /** The page's access token, or null where it is not connected or the key to it is lost. */
    @Nullable
    Secret current(String oa) {
        return connections.find(oa).map(this::open).map(Pair::access).orElse(null);
    }

    /** Whether a new pair is at hand that the database has not taken. */
    boolean isUnsaved(String oa) {
        return unsaved.containsKey(oa);
    }

    @Nullable
    Integer type(String oa) {
        return connections.find(oa).map(row -> row.connection().type()).orElse(null);
    }

    /**
     * An access token other than the one that Zalo did not take any more, refreshed if need be; null where there is
     * none to be had now. Takes about one call's timeout at most.
     */
    @Nullable
    Secret renewed(String oa, Secret spent) {
        long deadline = System.nanoTime() + callTimeout.toNanos();
        while (true) {
            Optional<Connections.Row> found = connections.find(oa);
            Pair stored = found.map(this::open).orElse(null);
            if (found.isEmpty() || stored == null) {
                return null;
            }
            if (!stored.access().equals(spent)) {
                return stored.access();
            }
            Connection connection = found.get().connection();
            if (unsaved.containsKey(oa)) {
                return save(oa);
            }
            boolean isTaken = connection.refreshingSince() != null && !isStale(connection);
            if (!isTaken && isPausing(connection)) {
                return null;
            }
            if (!isTaken && claim(connection)) {
                return refresh(found.get(), stored);
            }
            if (System.nanoTime() - deadline >= 0 || !waited()) {
                return null;
            }
        }
    }

    /** Refreshes every page whose time has come. */
    void refreshDue() {
        connections.rows().stream().filter(row -> isDue(row.connection())).forEach(row -> {
            Pair known = open(row);
            String oa = row.connection().oa();
            if (known != null && renewed(oa, known.access()) != null) {
                describe(oa);
            }
        });
    }

    /** Reads again what Zalo tells of the page. */
    OAuth.Profile describe(String oa) {
        Secret token = current(oa);
        if (token == null) {
            return new OAuth.Profile.Failed(false, "not connected");
        }
        OAuth.Profile profile = oauth.profile(oa, token);
        if (profile instanceof OAuth.Profile.Failed failed && failed.isTokenDead()) {
            Secret fresh = renewed(oa, token);
            profile = fresh == null ? profile : oauth.profile(oa, fresh);
        }
        if (profile instanceof OAuth.Profile.Read read && read.oa().equals(oa)) {
            connections.describe(oa, read);
        }
        return profile;
    }

    private boolean isDue(Connection connection) {
        return !connection.dueAt().isAfter(clock.instant())
                || isStale(connection)
                || unsaved.containsKey(connection.oa());
    }

    private boolean isStale(Connection connection) {
        Instant since = connection.refreshingSince();
        return since != null
                && since.plus(callTimeout.multipliedBy(CLAIM_LASTS)).isBefore(clock.instant());
    }

    /** After a failure the same token is not offered to Zalo at every message. */
    private boolean isPausing(Connection connection) {
        return connection.failures() > 0 && clock.instant().isBefore(connection.dueAt());
    }

    private boolean claim(Connection connection) {
        boolean takesOver = connection.refreshingSince() != null;
        if (!connections.claim(connection, takesOver)) {
            return false;
        }
        if (takesOver) {
            count(TokenFailure.INTERRUPTED);
            log.error(
                    "A refresh of page {} was begun at {} and never finished: its refresh token may have been spent. It"
                            + " is tried once more now; if Zalo refuses it, connect the page again in the settings."
                            + " Messages wait and are not lost.",
                    connection.oa(),
                    connection.refreshingSince());
        }
        return true;
    }

    private @Nullable Secret refresh(Connections.Row row, Pair spent) {
        String oa = row.connection().oa();
        return switch (oauth.refresh(app.current(), spent.refresh())) {
            case Grant.Issued issued -> {
                unsaved.put(oa, new Unsaved(row, issued));
                yield save(oa);
            }
            case Grant.Failed failed -> {
                connections.fail(row, failed.cause(), failed.detail());
                alarm(row.connection(), failed.cause(), failed.detail());
                yield null;
            }
        };
    }

    /** Stores the pair that is at hand and gives its token out; null where the database still does not take it. */
    private @Nullable Secret save(String oa) {
        Unsaved pair = unsaved.get(oa);
        if (pair == null) {
            return current(oa);
        }
        try {
            boolean replaced = connections.replace(
                    pair.spent(), pair.issued().pair(), pair.issued().lifetime());
            unsaved.remove(oa, pair);
            if (replaced) {
                log.info("The token of page {} was refreshed", oa);
            }
            return current(oa);
        } catch (DataAccessException | TransactionException e) {
            alarm(pair.spent().connection(), TokenFailure.UNSAVED, e.getClass().getSimpleName());
            return null;
        }
    }

    private void alarm(Connection connection, TokenFailure cause, String detail) {
        count(cause);
        boolean maySpent = connection.maySpent() || cause.maySpend();
        log.error(
                "Page {} got no new token ({}: {}). {}{} {} days are left until the page must be connected anew."
                        + " Messages wait and are not lost.",
                connection.oa(),
                cause.name().toLowerCase(Locale.ROOT),
                detail,
                cause.remedy(),
                maySpent ? " Its refresh token may have been spent; if Zalo refuses it, connect the page again." : "",
                connection.daysLeft(clock.instant()));
    }

    private void count(TokenFailure cause) {
        meters.counter("hoixa.zalo.token.failures", "cause", cause.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private @Nullable Pair open(Connections.Row row) {
        try {
            return connections.open(row);
        } catch (SetupException e) {
            // Said once a minute by TokenUpkeep, and in the health.
            return null;
        }
    }

    private static boolean waited() {
        try {
            Thread.sleep(LOOK_AGAIN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
