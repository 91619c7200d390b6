-- Who may sign in. The name is kept as it is compared: NFKC, in small letters.
CREATE TABLE account (
    id            ${identity},
    name          TEXT NOT NULL UNIQUE,
    shown_name    TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role          TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    disabled_at   BIGINT
);

-- Whoever has the cookie with that secret is signed in. Kept here, so that all instances know it, and a restart too.
CREATE TABLE account_session (
    secret_hash TEXT PRIMARY KEY,
    account_id  BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    started_at  BIGINT NOT NULL,
    seen_at     BIGINT NOT NULL
);

-- A link that works once: for a new account, or for a new password of the account that it names.
CREATE TABLE invitation (
    secret_hash TEXT PRIMARY KEY,
    account_id  BIGINT REFERENCES account (id) ON DELETE CASCADE,
    expires_at  BIGINT NOT NULL
);

-- How often signing in went wrong, by name (hashed: people type passwords into the wrong field) and by address.
CREATE TABLE sign_in_failure (
    subject    TEXT PRIMARY KEY,
    failures   INTEGER NOT NULL,
    last_at    BIGINT NOT NULL,
    waits_till BIGINT NOT NULL
);

-- Rows are only ever added. Ids and reasons, never texts or secrets.
CREATE TABLE audit (
    id      ${identity},
    at      BIGINT NOT NULL,
    who     TEXT NOT NULL,
    what    TEXT NOT NULL,
    on_what TEXT NOT NULL,
    reason  TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);
