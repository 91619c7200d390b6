-- A commune's officers were taken over from its file once; from then on these tables are the truth. Whoever changes who
-- leads the commune holds its row.
CREATE TABLE officer_seed (
    commune   TEXT PRIMARY KEY,
    seeded_at BIGINT NOT NULL
);

-- Who left the commune keeps the row, because cases name them.
CREATE TABLE officer (
    id          ${identity},
    commune     TEXT NOT NULL,
    officer_key TEXT NOT NULL,
    name        TEXT NOT NULL,
    post        TEXT NOT NULL,
    unit        TEXT NOT NULL,
    telephone   TEXT,
    email       TEXT,
    role        TEXT NOT NULL,
    rank        INTEGER NOT NULL,
    oa          TEXT,
    zalo_user   TEXT,
    duty_until  BIGINT,
    removed_at  BIGINT,
    UNIQUE (oa, zalo_user)
);
CREATE UNIQUE INDEX officer_by_key ON officer (commune, officer_key) WHERE removed_at IS NULL;

-- Who treats a field (position 0), and who does so instead (1).
CREATE TABLE officer_field (
    commune    TEXT NOT NULL,
    field      TEXT NOT NULL,
    position   INTEGER NOT NULL,
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    PRIMARY KEY (commune, field, position)
);

-- Days of the commune's calendar, as 2026-11-24; the last one is away, too.
CREATE TABLE officer_leave (
    id         ${identity},
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    kind       TEXT NOT NULL,
    first_day  TEXT NOT NULL,
    last_day   TEXT NOT NULL
);
CREATE INDEX officer_leave_officer ON officer_leave (officer_id);

-- Codes by which an officer links a Zalo account: each works once, within minutes. Only the hash is kept.
CREATE TABLE link_code (
    code_hash  TEXT PRIMARY KEY,
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    expires_at BIGINT NOT NULL
);

-- How often a Zalo account sent a code that did not work.
CREATE TABLE link_failure (
    oa        TEXT NOT NULL,
    zalo_user TEXT NOT NULL,
    failures  INTEGER NOT NULL,
    last_at   BIGINT NOT NULL,
    PRIMARY KEY (oa, zalo_user)
);
