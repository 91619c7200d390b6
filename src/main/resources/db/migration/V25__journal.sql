-- What happened at each page, one row per thing: ids and fixed words, never what anybody wrote and never a name. It is
-- only added to. Resident, case and officer are numbers without a key: once the person's own row is gone they lead
-- nowhere, and the counts stay.
CREATE TABLE journal (
    id         ${identity},
    oa         TEXT NOT NULL,
    at         BIGINT NOT NULL,
    what       TEXT NOT NULL,
    resident   BIGINT,
    turn       BIGINT,
    case_id    BIGINT,
    officer_id BIGINT,
    field      TEXT,
    guide      TEXT,
    theme      TEXT,
    hamlet     TEXT,
    outcome    TEXT NOT NULL DEFAULT '',
    reason     TEXT NOT NULL DEFAULT '',
    version    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX journal_at ON journal (oa, what, at);
CREATE INDEX journal_case ON journal (case_id);
