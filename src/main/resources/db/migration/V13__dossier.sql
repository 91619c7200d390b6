-- The lists of dossiers that communes exported from their one-stop software. State: loading, then current; old while it
-- is deleted. At most one of a commune is current: who looks up sees the whole of one list, never half of two.
CREATE TABLE dossier_import (
    id          ${identity},
    commune     TEXT NOT NULL,
    state       TEXT NOT NULL,
    imported_at BIGINT NOT NULL,
    kept        INTEGER NOT NULL,
    report      TEXT NOT NULL
);
CREATE UNIQUE INDEX dossier_import_current ON dossier_import (commune) WHERE state = 'current';

-- No name, telephone or address: the code is all that leads here. code_key is the code without what people type
-- differently; words are the list's own for the state; due is a local day, as in 2026-11-27.
CREATE TABLE dossier (
    import_id BIGINT NOT NULL REFERENCES dossier_import (id),
    code_key  TEXT NOT NULL,
    code      TEXT NOT NULL,
    state     TEXT NOT NULL,
    words     TEXT NOT NULL,
    title     TEXT NOT NULL,
    due       TEXT,
    PRIMARY KEY (import_id, code_key)
);
