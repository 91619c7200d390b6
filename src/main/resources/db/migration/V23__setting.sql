-- What a commune's people set in the console; it lies above what the files say. A row without a value was taken back.
-- Each change takes the next revision of all, so that whoever keeps them in memory sees at one glance that it is old.
CREATE TABLE commune_setting (
    commune    TEXT NOT NULL,
    name       TEXT NOT NULL,
    value      TEXT,
    revision   BIGINT NOT NULL UNIQUE,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (commune, name)
);
CREATE TABLE commune_setting_revision (
    latest BIGINT NOT NULL
);
INSERT INTO commune_setting_revision (latest) VALUES (0);
