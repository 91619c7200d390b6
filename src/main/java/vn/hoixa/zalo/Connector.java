package vn.hoixa.zalo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoixa.SetupException;
import vn.hoixa.knowledge.Communes;
import vn.hoixa.storage.Database;
import vn.hoixa.storage.Vault;

/** Connects pages: by consent at Zalo (OAuth v4 with PKCE), or by two tokens from Zalo's API Explorer. */
public final class Connector {
    private static final Duration CONSENT_HOLDS = Duration.ofMinutes(10);
    private static final int RANDOM_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Connections connections;
    private final Tokens tokens;
    private final OAuth oauth;
    private final AppSettings app;
    private final ZaloSettings settings;
    private final Communes communes;
    private final Database database;
    private final Vault vault;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Connector(
            Connections connections,
            Tokens tokens,
            OAuth oauth,
            AppSettings app,
            ZaloSettings settings,
            Communes communes,
            Database database,
            Vault vault,
            InstantSource clock) {
        this.connections = connections;
        this.tokens = tokens;
        this.oauth = oauth;
        this.app = app;
        this.settings = settings;
        this.communes = communes;
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Begins a consent: where to send the administrator's browser.
     *
     * @param callback the address in Zalo's console, word for word, to which Zalo sends code, oa_id and state
     */
    public URI begin(URI callback) {
        String state = random();
        String verifier = random();
        Instant now = clock.instant();
        String hash = hash(state);
        String sealed = vault.seal("consent/" + hash, verifier);
        database.write(transaction -> {
            transaction
                    .sql("DELETE FROM consent WHERE started_at <= ?")
                    .param(now.minus(CONSENT_HOLDS).toEpochMilli())
                    .update();
            return transaction
                    .sql("INSERT INTO consent (state_hash, verifier, started_at) VALUES (?, ?, ?)")
                    .params(hash, sealed, now.toEpochMilli())
                    .update();
        });
        return oauth.consent(app.current().id(), callback, hash(verifier), state);
    }

    /** Ends a consent with what Zalo sent to the callback. */
    public Connecting finish(String state, String code, String oa) {
        try {
            String verifier = take(state);
            if (verifier == null) {
                return new Connecting.Stale();
            }
            Connecting barrier = barrier(oa);
            if (barrier != null) {
                return barrier;
            }
            return switch (oauth.exchange(app.current(), code, verifier)) {
                case Grant.Issued issued -> keep(oa, issued.pair(), issued.lifetime(), false);
                case Grant.Failed failed -> new Connecting.Refused(failed.cause(), failed.detail());
            };
        } catch (SetupException e) {
            return new Connecting.Locked(e);
        }
    }

    /** Takes two tokens that Zalo's API Explorer gave; they are refreshed within a minute, as nobody knows their age. */
    public Connecting paste(String oa, Secret access, Secret refresh) {
        String first = access.value().strip();
        String second = refresh.value().strip();
        if (!Tokens.isToken(first) || !Tokens.isToken(second) || first.equals(second)) {
            return new Connecting.NoTokens();
        }
        Connecting barrier = barrier(oa);
        try {
            return barrier != null
                    ? barrier
                    : keep(oa, new Tokens.Pair(new Secret(first), new Secret(second)), null, true);
        } catch (SetupException e) {
            return new Connecting.Locked(e);
        }
    }

    /** Reads name, kind and package of a connected page again. */
    public Connecting read(String oa) {
        return outcome(oa, tokens.describe(oa));
    }

    /** The pages that are connected for the current app, by id. */
    public List<Connection> all() {
        return connections.all();
    }

    /** The page's connection, if it has one for the current app. */
    public Optional<Connection> of(String oa) {
        return connections.find(oa).map(Connections.Row::connection);
    }

    /** Whether the environment sets this page's token. */
    public boolean isSetByEnvironment(String oa) {
        return settings.tokens().containsKey(oa);
    }

    private @Nullable Connecting barrier(String oa) {
        if (!communes.isServed(oa)) {
            return new Connecting.NotServed(oa);
        }
        return isSetByEnvironment(oa) ? new Connecting.SetByEnvironment(oa) : null;
    }

    /** Stored first, as nobody else has the tokens; only then used. */
    private Connecting keep(String oa, Tokens.Pair pair, @Nullable Duration lifetime, boolean refreshSoon) {
        Optional<Connections.Row> before = connections.find(oa);
        connections.put(oa, pair, lifetime, refreshSoon);
        Connecting outcome = outcome(oa, tokens.describe(oa));
        if (outcome instanceof Connecting.OtherPage) {
            connections.restore(oa, before.orElse(null));
        }
        return outcome;
    }

    private Connecting outcome(String oa, OAuth.Profile profile) {
        if (profile instanceof OAuth.Profile.Read read && !read.oa().equals(oa)) {
            return new Connecting.OtherPage(oa, read.oa());
        }
        Optional<Connection> connection = of(oa);
        if (connection.isEmpty()) {
            return new Connecting.NoTokens();
        }
        return switch (profile) {
            case OAuth.Profile.Read ignored -> new Connecting.Connected(connection.get());
            case OAuth.Profile.Failed failed -> new Connecting.Unread(connection.get(), failed.detail());
        };
    }

    /** The verifier of a consent that was begun here; each state opens once. */
    private @Nullable String take(String state) {
        String hash = hash(state);
        Instant now = clock.instant();
        Optional<String> sealed = database.write(transaction -> {
            Optional<String> found = transaction
                    .sql("SELECT verifier FROM consent WHERE state_hash = ? AND started_at > ?")
                    .params(hash, now.minus(CONSENT_HOLDS).toEpochMilli())
                    .query(String.class)
                    .optional();
            int taken = transaction
                    .sql("DELETE FROM consent WHERE state_hash = ?")
                    .param(hash)
                    .update();
            return taken == 1 ? found : Optional.empty();
        });
        return sealed.map(text -> vault.open("consent/" + hash, text)).orElse(null);
    }

    /** 43 characters, as a PKCE verifier must have at least. */
    private String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** As PKCE's S256: base64url of the SHA-256 without padding. */
    static String hash(String text) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
