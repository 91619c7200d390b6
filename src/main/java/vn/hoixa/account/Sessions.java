package vn.hoixa.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import vn.hoixa.storage.Database;

/**
 * Who is signed in, in the database: every sign-in has a new secret, so none that was planted before is worth anything.
 */
@Component
class Sessions implements SecurityContextRepository {
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration IDLE = Duration.ofHours(2);

    /** Not every click is a write. */
    private static final Duration SEEN_AT_MOST_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final Audit audit;

    Sessions(Database database, InstantSource clock, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    static Authentication authentication(SignedIn who) {
        return UsernamePasswordAuthenticationToken.authenticated(who, null, List.of());
    }

    @Override
    @SuppressWarnings("deprecation") // What replaces it calls it.
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return signedIn(holder.getRequest())
                .map(who -> new SecurityContextImpl(authentication(who)))
                .orElseGet(SecurityContextImpl::new);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return signedIn(request).isPresent();
    }

    /** Begins a session, or ends it where nobody is signed in any more. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        if (context.getAuthentication() == null) {
            Cookies.clear(request, response);
        } else if (context.getAuthentication().getPrincipal() instanceof SignedIn who) {
            Cookies.set(request, response, begin(who, request.getRemoteAddr()));
        }
    }

    private String begin(SignedIn who, String address) {
        String secret = Key.fresh();
        long now = clock.millis();
        database.write(transaction -> {
            forget(transaction, now);
            audit.note(transaction, who.who(), "signed in", "address " + address, "");
            return transaction
                    .sql("INSERT INTO account_session (secret_hash, account_id, started_at, seen_at)"
                            + " VALUES (?, ?, ?, ?)")
                    .params(Key.hash(secret), who.id(), now, now)
                    .update();
        });
        return secret;
    }

    private static void forget(JdbcClient transaction, long now) {
        transaction
                .sql("DELETE FROM account_session WHERE started_at <= ? OR seen_at <= ?")
                .params(now - LONGEST.toMillis(), now - IDLE.toMillis())
                .update();
    }

    private void end(HttpServletRequest request) {
        signedIn(request)
                .ifPresent(who -> database.write(transaction -> {
                    audit.note(transaction, who.who(), "signed out", "address " + request.getRemoteAddr(), "");
                    return transaction
                            .sql("DELETE FROM account_session WHERE secret_hash = ?")
                            .param(hash(request))
                            .update();
                }));
    }

    private record Session(long account, long seenAt) {}

    private Optional<SignedIn> signedIn(HttpServletRequest request) {
        return Cookies.secret(request).flatMap(secret -> {
            long now = clock.millis();
            return database.read()
                    .sql("""
                            SELECT account_id AS account, seen_at FROM account_session
                            WHERE secret_hash = ? AND started_at > ? AND seen_at > ?""")
                    .params(Key.hash(secret), now - LONGEST.toMillis(), now - IDLE.toMillis())
                    .query(Session.class)
                    .optional()
                    .flatMap(session -> {
                        if (!isByItself(request)) {
                            see(secret, session, now);
                        }
                        return Accounts.of(database.read(), session.account());
                    })
                    .filter(account -> !account.isDisabled())
                    .map(Account::signedIn);
        });
    }

    /** A page that looks for news is nobody who is there. */
    private static boolean isByItself(HttpServletRequest request) {
        return request.getHeader("X-Live") != null || request.getRequestURI().startsWith("/console/live/");
    }

    private void see(String secret, Session session, long now) {
        if (now - session.seenAt() >= SEEN_AT_MOST_EVERY.toMillis()) {
            database.write(transaction -> transaction
                    .sql("UPDATE account_session SET seen_at = ? WHERE secret_hash = ?")
                    .params(now, Key.hash(secret))
                    .update());
        }
    }

    private static String hash(HttpServletRequest request) {
        return Key.hash(Cookies.secret(request).orElse(""));
    }
}
