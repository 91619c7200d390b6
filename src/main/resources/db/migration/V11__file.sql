-- What residents sent, by SHA-256: two who sent the same share a row. It goes with the last attachment that names it.
CREATE TABLE stored_file (
    sha256 TEXT PRIMARY KEY,
    size   BIGINT NOT NULL,
    bytes  BYTEA NOT NULL
);

-- When the resident was told that an attachment was not taken.
ALTER TABLE attachment ADD COLUMN told_at BIGINT;

-- Pages whose latest messages are to be read back from Zalo, since when; due_at is null while nothing is wanted.
CREATE TABLE recovery (
    oa      TEXT PRIMARY KEY,
    since   BIGINT,
    due_at  BIGINT,
    done_at BIGINT
);
CREATE INDEX recovery_due ON recovery (due_at);

-- Whose an event in quarantine says to be, and whether we know them: a flood of forged ones finds less room.
ALTER TABLE quarantine ADD COLUMN oa TEXT NOT NULL DEFAULT '';
ALTER TABLE quarantine ADD COLUMN zalo_user TEXT NOT NULL DEFAULT '';
ALTER TABLE quarantine ADD COLUMN known INTEGER NOT NULL DEFAULT 0;
CREATE INDEX quarantine_page ON quarantine (oa, known, received_at);
CREATE INDEX quarantine_room ON quarantine (known, received_at);
CREATE INDEX quarantine_resident ON quarantine (oa, zalo_user, received_at);
