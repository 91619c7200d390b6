-- Files that were proposed and published once, by their own version: what editors wrote in the browser is not in it, so
-- that older files of another instance stay recognised whatever is edited above them.
CREATE TABLE proposal (
    version TEXT PRIMARY KEY
);
INSERT INTO proposal (version) SELECT version FROM knowledge_version;

-- What it was published for: 'files', or a word and an id.
ALTER TABLE publication ADD COLUMN cause TEXT NOT NULL DEFAULT 'files';

-- What editors of a commune say of a matter, in the format of its files; empty takes back all they said. State: draft,
-- waiting (for approval), queued (to be published), published (in service), former, refused, replaced, dropped.
CREATE TABLE guide_text (
    id          ${identity},
    commune     TEXT NOT NULL,
    code        TEXT NOT NULL,
    text        TEXT NOT NULL,
    state       TEXT NOT NULL,
    version     BIGINT NOT NULL,
    author_id   BIGINT NOT NULL REFERENCES account (id),
    approver_id BIGINT REFERENCES account (id),
    saved_at    BIGINT NOT NULL,
    settled_at  BIGINT,
    -- Why it was refused: a word and what it is about, a line each.
    report      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX guide_text_code ON guide_text (commune, code, id);
CREATE UNIQUE INDEX guide_text_open ON guide_text (commune, code)
    WHERE state IN ('draft', 'waiting', 'queued', 'refused');
CREATE UNIQUE INDEX guide_text_published ON guide_text (commune, code) WHERE state = 'published';

-- What is to be put into service, one after the other over all instances: the oldest that is not settled is worked at
-- by whoever holds it till then. State: waiting, working, done, refused, failed.
CREATE TABLE publishing (
    id           ${identity},
    -- The text of a guide, or the number of an earlier publication whose files are to come back.
    text_id      BIGINT REFERENCES guide_text (id),
    number       BIGINT,
    state        TEXT NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    held_till    BIGINT,
    requested_by BIGINT NOT NULL REFERENCES account (id),
    requested_at BIGINT NOT NULL,
    settled_at   BIGINT,
    report       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX publishing_open ON publishing (state, id);

-- What somebody would have the guides learn from an answered question. It goes with its resident, and as soon as an
-- editor has decided: what they make of it are their own words.
CREATE TABLE learning_proposal (
    id          ${identity},
    commune     TEXT NOT NULL,
    resident_id BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    case_id     BIGINT NOT NULL REFERENCES cases (id),
    kind        TEXT NOT NULL,
    code        TEXT,
    question    TEXT NOT NULL,
    answer      TEXT NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    UNIQUE (case_id, kind)
);
CREATE INDEX learning_proposal_commune ON learning_proposal (commune, id);
