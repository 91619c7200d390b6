-- The numbered choices that a drafted answer offers, as JSON.
ALTER TABLE case_text ADD COLUMN menu TEXT;

-- What a resident wrote of which we asked whether it belongs to an open case; it goes with them.
CREATE TABLE undecided (
    resident_id BIGINT PRIMARY KEY REFERENCES resident (id) ON DELETE CASCADE,
    turn        BIGINT NOT NULL,
    reason      TEXT NOT NULL,
    field       TEXT,
    guide       TEXT,
    text        TEXT NOT NULL,
    -- Ids of the cases that were offered, in that order, between commas.
    offered     TEXT NOT NULL,
    due_at      BIGINT NOT NULL
);
CREATE INDEX undecided_due ON undecided (due_at);
