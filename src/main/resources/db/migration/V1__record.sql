-- Times are UTC epoch milliseconds. ${identity} is the only thing in which SQLite and PostgreSQL differ.

CREATE TABLE resident (
    id          ${identity},
    oa          TEXT NOT NULL,
    zalo_user   TEXT NOT NULL,
    first_seen  BIGINT NOT NULL,
    UNIQUE (oa, zalo_user)
);

-- One conversation per resident. Its version rises with every turn: who finds another version starts over.
CREATE TABLE conversation (
    resident_id BIGINT PRIMARY KEY REFERENCES resident (id) ON DELETE CASCADE,
    version     BIGINT NOT NULL,
    state       TEXT NOT NULL,
    due_at      BIGINT
);
CREATE INDEX conversation_due ON conversation (due_at);

-- Everything that came in: messages, echoes, receipts. event_key is the lasting guard against doubles.
CREATE TABLE incoming (
    id          ${identity},
    event_key   TEXT NOT NULL UNIQUE,
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    message_id  TEXT,
    text        TEXT,
    detail      TEXT,
    zalo_time   BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    turn        BIGINT
);
CREATE INDEX incoming_resident ON incoming (resident_id, zalo_time);

-- One row per turn: what was decided and why.
CREATE TABLE turn (
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    number      BIGINT NOT NULL,
    decision    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    guide       TEXT,
    facet       TEXT,
    confidence  DOUBLE PRECISION,
    knowledge   TEXT NOT NULL,
    case_id     BIGINT,
    decided_at  BIGINT NOT NULL,
    PRIMARY KEY (resident_id, number)
);

-- Messages to residents: waiting, sending, then sent, refused or unknown.
CREATE TABLE outgoing (
    id          ${identity},
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    turn        BIGINT NOT NULL,
    position    INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    text        TEXT NOT NULL,
    menu        TEXT,
    state       TEXT NOT NULL,
    attempts    INTEGER NOT NULL,
    due_at      BIGINT,
    not_after   BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    sending_at  BIGINT,
    settled_at  BIGINT,
    message_id  TEXT,
    cause       TEXT,
    doubtful    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (resident_id, turn, position)
);
CREATE INDEX outgoing_open ON outgoing (resident_id, due_at);
CREATE INDEX outgoing_message ON outgoing (message_id);

CREATE TABLE cases (
    id          ${identity},
    commune     TEXT NOT NULL,
    number      INTEGER NOT NULL,
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL,
    opened_at   BIGINT NOT NULL,
    UNIQUE (commune, number)
);
CREATE INDEX cases_resident ON cases (resident_id, state);

-- Events that could not be treated after every try, or not be read at all.
CREATE TABLE dead_letter (
    id          ${identity},
    event_key   TEXT NOT NULL UNIQUE,
    oa          TEXT NOT NULL,
    zalo_user   TEXT NOT NULL,
    cause       TEXT NOT NULL,
    attempts    INTEGER NOT NULL,
    body        TEXT NOT NULL,
    buried_at   BIGINT NOT NULL
);
