-- What residents and officers wrote, and what residents are called: masked, without marks and capitals, for finding it
-- again. The id begins with the time, so that the newest have the highest (see search.SearchTexts). A row without
-- message or text is a resident's name. Each goes with what it was made of.
CREATE TABLE search_text (
    id           ${identity},
    resident_id  BIGINT NOT NULL REFERENCES resident (id) ON DELETE CASCADE,
    incoming_id  BIGINT UNIQUE REFERENCES incoming (id) ON DELETE CASCADE,
    case_text_id BIGINT UNIQUE REFERENCES case_text (id) ON DELETE CASCADE,
    words        TEXT NOT NULL
);
CREATE INDEX search_text_resident ON search_text (resident_id);

-- Its full-text index, which each database has in its own way (see storage.StorageConfiguration).
${search_index}

-- What was there before the index: rows with a lower id are still to be looked at.
CREATE TABLE search_backlog (
    source TEXT PRIMARY KEY,
    below  BIGINT NOT NULL
);
INSERT INTO search_backlog SELECT 'incoming', COALESCE(MAX(id), 0) + 1 FROM incoming;
INSERT INTO search_backlog SELECT 'case_text', COALESCE(MAX(id), 0) + 1 FROM case_text;
INSERT INTO search_backlog SELECT 'resident', COALESCE(MAX(id), 0) + 1 FROM resident;

-- When somebody had it tried again; null again once that failed.
ALTER TABLE dead_letter ADD COLUMN retried_at BIGINT;

-- What officers answer again and again, in the words of the commune; field null for any. Whoever changes it names the
-- version that they saw.
CREATE TABLE canned_reply (
    id      ${identity},
    commune TEXT NOT NULL,
    field   TEXT,
    title   TEXT NOT NULL,
    text    TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX canned_reply_commune ON canned_reply (commune);

-- Communes that were given the replies to begin with.
CREATE TABLE canned_reply_seed (
    commune   TEXT PRIMARY KEY,
    seeded_at BIGINT NOT NULL
);

-- Which commune it concerns; null for the installation, and for what was noted before.
ALTER TABLE audit ADD COLUMN commune TEXT;
DROP INDEX audit_at;
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_commune ON audit (commune, at, id);
CREATE INDEX audit_who ON audit (who, at, id);
