-- Months that are over, as they were counted then, with the names and definitions of that day; never a word of what
-- residents wrote. A row is written once and never changed.
CREATE TABLE report_month (
    oa        TEXT NOT NULL,
    month     TEXT NOT NULL,
    frozen_at BIGINT NOT NULL,
    counting  INTEGER NOT NULL,
    content   TEXT NOT NULL,
    PRIMARY KEY (oa, month)
);

-- Weeks and months of which a commune's leaders were told, once, however many instances there are.
CREATE TABLE report_sent (
    commune TEXT NOT NULL,
    period  TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (commune, period)
);

-- Reports that still have to go by e-mail; what went is taken out.
CREATE TABLE report_mail (
    id         ${identity},
    commune    TEXT NOT NULL,
    period     TEXT NOT NULL,
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    attempts   INTEGER NOT NULL DEFAULT 0,
    due_at     BIGINT NOT NULL
);
CREATE INDEX report_mail_due ON report_mail (due_at);

-- Links by which one leader reads one report without a sign-in, until they expire.
CREATE TABLE report_link (
    secret_hash TEXT PRIMARY KEY,
    officer_id  BIGINT NOT NULL REFERENCES officer (id),
    period      TEXT NOT NULL,
    expires_at  BIGINT NOT NULL,
    opened_at   BIGINT
);
