-- The app on developers.zalo.me, as it was entered in a page: one row. Secrets are sealed (see storage.Vault).
CREATE TABLE app (
    id                     INTEGER PRIMARY KEY CHECK (id = 1),
    app_id                 TEXT NOT NULL,
    app_secret             TEXT,
    oa_secret_key          TEXT,
    previous_oa_secret_key TEXT,
    previous_until         BIGINT,
    changed_at             BIGINT NOT NULL
);

-- A page that granted the app its rights. Tokens are sealed; the previous pair is kept beside the current one.
-- refreshing_since is written before Zalo is asked: whoever finds it old knows that a token may have been spent.
CREATE TABLE connection (
    oa                     TEXT PRIMARY KEY,
    app_id                 TEXT NOT NULL,
    access_token           TEXT NOT NULL,
    refresh_token          TEXT NOT NULL,
    previous_access_token  TEXT,
    previous_refresh_token TEXT,
    expires_at             BIGINT,
    refreshed_at           BIGINT NOT NULL,
    refresh_until          BIGINT NOT NULL,
    due_at                 BIGINT NOT NULL,
    version                BIGINT NOT NULL,
    refreshing_since       BIGINT,
    failures               INTEGER NOT NULL,
    last_error             TEXT,
    last_detail            TEXT,
    may_be_spent           INTEGER NOT NULL,
    oa_name                TEXT,
    oa_type                INTEGER,
    is_verified            INTEGER,
    package_name           TEXT
);

-- Consents that were begun: each state opens once, within minutes. Only its hash is kept.
CREATE TABLE consent (
    state_hash TEXT PRIMARY KEY,
    verifier   TEXT NOT NULL,
    started_at BIGINT NOT NULL
);

-- Events with a bad signature, kept a day in case the secret was wrong; never acted on.
CREATE TABLE quarantine (
    mac         TEXT PRIMARY KEY,
    body        TEXT NOT NULL,
    received_at BIGINT NOT NULL
);
CREATE INDEX quarantine_received ON quarantine (received_at);
