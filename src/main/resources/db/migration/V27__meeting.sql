-- Dialogues and reception days as a leader announced them; days and hours are those of Vietnam. A weekly one goes on
-- until it is cancelled. closes_days: how many days before, questions and names are taken no longer.
CREATE TABLE meeting (
    id          ${identity},
    commune     TEXT NOT NULL,
    kind        TEXT NOT NULL,
    first_day   TEXT NOT NULL,
    weekly      INTEGER NOT NULL,
    begins      TEXT NOT NULL,
    ends        TEXT NOT NULL,
    place       TEXT NOT NULL,
    fields      TEXT NOT NULL,
    closes_days INTEGER NOT NULL,
    cancelled   INTEGER NOT NULL DEFAULT 0,
    version     BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX meeting_commune ON meeting (commune, cancelled);

-- Single days of a weekly one that are cancelled.
CREATE TABLE meeting_off (
    meeting_id BIGINT NOT NULL REFERENCES meeting (id),
    day        TEXT NOT NULL,
    PRIMARY KEY (meeting_id, day)
);

-- What a resident asks at a dialogue, or comes about on a reception day. excluded: whom it concerns, as in cases.
-- same_as: the row that stands for it, where several ask the same. The row goes with its resident.
CREATE TABLE meeting_matter (
    id              ${identity},
    meeting_id      BIGINT NOT NULL REFERENCES meeting (id),
    starts_at       BIGINT NOT NULL,
    resident_id     BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    text            TEXT NOT NULL,
    field           TEXT,
    excluded        TEXT NOT NULL,
    same_as         BIGINT REFERENCES meeting_matter (id) ON DELETE SET NULL,
    created_at      BIGINT NOT NULL,
    reminded_at     BIGINT,
    notice_outgoing BIGINT,
    answer          TEXT,
    answered_at     BIGINT,
    answer_outgoing BIGINT
);
CREATE INDEX meeting_matter_of ON meeting_matter (meeting_id, starts_at);
CREATE INDEX meeting_matter_resident ON meeting_matter (resident_id, starts_at);
CREATE INDEX meeting_matter_reminder ON meeting_matter (starts_at) WHERE reminded_at IS NULL;

-- What the guides may learn comes of a case, or of what was asked at a meeting.
CREATE TABLE learning_proposal_of (
    id          ${identity},
    commune     TEXT NOT NULL,
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    case_id     BIGINT REFERENCES cases (id),
    matter_id   BIGINT REFERENCES meeting_matter (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    code        TEXT,
    question    TEXT NOT NULL,
    answer      TEXT NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    UNIQUE (case_id, kind),
    UNIQUE (matter_id, kind)
);
INSERT INTO learning_proposal_of (commune, resident_id, case_id, kind, code, question, answer, proposed_by, proposed_at)
    SELECT commune, resident_id, case_id, kind, code, question, answer, proposed_by, proposed_at
    FROM learning_proposal ORDER BY id;
DROP TABLE learning_proposal;
ALTER TABLE learning_proposal_of RENAME TO learning_proposal;
CREATE INDEX learning_proposal_commune ON learning_proposal (commune, id);
