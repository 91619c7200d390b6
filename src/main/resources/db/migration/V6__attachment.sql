-- Pictures and files that residents sent. event_key is that of the incoming message, which is kept only by its turn;
-- position counts within it. State: waiting, then fetched, refused (cause) or failed (cause; tried again while due_at is
-- set); purged once its time is over. The file is called by its SHA-256.
CREATE TABLE attachment (
    id          ${identity},
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    event_key   TEXT NOT NULL,
    position    INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    url         TEXT NOT NULL,
    state       TEXT NOT NULL,
    cause       TEXT,
    tries       INTEGER NOT NULL DEFAULT 0,
    due_at      BIGINT,
    type        TEXT,
    size        BIGINT,
    sha256      TEXT,
    code        TEXT,
    created_at  BIGINT NOT NULL,
    UNIQUE (event_key, position)
);
CREATE INDEX attachment_due ON attachment (due_at);
CREATE INDEX attachment_file ON attachment (sha256);
CREATE INDEX attachment_resident ON attachment (resident_id);

-- Who of the page's people wrote it, where a person did, in Zalo's own tools.
ALTER TABLE incoming ADD COLUMN admin_id TEXT;

-- What the resident calls themselves on Zalo, and when to ask again.
ALTER TABLE resident ADD COLUMN display_name TEXT;
ALTER TABLE resident ADD COLUMN name_due_at BIGINT;

-- Keyed hashes of the keys of events that were erased, so that none of them is taken for new when it comes in late.
CREATE TABLE erased (
    key_hash TEXT PRIMARY KEY
);
