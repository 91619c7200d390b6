-- Whose matter it is, the owner tells now.
ALTER TABLE cases DROP COLUMN post;
ALTER TABLE cases ADD COLUMN kind TEXT NOT NULL DEFAULT 'question';
ALTER TABLE cases ADD COLUMN level TEXT NOT NULL DEFAULT 'ordinary';
ALTER TABLE cases ADD COLUMN field TEXT;
ALTER TABLE cases ADD COLUMN guide TEXT;
ALTER TABLE cases ADD COLUMN owner_id BIGINT REFERENCES officer (id);
-- Whom it must not reach: 'commune', or ids of officers between commas.
ALTER TABLE cases ADD COLUMN excluded TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN deadline BIGINT;
-- What the clock does next, and when.
ALTER TABLE cases ADD COLUMN stage TEXT;
ALTER TABLE cases ADD COLUMN due_at BIGINT;
ALTER TABLE cases ADD COLUMN lapses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX cases_due ON cases (due_at);
CREATE INDEX cases_owner ON cases (owner_id, state);

-- Ids and reasons, never words: it outlives the resident's data.
CREATE TABLE case_history (
    id         ${identity},
    case_id    BIGINT NOT NULL REFERENCES cases (id),
    at         BIGINT NOT NULL,
    what       TEXT NOT NULL,
    officer_id BIGINT REFERENCES officer (id),
    reason     TEXT NOT NULL
);
CREATE INDEX case_history_case ON case_history (case_id, id);

-- Words that belong to a case: drafts, answers, questions back. They go with their resident.
CREATE TABLE case_text (
    id          ${identity},
    case_id     BIGINT NOT NULL REFERENCES cases (id),
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    officer_id  BIGINT REFERENCES officer (id),
    text        TEXT NOT NULL,
    outgoing_id BIGINT,
    created_at  BIGINT NOT NULL
);
CREATE INDEX case_text_case ON case_text (case_id, id);

CREATE TABLE notice (
    id          ${identity},
    case_id     BIGINT REFERENCES cases (id),
    officer_id  BIGINT NOT NULL REFERENCES officer (id),
    kind        TEXT NOT NULL,
    text        TEXT NOT NULL,
    outgoing_id BIGINT,
    state       TEXT NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    due_at      BIGINT,
    created_at  BIGINT NOT NULL
);
CREATE INDEX notice_due ON notice (due_at);
CREATE INDEX notice_outgoing ON notice (outgoing_id);

CREATE TABLE overdue_list (
    commune TEXT NOT NULL,
    day     TEXT NOT NULL,
    PRIMARY KEY (commune, day)
);
