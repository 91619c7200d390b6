-- How often what was decided, by page and day (days since 1970 in Vietnam), of turns that are gone: erased or too old.
-- Whoever counts turns adds these. Nobody is named.
CREATE TABLE turn_tally (
    oa       TEXT NOT NULL,
    day      BIGINT NOT NULL,
    decision TEXT NOT NULL,
    reason   TEXT NOT NULL,
    guide    TEXT NOT NULL,
    turns    BIGINT NOT NULL,
    PRIMARY KEY (oa, day, decision, reason, guide)
);

-- The nightly purge of a day (as in 2026-11-23) belongs to the instance that wrote its row.
CREATE TABLE purge (
    day        TEXT PRIMARY KEY,
    started_at BIGINT NOT NULL
);

-- What is too old is found by its time.
CREATE INDEX incoming_received ON incoming (received_at);
CREATE INDEX incoming_message ON incoming (message_id);
CREATE INDEX outgoing_created ON outgoing (created_at);
CREATE INDEX turn_decided ON turn (decided_at);
CREATE INDEX turn_explained ON turn (decided_at) WHERE explanation IS NOT NULL;
CREATE INDEX case_text_created ON case_text (created_at);
CREATE INDEX case_text_resident ON case_text (resident_id);
CREATE INDEX notice_created ON notice (created_at);
CREATE INDEX attachment_created ON attachment (created_at);
CREATE INDEX dead_letter_buried ON dead_letter (buried_at);
