-- What is in service is the publication with the highest number; its files are kept whole, so that instances agree.
CREATE TABLE knowledge_version (
    version TEXT PRIMARY KEY,
    files   BYTEA NOT NULL
);

CREATE TABLE publication (
    number       ${identity},
    version      TEXT NOT NULL REFERENCES knowledge_version (version),
    published_at BIGINT NOT NULL
);

-- What a person of a commune said of a text: approved (1), or wrong and not to be quoted (0), with what is wrong.
-- It holds for the text with that fingerprint.
CREATE TABLE guide_review (
    commune     TEXT NOT NULL,
    code        TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    person      TEXT NOT NULL,
    approved    INTEGER NOT NULL,
    note        TEXT NOT NULL,
    reviewed_at BIGINT NOT NULL,
    PRIMARY KEY (commune, code)
);

-- Links by which one person may review the guides of a commune; of the secret only its hash is kept.
CREATE TABLE review_link (
    secret_hash TEXT PRIMARY KEY,
    commune     TEXT NOT NULL,
    person      TEXT NOT NULL,
    expires_at  BIGINT NOT NULL
);

-- How often a poster's QR code was opened, by day.
CREATE TABLE scan (
    commune TEXT NOT NULL,
    poster  TEXT NOT NULL,
    day     TEXT NOT NULL,
    scans   INTEGER NOT NULL,
    PRIMARY KEY (commune, poster, day)
);

-- The post that a case's question belongs to, where the procedure was recognised.
ALTER TABLE cases ADD COLUMN post TEXT;
