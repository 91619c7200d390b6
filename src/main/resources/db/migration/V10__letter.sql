-- What a letter is beside its text (JSON, see outbox.Enclosure), for whom (resident or officer), who wrote it (hoixa or
-- officer), and whether it is dropped rather than sent after its time.
ALTER TABLE outgoing ADD COLUMN enclosure TEXT;
ALTER TABLE outgoing ADD COLUMN reader TEXT NOT NULL DEFAULT 'resident';
ALTER TABLE outgoing ADD COLUMN writer TEXT NOT NULL DEFAULT 'hoixa';
ALTER TABLE outgoing ADD COLUMN perishable INTEGER NOT NULL DEFAULT 0;

-- When to ask the resident for a word, so that Zalo's window opens again before it closes over an open case.
ALTER TABLE conversation ADD COLUMN last_call_at BIGINT;

-- Pictures and files that are to be sent to a resident.
CREATE TABLE enclosed_file (
    id          ${identity},
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    content     BYTEA NOT NULL,
    created_at  BIGINT NOT NULL
);
CREATE INDEX enclosed_file_resident ON enclosed_file (resident_id);

-- What Zalo calls a file that it was given, by page and SHA-256 of the content, as long as that holds.
CREATE TABLE upload (
    oa          TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    handle      TEXT NOT NULL,
    holds_until BIGINT NOT NULL,
    PRIMARY KEY (oa, sha256)
);
